"""Search."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from dragoman.web.asked import Asked
from dragoman.web.kept import KeptRoute
from dragoman.web.pages import page
from dragoman.web.room import room_of
from dragoman.web.security.guard import READS
from dragoman.web.views.search import search as view

router = APIRouter(include_in_schema=False, dependencies=[READS], route_class=KeptRoute)


@router.get("/search")
def search(request: Request, asked: Annotated[Asked, Query()], cursor: str | None = None) -> HTMLResponse:
    """Entries under conditions, with counts to narrow them by."""
    found = view(room_of(request), asked, cursor)
    return page(request, "search.html", found=found, asked=asked, cursor=cursor, api=f"/api/v1/entries?{asked.query()}")
