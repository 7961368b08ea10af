"""What comes and what is promised: the calendar as a page and as a file to subscribe to, the board of commitments."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, Response

from dragoman.exports.calendar import render
from dragoman.web.asked import codes_of, link_to
from dragoman.web.kept import KeptRoute
from dragoman.web.pages import page
from dragoman.web.room import room_of
from dragoman.web.security.guard import READS
from dragoman.web.views.agenda import coming, month_view
from dragoman.web.views.board import board as board_view

router = APIRouter(include_in_schema=False, dependencies=[READS], route_class=KeptRoute)
_MONTH = re.compile(r"(19|20|21)\d\d-(0[1-9]|1[0-2])")


@router.get("/calendar")
def calendar(request: Request, month: str = "", party: Annotated[list[str] | None, Query()] = None) -> HTMLResponse:
    """A month."""
    room = room_of(request)
    chosen = month or room.today().isoformat()[:7]
    if not _MONTH.fullmatch(chosen):
        raise HTTPException(422, f"{chosen!r} is no month such as 2026-06")
    codes = codes_of(party or (), room.parties)
    kept = [("party", code) for code in codes]
    return page(
        request, "calendar.html", view=month_view(room, codes, chosen), codes=codes, ics=link_to("/calendar.ics", kept),
        ahead=coming(room, codes)[:40], kept=kept, api=link_to("/api/v1/calendar", kept),
    )  # fmt: skip


@router.get("/calendar.ics")
def subscribed(request: Request, party: Annotated[list[str] | None, Query()] = None) -> Response:
    """What is coming, as a calendar to subscribe to."""
    room = room_of(request)
    codes = codes_of(party or (), room.parties)
    title = ", ".join(map(room.names, codes)) or "Dragoman"
    made = render(coming(room, codes), title)
    return Response(
        made,
        media_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": "inline; filename=dragoman.ics"},
    )


@router.get("/board")
def board(request: Request, party: Annotated[list[str] | None, Query()] = None, owner: str = "") -> HTMLResponse:
    """Commitments by stage and owner."""
    room = room_of(request)
    codes = codes_of(party or (), room.parties)
    return page(
        request,
        "board.html",
        view=board_view(room, codes, owner.strip()),
        codes=codes,
        owner=owner,
        api=link_to("/api/v1/board", [("party", c) for c in codes] + ([("owner", owner)] if owner else [])),
    )
