"""The sections of a brief, one function each: which entries belong there, and what is said of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
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
    "Row", "Section", "coming", "contradicted", "follow_ups", "happened", "is_coming", "measures", "overdue",
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


def happened(desk: Desk, recent: Sequence[Outline]) -> Section:
    """What took place since: steps that are no plans, the newest first, each with what led to it."""
    done = [o for o in recent if o.type not in _ASIDE and not _is_plan(o) and not o.negated]
    entries, more = desk.entries(done, _latest)
    return Section("What happened", tuple(with_past(desk, e) for e in entries), left_out=more)


def promised(desk: Desk, still_open: Sequence[Outline]) -> Section:
    """What is promised or agreed and not yet done, with how it stands."""
    kept = [o for o in still_open if o.type not in ("contact", "gathering", "measure")]
    entries, more = desk.entries(kept, lambda o: o.reported or "")
    return Section("What is promised, and how it stands", tuple(with_state(desk, e) for e in entries), left_out=more)


def coming(desk: Desk, outlines: Sequence[Outline]) -> Section:
    """What is planned for today or later, the nearest first."""
    ahead = [o for o in outlines if is_coming(o, desk.today)]
    ordered = sorted(ahead, key=lambda o: (first_day(_aim(o) or ""), o.id))
    points = tuple(with_past(desk, entry) for entry in desk.by_id(o.id for o in ordered[: desk.most]))
    return Section("What is coming", points, left_out=max(0, len(ordered) - desk.most))


def said(desk: Desk, recent: Sequence[Outline]) -> Section:
    """Who said what, the newest first; promises stand in their own section."""
    told = [o for o in recent if o.type == "statement" and o.kind != "promise"]
    entries, more = desk.entries(told, _latest)
    return Section("Who said what", tuple(plain(desk, e) for e in entries), left_out=more)


def projects(desk: Desk, recent: Sequence[Outline]) -> Section:
    """Projects by sector: how many, and the range of their sums."""
    found = [
        o for o in recent if o.type == "project" and o.kind != "trade" and o.stage != "cancelled" and not o.negated
    ]
    entries = desk.outlined(o.id for o in found)
    desk.by_id(e.id for _, of in totals.by_sector(entries) for e in of[:_NAMED])
    rows = tuple(_row(desk, sector, of) for sector, of in totals.by_sector(entries))
    return Section("Projects by sector", head=("Sector", "Projects", "Sums told", "Which"), rows=rows)


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


def measures(desk: Desk, outlines: Sequence[Outline]) -> Section:
    """Measures imposed and not lifted, whenever that was, the newest first."""
    held = [o for o in outlines if o.type == "measure" and o.stage in _IN_FORCE and not o.negated]
    entries, more = desk.entries([o for o in held if o.kind != "military"], _latest)
    return Section("Measures in force", tuple(with_past(desk, e) for e in entries), left_out=more)


def contradicted(desk: Desk, recent: Sequence[Outline]) -> Section:
    """Where sources disagree, each side as a sentence, and what is denied though no source here told it."""
    denied = [o for o in recent if o.contradicted or (o.negated and o.type not in _ASIDE)]
    entries, more = desk.entries(denied, _latest)
    points = (Point(e.id, tuple(each_side(desk, e))) for e in entries)
    return Section("Contradicted or denied", tuple(points), left_out=more)


def overdue(desk: Desk, found: Sequence[Late]) -> Section:
    """Plans and promises whose time passed without a report, and agreements of which nothing is heard."""
    told = found[: desk.most]
    entries = desk.by_id(d.entry for d in told)
    points = (Point(d.entry, (tell_due(desk, d, entry),)) for d, entry in zip(told, entries, strict=True))
    return Section("Overdue or silent", tuple(points), left_out=max(0, len(found) - desk.most))


def follow_ups(desk: Desk, found: Sequence[Due]) -> Section:
    """What people meant to see to, and when; they are the source of it."""
    points = (Point(d.entry.id, (tell_follow_up(desk, d),)) for d in found[: desk.most])
    return Section("Follow-up overdue", tuple(points), left_out=max(0, len(found) - desk.most))


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
