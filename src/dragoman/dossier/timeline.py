"""What happened, step by step: all steps of entries under conditions, in the order of their days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, NamedTuple

from dragoman.dossier.days import is_within
from dragoman.ledger import Ledger
from dragoman.ledger.filters import first_day, last_day
from dragoman.model import Entry, Step

__all__ = ["Moment", "timeline"]

_ALWAYS = ("0001-01-01", "9999-12-31")


class Moment(NamedTuple):
    """A step with its entry; `day` is as told, else that of the first report."""

    day: str
    entry: Entry
    step: Step


def timeline(ledger: Ledger, **filters: Any) -> list[Moment]:
    """The steps that fall within `since` and `until` (see `Filters`), the oldest first; undated ones are left out."""
    since, until = (_bound(filters.get(name)) for name in ("since", "until"))
    window = (first_day(since) if since else _ALWAYS[0], last_day(until) if until else _ALWAYS[1])
    found = (moment for entry in ledger.entries(**filters) for moment in _moments(entry))
    inside = (m for m in found if is_within(m.day, *window))
    return sorted(inside, key=lambda m: (first_day(m.day), str(m.step.reported or ""), m.entry.id, m.step.record))


def _bound(value: str | dt.date | None) -> str | None:
    return value.isoformat() if isinstance(value, dt.date) else value


def _moments(entry: Entry) -> Iterator[Moment]:
    for step in entry.steps:
        day = step.date or (step.reported.isoformat() if step.reported else None)
        if day is not None:
            yield Moment(day, entry, step)
