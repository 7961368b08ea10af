"""One gathering, told in several sentences: the tellings are united into one record, whatever their order.

A telling names the gathering ("the G20 summit") or points to it ("the two-day summit"). Tellings that name the same,
and do not contradict each other in date, place, stage or number, are one gathering; those that only point
join the one that fits. The parties and persons of the united record are those of all its tellings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from dragoman.knowledge.confidence import manner
from dragoman.model import Record

_WORD = re.compile(r"[^\W_]+")
_ORDINAL = re.compile(r"^(\d+(st|nd|rd|th)|first|second|third|[a-z]+th)$")
_LINKING = frozenset("of the and for on in at a an with between s to their its his her this that".split())
_LARGE = frozenset({"summit", "conference", "forum"})
_SPAN_DAYS = 4  # the longest gathering whose days the tellings may name


class _Telling(NamedTuple):
    record: Record
    words: frozenset[str]
    names: bool

    @property
    def passing(self) -> bool:
        return manner(self.record.rule) == "passing"


def unite(records: Iterable[Record], hosting: frozenset[str]) -> list[Record]:
    """The gatherings of a story, each once; tellings without any party that join no other are dropped.

    `hosting`: the verbs by which somebody holds a gathering of his own.
    """
    tellings = [_telling(r) for r in records]
    groups: list[list[_Telling]] = []
    for telling in sorted(tellings, key=_order):
        fitting = next((g for g in groups if _fits(g, telling)), None)
        if fitting is None:
            groups.append([telling])
        else:
            fitting.append(telling)
    united = [_united(g) for g in groups if _is_filed(g, hosting)]
    return sorted(united, key=lambda r: (r.evidence.start, r.name or ""))


def _telling(record: Record) -> _Telling:
    words = _WORD.findall(record.name or "")
    content = frozenset(w.lower() for w in words if w.lower() not in _LINKING)
    return _Telling(record, content, any(w[0].isupper() or w[0].isdigit() for w in words))


def _order(telling: _Telling) -> tuple[bool, bool, int]:
    """Those that name come before those that point, those with a verb before those in passing."""
    return not telling.names, telling.passing, telling.record.evidence.start


def _fits(group: list[_Telling], new: _Telling) -> bool:
    if any(_is_told_twice(old.record, new.record) for old in group):
        return True
    return all(_agrees(old, new) for old in group) and any(_is_same(old, new) for old in group)


def _is_told_twice(a: Record, b: Record) -> bool:
    """By two verbs of one sentence, at the same stage."""
    return (a.evidence, a.name, a.kind, a.stage, a.negated) == (b.evidence, b.name, b.kind, b.stage, b.negated)


def _agrees(a: _Telling, b: _Telling) -> bool:
    """Same kind and negation, no other stage, day or place."""
    x, y = a.record, b.record
    if (x.kind, x.negated) != (y.kind, y.negated):
        return False
    if x.stage != y.stage and not (a.passing or b.passing):
        return False
    return _same_days(x.date, y.date) and _same_place(x.place, y.place)


def _is_same(a: _Telling, b: _Telling) -> bool:
    """The same words, or one that only points."""
    if a.record.evidence.start == b.record.evidence.start and a.record.name == b.record.name:
        return True
    if not (a.names and b.names):
        return a.words <= b.words or b.words <= a.words or (not b.names and bool(a.words & b.words))
    if a.words <= b.words or b.words <= a.words:
        return True
    shared = set(a.record.parties) & set(b.record.parties)
    is_enough = len(shared) > 1 or (bool(shared) and a.passing != b.passing)
    return is_enough and not _differ_in_number(a, b) and shared in (set(a.record.parties), set(b.record.parties))


def _differ_in_number(a: _Telling, b: _Telling) -> bool:
    """The first summit is not the second."""
    first, second = (frozenset(filter(_ORDINAL.match, t.words)) for t in (a, b))
    return bool(first and second and first != second)


def _same_days(a: str | None, b: str | None) -> bool:
    if a is None or b is None or a.startswith(b) or b.startswith(a):
        return True
    return len(a) == len(b) == 10 and a[:7] == b[:7] and abs(int(a[8:]) - int(b[8:])) <= _SPAN_DAYS


def _same_place(a: str | None, b: str | None) -> bool:
    return a is None or b is None or a in b or b in a


def _is_filed(group: list[_Telling], hosting: frozenset[str]) -> bool:
    parties = {p for t in group for p in t.record.parties}
    if all(p.startswith("X:") for p in parties):
        return False
    if group[0].record.kind == "exercise" and len(parties) < 2:
        return False
    return len(parties) > 1 or (bool(parties) and any(t.names or _is_hosted(t.record, hosting) for t in group))


def _is_hosted(record: Record, hosting: frozenset[str]) -> bool:
    """A state's own summit, conference or forum: "Paris will host an international conference"."""
    return (
        record.kind in _LARGE and record.rule.partition(".v")[0] in hosting and not record.parties[0].startswith("R:")
    )


def _united(group: list[_Telling]) -> Record:
    main = max(group, key=lambda t: (t.names, not t.passing, _filled(t.record), -t.record.evidence.start)).record
    in_order = sorted((t.record for t in group), key=lambda r: (r.evidence.start, r.rule))
    stages = [t.record.stage for t in group if not t.passing] or [main.stage]
    return main.model_copy(
        update={
            "parties": tuple(sorted({p for r in in_order for p in r.parties})),
            "persons": tuple(dict.fromkeys(p for r in in_order for p in r.persons)),
            "stage": stages[0],
            "date": _first_day([r.date for r in in_order if r.date]),
            "place": main.place or next((r.place for r in in_order if r.place), None),
            "name": max((r.name for r in in_order if r.name), key=len, default=None) if not main.name else main.name,
        }
    )


def _first_day(dates: list[str]) -> str | None:
    """The most precise date, the earliest of several days."""
    precise = [d for d in dates if len(d) == max(map(len, dates))]
    return min(precise, default=None)


def _filled(record: Record) -> int:
    told = (record.date, record.place, record.name, record.attribution)
    return sum(1 for value in told if value) + len(record.parties)
