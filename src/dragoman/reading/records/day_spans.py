"""The dates of a sentence: which of them tell a day, and what day that is in a clause of some tense."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice, takewhile
from operator import attrgetter

from dragoman.reading.records.context import Context
from dragoman.reading.tree import Node
from dragoman.reading.when import DateSpan, DateValue, Tense, resolve
from dragoman.reading.who import Scene

_ASIDES = frozenset({"relative_to_story", "duration", "name_year"})
_UNTIL = frozenset({"until", "till"})
_LONGEST = len("until ")
_COUNTED = 3  # words in which what is counted stands between its number and the time
_ORDINAL = ("nd", "rd", "th")  # "second", "third", "40th"
_end = attrgetter("end")
YEAR, MONTH, DAY = len("2025"), len("2025-01"), len("2025-01-31")


def dates_in(scene: Scene, ctx: Context, *, ends: bool = False) -> Iterator[DateSpan]:
    """The dates of a sentence that tell when something came; with `ends` also until when it is put off."""
    index = scene.sentence.index
    if index not in ctx.dates:
        return iter(())
    if index not in ctx.days:
        ctx.days[index] = [(s, _is_end(s, scene)) for s in ctx.dates[index] if _dates(s, scene)]
    return (span for span, is_end in ctx.days[index] if ends or not is_end)


def is_range(span: DateSpan) -> bool:
    """ "from 22 to 24 October": over what time something went on, while a day beside it tells when."""
    return any(part.endswith("_b") for part in span.parts)


def is_start(span: DateSpan, scene: Scene) -> bool:
    """ "since May", "since that of his forerunner in 1985", "since he was elected last year": from when something has lasted."""
    if any(n.lower == "since" for n in scene.nodes if span.start - len("since ") <= n.start <= span.start):
        return True
    if any(n.lower == "since" and n.dep == "prep" for n in _leading(span, scene)):
        return True
    verb = next((a for n in covered_by(span, scene)[:1] for a in n.ancestors() if a.is_verb), None)
    return verb is not None and any(mark.lower == "since" for mark in verb.all("mark"))


def covered_by(span: DateSpan, scene: Scene) -> list[Node]:
    """The words of a date."""
    first = bisect_right(scene.nodes, span.start, key=_end)
    return list(takewhile(lambda n: n.start < span.end, islice(scene.nodes, first, None)))


def head_of(span: DateSpan, scene: Scene) -> Node | None:
    """The word of a date on which its others hang."""
    covered = covered_by(span, scene)
    inside = {n.i for n in covered}
    return next((n for n in covered if n.head.i not in inside), covered[0] if covered else None)


def value_of_span(span: DateSpan, ctx: Context, tense: Tense) -> DateValue | None:
    """What day a date is, told in a clause of this tense."""
    anchor = _told_before(span, ctx) if span.kind == "relative_to_story" else None
    if "since" in ctx.text[max(span.start - len("since "), 0) : span.end].lower().split():
        tense = "past"
    return resolve(span, ctx.story.published, tense, anchor)


def _dates(span: DateSpan, scene: Scene) -> bool:
    """Whether a span tells a day at all: no length of time, no part of a person's name ("Dong Jun")."""
    if span.kind in ("duration", "name_year") or _is_for_years(span, scene) or _is_count(span, scene):
        return False
    hits = [scene.hits[n.i].found for n in scene.nodes if n.i in scene.hits and span.start <= n.start < span.end]
    return not any(f.start < span.start and name.kind == "person" for f in hits for name in f.names)


def _is_for_years(span: DateSpan, scene: Scene) -> bool:
    """What a plan covers is not when it was made: "a programme for 2026-2027"."""
    words = [n.lower for n in scene.nodes if n.start < span.end and n.end > span.start - len("for ")]
    years = {part for part in span.parts if part not in ("prep", "span")}
    return years <= {"year", "year_b"} and bool(words) and (words[0] == "for" or "year_b" in years)


def _is_count(span: DateSpan, scene: Scene) -> bool:
    """How many there were in a time that runs is not when one came: "its 40th this year", "the third such trip this month"."""
    if span.rule != "unit" or span.parts.get("shift") != "0":
        return False
    before = _leading(span, scene)[-_COUNTED:]
    return any(n.lower.endswith(_ORDINAL) and (n.tag == "JJ" or n.text[0].isdecimal()) for n in before)


def _leading(span: DateSpan, scene: Scene) -> list[Node]:
    """The words before a date, back to a verb or a comma."""
    before = list(takewhile(lambda n: n.start < span.start, scene.nodes))
    return list(takewhile(lambda n: not n.is_verb and n.text != ",", reversed(before)))[::-1]


def _is_end(span: DateSpan, scene: Scene) -> bool:
    """ "until May": how long it lasts, not when it came."""
    return any(n.lower in _UNTIL for n in scene.nodes if span.start - _LONGEST <= n.start <= span.start)


def _told_before(span: DateSpan, ctx: Context) -> dt.date | None:
    """The date told last before `span`, in its own sentence or an earlier one, if as precise as is asked for."""
    found: dt.date | None = None
    needed = _precision(span)
    for index in sorted(ctx.dates):
        for earlier in ctx.dates[index]:
            if earlier.start >= span.start:
                return found
            if earlier.kind in _ASIDES or earlier.rule == "edge":
                continue  # "the previous evening" is an aside; the scene stays on its day
            value = resolve(earlier, ctx.story.published, "past", found)
            if value is not None and len(value.value) >= needed:
                found = first_day(value.value)
    return found


def first_day(value: str) -> dt.date:
    """The first day of a year, a month or a day."""
    return dt.date.fromisoformat(value + {YEAR: "-01-01", MONTH: "-01", DAY: ""}[len(value)])


def _precision(span: DateSpan) -> int:
    """How many characters of a date one that hangs on it needs: "the same year" a year, "a month later" a month."""
    if "month" in span.parts or span.parts.get("unit") == "year":
        return YEAR
    return MONTH if span.parts.get("unit") == "month" else DAY
