"""A data set, or a slice of it, into a ledger: the stories with what was read of them, in order of publication."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from dragoman.batch import manifest
from dragoman.batch.places import Place
from dragoman.batch.rebuilding import reading_of, story_of
from dragoman.batch.tables import UNDATED, Row, Rows, TableName
from dragoman.model import Reading, Story

__all__ = ["Slice", "reader_name", "readings"]

_READ: tuple[TableName, ...] = ("records", "events", "mentions", "problems")
_STORIES = 2_000  # stories whose rows are held at a time


class Slice(NamedTuple):
    """Which stories: those published from `since` to `until` with a record of one of `types` that names all `parties`."""

    parties: Sequence[str] = ()
    types: Sequence[str] = ()
    since: dt.date | None = None
    until: dt.date | None = None

    @property
    def asks_of_records(self) -> bool:
        """Whether a story has to tell something to be in it."""
        return bool(self.parties or self.types)


_ALL = Slice()


def readings(out: Place, wanted: Slice = _ALL) -> Iterator[tuple[Story, Reading]]:
    """Stories of a data set with their readings, whole ones, by day of publication; FileError where there is none."""
    told = manifest.load(out)
    for month in sorted({file["month"] for file in told["files"]}):
        if _is_within(month, wanted):
            yield from _month(out, told, month, wanted)


def reader_name(out: Place) -> str:
    """What the readings of a data set are signed with, as those of `dragoman add` are."""
    told = manifest.load(out)
    return "/".join(filter(None, (f"dragoman {told['dragoman']}", told["model"])))


def _is_within(month: str, wanted: Slice) -> bool:
    if month == UNDATED:
        return wanted.since is None and wanted.until is None
    early = wanted.since is not None and month < wanted.since.isoformat()[:7]
    late = wanted.until is not None and month > wanted.until.isoformat()[:7]
    return not early and not late


def _month(out: Place, told: dict[str, object], month: str, wanted: Slice) -> Iterator[tuple[Story, Reading]]:
    """The stories of a month: their rows stand in the same order in all tables, so that they are read side by side."""
    chosen = _telling(out, told, month, wanted) if wanted.asks_of_records else None
    rows = {name: _by_story(out, manifest.files_of(told, name, [month])) for name in _READ}
    ahead = {name: next(found, None) for name, found in rows.items()}
    for key, (row,) in _by_story(out, manifest.files_of(told, "stories", [month])):
        found: Rows = {}
        for name in _READ:
            while (held := ahead[name]) is not None and held[0] < key:
                ahead[name] = next(rows[name], None)
            if held is not None and held[0] == key:
                found[name] = held[1]
        story = story_of(row)
        if (chosen is None or story.id in chosen) and _on_time(story, wanted):
            yield story, reading_of(story, found)


def _on_time(story: Story, wanted: Slice) -> bool:
    day = story.published
    return day is None or not ((wanted.since and day < wanted.since) or (wanted.until and day > wanted.until))


def _telling(out: Place, told: dict[str, object], month: str, wanted: Slice) -> set[str]:
    """The ids of the stories of a month with a record that meets the conditions."""
    found: set[str] = set()
    for file in manifest.files_of(told, "records", [month]):
        with out.open(file) as stream:
            rows = pq.ParquetFile(stream).read(columns=["story", "type", "parties"])
        if wanted.types:
            rows = rows.filter(pc.is_in(rows.column("type"), pa.array(list(wanted.types))))
        parties = set(wanted.parties)
        found.update(row["story"] for row in rows.to_pylist() if parties <= set(row["parties"]))
    return found


Key = tuple[dt.date, str]


def _by_story(out: Place, files: Sequence[str]) -> Iterator[tuple[Key, list[Row]]]:
    """The rows of each story, in order of day and id; rows of no story are left out."""
    grouped = groupby(_rows(out, files), key=lambda row: (row["published"] or dt.date.min, row["story"] or ""))
    return ((key, list(rows)) for key, rows in grouped if key[1])


def _rows(out: Place, files: Sequence[str]) -> Iterator[Row]:
    for file in files:
        with out.open(file) as stream:
            for batch in pq.ParquetFile(stream).iter_batches(_STORIES):
                yield from batch.to_pylist()
