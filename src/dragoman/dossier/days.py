"""Days as precise as they were told, for people: "12 June 2026", "June 2026", "2026"."""

from __future__ import annotations

import calendar
import datetime as dt
from functools import lru_cache

from dragoman.ledger.filters import first_day, last_day

__all__ = ["is_past", "is_within", "lead", "said"]


@lru_cache(maxsize=20_000)
def said(day: str) -> str:
    """A partial date in words."""
    year, month, number = (*map(int, day.split("-")), 0, 0)[:3]
    parts = (str(number) if number else "", calendar.month_name[month] if month else "", str(year))
    return " ".join(part for part in parts if part)


def lead(day: str) -> str:
    """A partial date behind its preposition: " on 12 June 2026", " in June 2026"."""
    return f" {'on' if day.count('-') == 2 else 'in'} {said(day)}"


def is_past(day: str, today: dt.date) -> bool:
    """Whether all of a partial date lies before today."""
    return last_day(day) < today.isoformat()


def is_within(day: str, since: str, until: str) -> bool:
    """Whether some of a partial date lies between two whole days, both included."""
    return first_day(day) <= until and last_day(day) >= since
