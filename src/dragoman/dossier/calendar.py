"""What a calendar shows: coming visits, gatherings and deadlines, and what people mean to see to, by their days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any, Literal, NamedTuple

from dragoman.dossier.due import CLOSED, is_open, state_of
from dragoman.dossier.phrasing import Names
from dragoman.dossier.points import standing
from dragoman.dossier.sections import is_coming
from dragoman.dossier.wording import sentence
from dragoman.ledger import Cited, FollowUp, Ledger, Outline
from dragoman.ledger.filters import first_day, last_day
from dragoman.model import Entry

__all__ = ["Appointment", "appointed", "appointments"]

Precision = Literal["day", "month", "year"]
_PRECISION: dict[int, Precision] = {4: "year", 7: "month", 10: "day"}
_DAY = dt.timedelta(days=1)


class Appointment(NamedTuple):
    """An all-day date: `end` is the day after the last; `changed` is the day of the last report (or of the follow-up)."""

    id: str
    start: dt.date
    end: dt.date
    precision: Precision
    summary: str
    place: str | None
    cancelled: bool
    changed: dt.date
    revision: int
    evidence: tuple[Cited, ...]
    by: str | None = None


def appointments(ledger: Ledger, today: dt.date, names: Names, **filters: Any) -> list[Appointment]:
    """What is coming from today on, and what of it was cancelled, in the order of days."""
    return appointed(ledger, list(ledger.outlines(**filters)), today, names)


def appointed(ledger: Ledger, outlines: Sequence[Outline], today: dt.date, names: Names) -> list[Appointment]:
    """The same of entries that are at hand in outline."""
    dated = [o for o in outlines if is_coming(o, today) or (is_open(o) and _deadline(o.life[-1].day, today, o))]
    off = (o for o in outlines if o.stage == "cancelled" and o.type in ("contact", "gathering"))
    called_off = [o for o in off if o.until is not None and o.until >= today.isoformat()]
    entries = ledger.entries_by_id(o.id for o in (*dated, *called_off))
    found = [a for e in entries.values() if (a := _appointment(ledger, e, names)) is not None]
    follow = list(_follow_ups(ledger, today, names, {o.id for o in outlines}))
    return sorted((a for a in (*found, *follow) if a.end > today), key=lambda a: (a.start, a.id))


def _deadline(day: str | None, today: dt.date, outline: Any) -> bool:
    """Whether a promise has a day ahead by which it should be kept."""
    return day is not None and outline.life[-1].dated and last_day(day) >= today.isoformat()


def _appointment(ledger: Ledger, entry: Entry, names: Names) -> Appointment | None:
    now = standing(entry)
    day = now.date or next((s.date for s in reversed(entry.steps) if s.date and not s.negated), None)
    if day is None:
        return None
    reported = [s.reported_last for s in entry.steps if s.reported_last]
    return Appointment(
        id=entry.id, start=dt.date.fromisoformat(first_day(day)), end=dt.date.fromisoformat(last_day(day)) + _DAY,
        precision=_PRECISION[len(day)], summary=sentence(entry, now, names), place=entry.place,
        cancelled=entry.stage == "cancelled", changed=max(reported, default=dt.date(1970, 1, 1)),
        revision=len(entry.records) - 1, evidence=tuple(ledger.evidence(entry)),
    )  # fmt: skip


def _follow_ups(ledger: Ledger, today: dt.date, names: Names, wanted: set[str]) -> Iterator[Appointment]:
    steps: dict[str, list[FollowUp]] = {}
    for step in ledger.follow_ups():
        if step.entry in wanted:
            steps.setdefault(step.entry, []).append(step)
    states = {i: state_of(s) for i, s in steps.items()}
    ahead = {i: s for i, s in states.items() if s.due and s.due >= today and s.status not in CLOSED}
    for name, entry in ledger.entries_by_id(ahead).items():
        step = ahead[name]
        assert step.due is not None
        about = sentence(entry, standing(entry), names)
        yield Appointment(
            f"{name}-follow-up", step.due, step.due + _DAY, "day", f"{step.next_step or 'Follow-up'}: {about}", None,
            cancelled=False, changed=steps[name][-1].at.date(), revision=len(steps[name]) - 1,
            evidence=tuple(ledger.evidence(entry)), by=step.owner or step.who,
        )  # fmt: skip
