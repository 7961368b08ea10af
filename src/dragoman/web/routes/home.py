"""The first page, and the sources and problems behind it."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from dragoman.ledger.rows import now
from dragoman.web.kept import KeptRoute
from dragoman.web.pages import asset, page
from dragoman.web.room import Room, room_of
from dragoman.web.security.guard import READS, set_cookie
from dragoman.web.views.home import feeds, health
from dragoman.web.views.home import home as view
from dragoman.web.views.home import overdue as late

router = APIRouter(include_in_schema=False, dependencies=[READS])
kept = APIRouter(route_class=KeptRoute)
_VISIT = "dragoman_visit"
_AWAY = dt.timedelta(minutes=30)  # after which a page begins another visit
_YEAR = 31_536_000
_MOST = 200  # lines of what is due


@router.get("/")
def home(request: Request, since: Annotated[dt.date | None, Query()] = None) -> HTMLResponse:
    """What is new since a day, the last visit, or yesterday."""
    room = room_of(request)
    start = dt.datetime.combine(since, dt.time()) if since else since_of(room, request)
    response = page(request, "home.html", view=view(room, start), feeds=feeds(room), api="/api/v1/home")
    _note_visit(room, request, response)
    return response


def since_of(room: Room, request: Request) -> dt.datetime:
    """When somebody was here before; yesterday where nobody knows."""
    told = request.cookies.get(_VISIT, "").partition("|")[0]
    try:
        return dt.datetime.fromisoformat(told).replace(tzinfo=None)
    except ValueError:
        return dt.datetime.combine(room.today() - dt.timedelta(days=1), dt.time())


def _note_visit(room: Room, request: Request, response: HTMLResponse) -> None:
    """Keep when the visit before this one ended: "the one before|this one"."""
    before, _, last = request.cookies.get(_VISIT, "").partition("|")
    try:
        again = now() - dt.datetime.fromisoformat(last).replace(tzinfo=None) > _AWAY
    except ValueError:
        again, last = True, ""
    kept = f"{last if again else before}|{now().isoformat()}"
    set_cookie(room, response, _VISIT, kept, _YEAR)


@kept.get("/overdue")
def overdue(request: Request) -> HTMLResponse:
    """All that is due."""
    shown, total = late(room_of(request), (), _MOST)
    return page(request, "overdue.html", due=shown, total=total, api="/api/v1/due")


@router.get("/sources")
def sources(request: Request) -> HTMLResponse:
    """The publishers, and what could not be read."""
    room = room_of(request)
    return page(
        request,
        "sources.html",
        sources=health(room),
        feeds=feeds(room),
        problems=room.ledger.problems()[::-1][:200],
        api="/api/v1/sources",
    )


@router.get("/favicon.ico")
def favicon() -> RedirectResponse:
    """The sign of the desk."""
    return RedirectResponse(asset("sign.svg"), 308)


@router.get("/robots.txt")
def robots() -> HTMLResponse:
    """Nothing here is for search engines."""
    return HTMLResponse("User-agent: *\nDisallow: /\n", media_type="text/plain")


router.include_router(kept)
