"""The first page: what is new, coming, changed, contradicted, overdue, and how the sources are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from dragoman.dossier.due import Due, follow_ups_due, reports_due
from dragoman.dossier.phrasing import Names
from dragoman.ledger.looking import Arrival
from dragoman.web.room import Room
from dragoman.web.views.lines import Line, Party, View, line, lines_of, party
from dragoman.web.views.lists import MONTHS, arrived, behind, outlines_of, parties_of

__all__ = [
    "Changed",
    "DueLine",
    "FeedHealth",
    "Home",
    "PartyFigure",
    "SourceHealth",
    "feeds",
    "health",
    "home",
    "overdue",
]

_MOST = 8
_QUIET = 14  # days without a story after which a source counts as silent
_NEVER = dt.datetime(1970, 1, 1)


class Changed(View):
    """An entry that has got further: from which stage."""

    before: str
    line: Line


class DueLine(View):
    """Something due: why, since when and for how many days."""

    why: str
    day: str
    days: int
    line: Line
    owner: str | None = None
    next_step: str | None = None


class SourceHealth(View):
    """A publisher with its stories, the day of the latest, and for how many days it has been quiet."""

    publisher: str
    stories: int
    last: dt.date | None
    quiet: int | None
    silent: bool


class FeedHealth(View):
    """A feed that `dragoman watch` looks at: when it was last had (UTC), and how often it failed since, and why."""

    url: str
    last: dt.datetime | None
    failures: int
    error: str | None
    next: dt.datetime | None


class PartyFigure(View):
    """A party with its number of entries."""

    party: Party
    entries: int


class Home(View):
    """All of the first page; `since` is when "new" begins, `latest` stands in where nothing is."""

    since: dt.datetime
    stories: int
    entries: int
    parties: tuple[PartyFigure, ...]
    new: tuple[Line, ...]
    new_total: int
    latest: tuple[Line, ...]
    changed: tuple[Changed, ...]
    changed_total: int
    coming: tuple[Line, ...]
    coming_total: int
    contradicted: tuple[Line, ...]
    contradicted_total: int
    overdue: tuple[DueLine, ...]
    overdue_total: int
    sources: tuple[SourceHealth, ...]
    publishers: int
    silent: int
    problems: int


def home(room: Room, since: dt.datetime) -> Home:
    """The first page of somebody who was here last at `since` (UTC)."""
    minute = since.replace(second=0, microsecond=0)
    return room.kept(("home", minute), lambda: _home(room, since))


def _home(room: Room, since: dt.datetime) -> Home:
    ledger, names = room.ledger, room.names
    fresh, moved = arrived(room, since)
    coming, contradicted = behind(room, (), "coming"), behind(room, (), "contradicted")
    late, late_total = overdue(room, (), _MOST)
    sources = health(room)
    return Home(
        since=since, stories=sum(s.stories for s in sources), entries=len(outlines_of(room, ())), parties=tuple(_parties(room)),
        new=tuple(line(a.entry, names) for a in fresh[:_MOST]), new_total=len(fresh),
        latest=() if fresh else _latest(room), changed=tuple(_changed(moved, names)), changed_total=len(moved),
        coming=lines_of(ledger, coming[:_MOST], names), coming_total=len(coming),
        contradicted=lines_of(ledger, contradicted[:_MOST], names), contradicted_total=len(contradicted),
        overdue=late, overdue_total=late_total,
        sources=sources[:_MOST], publishers=len(sources), silent=sum(s.silent for s in sources), problems=len(ledger.problems()),
    )  # fmt: skip


def _latest(room: Room) -> tuple[Line, ...]:
    return tuple(line(a.entry, room.names) for a in room.ledger.arrivals(_NEVER, most=10)[:_MOST])


def _changed(moved: Sequence[Arrival], names: Names) -> list[Changed]:
    return [Changed(before=a.before or "", line=line(a.entry, names)) for a in moved[:_MOST]]


def _parties(room: Room) -> list[PartyFigure]:
    found = parties_of(room)[:18]
    return [PartyFigure(party=party(p.party, room.names), entries=p.entries) for p in found]


def overdue(room: Room, codes: Sequence[str], most: int | None) -> tuple[tuple[DueLine, ...], int]:
    """What is due between parties, follow-ups first, then the longest overdue: `most` lines, and how many there are."""
    return room.kept(("due", tuple(codes), most), lambda: _overdue(room, codes, most))


def _overdue(room: Room, codes: Sequence[str], most: int | None) -> tuple[tuple[DueLine, ...], int]:
    outlines, today = outlines_of(room, codes), room.today()
    follow = follow_ups_due(room.ledger, today, {o.id for o in outlines})
    told = reports_due(room.ledger, outlines, today, MONTHS, most)
    shown = [*follow, *told][:most]
    return tuple(_due_line(one, room.names) for one in shown), len(follow) + len(behind(room, codes, "overdue"))


def _due_line(one: Due, names: Names) -> DueLine:
    """Something due as a line."""
    step = one.follow_up
    return DueLine(
        why=one.why, day=one.day, days=one.days, line=line(one.entry, names), owner=(step.owner or step.who) if step else None,
        next_step=step.next_step if step else None,
    )  # fmt: skip


def feeds(room: Room) -> tuple[FeedHealth, ...]:
    """All watched feeds, those that fail first; as they are now, for they change without the ledger."""
    found = (
        FeedHealth(
            url=url, last=_time(state.get("last")), failures=int(state.get("failures", 0)), error=state.get("error"),
            next=_time(state.get("next")),
        )
        for url, state in room.ledger.states("feed ").items()
    )  # fmt: skip
    return tuple(sorted(found, key=lambda f: (-f.failures, f.url)))


def _time(seconds: float | None) -> dt.datetime | None:
    return dt.datetime.fromtimestamp(seconds, dt.UTC).replace(tzinfo=None, microsecond=0) if seconds else None


def health(room: Room) -> tuple[SourceHealth, ...]:
    """All publishers, the one with the latest story first."""
    today = room.today()
    found = room.kept("sources", room.ledger.source_states)
    quiet = {s.publisher: (today - s.last).days if s.last else None for s in found}
    return tuple(
        SourceHealth(
            publisher=s.publisher, stories=s.stories, last=s.last, quiet=quiet[s.publisher],
            silent=(quiet[s.publisher] or 0) > _QUIET,
        )
        for s in found
    )  # fmt: skip
