"""What is asked for: the conditions that an entry has to meet, all of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.ledger.spans import span

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
        """Filters out of whatever sequences and dates a caller has; a single string is one value."""
        return cls(
            _several(parties), _several(types), _several(kinds), _several(stages), _several(persons), _several(sectors),
            _day(since), _day(until), contradicted, _several(publishers),
        )  # fmt: skip


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
