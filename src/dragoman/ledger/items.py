"""A record as the ledger holds it, with what the comparison of two records needs to know of each."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from dragoman.ledger.spans import Span, span_of
from dragoman.ledger.words import Person, abbreviations, acronyms, numbers, ordinals, person, telling, topical
from dragoman.model import Record

Key = tuple[str, str]


FAMILIES = {
    "meeting": "meeting", "talks": "meeting", "visit": "visit", "delegation": "delegation", "call": "call",
    "message": "message", "investment": "works", "infrastructure": "works",
}  # fmt: skip
"""Kinds that different papers use for one contact or project."""
AIMS = frozenset({"agreement", "mechanism", "project", "aid", "accession", "statement"})
"""Types whose dates ahead tell by when something is to be done, not when an event takes place."""
NAMED = frozenset({"agreement", "measure"})
"""Types of which a pair of states has many at once, so that a record that does not tell which is told bare."""
KIND_MATTERS = frozenset({"contact", "measure", "aid", "statement", "invitation", "project", "gathering", "resource"})


@dataclass(frozen=True, eq=False)
class Item:
    """A record as the ledger holds it: `id` is stable, `published` and `publisher` those of its story."""

    id: str
    story: str
    published: dt.date | None
    record: Record
    publisher: str = ""
    origin: Literal["story", "hand"] = "story"

    @cached_property
    def span(self) -> Span | None:
        """The days that the record's date may mean; None where it tells none."""
        return span_of(self.record.date)

    @cached_property
    def told(self) -> Span | None:
        """The days by which a record is found and compared: its date, else the day of its story.

        Where the date of what is no event is still ahead of the story (a deadline, the start of works), it is the
        story's day: others tell other dates of the same thing.
        """
        day = Span(self.published, self.published) if self.published else None
        if self.span is None or (day is not None and self.record.type in AIMS and self.span.first > day.last):
            return day
        return self.span

    @cached_property
    def key(self) -> Key:
        """When it was told: its place in the order of publication."""
        day = self.published or (self.told.first if self.told else None)
        return (day.isoformat() if day else "", self.id)

    @cached_property
    def words(self) -> frozenset[str]:
        """The topical words of its name and subject, else of its evidence."""
        record = self.record
        named = " ".join(filter(None, (record.name, record.subject)))
        return telling(named) or topical(named) or topical(record.evidence.quote)

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """Those who take part, each by the words of a name."""
        return tuple(map(person, self.record.persons))

    @cached_property
    def bases(self) -> tuple[str, ...]:
        """Records that share none of these are never one fact."""
        return bases(self.record)

    @cached_property
    def sum(self) -> str | None:
        """Its amount where one sum is told; None for ranges and where none is told."""
        amount = self.record.amount
        return f"{amount.currency} {amount.min:.0f}" if amount and amount.min == amount.max else None

    @cached_property
    def topic(self) -> frozenset[str]:
        """The topical words of its name, of a measure of its subject, without light ones; none where it is told bare."""
        record = self.record
        return telling((record.subject if record.type == "measure" else record.name) or "")

    @cached_property
    def bare(self) -> bool:
        """Whether it is told without what it is on: neither its name nor its subject tells it."""
        return self.record.type in NAMED and not self.topic and not telling(self.record.subject or "")

    @cached_property
    def acronyms(self) -> frozenset[str]:
        """Those that its name holds ("the RAA")."""
        return acronyms(self.record.name or "")

    @cached_property
    def abbreviations(self) -> frozenset[str]:
        """What its name may be called in short."""
        return abbreviations(self.record.name or "")

    @cached_property
    def numbered(self) -> dict[str, frozenset[int]]:
        """What it counts ("the 17th package of sanctions"): words, and the ordinals that stand before them."""
        record = self.record
        return ordinals(" . ".join(filter(None, (record.name, record.subject, record.evidence.quote))))

    @cached_property
    def counts(self) -> frozenset[int]:
        """The numbers in its subject ("400 generators")."""
        return numbers(self.record.subject or "")

    @cached_property
    def all_words(self) -> frozenset[str]:
        """The topical words of name, subject and evidence together."""
        return self.words | telling(self.record.evidence.quote)


def bases(record: Record) -> tuple[str, ...]:
    """Type, direction or parties, and the family of kinds; for a gathering one base for each of its parties."""
    kind = FAMILIES.get(record.kind, record.kind) if record.type in KIND_MATTERS else ""
    return tuple(f"{record.type}/{kind} {who}" for who in _who(record))


def _who(record: Record) -> tuple[str, ...]:
    if record.type == "gathering":
        return record.parties
    if record.type == "accession":
        return (",".join(record.actor or ()),)
    if record.actor is not None:
        return (f"{','.join(record.actor)}>{','.join(record.recipient or ())}",)
    return (",".join(record.parties),)
