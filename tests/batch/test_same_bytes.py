"""The same archive gives the same bytes, whoever does the tasks in what order, however often it is stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import coded, job
from light import Inline, Unwatched, digests, invented, rows, write

from dragoman.batch.driver import Totals, code
from dragoman.batch.pool import Pool

HERE = Path(__file__).parent
SRC = HERE.parents[1] / "src"
Undisturbed = tuple[Totals, dict[str, str], Path]


def test_every_story_is_accounted_for(undisturbed: Undisturbed) -> None:
    totals, files, out = undisturbed
    assert totals.stories == 60
    assert totals.of_no_concern + totals.reprints + totals.read == 60
    assert (totals.reprints, totals.failed, totals.problems) == (9, 0, 0)
    assert len(rows(out, "stories")) == totals.read
    assert len(rows(out, "skipped")) == totals.of_no_concern + totals.reprints
    assert len(rows(out, "records")) == totals.records > totals.read / 2
    assert {file.split("/")[0] for file in files} == {"stories", "records", "mentions", "skipped", "manifest.json"}
    assert "records/month=2025-02/part-00000.parquet" in files
    assert "records/month=undated/part-00000.parquet" in files


def test_rows_are_sorted_and_name_their_story(undisturbed: Undisturbed) -> None:
    _, _, out = undisturbed
    told = {row["story"]: row for row in rows(out, "stories")}
    found = rows(out, "records")
    assert [row["n"] for row in found if row["n"] == 1]
    for row in found:
        assert told[row["story"]]["text"][row["start"] : row["end"]] == row["quote"]
        assert row["published"] == told[row["story"]]["published"]
    for file in sorted((out / "records").rglob("*.parquet")):
        keys = [(r["published"], r["story"], r["n"]) for r in rows(file.parents[2], "records") if r["published"]]
        assert keys == sorted(keys)


def test_backwards(archive: Path, undisturbed: Undisturbed, tmp_path: Path) -> None:
    assert coded(Inline(backwards=True), archive, tmp_path / "set") == undisturbed[:2]


def test_processes_one_two_and_with_a_worker_killed(archive: Path, undisturbed: Undisturbed, tmp_path: Path) -> None:
    for number, killed in ((1, False), (2, True)):
        pool = Pool(number)

        class Killer(Unwatched):
            left = 1 if killed else 0

            def advance(self, weight: int) -> None:
                if weight and self.left and pool.pids:  # noqa: B023
                    self.left -= 1
                    os.kill(pool.pids[0], signal.SIGKILL)  # noqa: B023

        try:
            out = tmp_path / str(number)
            totals = code(job(archive, out), pool, Killer())
            assert (totals, digests(out)) == undisturbed[:2]
        finally:
            pool.close()


@pytest.mark.parametrize("after", [1, 16, 40])
def test_a_run_that_ended_goes_on_and_does_nothing_twice(
    archive: Path, undisturbed: Undisturbed, tmp_path: Path, after: int
) -> None:
    first, second, third = Inline(die_after=after), Inline(), Inline()
    with pytest.raises(RuntimeError):
        coded(first, archive, tmp_path / "set")
    assert coded(second, archive, tmp_path / "set") == undisturbed[:2]
    assert not set(first.done) & set(second.done)
    assert coded(third, archive, tmp_path / "set") == undisturbed[:2]
    assert third.done == []


def test_an_archive_that_grew_gives_what_it_gives_from_nothing(tmp_path: Path) -> None:
    told = invented(60)
    write(tmp_path / "in/1.jsonl", told[:40])
    coded(Inline(), tmp_path / "in", tmp_path / "set")
    write(tmp_path / "in/2.jsonl", told[40:])
    again = Inline()
    grown = coded(again, tmp_path / "in", tmp_path / "set")
    fresh = Inline()
    assert grown == coded(fresh, tmp_path / "in", tmp_path / "fresh")
    assert sum("sift" in one for one in again.done) < sum("sift" in one for one in fresh.done) / 2
    (tmp_path / "in/2.jsonl").unlink()
    shrunk = coded(Inline(), tmp_path / "in", tmp_path / "set")
    write(tmp_path / "less/1.jsonl", told[:40])
    assert shrunk == coded(Inline(), tmp_path / "less", tmp_path / "other")


def test_a_job_with_other_options_in_between_changes_nothing(
    archive: Path, undisturbed: Undisturbed, tmp_path: Path
) -> None:
    coded(Inline(), archive, tmp_path / "set")
    other = coded(Inline(), archive, tmp_path / "set", everything=True)
    assert other[0].of_no_concern == 0
    assert coded(Inline(), archive, tmp_path / "set") == undisturbed[:2]


def _start(archive: Path, out: Path) -> subprocess.Popen[bytes]:
    script = (
        "import sys; sys.path[:0] = sys.argv[3:]\n"
        "from conftest import job; from light import Unwatched\n"
        "from dragoman.batch.driver import code; from dragoman.batch.pool import Pool\n"
        "if __name__ == '__main__':\n"
        "    pool = Pool(2)\n"
        "    try: code(job(sys.argv[1], sys.argv[2]), pool, Unwatched())\n"
        "    except KeyboardInterrupt: print('stopped')\n"
        "    finally: pool.close()\n"
    )
    file = out.parent / "drive.py"
    file.write_text(script)
    command = [sys.executable, str(file), str(archive), str(out), str(HERE), str(SRC)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True)


def _wait_for(out: Path, pattern: str, count: int) -> None:
    end = time.monotonic() + 60
    while len(list(out.glob(pattern))) < count:
        assert time.monotonic() < end, f"no {pattern}"
        time.sleep(0.02)


@pytest.fixture(scope="module")
def slow(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """An archive whose stories take their time, and what it gives."""
    home = tmp_path_factory.mktemp("slow")
    write(home / "in/a.jsonl", invented(40, extra="SLOW"))
    return home / "in", coded(Inline(), home / "in", home / "set")[1]


def test_the_driver_killed(slow: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    out = tmp_path / "set"
    driver = _start(slow[0], out)
    _wait_for(out, "_work/*/done/read/*.json", 2)
    os.kill(driver.pid, signal.SIGKILL)
    driver.wait()
    assert not (out / "manifest.json").exists()
    again = Inline()
    assert coded(again, slow[0], out)[1] == slow[1]
    assert not any(one.startswith(("survey", "sift", "link")) for one in again.done)


def test_ctrl_c_stops_at_once_and_leaves_no_process(slow: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    out = tmp_path / "set"
    driver = _start(slow[0], out)
    _wait_for(out, "_work/*/done/read/*.json", 1)
    os.killpg(driver.pid, signal.SIGINT)
    assert driver.communicate(timeout=20)[0] == b"stopped\n"
    with pytest.raises(ProcessLookupError):
        _await_empty_group(driver.pid)
    assert coded(Inline(), slow[0], out)[1] == slow[1]


def _await_empty_group(group: int) -> None:
    for _ in range(100):
        os.killpg(group, 0)
        time.sleep(0.05)
