"""The sections of a brief, one function each: which entries belong there, and what is said of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from dragoman.dossier import totals
from dragoman.dossier.days import is_past
from dragoman.dossier.due import OPEN, Due, Late
from dragoman.dossier.phrasing import named
from dragoman.dossier.points import (
    Desk,
    Point,
    each_side,
    plain,
    standing,
    tell_due,
    tell_follow_up,
    with_past,
    with_state,
)
from dragoman.ledger import Outline
from dragoman.ledger.filters import first_day
from dragoman.model import Entry

__all__ = [
    "Plan", "Row", "Section", "coming", "contradicted", "follow_ups", "happened", "is_coming", "measures", "overdue",
    "projects", "promised", "said",
]  # fmt: skip

_NAMED = 8  # projects of a sector by name
_IN_FORCE = ("imposed", "eased")
_PLANNED = frozenset({"contact", "gathering", "measure", "accession", "project"})
_ASIDE = frozenset({"statement", "resource", "invitation"})  # types that are told in other sections, or are no event


class Row(NamedTuple):
    """A row of totals with the numbers of its evidence."""

    cells: tuple[str, ...]
    cites: tuple[int, ...]


@dataclass(frozen=True)
class Section:
    """A section: points, and for totals a table; `left_out` says how many points more there would be."""

    title: str
    points: tuple[Point, ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    left_out: int = 0


class Plan(NamedTuple):
    """A section whose entries are not at hand yet: which it wants, in their order, and what it makes of them."""

    ids: tuple[str, ...]
    make: Callable[[Sequence[Entry]], Section]


def _points(title: str, ids: Sequence[str], tell: Callable[[Entry], Point], most: int) -> Plan:
    """A section of a point an entry, `most` of them."""
    left_out = max(0, len(ids) - most)
    return Plan(tuple(ids[:most]), lambda entries: Section(title, tuple(map(tell, entries)), left_out=left_out))


def _ordered(outlines: Iterable[Outline], key: Callable[[Outline], str]) -> list[str]:
    """The ids of entries, the greatest keys first."""
    return [o.id for o in sorted(outlines, key=lambda o: (key(o), o.id), reverse=True)]


def happened(desk: Desk, recent: Sequence[Outline]) -> Plan:
    """What took place since: steps that are no plans, the newest first, each with what led to it."""
    done = [o for o in recent if o.type not in _ASIDE and not _is_plan(o) and not o.negated]
    return _points("What happened", _ordered(done, _latest), partial(with_past, desk), desk.most)


def promised(desk: Desk, still_open: Sequence[Outline]) -> Plan:
    """What is promised or agreed and not yet done, with how it stands."""
    kept = [o for o in still_open if o.type not in ("contact", "gathering", "measure")]
    ids = _ordered(kept, lambda o: o.reported or "")
    return _points("What is promised, and how it stands", ids, partial(with_state, desk), desk.most)


def coming(desk: Desk, outlines: Sequence[Outline]) -> Plan:
    """What is planned for today or later, the nearest first."""
    ahead = [o for o in outlines if is_coming(o, desk.today)]
    ids = [o.id for o in sorted(ahead, key=lambda o: (first_day(_aim(o) or ""), o.id))]
    return _points("What is coming", ids, partial(with_past, desk), desk.most)


def said(desk: Desk, recent: Sequence[Outline]) -> Plan:
    """Who said what, the newest first; promises stand in their own section."""
    told = [o for o in recent if o.type == "statement" and o.kind != "promise"]
    return _points("Who said what", _ordered(told, _latest), partial(plain, desk), desk.most)


def projects(desk: Desk, recent: Sequence[Outline]) -> Plan:
    """Projects by sector: how many, the range of their sums, and which."""
    found = [
        o for o in recent if o.type == "project" and o.kind != "trade" and o.stage != "cancelled" and not o.negated
    ]

    def make(entries: Sequence[Entry]) -> Section:
        rows = tuple(_row(desk, sector, of) for sector, of in totals.by_sector(entries))
        return Section("Projects by sector", head=("Sector", "Projects", "Sums told", "Which"), rows=rows)

    return Plan(tuple(o.id for o in found), make)


def _row(desk: Desk, sector: str, of: Sequence[Entry]) -> Row:
    by_name = [desk.telling(e, standing(e)) for e in of[:_NAMED]]
    which = "; ".join(named(told.entry, desk.names).removeprefix("the ") for told in by_name)
    more = f"; {len(of) - _NAMED} more" if len(of) > _NAMED else ""
    records = [*(record for told in by_name for record in told.records), *_records(of)]
    return Row((sector, str(len(of)), totals.words(of), which + more), desk.numbers.cite(records))


def _records(entries: Iterable[Entry]) -> Iterator[str]:
    """The records in which entries stand, and those that tell their sums."""
    for now in map(standing, entries):
        yield from (now.record, *now.proof.get("amount", ()))


def measures(desk: Desk, outlines: Sequence[Outline]) -> Plan:
    """Measures imposed and not lifted, whenever that was, the newest first."""
    held = [o for o in outlines if o.type == "measure" and o.stage in _IN_FORCE and not o.negated]
    ids = _ordered([o for o in held if o.kind != "military"], _latest)
    return _points("Measures in force", ids, partial(with_past, desk), desk.most)


def contradicted(desk: Desk, recent: Sequence[Outline]) -> Plan:
    """Where sources disagree, each side as a sentence, and what is denied though no source here told it."""
    denied = [o for o in recent if o.contradicted or (o.negated and o.type not in _ASIDE)]
    return _points("Contradicted or denied", _ordered(denied, _latest), partial(each_side, desk), desk.most)


def overdue(desk: Desk, found: Sequence[Late]) -> Plan:
    """Plans and promises whose time passed without a report, and agreements of which nothing is heard."""
    why = {one.entry: one for one in found}
    return _points("Overdue or silent", list(why), lambda e: tell_due(desk, why[e.id], e), desk.most)


def follow_ups(desk: Desk, found: Sequence[Due]) -> Plan:
    """What people meant to see to, and when; they are the source of it."""
    why = {one.entry.id: one for one in found}
    return _points("Follow-up overdue", list(why), lambda e: tell_follow_up(desk, why[e.id]), desk.most)


def is_coming(outline: Outline, today: dt.date) -> bool:
    """Whether it is planned for a day that is not past."""
    if outline.type not in _PLANNED or not _is_plan(outline):
        return False
    aim = _aim(outline)
    return aim is not None and not is_past(aim, today)


def _aim(outline: Outline) -> str | None:
    """The day that a plan is for; None where nobody told it."""
    last = next((m for m in reversed(outline.life) if m.stage == outline.stage and not m.negated), None)
    return last.day if last is not None and last.dated else None


def _is_plan(outline: Outline) -> bool:
    return outline.stage in OPEN.get(outline.type, ()) and outline.stage not in ("signed", "agreed", "threatened")


def _latest(outline: Outline) -> str:
    last = next((m.day for m in reversed(outline.life) if m.stage == outline.stage), None)
    return last or outline.reported or ""
