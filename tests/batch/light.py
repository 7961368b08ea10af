"""What the tests of archives share: a light mind that loads at once, invented stories, archives of every kind."""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import json
import os
import random
import signal
import time
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import zstandard
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from dragoman.batch.job import Job
from dragoman.batch.work import Outcome, Task
from dragoman.batch.worker import perform
from dragoman.model import Evidence, Mention, Problem, Reading, Record, Story
from dragoman.settings import Settings

WORDS = [
    f"{a}{b}" for a in ("ba", "de", "ko", "li", "mu", "na", "or", "pe") for b in ("ran", "shu", "tal", "ven", "zho")
]


class LightMind:
    """Reads a meeting out of each "met"; some words make it fail as a reader may."""

    def unconcerned(self, story: Story) -> str | None:
        if "JUDGECRASH" in story.text:
            os.kill(os.getpid(), signal.SIGKILL)
        return None if "met" in story.text.split() else "nobody met"

    def read_all(self, stories: Sequence[Story]) -> Iterator[Reading]:
        for story in stories:
            self._suffer(story.text)
            spans = [i for i in range(len(story.text)) if story.text.startswith(" met ", i)]
            yield Reading(
                id=story.id, source=story.source, records=tuple(_record(story.text, at + 1) for at in spans),
                mentions=(Mention(start=0, end=3, text=story.text[:3], kind="state", parties=("KAZ",), rule="light"),),
                problems=(Problem(story=story.id, reason="is odd"),) if "odd" in story.text else (),
            )  # fmt: skip

    @staticmethod
    def _suffer(text: str) -> None:
        if "SLOW" in text:
            time.sleep(0.06)
        if "HANG" in text:
            time.sleep(600)
        if "CRASH" in text:
            os.kill(os.getpid(), signal.SIGSEGV)
        if "GREEDY" in text:
            len(bytearray(1 << 33))
        if "RAISE" in text:
            raise ValueError("no such thing")


def _record(text: str, at: int) -> Record:
    return Record(
        type="contact", kind="meeting", parties=("KAZ", "USA"), stage="held", evidence=Evidence.of(text, at, at + 3),
        rule="light", confidence=0.9,
    )  # fmt: skip


def light_mind(_: Settings) -> LightMind:
    """For `Job.make_mind`."""
    return LightMind()


def invented(count: int, extra: str = "") -> list[dict[str, Any]]:
    """Stories over three months: of four one is of no concern, one of six a reprint, some undated."""
    chance = random.Random(7)
    told: list[dict[str, Any]] = []
    for n in range(count):
        day = dt.date(2025, 1, 1) + dt.timedelta(days=n * 90 // count)
        words = " ".join(chance.choice(WORDS) for _ in range(60))
        text = f"{words}. Tokayev {'saw' if n % 4 == 1 else 'met'} Trump. {words[:120]} {extra}"
        if n % 6 == 5 and told:
            text = "LONDON - " + told[-3]["text"]
        story = {"id": f"s{n}", "title": f'Title, "{n}"\nsecond line', "publisher": f"Paper {n % 3}", "text": text}
        told.append(story | {"published": None if n % 11 == 10 else day.isoformat(), "url": f"https://e.org/{n}"})
    return told


def lines(stories: Iterable[dict[str, Any]]) -> bytes:
    """Stories as JSON lines."""
    return "".join(json.dumps(one) + "\n" for one in stories).encode()


def write(path: Path, stories: list[dict[str, Any]]) -> None:
    """Write a file of the kind that its name tells."""
    path.parent.mkdir(parents=True, exist_ok=True)
    name = path.name
    if name.endswith(".parquet"):
        pq.write_table(pa.Table.from_pylist(stories), path, row_group_size=7)
        return
    if name.endswith((".warc", ".warc.gz")):
        path.write_bytes(_warc(stories, packed=name.endswith(".gz")))
        return
    data = lines(stories) if ".jsonl" in name else _csv(stories)
    if name.endswith(".gz"):
        data = gzip.compress(data[: len(data) // 2]) + gzip.compress(data[len(data) // 2 :])  # two members
    elif name.endswith(".zst"):
        data = zstandard.compress(data[:1000]) + zstandard.compress(data[1000:])  # two frames
    path.write_bytes(data)


def _csv(stories: list[dict[str, Any]]) -> bytes:
    names = ["id", "title", "publisher", "text", "published", "url"]
    rows = [names, *([str(one[name] or "") for name in names] for one in stories)]
    quoted = (",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    return ("\r\n".join(quoted) + "\r\n").encode()


def _warc(stories: list[dict[str, Any]], packed: bool) -> bytes:
    out = BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for one in stories:
        page = (
            f"<html><head><title>{one['id']}</title></head><body><article><p>{one['text']}</p></article></body></html>"
        )
        head = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(one["url"], "response", payload=BytesIO(page.encode()), http_headers=head)
        )
    return out.getvalue()


class Inline:
    """An engine in this process, forwards or backwards; it may end as a driver that is killed does."""

    def __init__(self, backwards: bool = False, die_after: int | None = None) -> None:
        self.done: list[str] = []
        self._backwards, self._die_after = backwards, die_after

    def run(self, job: Job, tasks: Iterable[Task]) -> Iterator[tuple[Task, Outcome]]:
        given = list(tasks)
        for task in reversed(given) if self._backwards else given:
            if len(self.done) == self._die_after:
                raise RuntimeError("the driver is gone")
            self.done.append(f"{task.step} {task.key}")
            yield task, perform(job, task)

    def close(self) -> None:
        """Nothing to stop."""


class Unwatched:
    """Looks away."""

    def begin(self, step: str, total: int, done: int) -> None:
        """Nothing."""

    def advance(self, weight: int) -> None:
        """Nothing."""


def digests(out: Path) -> dict[str, str]:
    """Every file of a data set but the steps' own, with a digest of its bytes."""
    found = (p for p in sorted(out.rglob("*")) if p.is_file() and "_work" not in p.parts)
    return {str(p.relative_to(out)): hashlib.sha256(p.read_bytes()).hexdigest() for p in found}


def rows(out: Path, table: str) -> list[dict[str, Any]]:
    """The rows of a table of a data set, month by month."""
    files = sorted((out / table).rglob("*.parquet"))
    return [row for file in files for row in pq.ParquetFile(file).read().to_pylist()]
