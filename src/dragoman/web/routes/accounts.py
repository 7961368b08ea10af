"""Signing in and out, and the audit log."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from dragoman.ledger.rows import now
from dragoman.web.pages import page
from dragoman.web.room import Room, room_of
from dragoman.web.security.guard import (
    ADMINISTERS,
    SESSION_COOKIE,
    address_of,
    checked_form,
    safe_path,
    seal_of,
    set_cookie,
    visitor_of,
)
from dragoman.web.security.passwords import matches

router = APIRouter(include_in_schema=False)
_WINDOW = dt.timedelta(minutes=10)
_TRIES = {"who": 5, "address": 20}
"""Failures of a name, and of an address, in the window before both have to wait."""


@router.get("/sign-in")
def sign_in_page(request: Request, next: str = "/") -> HTMLResponse:  # noqa: A002 - the name in the address
    """The form to sign in with."""
    return page(request, "sign-in.html", then=safe_path(next), failed=False)


@router.post("/sign-in", dependencies=[Depends(checked_form)])
def sign_in(
    request: Request, name: Annotated[str, Form()], password: Annotated[str, Form()], then: Annotated[str, Form()] = "/"
) -> Response:
    """Begin a session; after too many failures one has to wait, whatever the password."""
    room, address = room_of(request), address_of(request)
    _refuse_when_too_many(room, name, address)
    account = room.store.account(name)
    if not matches(account.password if account else None, password) or account is None:
        room.store.note(name[:80], address, "sign-in failed")
        return page(request, "sign-in.html", 403, then=safe_path(then), failed=True)
    room.store.note(name, address, "sign-in")
    room.store.note_visit(name)
    response = RedirectResponse(safe_path(then), 303)
    seal = seal_of(request)
    set_cookie(room, response, SESSION_COOKIE, seal.session(account), seal.seconds)
    return response


def _refuse_when_too_many(room: Room, name: str, address: str) -> None:
    since = now() - _WINDOW
    told = {"who": name[:80], "address": address}
    if any(room.store.count("sign-in failed", since, **{key: told[key]}) >= most for key, most in _TRIES.items()):
        minutes = int(_WINDOW.total_seconds() // 60)
        raise HTTPException(429, f"Too many failed tries. Wait {minutes} minutes.", {"Retry-After": str(minutes * 60)})


@router.post("/sign-out", dependencies=[Depends(checked_form)])
def sign_out(request: Request) -> Response:
    """End the session in this browser."""
    visitor = visitor_of(request)
    if visitor.by == "session":
        room_of(request).store.note(visitor.name, address_of(request), "sign-out")
    response = RedirectResponse("/", 303)
    response.delete_cookie(SESSION_COOKIE, path="/")
    return response


@router.get("/audit", dependencies=[ADMINISTERS])
def audit(request: Request, before: int | None = None) -> HTMLResponse:
    """Who did what, when and from where."""
    return page(request, "audit.html", lines=room_of(request).store.audited(200, before), api="/api/v1/audit")
