"""The page of a story."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from dragoman.ledger import Told
from dragoman.web import forms
from dragoman.web.asked import link_to
from dragoman.web.kept import KeptRoute
from dragoman.web.pages import page
from dragoman.web.room import Room, room_of
from dragoman.web.security.guard import READS, visitor_of
from dragoman.web.views.stories import choices, story_view

router = APIRouter(include_in_schema=False, dependencies=[READS], route_class=KeptRoute)


@router.get("/stories/{name:path}")
def story(request: Request, name: str) -> Response:
    """A story; a reprint leads to the story that it prints again."""
    room = room_of(request)
    found = story_of(room, name)
    if found.id != name:
        return RedirectResponse(link_to(f"/stories/{found.id}"), 307)
    return page(
        request, "story.html", view=story_view(room, found), api=link_to(f"/api/v1/stories/{found.id}"),
        choices=choices(room, found) if visitor_of(request).may("reviewer") else [], fields=forms.shown(None),
    )  # fmt: skip


def story_of(room: Room, name: str) -> Told:
    """The story of an id; HTTP 404 where there is none."""
    found = room.ledger.story(name)
    if found is None:
        raise HTTPException(404, f"There is no story {name}.")
    return found
