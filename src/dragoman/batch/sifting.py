"""The steps that take an archive apart: where to cut a file, and which stories of a shard concern us."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

import pyarrow as pa

from dragoman.batch.cutting import Piece, cut
from dragoman.batch.inputs import Input
from dragoman.batch.isolation import Failure, Isolated
from dragoman.batch.job import Job, Shard
from dragoman.batch.pieces import stories
from dragoman.batch.prints import prints_of
from dragoman.batch.tables import Row, month_of
from dragoman.batch.work import Outcome, Work
from dragoman.errors import SourceError
from dragoman.model import Story

__all__ = ["CANDIDATE", "PRINT", "candidates", "prints", "sift", "survey"]

_TOGETHER = 256
_AT_ONCE = 64
_FIELDS = ("id", "text", "title", "publisher", "language", "published", "url", "source")
CANDIDATE = pa.schema(
    [("ordinal", pa.int32()), *((name, pa.date32() if name == "published" else pa.string()) for name in _FIELDS)]
)
"""A story that has to be read, with its place in the shard."""
PRINT = pa.schema({
    "shard": pa.string(), "ordinal": pa.int32(), "id": pa.string(), "published": pa.date32(), "content": pa.string(),
    "minhash": pa.binary(), "numbers": pa.list_(pa.string()),
})  # fmt: skip
"""What tells reprints of it."""


def candidates(shard: str) -> str:
    """Where the stories of a shard that have to be read are kept."""
    return f"candidates/{shard}.parquet"


def prints(month: str, shard: str) -> str:
    """Where the prints of a shard's stories of a month are kept."""
    return f"prints/{month}/{shard}.parquet"


def survey(job: Job, one: Input) -> Outcome:
    """Where an input may be cut."""
    archive, _ = job.places()
    found = cut(archive, one, job.shard_bytes)
    return {"pieces": [list(piece) for piece in found.pieces], "problem": found.problem}


def sift(job: Job, work: Work, child: Isolated, shard: Shard) -> Outcome:
    """Judge the stories of a shard; keep those that have to be read, and the reasons of the others."""
    archive, _ = job.places()
    kept: list[Row] = []
    skipped: list[Row] = []
    problems: list[Row] = []
    found = stories(archive, Input(*shard.input), Piece(*shard.piece), job.settings, job.published)
    count = 0
    for story, answer in _judged(job, child, found, problems):
        count += 1
        if isinstance(answer, Failure):
            problems.append(_problem(story, answer.reason, len(problems)))
        elif answer is not None:
            skipped.append(_head(story) | {"publisher": story.publisher, "source": story.source, "reason": answer})
        else:
            kept.append({"ordinal": count} | {name: getattr(story, name) for name in _FIELDS})
    work.write(candidates(shard.key), pa.Table.from_pylist(kept, schema=CANDIDATE))
    months = _write_prints(work, shard.key, kept)
    parts = {
        "skipped": work.write_parts("skipped", shard.key, skipped),
        "problems": work.write_parts("problems", shard.key, problems),
    }
    return {"stories": count, "of_concern": len(kept), "prints": months, "parts": parts}


def _judged(
    job: Job, child: Isolated, found: Iterator[Story | SourceError], problems: list[Row]
) -> Iterator[tuple[Story, Any]]:
    """Stories with what the filter says of them; what could not be read goes to `problems`."""
    while chunk := list(islice(found, _TOGETHER)):
        given = []
        for one in chunk:
            if isinstance(one, Story):
                given.append(one)
            else:
                told = {"source": one.where, "reason": f"{one.what}. {one.do}.", "n": len(problems)}
                problems.append({"story": None, "published": None, **told})
        yield from ((story, None) for story in given) if job.everything else child.ask("judge", given)


def _write_prints(work: Work, shard: str, kept: list[Row]) -> list[str]:
    """Write what tells reprints of stories, by month; the months."""
    months: dict[str, list[Row]] = {}
    for low in range(0, len(kept), _AT_ONCE):
        chunk = kept[low : low + _AT_ONCE]
        for row, words in zip(chunk, prints_of([row["text"] for row in chunk]), strict=True):
            head = {name: row[name] for name in ("ordinal", "id", "published")}
            months.setdefault(month_of(row), []).append({"shard": shard, **head, **words._asdict()})
    for month, rows in months.items():
        work.write(prints(month, shard), pa.Table.from_pylist(rows, schema=PRINT))
    return sorted(months)


def _head(story: Story) -> Row:
    return {"story": story.id, "published": story.published}


def _problem(story: Story, reason: str, n: int) -> Row:
    return _head(story) | {"n": n, "source": story.source, "reason": reason}
