"""Light or dark, kept in a cookie of the browser."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from dragoman.web.pages import THEME_COOKIE, THEMES, page
from dragoman.web.room import room_of
from dragoman.web.security.guard import checked_form, safe_path, set_cookie

router = APIRouter(include_in_schema=False)
_YEAR = 31_536_000


@router.get("/appearance")
def appearance(request: Request) -> HTMLResponse:
    """The choice; afterwards one is where one came from."""
    before = urlsplit(request.headers.get("referer", ""))
    same = before.netloc == request.headers.get("host", "")
    query = f"?{before.query}" if before.query else ""
    return page(request, "appearance.html", then=safe_path(f"{before.path}{query}") if same else "/")


@router.post("/appearance", dependencies=[Depends(checked_form)])
def choose(request: Request, theme: Annotated[str, Form()] = "", then: Annotated[str, Form()] = "/") -> Response:
    """Keep the choice."""
    if theme and theme not in THEMES:
        raise HTTPException(422, f"{theme!r} is none of {', '.join(THEMES)}")
    path = safe_path(then)
    response = RedirectResponse("/" if path.startswith("/appearance") else path, 303)
    set_cookie(room_of(request), response, THEME_COOKIE, theme, _YEAR)
    return response
