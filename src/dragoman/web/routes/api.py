"""The same as JSON, for programs: everything that the pages show, under `/api/v1`."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

from dragoman.ledger import PartyCount
from dragoman.model import Entry
from dragoman.web.asked import Asked, codes_of
from dragoman.web.kept import KeptRoute
from dragoman.web.room import room_of
from dragoman.web.routes.entries import entry_of
from dragoman.web.routes.stories import story_of
from dragoman.web.security.guard import ADMINISTERS, READS, REVIEWS
from dragoman.web.store.desk import Audited
from dragoman.web.views.agenda import Month, coming, month_view
from dragoman.web.views.board import Board
from dragoman.web.views.board import board as board_view
from dragoman.web.views.dossiers import Dossier, Part, Series, dossier, listing, series_view
from dragoman.web.views.entries import EntryView, entry_view
from dragoman.web.views.facets import Facets, facets_of
from dragoman.web.views.home import DueLine, FeedHealth, Home, SourceHealth, feeds, health, overdue
from dragoman.web.views.home import home as home_view
from dragoman.web.views.lists import checked, parties_of
from dragoman.web.views.review import Agreement, Queue, agreements, gold_lines, queue
from dragoman.web.views.search import page_of
from dragoman.web.views.stories import StoryView, story_view
from dragoman.web.views.ties import Map, Network, map_view, network_view

router = APIRouter(prefix="/api/v1", tags=["ledger"], dependencies=[READS], route_class=KeptRoute)
fresh = APIRouter()
"""What changes without the ledger: it is made whenever it is asked for."""
Parties = Annotated[list[str] | None, Query(description="Codes or names; all of them take part.")]


class Entries(BaseModel):
    """A page of entries; `next` is the cursor of the page after it, null on the last."""

    entries: list[Entry]
    next: str | None


class Appointments(BaseModel):
    """What is coming: days as ISO dates, `end` being the day after the last."""

    appointments: list[dict[str, Any]]


@fresh.get("/openapi.json", include_in_schema=False)
def described(request: Request) -> dict[str, Any]:
    """The description of all this."""
    found: dict[str, Any] = request.app.openapi()
    return found


@fresh.get("/home")
def home(request: Request, since: dt.date | None = None) -> Home:
    """What is new since a day (yesterday), coming, contradicted and overdue, and how the sources are."""
    room = room_of(request)
    day = since or room.today() - dt.timedelta(days=1)
    return home_view(room, dt.datetime.combine(day, dt.time()))


@router.get("/parties")
def parties(request: Request) -> list[PartyCount]:
    """All parties with their entries."""
    room = room_of(request)
    return parties_of(room)


@router.get("/dossier")
def one_dossier(request: Request, party: Annotated[list[str], Query()]) -> Dossier:
    """Everything of a party, or between several."""
    room = room_of(request)
    return dossier(room, sorted(set(codes_of(party, room.parties))))


@router.get("/list")
def one_list(
    request: Request, party: Parties = None, what: str = "all", period: str | None = None,
    sector: str | None = None, start: Annotated[int, Query(ge=0)] = 0, since: dt.datetime | None = None,
) -> Part:  # fmt: skip
    """The entries behind a figure of a dossier, or (`new`, `further`) what came in since a moment."""
    room = room_of(request)
    checked(what)
    return listing(room, codes_of(party or (), room.parties), what, period, sector, start, since)


@router.get("/series")
def one_series(
    request: Request, party: Annotated[list[str], Query()], by: Literal["month", "year"] = "month"
) -> Series:
    """The relation series of parties."""
    room = room_of(request)
    return series_view(room, codes_of(party, room.parties), by)


@router.get("/entries")
def entries(
    request: Request, asked: Annotated[Asked, Query()], cursor: str | None = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
) -> Entries:  # fmt: skip
    """Entries under conditions: the best first by words (`q`), else the newest first."""
    found, following = page_of(room_of(request), asked, cursor, limit)
    return Entries(entries=found, next=following)


@router.get("/facets")
def facets(request: Request, asked: Annotated[Asked, Query()]) -> Facets:
    """How many of the entries under conditions have each type, stage, party, sector, source and year."""
    return facets_of(room_of(request), asked)


@router.get("/entries/{name}")
def entry(request: Request, name: str) -> EntryView:
    """All about an entry."""
    room = room_of(request)
    return entry_view(room, entry_of(room, name))


@router.get("/stories/{name:path}")
def story(request: Request, name: str) -> StoryView:
    """A story with its records, in pieces that show what was filed from which words."""
    room = room_of(request)
    return story_view(room, story_of(room, name))


@router.get("/calendar")
def calendar(request: Request, party: Parties = None) -> Appointments:
    """What is coming from today on."""
    room = room_of(request)
    found = coming(room, codes_of(party or (), room.parties))
    return Appointments(appointments=[a._asdict() | {"evidence": [c.model_dump() for c in a.evidence]} for a in found])


@router.get("/month")
def month(
    request: Request,
    month: Annotated[str, Query(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")],
    party: Parties = None,
) -> Month:
    """A month as the calendar shows it."""
    room = room_of(request)
    return month_view(room, codes_of(party or (), room.parties), month)


@router.get("/due")
def due(request: Request, party: Parties = None) -> list[DueLine]:
    """What is due."""
    room = room_of(request)
    return list(overdue(room, codes_of(party or (), room.parties), None)[0])


@fresh.get("/sources")
def sources(request: Request) -> tuple[SourceHealth, ...]:
    """The publishers."""
    return health(room_of(request))


@fresh.get("/feeds")
def watched(request: Request) -> tuple[FeedHealth, ...]:
    """The feeds that are watched, and whether they can be had."""
    return feeds(room_of(request))


@fresh.get("/audit", dependencies=[ADMINISTERS])
def audit(request: Request, before: int | None = None) -> list[Audited]:
    """Who did what; for admins."""
    return room_of(request).store.audited(200, before)


@router.get("/network")
def network(request: Request, asked: Annotated[Asked, Query()]) -> Network:
    """Parties and people of the entries under conditions, and what ties them, with places to draw them at."""
    return network_view(room_of(request), asked)


@router.get("/map")
def world(request: Request, asked: Annotated[Asked, Query()]) -> Map:
    """Dyads of the entries under conditions, with places on a map of 1000 by 445 units (Equal Earth)."""
    return map_view(room_of(request), asked)


@router.get("/board")
def board(request: Request, party: Parties = None, owner: str = "") -> Board:
    """Open commitments by how far they have got."""
    room = room_of(request)
    return board_view(room, codes_of(party or (), room.parties), owner)


@router.get("/review", dependencies=[REVIEWS])
def review(request: Request, asked: Annotated[Asked, Query()]) -> Queue:
    """The review queue; for reviewers."""
    return queue(room_of(request), asked)


@router.get("/review/agreement")
def agreement(request: Request) -> tuple[Agreement, ...]:
    """How far reviewers agree with the reader."""
    return agreements(room_of(request))


@router.get("/export/gold")
def gold(request: Request) -> StreamingResponse:
    """Stories whose records were all decided on, as `dragoman eval` takes them."""
    lines = (f"{one}\n" for one in gold_lines(room_of(request).ledger))
    headers = {"Content-Disposition": 'attachment; filename="gold.jsonl"'}
    return StreamingResponse(lines, media_type="application/jsonl", headers=headers)


_EXPORTS = {
    "csv": "text/csv; charset=utf-8", "jsonl": "application/jsonl", "parquet": "application/vnd.apache.parquet",
    "ftm": "application/jsonl", "graphml": "application/graphml+xml", "gexf": "application/gexf+xml",
}  # fmt: skip


@router.get("/export/{form}")
def export(
    request: Request, asked: Annotated[Asked, Query()],
    form: Literal["csv", "jsonl", "parquet", "ftm", "graphml", "gexf"],
    table: Literal["entries", "steps", "records", "events"] = "entries",
) -> StreamingResponse:  # fmt: skip
    """The entries under conditions (without `q`) as a file."""
    from dragoman.exporting import exporters

    room = room_of(request)
    parts = exporters()[form](room.ledger, table, room.parties, asked.filters(room.parties))
    headers = {"Content-Disposition": f'attachment; filename="dragoman-{table}.{form}"'}
    return StreamingResponse(iter(parts), media_type=_EXPORTS[form], headers=headers)


router.include_router(fresh)
