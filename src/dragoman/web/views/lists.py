"""Which entries stand behind each figure of a party's or a pair's page: one function a list."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from fastapi import HTTPException

from dragoman.dossier.due import is_open, late
from dragoman.dossier.sections import is_coming
from dragoman.dossier.series import Period, Series, series_over
from dragoman.ledger import Outline, PartyCount
from dragoman.ledger.looking import Arrival
from dragoman.web.room import Room

__all__ = [
    "ARRIVED", "LISTS", "MONTHS", "TITLES", "arrived", "behind", "checked", "outlines_of", "parties_of", "period_of", "series_of",
]  # fmt: skip

Choose = Callable[[Room, Sequence[Outline], dt.date], Iterable[str]]
_IN_FORCE = frozenset({"imposed", "eased"})
_MEETS = frozenset({"contact", "gathering"})
MONTHS = 6
"""After which an agreement counts as silent."""


def _latest_first(outlines: Iterable[Outline]) -> list[str]:
    return [o.id for o in sorted(outlines, key=lambda o: (o.until or o.reported or "", o.id), reverse=True)]


def _all(_: Room, outlines: Sequence[Outline], __: dt.date) -> list[str]:
    return _latest_first(outlines)


def _open(_: Room, outlines: Sequence[Outline], __: dt.date) -> list[str]:
    kept = (o for o in outlines if is_open(o) and o.type not in (*_MEETS, "measure", "invitation"))
    return [o.id for o in sorted(kept, key=lambda o: (o.reported or "", o.id), reverse=True)]


def _coming(_: Room, outlines: Sequence[Outline], today: dt.date) -> list[str]:
    ahead = (o for o in outlines if is_coming(o, today))
    return [o.id for o in sorted(ahead, key=lambda o: (o.until or "", o.id))]


def _measures(_: Room, outlines: Sequence[Outline], __: dt.date) -> list[str]:
    kept = (o for o in outlines if o.type == "measure" and o.stage in _IN_FORCE and not o.negated)
    return _latest_first(o for o in kept if o.kind != "military")


def _projects(_: Room, outlines: Sequence[Outline], __: dt.date) -> list[str]:
    kept = (o for o in outlines if o.type == "project" and o.kind != "trade" and not o.negated)
    return _latest_first(o for o in kept if o.stage != "cancelled")


def _contacts(_: Room, outlines: Sequence[Outline], __: dt.date) -> list[str]:
    return _latest_first(o for o in outlines if o.type in _MEETS and o.stage == "held" and not o.negated)


def _agreements(_: Room, outlines: Sequence[Outline], __: dt.date) -> list[str]:
    return _latest_first(o for o in outlines if o.type in ("agreement", "mechanism", "accession"))


def _statements(_: Room, outlines: Sequence[Outline], __: dt.date) -> list[str]:
    return _latest_first(o for o in outlines if o.type == "statement" and o.kind != "promise")


def _aid(_: Room, outlines: Sequence[Outline], __: dt.date) -> list[str]:
    return _latest_first(o for o in outlines if o.type == "aid")


def _contradicted(_: Room, outlines: Sequence[Outline], __: dt.date) -> list[str]:
    return _latest_first(o for o in outlines if o.contradicted)


def _overdue(_: Room, outlines: Sequence[Outline], today: dt.date) -> list[str]:
    return [one.entry for one in late(outlines, today, MONTHS)]


LISTS: dict[str, Choose] = {
    "all": _all, "open": _open, "coming": _coming, "measures": _measures, "agreements": _agreements,
    "projects": _projects, "contacts": _contacts, "statements": _statements, "aid": _aid,
    "contradicted": _contradicted, "overdue": _overdue,
}  # fmt: skip
TITLES = {
    "all": "All entries", "open": "Open commitments", "coming": "Coming", "measures": "Measures in force",
    "agreements": "Agreements and bodies", "projects": "Projects", "contacts": "Contacts held",
    "statements": "Who said what", "aid": "Aid", "contradicted": "Contradicted", "overdue": "Overdue or silent",
}  # fmt: skip

ARRIVED = {"new": "New", "further": "Got further"}
"""Lists of what came in since a moment."""


def checked(what: str) -> None:
    """HTTP 404 where there is no such list."""
    if what not in LISTS and what not in ARRIVED:
        raise HTTPException(404, f"there is no list {what!r}; there are {', '.join((*LISTS, *ARRIVED))}")


def behind(room: Room, codes: Sequence[str], what: str) -> list[str]:
    """The ids of the entries of a list between parties, in its order; KeyError where there is no such list."""
    choose = LISTS[what]
    return room.kept(("list", what, tuple(codes)), lambda: list(choose(room, outlines_of(room, codes), room.today())))


def arrived(room: Room, since: dt.datetime) -> tuple[list[Arrival], list[Arrival]]:
    """What stories added since a moment (UTC) tell of: entries that are new, and those that have got further."""
    found = room.kept(("arrived", since), lambda: room.ledger.arrivals(since))
    fresh = [one for one in found if one.before is None]
    return fresh, [one for one in found if one.before is not None and one.before != one.entry.stage]


def outlines_of(room: Room, codes: Sequence[str]) -> list[Outline]:
    """All entries between parties, in a few words each."""
    return room.kept(("outlines", tuple(codes)), lambda: room.outlines(codes))


def parties_of(room: Room) -> list[PartyCount]:
    """All parties, those with the most entries first."""
    return room.kept("parties", lambda: _parties(outlines_of(room, ())))


def _parties(outlines: Iterable[Outline]) -> list[PartyCount]:
    of: dict[str, list[Outline]] = defaultdict(list)
    for outline in outlines:
        for party in outline.parties:
            of[party].append(outline)
    counts = (
        PartyCount(
            party, len(several), _day(min((o.announced for o in several if o.announced), default=None)),
            _day(max((o.reported for o in several if o.reported), default=None)),
        )
        for party, several in of.items()
    )  # fmt: skip
    return sorted(counts, key=lambda c: (-c.entries, c.party))


def _day(told: str | None) -> dt.date | None:
    return dt.date.fromisoformat(told) if told else None


def series_of(room: Room, codes: Sequence[str], by: Period = "month") -> Series:
    """The relation series between parties."""
    return room.kept(("series", by, tuple(codes)), lambda: series_over(outlines_of(room, codes), codes, room.weigh, by))


def period_of(room: Room, codes: Sequence[str], period: str) -> list[str]:
    """The ids of the entries that a period of the series counts."""
    by: Period = "month" if "-" in period else "year"
    return [name for p in series_of(room, codes, by).points if p.period == period for name in p.entries]
