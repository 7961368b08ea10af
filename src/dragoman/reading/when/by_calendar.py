"""Dates told by the calendar: a day of a month, a month, a year, a season; where the year is not told, the fitting one."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from dragoman.reading.when.parts import Answer, Known, Parts, Tense

__all__ = ["day", "month", "period", "year"]

_NUMERIC = re.compile(r"\d+")
_FAR, _NEAR = dt.timedelta(days=270), dt.timedelta(days=60)


def day(parts: Parts, known: Known) -> Answer:
    """A day of a month: of the year told, else of the nearest year that fits the tense."""
    figures = _NUMERIC.findall(parts.get("iso") or "") or _NUMERIC.findall(parts.get("dmy") or "")[::-1]
    if figures:
        return dt.date(*map(int, figures)).isoformat(), None
    if "month" not in parts:
        return _of_month_around(parts, known)
    first = _dated(parts, known, "")
    if first is None or "day_b" not in parts:
        return (first.isoformat(), None) if first else None
    month = int(parts.get("month_b", parts["month"]))
    last = dt.date(first.year + (month < first.month), month, _figure(parts["day_b"]))
    return first.isoformat(), last.isoformat()


def _of_month_around(parts: Parts, known: Known) -> Answer:
    """A day of the month of publication, or of the one before or after it ("the 15th of last month")."""
    if known.published is None:
        return None
    months = known.published.year * 12 + known.published.month - 1 + min(int(parts["turn"]), 1)
    return dt.date(months // 12, months % 12 + 1, _figure(parts["day"])).isoformat(), None


def _dated(parts: Parts, known: Known, tag: str) -> dt.date | None:
    month, day = int(parts["month" + tag]), _figure(parts["day" + tag])
    year = _told_year(parts, known)
    if year is not None:
        return dt.date(year, month, day)
    if known.published is None or "turn_y" in parts:
        return None
    years = range(known.published.year - 4, known.published.year + 5)
    days = [dt.date(y, month, day) for y in years if day <= calendar.monthrange(y, month)[1]]
    return _fitting(days, known.published, known.tense)


def _fitting(days: list[dt.date], published: dt.date, tense: Tense | None) -> dt.date:
    """The last of `days` for the past, the next for the future, else the nearest.

    A day of last year more than nine months gone whose like is due within two is the one to come
    ("agreed to meet on 10 December"): the year of an old one would be told.
    """
    last = max(d for d in days if d <= published)
    coming = min(d for d in days if d >= published)
    soon = coming - published <= _NEAR and published - last >= _FAR and last.year != published.year
    if tense == "future" or (tense == "past" and soon):
        return coming
    return last if tense == "past" or published - last <= coming - published else coming


def month(parts: Parts, known: Known) -> Answer:
    """A month: of the year told, or by "last" and "next", or the nearest that fits the tense."""
    month, until = int(parts["month"]), parts.get("month_b")
    year = _told_year(parts, known)
    if year is None:
        if known.published is None or "turn_y" in parts:
            return None
        year = _turned(month, known.published, parts.get("turn"), _tense(parts, known))
    if until is None:
        return f"{year:04}-{month:02}", None
    last_year = int(parts["year_b"]) if "year_b" in parts else year + (int(until) < month)
    first_year = year - 1 if int(until) < month and "year" in parts and "year_b" not in parts else year
    last_year = year if first_year < year else last_year
    return f"{first_year:04}-{month:02}", f"{last_year:04}-{int(until):02}"


def _turned(month: int, published: dt.date, turn: str | None, tense: Tense | None) -> int:
    """The year of a month that is told without one."""
    this = published.year
    if turn == "-1":
        return this if month < published.month else this - 1
    if turn in ("1", "2"):
        return this if month > published.month else this + 1
    if turn == "0":
        return this
    if tense == "past":
        return this if month <= published.month else this - 1
    if tense == "future":
        return this if month >= published.month else this + 1
    gap = month - published.month
    return this + (gap < -6) - (gap > 5)


def year(parts: Parts, known: Known) -> Answer:
    """A year as told, with the last one of a range."""
    del known
    return parts["year"], parts.get("year_b")


def period(parts: Parts, known: Known) -> Answer:
    """A season, half or quarter: the year it begins in."""
    year = _told_year(parts, known)
    if year is not None:
        return f"{year:04}", None
    if known.published is None or "turn_y" in parts:
        return None
    if "season" in parts:
        return f"{_turned(int(parts['season']), known.published, parts.get('turn'), _tense(parts, known)):04}", None
    return f"{known.published.year:04}", None


def _tense(parts: Parts, known: Known) -> Tense | None:
    """The tense of the clause, but the future for "by the end of June", and for "by June" where none is known."""
    return "future" if "due" in parts and (known.tense is None or "vague" in parts) else known.tense


def _told_year(parts: Parts, known: Known) -> int | None:
    if "year" in parts:
        return int(parts["year"])
    if "turn_y" in parts and known.published:
        return known.published.year + min(int(parts["turn_y"]), 1)
    return None


def _figure(words: str) -> int:
    found = _NUMERIC.match(words)
    if not found:
        raise ValueError(f"{words!r} begins with no figure")
    return int(found[0])
