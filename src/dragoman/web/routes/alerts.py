"""Saved searches: their page, and the feed of each."""

from __future__ import annotations

import hmac
import re
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from dragoman.web.alerting import asked_of, atom, matching
from dragoman.web.pages import page
from dragoman.web.room import room_of
from dragoman.web.security.guard import READS, Denied, Reviewer, address_of, checked_form, visitor_of
from dragoman.web.store.alerts import Alert, Alerts

router = APIRouter(include_in_schema=False)
CHECKED = Depends(checked_form)
_MAIL = re.compile(r"[^@\s<>,;\"]+@[^@\s<>,;\"]+\.[^@\s<>,;\"]+")


def alerts_of(request: Request) -> Alerts:
    """The alerts of the desk."""
    return Alerts(room_of(request).ledger.engine)


@router.get("/alerts", dependencies=[READS])
def alerts(request: Request, query: str = "") -> HTMLResponse:
    """All saved searches, and the form of a new one."""
    found = alerts_of(request)
    told = [(alert, found.errors(alert.id)) for alert in found.all()]
    return page(request, "alerts.html", alerts=told, query=asked_of(query).query())


@router.post("/alerts", dependencies=[CHECKED])
def save(
    request: Request, visitor: Reviewer, title: Annotated[str, Form(max_length=200)],
    query: Annotated[str, Form(max_length=4000)],
    email: Annotated[str, Form(max_length=200)] = "", webhook: Annotated[str, Form(max_length=2000)] = "",
) -> Response:  # fmt: skip
    """Save a search; what it finds already is not told of."""
    room = room_of(request)
    asked = asked_of(query.rpartition("?")[2])
    asked.filters(room.parties)
    _check(title.strip(), email.strip(), webhook.strip())
    known = [e.id for e in matching(room, asked.query())]
    made = alerts_of(request).add(visitor.name, title.strip(), asked.query(), email.strip(), webhook.strip(), known)
    room.store.note(visitor.name, address_of(request), "alert saved", made.id, made.query)
    return RedirectResponse("/alerts", 303)


def _check(title: str, email: str, webhook: str) -> None:
    if not title:
        raise HTTPException(422, "Give the search a name.")
    if email and not _MAIL.fullmatch(email):
        raise HTTPException(422, f"{email!r} is no mail address")
    parts = urlsplit(webhook)
    if webhook and (parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc):
        raise HTTPException(422, f"{webhook!r} is no web address")


@router.post("/alerts/{name}/remove", dependencies=[CHECKED])
def remove(request: Request, visitor: Reviewer, name: str) -> Response:
    """Take a saved search away: one's own, an admin anybody's."""
    alerts_of(request).remove(name, None if visitor.may("admin") else visitor.name)
    room_of(request).store.note(visitor.name, address_of(request), "alert removed", name)
    return RedirectResponse("/alerts", 303)


@router.get("/alerts/{name}.atom")
def feed(request: Request, name: str, key: str = "") -> Response:
    """The feed; programs that do not sign in give the key that the page shows."""
    found = alerts_of(request).get(name)
    if found is None or not (_may_read(request) or hmac.compare_digest(key.encode(), key_of(found).encode())):
        raise Denied(401, "sign in, or give the key of the feed")
    base = str(request.base_url).rstrip("/")
    return Response(atom(room_of(request), found, base), media_type="application/atom+xml; charset=utf-8")


def _may_read(request: Request) -> bool:
    return room_of(request).options.open_reading or visitor_of(request).may("reader")


def key_of(alert: Alert) -> str:
    """What opens the feed of an alert, and nothing else."""
    return hmac.digest(alert.secret.encode(), b"feed", "sha256").hex()[:32]
