"""Find the dates of news prose and resolve them against the day of publication.

`find_dates` matches the forms of `calendar.tsv` at the words that may begin one, longest form first;
`resolve` gives the value of what was found, kept as precise as it was told.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from dragoman.reading import when_values
from dragoman.reading.when_forms import DIGITS, Calendar, Form, default_calendar
from dragoman.reading.when_values import DateValue, Tense

__all__ = ["Calendar", "DateSpan", "DateValue", "SpanKind", "default_calendar", "find_dates", "resolve"]

SpanKind = Literal["absolute", "relative", "relative_to_story", "name_year", "duration"]
"""What a date hangs on: nothing, the day of publication, another date of the story; a year that is part
of a name ("Vision 2030"); or a length of time, which dates nothing."""

_WORD = re.compile(r"\w+")
_FIGURE_BEFORE = frozenset("$€£¥₹.,:/#%-–")
_KINDS: Mapping[str, SpanKind] = {"name_year": "name_year", "duration": "duration", "story": "relative_to_story"}


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date at `text[start:end]`; `parts` are the values that the form's groups caught."""

    start: int
    end: int
    kind: SpanKind
    rule: str
    parts: Mapping[str, str]


def find_dates(text: str, start: int, end: int, vocabulary: Calendar) -> list[DateSpan]:
    """The dates of `text[start:end]` in text order, none overlapping another."""
    return list(_spans(text, start, end, vocabulary))


def resolve(
    span: DateSpan, published: dt.date | None, tense: Tense | None, anchor: dt.date | None = None
) -> DateValue | None:
    """The value of a date, or None where it cannot be known.

    `tense` is that of the clause and decides between the last and the next "Tuesday" or "in November";
    `anchor` is the story's previous date, for "the next day". Durations have no value.
    """
    return when_values.value_of(span.rule, span.parts, published, tense, anchor)


def _spans(text: str, start: int, end: int, calendar: Calendar) -> Iterator[DateSpan]:
    free = start
    starts = calendar.starts
    for word in _WORD.finditer(text, start, end):
        at = word.start()
        first = word[0]
        forms = starts.get(DIGITS if first[0].isdecimal() else first.lower())
        if not forms or at < free or (first[0].isdecimal() and text[at - 1 : at] in _FIGURE_BEFORE and at):
            continue
        form, found = _longest(forms, text, at, end)
        if form is None or found is None:
            continue
        free = found.end()
        if form.rule != "skip":
            yield _span(form, found, calendar)


def _longest(forms: tuple[Form, ...], text: str, at: int, end: int) -> tuple[Form | None, re.Match[str] | None]:
    best: tuple[Form | None, re.Match[str] | None] = (None, None)
    longest = at
    for form in forms:
        found = form.pattern.match(text, at, end)
        if found and found.end() > longest:
            best, longest = (form, found), found.end()
    return best


def _span(form: Form, found: re.Match[str], calendar: Calendar) -> DateSpan:
    parts = {name: calendar.value(name, words) for name, words in found.groupdict().items() if words is not None}
    kind = _KINDS.get(form.rule) or ("absolute" if {"year", "iso", "dmy"} & parts.keys() else "relative")
    return DateSpan(found.start(), found.end(), kind, form.rule, parts)
