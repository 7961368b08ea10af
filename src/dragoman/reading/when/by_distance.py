"""Dates told by their distance from the day of publication, or from another date of the story."""

from __future__ import annotations

import datetime as dt

from dragoman.reading.when.parts import Answer, Known, Parts, Tense

__all__ = ["ago", "ahead", "near", "nothing", "story", "unit", "weekday", "weekend"]


def weekday(parts: Parts, known: Known) -> Answer:
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


def near(parts: Parts, known: Known) -> Answer:
    """Today, yesterday, tomorrow and their parts."""
    if known.published is None:
        return None
    return (known.published + dt.timedelta(int(parts["near"]))).isoformat(), None


def weekend(parts: Parts, known: Known) -> Answer:
    """The month of the weekend's Saturday: news does not say on which of the two days."""
    if known.published is None:
        return None
    saturday = known.published - dt.timedelta((known.published.weekday() - 5) % 7)
    shift = int(parts["weekend"])
    if shift >= 0 and known.published.weekday() < 5:
        saturday += dt.timedelta(7)
    return (saturday + dt.timedelta(7 * (shift > 0))).isoformat()[:7], None


def unit(parts: Parts, known: Known) -> Answer:
    """This, last or next week, month or year; a week is told as its month."""
    shift = int(parts.get("shift") or parts.get("turn") or 0)
    unit = parts.get("unit", "year")
    return _shifted(known.published, min(shift, 1), unit) if known.published is not None else None


def ago(parts: Parts, known: Known) -> Answer:
    """So many days, weeks, months or years before publication."""
    return _shifted(known.published, -int(parts["n"]), parts["unit"]) if known.published is not None else None


def ahead(parts: Parts, known: Known) -> Answer:
    """So long from publication, for what is still to come; of the past it is a length of time."""
    if known.published is None or known.tense == "past":
        return None
    return _shifted(known.anchor or known.published, int(parts["n"]), parts["unit"])


def story(parts: Parts, known: Known) -> Answer:
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


def nothing(parts: Parts, known: Known) -> Answer:
    """A length of time dates nothing, nor does the distance from another day ("two days after")."""
    del parts, known
    return None


def _shifted(day: dt.date, count: int, unit: str) -> Answer:
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
