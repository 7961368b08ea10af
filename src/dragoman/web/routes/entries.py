"""The page of an entry."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from dragoman.model import Entry
from dragoman.web.asked import link_to
from dragoman.web.kept import KeptRoute
from dragoman.web.pages import page
from dragoman.web.room import Room, room_of
from dragoman.web.security.guard import READS
from dragoman.web.views.entries import entry_view

router = APIRouter(include_in_schema=False, dependencies=[READS], route_class=KeptRoute)


@router.get("/entries/{name}")
def entry(request: Request, name: str) -> Response:
    """An entry; an older name of it leads to the present one."""
    room = room_of(request)
    found = entry_of(room, name)
    if found.id != name:
        return RedirectResponse(link_to(f"/entries/{found.id}"), 307)
    return page(request, "entry.html", view=entry_view(room, found), api=link_to(f"/api/v1/entries/{found.id}"))


def entry_of(room: Room, name: str) -> Entry:
    """The entry of an id; HTTP 404 where there is none."""
    found = room.ledger.entry(name) if name else None
    if found is None:
        raise HTTPException(404, f"There is no entry {name}. It may have been rejected, or read otherwise since.")
    return found
