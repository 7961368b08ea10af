"""A brief on one party, or on what is between several: sections of sentences, each with its numbered evidence."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.dossier import sections
from dragoman.dossier.citing import Numbers, Source, sources_of
from dragoman.dossier.due import follow_ups_due, is_open, late
from dragoman.dossier.phrasing import Names, parties
from dragoman.dossier.points import Desk
from dragoman.dossier.sections import Section
from dragoman.garbage import collector_at_rest
from dragoman.ledger import Ledger, Outline

__all__ = ["Brief", "brief"]


@dataclass(frozen=True)
class Brief:
    """A brief: its sections in order, and the evidence that their sentences cite by number."""

    title: str
    parties: tuple[str, ...]
    since: str
    today: dt.date
    entries: int
    counts: tuple[tuple[str, int], ...]
    stories: int
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]


@collector_at_rest()
def brief(
    ledger: Ledger, codes: Sequence[str], since: str, today: dt.date, names: Names, months: int = 6, most: int = 40
) -> Brief:
    """The brief of parties from `since` (as precise as it is) on, as of `today`; `most` points a section."""
    outlines = list(ledger.outlines(parties=codes))
    recent = [o for o in outlines if _is_since(o, since)]
    known = {o.id for o in recent}  # what was done long ago is not silent
    numbers = Numbers()
    desk = Desk(ledger, names, numbers, since, today, most)
    plans = (
        sections.happened(desk, recent),
        sections.promised(desk, [o for o in recent if is_open(o)]),
        sections.coming(desk, outlines),
        sections.said(desk, recent),
        sections.projects(desk, recent),
        sections.measures(desk, outlines),
        sections.contradicted(desk, recent),
        sections.overdue(desk, [d for d in late(outlines, today, months) if d.why != "silent" or d.entry in known]),
        sections.follow_ups(desk, follow_ups_due(ledger, today, {o.id for o in outlines})),
    )
    desk.by_id(name for plan in plans for name in plan.ids)  # all at once
    made = [plan.make(desk.by_id(plan.ids)) for plan in plans]
    sources = sources_of(ledger, numbers, desk.kept)
    return Brief(
        title=parties(tuple(codes), names).removeprefix("the "), parties=tuple(codes), since=since, today=today,
        entries=len(recent), counts=_counts(recent), stories=len({s.story for s in sources}),
        sections=tuple(s for s in made if s.points or s.rows), sources=sources,
    )  # fmt: skip


def _counts(outlines: Sequence[Outline]) -> tuple[tuple[str, int], ...]:
    """How many entries of each type, the most first."""
    found = Counter(o.type for o in outlines)
    return tuple(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))


def _is_since(outline: Outline, since: str) -> bool:
    return any(m.day is not None and m.day[: len(since)] >= since[: len(m.day)] for m in outline.life)
