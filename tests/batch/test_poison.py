"""A story that makes the reader hang, crash or run out of memory is told with its reason; the others are read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import coded, job
from light import Inline, invented, lines, rows

from dragoman.batch import isolation
from dragoman.model import Story

REASONS = {
    "HANG": "took longer than 2 s",
    "CRASH": "the reader crashed (SIGSEGV)",
    "GREEDY": "took more memory than a story may",
    "RAISE": "the reader failed: ValueError: no such thing",
    "JUDGECRASH": "the reader crashed (SIGKILL)",
}


@pytest.mark.parametrize("word", REASONS)
def test_poison(tmp_path: Path, word: str) -> None:
    told = invented(12)
    told[6]["text"] += f" {word}"
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.jsonl").write_bytes(lines(told))
    limits = {"story_seconds": 2.0, "story_mib": 500, "shard_bytes": 1 << 20}
    totals, _ = coded(Inline(), tmp_path / "in", tmp_path / "set", **limits)
    (problem,) = rows(tmp_path / "set", "problems")
    assert (problem["story"], problem["reason"]) == ("s6", REASONS[word])
    assert problem["source"] == "a.jsonl:7"
    healthy = [one for one in told if word not in one["text"]]
    (tmp_path / "in/a.jsonl").write_text("".join(json.dumps(one) + "\n" for one in healthy))
    assert rows(tmp_path / "set", "records")
    assert totals.problems == 1
    coded(Inline(), tmp_path / "in", tmp_path / "without", **limits)
    kept = [[r | {"source": None} for r in rows(tmp_path / one, "stories")] for one in ("set", "without")]
    assert kept[0] == kept[1]
    assert rows(tmp_path / "set", "records") == rows(tmp_path / "without", "records")


def test_lines_that_are_no_stories_are_problems_with_their_place(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.jsonl").write_bytes(b"no json\n" + lines(invented(3)))
    totals, _ = coded(Inline(), tmp_path / "in", tmp_path / "set")
    (problem,) = rows(tmp_path / "set", "problems")
    assert problem["source"] == "a.jsonl:1"
    assert problem["reason"].startswith("is no JSON")
    assert (totals.stories, totals.problems) == (3, 1)


def test_a_child_that_has_grown_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation, "_FEWEST", 3)
    child = isolation.Isolated(job("in", "out"))
    stories = [Story.of(one["text"]) for one in invented(5)]
    pids = []
    try:
        for allowed in (1000, 1000, -1):
            monkeypatch.setattr(isolation, "_GROWN", allowed)
            assert len(list(child.ask("judge", stories))) == 5
            assert child._process is not None
            pids.append(child._process.pid)
    finally:
        child.close()
    assert pids[0] == pids[1] != pids[2]
