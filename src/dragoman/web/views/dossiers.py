"""One party, or what is between two: figures with the entries behind them, commitments, projects, people, the series."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from dragoman.dossier import totals
from dragoman.dossier.phrasing import parties as in_a_row
from dragoman.exports.series import trend_words
from dragoman.ledger import Outline
from dragoman.model import Entry
from dragoman.web.room import Room
from dragoman.web.views.lines import Line, Party, View, lines_of, parties
from dragoman.web.views.lists import ARRIVED, TITLES, arrived, behind, outlines_of, period_of, series_of

__all__ = ["LONG", "Dossier", "Part", "Sector", "Series", "dossier", "listing", "series_view"]

_SHOWN = {"open": 12, "coming": 8, "measures": 8, "contacts": 8, "agreements": 8, "statements": 6, "contradicted": 6,
          "overdue": 8, "aid": 6, "projects": 0}  # fmt: skip
LONG = 200
"""Entries on a page of a list."""
_LATELY = 300  # entries whose people are counted
_PEOPLE = 12
_NEIGHBOURS = 24


class Part(View):
    """A list of entries: how many there are, and the first of them."""

    what: str
    title: str
    total: int
    lines: tuple[Line, ...]


class Sector(View):
    """Projects of a sector with the range of their sums, in words."""

    sector: str
    projects: tuple[str, ...]
    sums: str


class Person(View):
    """Somebody who takes part, and in how many of the latest entries."""

    name: str
    entries: int


class Neighbour(View):
    """Another party, and how many entries both share."""

    party: Party
    entries: int


class Period(View):
    """A period of the series."""

    period: str
    contact: int
    cooperation: float
    conflict: float
    net: float
    entries: int


class Series(View):
    """The relation series with its trend in words."""

    parties: tuple[str, ...]
    by: str
    points: tuple[Period, ...]
    trend: str
    undated: int


class Dossier(View):
    """Everything on a page of one party or two."""

    title: str
    parties: tuple[Party, ...]
    entries: int
    first: str | None
    last: str | None
    parts: dict[str, Part]
    sectors: tuple[Sector, ...]
    people: tuple[Person, ...]
    neighbours: tuple[Neighbour, ...]
    series: Series


def dossier(room: Room, codes: Sequence[str]) -> Dossier:
    """The view of parties."""
    return room.kept(("dossier", tuple(codes)), lambda: _dossier(room, codes))


def _dossier(room: Room, codes: Sequence[str]) -> Dossier:
    outlines = outlines_of(room, codes)
    reports = [day for o in outlines for day in (o.announced, o.reported) if day]
    return Dossier(
        title=in_a_row(tuple(codes), room.names).removeprefix("the "), parties=parties(codes, room.names),
        entries=len(outlines), first=min(reports, default=None), last=max(reports, default=None),
        parts={what: _part(room, codes, what, most) for what, most in _SHOWN.items()},
        sectors=tuple(_sectors(room, codes)), people=tuple(_people(room, codes)),
        neighbours=tuple(_neighbours(room, codes, outlines)), series=series_view(room, codes),
    )  # fmt: skip


def _part(room: Room, codes: Sequence[str], what: str, most: int) -> Part:
    ids = behind(room, codes, what)
    lines = lines_of(room.ledger, ids[:most], room.names)
    return Part(what=what, title=TITLES[what], total=len(ids), lines=lines)


def _sectors(room: Room, codes: Sequence[str]) -> list[Sector]:
    found = room.ledger.entries_by_id(behind(room, codes, "projects")).values()
    return [
        Sector(sector=sector, projects=tuple(e.id for e in of), sums=totals.words(of))
        for sector, of in totals.by_sector(found)
    ]


def _people(room: Room, codes: Sequence[str]) -> list[Person]:
    latest = behind(room, codes, "all")[:_LATELY]
    found: dict[str, Entry] = room.ledger.entries_by_id(latest)
    counts = Counter(person for entry in found.values() for person in entry.persons)
    return [Person(name=name, entries=n) for name, n in sorted(counts.items(), key=lambda c: (-c[1], c[0]))[:_PEOPLE]]


def _neighbours(room: Room, codes: Sequence[str], outlines: Sequence[Outline]) -> list[Neighbour]:
    counts = Counter(party for o in outlines if len(o.parties) <= 8 for party in o.parties if party not in codes)
    most = sorted(counts.items(), key=lambda c: (-c[1], c[0]))[:_NEIGHBOURS]
    return [Neighbour(party=party, entries=counts[party.code]) for party in parties([c for c, _ in most], room.names)]


def series_view(room: Room, codes: Sequence[str], by: str = "month") -> Series:
    """The series of parties by month or year."""
    found = series_of(room, codes, "year" if by == "year" else "month")
    points = (p._asdict() | {"entries": len(p.entries)} for p in found.points)
    return Series(
        parties=found.parties, by=found.by, points=tuple(Period(**p) for p in points), trend=trend_words(found),
        undated=len(found.undated),
    )  # fmt: skip


def listing(
    room: Room, codes: Sequence[str], what: str, period: str | None, sector: str | None, start: int = 0,
    since: dt.datetime | None = None,
) -> Part:  # fmt: skip
    """The list behind a figure, `LONG` entries from `start` on: of a period, of a sector, of `LISTS`, or of `ARRIVED`, what
    came in since a moment (UTC), by default yesterday."""
    if what in ARRIVED:
        ids, title = _came_in(room, what, since), ARRIVED[what]
    elif period is not None:
        ids, title = period_of(room, codes, period), f"Counted in {period}"
    elif sector is not None:
        ids = next((list(s.projects) for s in dossier(room, codes).sectors if s.sector == sector), [])
        title = f"Projects: {sector}"
    else:
        ids, title = behind(room, codes, what), TITLES[what]
    lines = lines_of(room.ledger, ids[start : start + LONG], room.names)
    return Part(what=what, title=title, total=len(ids), lines=lines)


def _came_in(room: Room, what: str, since: dt.datetime | None) -> list[str]:
    start = since or dt.datetime.combine(room.today() - dt.timedelta(days=1), dt.time())
    fresh, moved = arrived(room, start.astimezone(dt.UTC).replace(tzinfo=None) if start.tzinfo else start)
    return [one.entry.id for one in (fresh if what == "new" else moved)]
