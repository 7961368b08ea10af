"""The rules that give a date found in prose its value: one function a rule, in one table.

Each takes the parts that a form caught (`month`, `day`, `turn` …, as figures) and what is known of the
story, and gives the first day of the span, kept as precise as it was told, or None.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

__all__ = ["RULES", "DateValue", "Tense", "value_of"]

Tense = Literal["past", "present", "future"]
Parts = Mapping[str, str]
_NUMERIC = re.compile(r"\d+")
_LATER = "later"  # what `calendar.tsv` calls the rest of a span
_FAR, _NEAR = dt.timedelta(days=270), dt.timedelta(days=60)


@dataclass(frozen=True, slots=True)
class DateValue:
    """`value` is `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; `until` the end of a range, else None; `rule` its reason.

    `ahead`: whether the words put it behind the day of publication ("later this year").
    """

    value: str
    until: str | None
    rule: str
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of the story around a date."""

    published: dt.date | None
    tense: Tense | None
    anchor: dt.date | None


_Answer = tuple[str, str | None] | None
_Rule = Callable[[Parts, _Known], _Answer]


def value_of(
    rule: str, parts: Parts, published: dt.date | None, tense: Tense | None, anchor: dt.date | None
) -> DateValue | None:
    """Apply `rule`; None where nothing can be known, or where the date is none that exists."""
    try:
        answer = RULES[rule](parts, _Known(published, tense, anchor))
    except (ValueError, OverflowError):  # 31 June; a day beyond the calendar
        return None
    ahead = _LATER in (parts.get("vague"), parts.get("edge")) and parts.get("shift", "0") == "0" and "unit" in parts
    return DateValue(answer[0], answer[1], rule, ahead) if answer else None


def _day(parts: Parts, known: _Known) -> _Answer:
    """A day of a month: of the year told, else of the nearest year that fits the tense."""
    figures = _NUMERIC.findall(parts.get("iso") or "") or _NUMERIC.findall(parts.get("dmy") or "")[::-1]
    if figures:
        return dt.date(*map(int, figures)).isoformat(), None
    first = _dated(parts, known, "")
    if first is None or "day_b" not in parts:
        return (first.isoformat(), None) if first else None
    month = int(parts.get("month_b", parts["month"]))
    last = dt.date(first.year + (month < first.month), month, _figure(parts["day_b"]))
    return first.isoformat(), last.isoformat()


def _dated(parts: Parts, known: _Known, tag: str) -> dt.date | None:
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


def _month(parts: Parts, known: _Known) -> _Answer:
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


def _year(parts: Parts, known: _Known) -> _Answer:
    """A year as told, with the last one of a range."""
    del known
    return parts["year"], parts.get("year_b")


def _period(parts: Parts, known: _Known) -> _Answer:
    """A season, half or quarter: the year it begins in."""
    year = _told_year(parts, known)
    if year is not None:
        return f"{year:04}", None
    if known.published is None or "turn_y" in parts:
        return None
    if "season" in parts:
        return f"{_turned(int(parts['season']), known.published, parts.get('turn'), _tense(parts, known)):04}", None
    return f"{known.published.year:04}", None


def _weekday(parts: Parts, known: _Known) -> _Answer:
    """A day of the week: the last or the same for the past and present, the next or the same for the future."""
    if known.published is None:
        return None
    first = _of_week(int(parts["weekday"]), parts, known.published, known.tense)
    if "weekday_b" not in parts:
        return first.isoformat(), None
    return first.isoformat(), (first + dt.timedelta((int(parts["weekday_b"]) - first.weekday()) % 7)).isoformat()


def _of_week(weekday: int, parts: Parts, published: dt.date, tense: Tense | None) -> dt.date:
    ahead = (weekday - published.weekday()) % 7
    week = parts.get("turn_w") or parts.get("turn")
    monday = published - dt.timedelta(published.weekday())
    if week == "-1" and "turn_w" not in parts:  # "last Tuesday"
        return published - dt.timedelta((7 - ahead) % 7 or 7)
    if week == "2":  # "this coming Tuesday"
        return published + dt.timedelta(ahead or 7)
    if week is not None:
        return monday + dt.timedelta(weekday + 7 * int(week))
    return published + dt.timedelta(ahead if tense == "future" or ahead == 0 else ahead - 7)


def _near(parts: Parts, known: _Known) -> _Answer:
    """Today, yesterday, tomorrow and their parts."""
    if known.published is None:
        return None
    return (known.published + dt.timedelta(int(parts["near"]))).isoformat(), None


def _weekend(parts: Parts, known: _Known) -> _Answer:
    """The month of the weekend's Saturday: news does not say on which of the two days."""
    if known.published is None:
        return None
    saturday = known.published - dt.timedelta((known.published.weekday() - 5) % 7)
    shift = int(parts["weekend"])
    if shift >= 0 and known.published.weekday() < 5:
        saturday += dt.timedelta(7)
    return (saturday + dt.timedelta(7 * (shift > 0))).isoformat()[:7], None


def _unit(parts: Parts, known: _Known) -> _Answer:
    """This, last or next week, month or year; a week is told as its month."""
    shift = int(parts.get("shift") or parts.get("turn") or 0)
    unit = parts.get("unit", "year")
    return _shifted(known.published, min(shift, 1), unit) if known.published is not None else None


def _ago(parts: Parts, known: _Known) -> _Answer:
    """So many days, weeks, months or years before publication."""
    return _shifted(known.published, -int(parts["n"]), parts["unit"]) if known.published is not None else None


def _ahead(parts: Parts, known: _Known) -> _Answer:
    """So long from publication, for what is still to come; of the past it is a length of time."""
    if known.published is None or known.tense == "past":
        return None
    return _shifted(known.anchor or known.published, int(parts["n"]), parts["unit"])


def _story(parts: Parts, known: _Known) -> _Answer:
    """A date told from another of the story, `anchor`; "earlier in the day" falls back on publication."""
    if "inday" in parts:
        day = known.anchor or known.published
        return (day.isoformat(), None) if day is not None else None
    if known.anchor is None:
        return None
    if "month" in parts:
        return f"{known.anchor.year + int(parts['same']):04}-{int(parts['month']):02}", None
    if "weekday" in parts:
        return (
            known.anchor + dt.timedelta((int(parts["weekday"]) - known.anchor.weekday()) % 7 or 7)
        ).isoformat(), None
    direction = int(parts.get("back") or parts.get("side") or parts.get("same") or parts.get("eve") or 0)
    return _shifted(known.anchor, int(parts.get("n", 1)) * direction, parts.get("unit", "day"))


def _nothing(parts: Parts, known: _Known) -> _Answer:
    """A length of time dates nothing, nor does the distance from another day ("two days after")."""
    del parts, known
    return None


def _shifted(day: dt.date, count: int, unit: str) -> _Answer:
    """`day` moved by `count` units, as precise as the unit: the month for weeks and months."""
    if unit in ("minute", "hour"):
        return day.isoformat(), None
    if unit == "day":
        return (day + dt.timedelta(count)).isoformat(), None
    if unit == "week":
        return (day + dt.timedelta(7 * count)).isoformat()[:7], None
    if unit == "month":
        months = day.year * 12 + day.month - 1 + count
        return dt.date(months // 12, months % 12 + 1, 1).isoformat()[:7], None
    if unit == "year":
        return f"{dt.date(day.year + count, 1, 1).year:04}", None
    return (f"{dt.date(day.year + 10 * count, 1, 1).year:04}", None) if unit == "decade" and count < 0 else None


def _tense(parts: Parts, known: _Known) -> Tense | None:
    """The tense of the clause, but the future for "by the end of June", and for "by June" where none is known."""
    return "future" if "due" in parts and (known.tense is None or "vague" in parts) else known.tense


def _told_year(parts: Parts, known: _Known) -> int | None:
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


RULES: Mapping[str, _Rule] = {
    "day": _day, "month": _month, "year": _year, "name_year": _year, "period": _period, "weekday": _weekday,
    "near": _near, "weekend": _weekend, "unit": _unit, "edge": _unit, "ago": _ago, "ahead": _ahead,
    "story": _story, "duration": _nothing, "offset": _nothing,
}  # fmt: skip
"""Every rule that a form of `calendar.tsv` may name, but `skip`, which drops what it matches."""
