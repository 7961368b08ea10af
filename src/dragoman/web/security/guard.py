"""Every request passes here: who asks, may they, and did the form come from a page of this desk."""

from __future__ import annotations

import hmac
import secrets
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, HTTPException, Request
from starlette.responses import Response

from dragoman.web.room import Room, room_of
from dragoman.web.security.sessions import Seal, Visitor
from dragoman.web.store.desk import Role

__all__ = [
    "ADMINISTERS",
    "FORM_COOKIE",
    "READS",
    "REVIEWS",
    "SESSION_COOKIE",
    "Denied",
    "Reviewer",
    "address_of",
    "checked_form",
    "form_seal",
    "safe_path",
    "seal_of",
    "set_cookie",
    "visitor_of",
]  # fmt: skip

SESSION_COOKIE = "dragoman_session"
FORM_COOKIE = "dragoman_form"


class Denied(HTTPException):
    """Somebody has to sign in first (401), or may not do it at all (403)."""


def seal_of(request: Request) -> Seal:
    """What the app signs with."""
    seal = request.app.state.seal
    assert isinstance(seal, Seal)
    return seal


def visitor_of(request: Request) -> Visitor:
    """Who asks, by session or token; found out once a request."""
    known = getattr(request.state, "visitor", None)
    if not isinstance(known, Visitor):
        known = _by_token(request) or _by_session(request) or Visitor(seal=request.cookies.get(FORM_COOKIE, ""))
        request.state.visitor = known
    return known


def _by_token(request: Request) -> Visitor | None:
    told, wanted = request.headers.get("authorization", ""), room_of(request).options.token
    kind, _, token = told.partition(" ")
    if wanted and kind.lower() == "bearer" and hmac.compare_digest(token.strip().encode(), wanted.encode()):
        return Visitor(name="token", role="reader", by="token")
    return None


def _by_session(request: Request) -> Visitor | None:
    cookie = request.cookies.get(SESSION_COOKIE, "")
    session = seal_of(request).read(cookie) if cookie else None
    account = room_of(request).store.account(session.name) if session else None
    if session is None or account is None or account.epoch != session.epoch:
        return None
    return Visitor(name=account.name, role=account.role, by="session", seal=session.number)


def _needs(request: Request, role: Role) -> Visitor:
    visitor = visitor_of(request)
    if visitor.may(role) or (role == "reader" and room_of(request).options.open_reading):
        return visitor
    if visitor.role == "nobody":
        raise Denied(401, "sign in first")
    raise Denied(403, f"only a {role} may do this; you are signed in as a {visitor.role}")


def _reader(request: Request) -> Visitor:
    return _needs(request, "reader")


def _reviewer(request: Request) -> Visitor:
    return _needs(request, "reviewer")


def _admin(request: Request) -> Visitor:
    return _needs(request, "admin")


READS, REVIEWS, ADMINISTERS = Depends(_reader), Depends(_reviewer), Depends(_admin)
"""What a route needs that does not ask who it is."""
Reviewer = Annotated[Visitor, Depends(_reviewer)]


async def checked_form(request: Request) -> None:
    """Refuse a form that no page of this desk showed to this browser."""
    form = await request.form()
    token = form.get("token")
    if not _same_origin(request) or not isinstance(token, str):
        raise Denied(403, "this form does not come from a page of this desk")
    if not seal_of(request).fits(token, visitor_of(request).seal):
        raise Denied(403, "this form has expired: go back, load the page again and send it once more")


def _same_origin(request: Request) -> bool:
    """What browsers tell of where a request comes from; silence is left to the token."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host", "")


def form_seal(request: Request, response: Response) -> str:
    """What forms of an answer are bound to: the session, or a cookie for a browser that has not signed in."""
    seal = visitor_of(request).seal
    if not seal:
        seal = secrets.token_urlsafe(16)
        set_cookie(room_of(request), response, FORM_COOKIE, seal, None)
    return seal


def set_cookie(room: Room, response: Response, name: str, value: str, seconds: int | None) -> None:
    """A cookie that scripts and other sites do not see."""
    response.set_cookie(
        name, value, max_age=seconds, httponly=True, samesite="lax", secure=room.options.secure, path="/"
    )


def address_of(request: Request) -> str:
    """The address that a request came from."""
    return request.client.host if request.client else ""


def safe_path(told: str | None) -> str:
    """A path of this desk to go on to; the first page where it is none, or leads elsewhere."""
    if not told or not told.startswith("/") or told.startswith("//") or "\\" in told or not told.isprintable():
        return "/"
    parts = urlsplit(told)
    return told if not parts.scheme and not parts.netloc else "/"
