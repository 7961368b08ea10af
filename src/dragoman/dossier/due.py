"""What is due: plans and promises whose time passed without a report, agreements that stand still, follow-ups overdue."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any, Literal, NamedTuple

from dragoman.dossier.days import is_past
from dragoman.ledger import FollowUp, Ledger, Outline
from dragoman.ledger.filters import first_day, last_day
from dragoman.model import Entry

__all__ = [
    "CLOSED",
    "OPEN",
    "Due",
    "Late",
    "Why",
    "due",
    "follow_ups_due",
    "is_aim",
    "is_open",
    "late",
    "reports_due",
    "state_of",
]

Why = Literal["plan", "promise", "silent", "follow-up"]

OPEN: dict[str, tuple[str, ...]] = {
    "contact": ("planned",), "gathering": ("planned",), "accession": ("proposed", "planned", "applied"),
    "agreement": ("proposed", "negotiating", "agreed", "signed"), "mechanism": ("proposed", "being_established"),
    "project": ("proposed", "planned", "agreed"), "measure": ("threatened", "planned"), "aid": ("requested", "pledged"),
    "statement": ("made",), "invitation": ("extended",),
}  # fmt: skip
"""The stages of each type after which something is still to come; of statements, promises alone."""
CLOSED = ("done", "closed", "dropped")
"""What people set as the status of a follow-up that needs nothing more."""
_PLANS = frozenset({"contact", "gathering", "measure", "accession"})
_STEADY = frozenset({"agreement", "mechanism", "project", "invitation"})
_TOLD_LATER = frozenset(
    {"signed", "agreed", "extended"}
)  # their day is when it was done, not when something is to be done
_MONTH = 30.44  # days


class Due(NamedTuple):
    """An entry that something is due of: since which day (as told), how many days ago that ended, and why."""

    why: Why
    entry: Entry
    day: str
    days: int
    follow_up: FollowUp | None = None


class Late(NamedTuple):
    """What is due of an entry by its reports: why, since which day (as told), and how many days ago that ended."""

    why: Why
    entry: str
    day: str
    days: int


def due(ledger: Ledger, today: dt.date, months: int = 6, **filters: Any) -> list[Due]:
    """All that is due, follow-ups first, then the longest overdue; agreements count as silent after `months`."""
    outlines = list(ledger.outlines(**filters))
    return follow_ups_due(ledger, today, {o.id for o in outlines}) + reports_due(ledger, outlines, today, months)


def reports_due(
    ledger: Ledger, outlines: Iterable[Outline], today: dt.date, months: int, most: int | None = None
) -> list[Due]:
    """What is due by plan or promise, or silent, the longest overdue first; `most` of it, all if not said."""
    found = late(outlines, today, months)[:most]
    entries = ledger.entries_by_id(one.entry for one in found)
    return [Due(one.why, entries[one.entry], one.day, one.days) for one in found if one.entry in entries]


def late(outlines: Iterable[Outline], today: dt.date, months: int) -> list[Late]:
    """The same without the entries, for counting thousands."""
    found = ((o.id, why) for o in outlines if (why := _why(o, today, months)) is not None)
    return sorted(
        (Late(why, name, day, _age(day, today)) for name, (why, day) in found), key=lambda d: (-d.days, d.entry)
    )


def follow_ups_due(ledger: Ledger, today: dt.date, wanted: Collection[str]) -> list[Due]:
    """The follow-ups of some entries that are overdue, the longest overdue first."""
    by_entry: dict[str, list[FollowUp]] = {}
    for step in ledger.follow_ups():
        if step.entry in wanted:
            by_entry.setdefault(step.entry, []).append(step)
    states = {entry: state_of(steps) for entry, steps in by_entry.items()}
    past = {i: s for i, s in states.items() if s.due is not None and s.due < today and s.status not in CLOSED}
    entries = ledger.entries_by_id(past)
    found = (Due("follow-up", entries[i], str(s.due), _age(str(s.due), today), s) for i, s in past.items())
    return sorted(found, key=_order)


def _order(one: Due) -> tuple[int, str]:
    return -one.days, one.entry.id


def is_open(outline: Outline) -> bool:
    """Whether something is still to come of an entry."""
    promised = outline.type != "statement" or outline.kind == "promise"
    return promised and not outline.negated and outline.stage in OPEN.get(outline.type, ())


def _why(outline: Outline, today: dt.date, months: int) -> tuple[Why, str] | None:
    """Why an entry is due, and since when; None where it is not."""
    if not is_open(outline):
        return None
    last = next((m for m in reversed(outline.life) if m.stage == outline.stage and not m.negated), None)
    dated = last is not None and last.dated and last.day
    if last is not None and last.day and dated and is_aim(outline.type, last.stage, last.day, outline.announced):
        return ("plan" if outline.type in _PLANS else "promise", last.day) if is_past(last.day, today) else None
    heard = outline.reported or outline.until
    if outline.type in _STEADY and heard and _age(heard, today) > months * _MONTH:
        return "silent", heard
    return None


def is_aim(of_type: str, stage: str, day: str, announced: str | None) -> bool:
    """Whether the day of an open step is when something is to be done, not when it was promised: of a plan always, of a
    promise where all of it lies after the first report (`announced`), of what was signed, agreed or extended never."""
    if stage in _TOLD_LATER:
        return False
    return of_type in _PLANS or announced is None or first_day(day) > announced


def _age(day: str, today: dt.date) -> int:
    return (today - dt.date.fromisoformat(last_day(day))).days


def state_of(steps: Iterable[FollowUp]) -> FollowUp:
    """How a follow-up stands after its steps, the oldest first: each field as last set."""
    ordered = list(steps)
    state = ordered[0]
    for step in ordered[1:]:
        told = {name: value for name, value in step.model_dump().items() if value is not None}
        state = state.model_copy(update=told)
    return state
