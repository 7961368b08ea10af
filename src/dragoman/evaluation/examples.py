"""Each lexicon line carries an example and what must come out of it: read them all and compare."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol

from dragoman.knowledge.rows_events import EventPredicate
from dragoman.knowledge.rows_lexicon import Predicate
from dragoman.model import Event, EventActor, Reading, Record, Story

PUBLISHED = dt.date(2025, 12, 24)
"""The day on which every example is taken to be published."""


class Reads(Protocol):
    """What this module needs of a reader."""

    def read_all(self, stories: Iterable[Story]) -> Iterator[Reading]:
        """Readings in the order of the stories."""
        ...


class Failure(NamedTuple):
    """An example whose reading lacks an expected record, or has records where nothing is expected."""

    row: Predicate
    read: tuple[str, ...]

    def __str__(self) -> str:
        found = "; ".join(self.read) or "nothing"
        return f"{self.row.trigger} [{self.row.needs}] {self.row.example!r}: expected {self.row.expects}, read {found}"


def short(record: Record) -> str:
    """A record as `expects` writes it: `contact/meeting/held CHN KAZ`, `statement/accuse/made THA>KHM`."""
    mark = "!" if record.negated else ""
    directed = f"{','.join(record.actor or ())}>{','.join(record.recipient or ())}"
    who = directed if record.actor is not None else " ".join(record.parties)
    return f"{record.type}/{record.kind}/{record.stage}{mark} {who}"


def short_event(event: Event) -> str:
    """An event as `expects` writes it: `ASSAULT ISR>LBN`, denied `CONSULT! KAZ>UZB`."""
    return f"{event.type}{'!' if event.negated else ''} {_side(event.actors)}>{_side(event.recipients)}"


def _side(side: tuple[EventActor, ...]) -> str:
    return ",".join(sorted({actor.country or actor.code or "?" for actor in side}))


def event_failures(reader: Reads, lines: Iterable[EventPredicate]) -> Iterator[Failure]:
    """The lines whose example does not tell the event that they expect."""
    rows = list(lines)
    stories = (Story.of(row.example, published=PUBLISHED) for row in rows)
    for row, reading in zip(rows, reader.read_all(stories), strict=True):
        read = tuple(short_event(event) for event in reading.events)
        if row.expects not in read:
            yield Failure(row, read)


def failures(reader: Reads, lines: Iterable[Predicate]) -> Iterator[Failure]:
    """The lines whose example is not read as they expect."""
    rows = list(lines)
    stories = (Story.of(row.example, published=PUBLISHED) for row in rows)
    for row, reading in zip(rows, reader.read_all(stories), strict=True):
        read = tuple(short(record) for record in reading.records)
        wanted = [] if row.expects == "nothing" else [w.strip() for w in row.expects.split(";")]
        if any(w not in read for w in wanted) or (not wanted and read):
            yield Failure(row, read)
