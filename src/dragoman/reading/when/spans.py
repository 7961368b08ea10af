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

from dragoman.reading.when.forms import Calendar, Form, key_of
from dragoman.reading.when.parts import Tense
from dragoman.reading.when.values import DateValue, value_of

__all__ = ["DateSpan", "SpanKind", "find_dates", "resolve"]

SpanKind = Literal["absolute", "relative", "relative_to_story", "name_year", "duration"]
"""What a date hangs on: nothing, the day of publication, another date of the story; a year that is part
of a name ("Vision 2030"); or a length of time, which dates nothing."""

_WORD = re.compile(r"\w+")
_REACH = 25
"""How far beyond a date, in characters, its second word is looked for: longer than any word of the calendar."""

_FIGURE_BEFORE = frozenset("$€£¥₹.,:/#%-–")
_KINDS: Mapping[str, SpanKind] = {
    "name_year": "name_year",
    "duration": "duration",
    "offset": "duration",
    "story": "relative_to_story",
}


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
    return value_of(span.rule, span.parts, published, tense, anchor)


def _spans(text: str, start: int, end: int, calendar: Calendar) -> Iterator[DateSpan]:
    free, starts = start, calendar.starts
    words = _WORD.findall(text, start, end)
    at = start
    for word, after in zip(words, [*words[1:], " "], strict=False):
        at = text.index(word, at)
        first = key_of(word)
        if first in starts and at >= free and not _continues_figure(text, at):
            form, found = _longest(calendar.forms(first, key_of(after)), text, at, end)
            if form and found and not _overtaken(found, text, end, calendar):
                free = found.end()
                if form.rule != "skip":
                    yield _span(form, found, calendar)
        at += len(word)


def _continues_figure(text: str, at: int) -> bool:
    """Whether the figures at `at` go on from others ("08:15") or count money ("$24")."""
    return at > 0 and text[at].isdecimal() and text[at - 1] in _FIGURE_BEFORE


def _overtaken(found: re.Match[str], text: str, end: int, calendar: Calendar) -> bool:
    """Whether a date that begins inside `found` goes further: "in May" of "in May 2024"."""
    words = list(_WORD.finditer(text, found.start(), min(found.end() + _REACH, end)))
    for word, after in zip(words[1:], [*words[2:], None], strict=False):
        if word.start() >= found.end():
            return False
        forms = calendar.forms(key_of(word[0]), key_of(after[0] if after else " "))
        _, longer = _longest(forms, text, word.start(), end)
        if longer and longer.end() > found.end():
            return True
    return False


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
