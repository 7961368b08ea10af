"""What is asked for: the conditions that an entry has to meet, all of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.ledger.refusals import LedgerError
from dragoman.ledger.spans import span, span_of
from dragoman.model import KINDS, SECTORS, STAGES

_WHOLE = len("YYYY-MM-DD")


@dataclass(frozen=True)
class Filters:
    """Conditions on entries: every party and person named; one of the types, kinds, stages, sectors and publishers.

    `since` and `until` bound the days (`YYYY`, `YYYY-MM` or `YYYY-MM-DD`) on which steps of the entry happened, or were
    reported where they tell no date. `contradicted` keeps only the entries whose sources disagree (or only the others).
    """

    parties: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    contradicted: bool | None = None
    publishers: tuple[str, ...] = ()

    @classmethod
    def of(
        cls, *, parties: Iterable[str] = (), types: Iterable[str] = (), kinds: Iterable[str] = (),
        stages: Iterable[str] = (), persons: Iterable[str] = (), sectors: Iterable[str] = (),
        since: str | dt.date | None = None, until: str | dt.date | None = None, contradicted: bool | None = None,
        publishers: Iterable[str] = (),
    ) -> Filters:  # fmt: skip
        """Filters out of whatever sequences and dates a caller has; a single string is one value.

        LedgerError where a type, kind, stage or sector is none that there is, a date is none, or the span is empty.
        """
        found = cls(
            _several(parties), _several(types), _several(kinds), _several(stages), _several(persons), _several(sectors),
            _day(since), _day(until), contradicted, _several(publishers),
        )  # fmt: skip
        for fault in (*_strangers(found), *_no_span(found.since, found.until)):
            raise LedgerError(fault)
        return found


def _strangers(asked: Filters) -> Iterator[str]:
    """What is asked for by a word that nothing in a ledger is called by."""
    kinds = {kind for several in KINDS.values() for kind in several}
    stages = {stage for several in STAGES.values() for stage in several}
    given = (("type", asked.types, KINDS), ("kind", asked.kinds, kinds), ("stage", asked.stages, stages),
             ("sector", asked.sectors, SECTORS))  # fmt: skip
    for what, words, known in given:
        for word in words:
            if word not in known:
                yield f"{word!r} is no {what}. There are: {', '.join(sorted(known))}."


def _no_span(since: str | None, until: str | None) -> Iterator[str]:
    for day in (since, until):
        if day is not None and span_of(day) is None:
            yield f"{day!r} is no date such as 2025, 2025-12 or 2025-12-24."
            return
    if since is not None and until is not None and first_day(since) > last_day(until):
        yield f"nothing is both since {since} and until {until}. Exchange them."


def _several(values: Iterable[str]) -> tuple[str, ...]:
    return (values,) if isinstance(values, str) else tuple(dict.fromkeys(values))


def _day(value: str | dt.date | None) -> str | None:
    return value.isoformat() if isinstance(value, dt.date) else value


def first_day(date: str) -> str:
    """The first day that `YYYY`, `YYYY-MM` or `YYYY-MM-DD` may mean; ValueError where it is none of them."""
    return date if len(date) == _WHOLE else span(date).first.isoformat()


def last_day(date: str) -> str:
    """The last day that `YYYY`, `YYYY-MM` or `YYYY-MM-DD` may mean; ValueError where it is none of them."""
    return date if len(date) == _WHOLE else span(date).last.isoformat()
