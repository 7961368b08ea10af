"""The evidence of a brief: records get their numbers as sentences cite them, and their sources at the end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from dragoman.ledger import Kept, Ledger, Told
from dragoman.ledger.objects import Origin

__all__ = ["Numbers", "Source", "sources_of"]


class Source(NamedTuple):
    """A numbered piece of evidence: the words, and who printed them, when and where."""

    number: int
    record: str
    story: str
    quote: str
    publisher: str
    published: dt.date | None
    title: str
    url: str | None
    attribution: str | None
    origin: Origin
    copies: tuple[str, ...]


class Numbers:
    """The numbers of records, in the order in which they are cited."""

    def __init__(self) -> None:
        self._of: dict[str, int] = {}

    def cite(self, records: Iterable[str]) -> tuple[int, ...]:
        """The numbers of records, new ones for those not cited before."""
        return tuple(sorted({self._of.setdefault(record, len(self._of) + 1) for record in records}))

    @property
    def records(self) -> dict[str, int]:
        """All records cited, with their numbers."""
        return dict(self._of)


def sources_of(ledger: Ledger, numbers: Numbers, known: Mapping[str, Kept]) -> tuple[Source, ...]:
    """The evidence of all numbers, in their order; `known` are records that are at hand."""
    kept = {**known, **ledger.records(numbers.records.keys() - known.keys())}
    told = ledger.stories({kept[record].story for record in numbers.records})
    return tuple(_source(n, kept[record], told[kept[record].story]) for record, n in numbers.records.items())


def _source(number: int, kept: Kept, story: Told) -> Source:
    copies = tuple(dict.fromkeys(c.publisher or c.title or c.id for c in story.copies))
    return Source(
        number, kept.id, story.id, " ".join(kept.record.evidence.quote.split()), story.publisher, story.published,
        story.title, story.url, kept.record.attribution, kept.origin, copies,
    )  # fmt: skip
