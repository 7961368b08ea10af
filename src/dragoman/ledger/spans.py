"""Dates of unlike precision as spans of days."""

from __future__ import annotations

import calendar
import datetime as dt
from functools import lru_cache
from typing import NamedTuple


class Span(NamedTuple):
    """The first and last day that a date may mean."""

    first: dt.date
    last: dt.date


@lru_cache(maxsize=10_000)
def span_of(date: str | None) -> Span | None:
    """The days of `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; None where there is no date, or it is no day of the calendar."""
    try:
        return span(date) if date is not None else None
    except ValueError:
        return None


def span(date: str) -> Span:
    """The days of `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; ValueError where it is none of them."""
    year, *rest = (int(part) for part in date.split("-"))
    if not rest:
        return Span(dt.date(year, 1, 1), dt.date(year, 12, 31))
    if len(rest) == 1:
        return Span(dt.date(year, rest[0], 1), dt.date(year, rest[0], calendar.monthrange(year, rest[0])[1]))
    day = dt.date(year, rest[0], rest[1])
    return Span(day, day)


def apart(a: Span, b: Span) -> int:
    """Days between two spans; 0 where they touch."""
    if b.first > a.last:
        return (b.first - a.last).days
    return (a.first - b.last).days if a.first > b.last else 0


def exact(span: Span | None) -> bool:
    """Whether it is one day."""
    return span is not None and span.first == span.last
