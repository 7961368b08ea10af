"""The rules that give a date found in prose its value: one function a rule, in one table.

Each takes the parts that a form caught and what is known of the story, and gives the first day of the span, kept as
precise as it was told, or None.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dragoman.reading.when import by_calendar, by_distance
from dragoman.reading.when.parts import Answer, Known, Parts, Tense

__all__ = ["RULES", "DateValue", "value_of"]

_LATER = "later"  # what `calendar.tsv` calls the rest of a span


@dataclass(frozen=True, slots=True)
class DateValue:
    """`value` is `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; `until` the end of a range, else None; `rule` its reason.

    `ahead`: whether the words put it behind the day of publication ("later this year").
    """

    value: str
    until: str | None
    rule: str
    ahead: bool = False


def value_of(
    rule: str, parts: Parts, published: dt.date | None, tense: Tense | None, anchor: dt.date | None
) -> DateValue | None:
    """Apply `rule`; None where nothing can be known, or where the date is none that exists."""
    try:
        answer = RULES[rule](parts, Known(published, tense, anchor))
    except (ValueError, OverflowError):  # 31 June; a day beyond the calendar
        return None
    ahead = _LATER in (parts.get("vague"), parts.get("edge")) and parts.get("shift", "0") == "0" and "unit" in parts
    return DateValue(answer[0], answer[1], rule, ahead) if answer else None


RULES: Mapping[str, Callable[[Parts, Known], Answer]] = {
    "day": by_calendar.day,
    "month": by_calendar.month,
    "year": by_calendar.year,
    "name_year": by_calendar.year,
    "period": by_calendar.period,
    "weekday": by_distance.weekday,
    "near": by_distance.near,
    "weekend": by_distance.weekend,
    "unit": by_distance.unit,
    "edge": by_distance.unit,
    "ago": by_distance.ago,
    "ahead": by_distance.ahead,
    "story": by_distance.story,
    "duration": by_distance.nothing,
    "offset": by_distance.nothing,
}
"""Every rule that a form of `calendar.tsv` may name, but `skip`, which drops what it matches."""
