"""Events as rows: what the tables of events share."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TextIO

from dragoman.exports.common import Pair, visible
from dragoman.model import Event, EventActor, Story

__all__ = ["Row", "event_id", "happened", "joined", "ordered", "quad", "rows", "write_rows"]

Row = Mapping[str, str]
_QUADS = (
    ("AGREE CONSULT SUPPORT", "1"),
    ("COOPERATE AID CONCEDE RETREAT", "2"),
    ("ACCUSE REQUEST REJECT THREATEN", "3"),
)
_INTENTS = frozenset({"AGREE", "THREATEN"})
_MATERIAL_CONFLICT = "4"


def rows(pairs: Iterable[Pair], row: Callable[[Story, Event], Iterable[Row]]) -> Iterator[Row]:
    """The rows of all events, in the order of stories and sentences."""
    for story, reading in pairs:
        for event in reading.events:
            yield from row(story, event)


def write_rows(found: Iterable[Row], columns: Sequence[str], out: TextIO, delimiter: str) -> None:
    """A line of column names, then a line a row; what steers terminals is no part of a cell."""
    writer = csv.DictWriter(out, columns, delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    for row in found:
        writer.writerow({name: " ".join(visible(value).split()) for name, value in row.items()})


def event_id(story: Story, event: Event) -> str:
    """An id derived from content: 16 hex digits."""
    sides = [[actor.model_dump() for actor in side] for side in (event.actors, event.recipients)]
    told = f"{story.id}\0{event.evidence.start}\0{event.trigger}\0{event.cameo}\0{event.negated}\0{sides}"
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def quad(event: Event) -> str:
    """The quadrant: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict."""
    return next((number for types, number in _QUADS if event.type in types.split()), _MATERIAL_CONFLICT)


def happened(event: Event) -> bool:
    """Whether the story tells the event as something that was done; an intent to do it is an event of its own type."""
    return not event.negated and (event.modality in ("factual", "background") or event.type in _INTENTS)


def joined(side: Sequence[EventActor], part: Callable[[EventActor], str | None]) -> str:
    """A part of all actors of one side, each value once."""
    return ";".join(dict.fromkeys(value for actor in side if (value := part(actor))))


def ordered(side: Sequence[EventActor]) -> str:
    """The sectors of one side, each once."""
    return ";".join(dict.fromkeys(sector for actor in side for sector in actor.sectors))
