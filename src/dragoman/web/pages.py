"""Templates to pages."""

from __future__ import annotations

import datetime as dt
import hashlib
from functools import cache
from importlib.resources import files
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from dragoman import __version__
from dragoman.dossier.days import said
from dragoman.exports.common import shortened, visible
from dragoman.model import KINDS, STAGES
from dragoman.web.asked import link_to
from dragoman.web.room import room_of
from dragoman.web.security.guard import form_seal, seal_of, visitor_of
from dragoman.web.store.alerts import Alert

__all__ = ["THEMES", "THEME_COOKIE", "may_sign_in", "page", "theme_of"]

THEME_COOKIE = "dragoman_theme"
THEMES = ("light", "dark")


def page(request: Request, template: str, status: int = 200, /, **told: Any) -> HTMLResponse:
    """The page of a template, for whoever asks; `told` is its context."""
    room, visitor = room_of(request), visitor_of(request)
    response = HTMLResponse(status_code=status)
    request.state.form_token = seal_of(request).form(form_seal(request, response))
    context = {
        "visitor": visitor, "here": _here(request), "name_of": room.names, "today": room.today(),
        "token": request.state.form_token, "version": __version__, "api": None,
        "theme": theme_of(request),
        "may_sign_in": may_sign_in(request),
    }  # fmt: skip
    response.body = environment().get_template(template).render(context | told).encode("utf-8", "replace")
    response.headers["content-length"] = str(len(response.body))
    return response


def theme_of(request: Request) -> str:
    """Light or dark, as this browser was told to show it; empty where it follows the system."""
    told = request.cookies.get(THEME_COOKIE, "")
    return told if told in THEMES else ""


def may_sign_in(request: Request) -> bool:
    """Whether whoever asks has not signed in, and could."""
    return visitor_of(request).role == "nobody" and room_of(request).store.has_accounts()


def _here(request: Request) -> str:
    query = f"?{request.url.query}" if request.url.query else ""
    return request.url.path + query


@cache
def environment() -> Environment:
    """The templates, with what they may call."""
    made = Environment(
        loader=PackageLoader("dragoman.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    made.filters |= {
        "visible": visible, "words": lambda name: str(name).replace("_", " "), "said": _said, "link": link_to,
        "feed_key": _feed_key, "number": lambda n: f"{n:,}", "short": shortened, "when": _when,
    }  # fmt: skip
    made.globals |= {"asset": asset, "link_to": link_to, "kinds": KINDS, "stages": STAGES}
    return made


def _said(day: str | dt.date | None) -> str:
    return said(str(day)) if day else ""


def _feed_key(alert: Alert) -> str:
    from dragoman.web.routes.alerts import key_of

    return key_of(alert)


def _when(moment: dt.datetime) -> str:
    return f"{said(moment.date().isoformat())}, {moment:%H:%M} UTC"


@cache
def asset(name: str) -> str:
    """The address of a static file, which changes with its content."""
    content = files("dragoman.web").joinpath("static", name).read_bytes()
    return f"/static/{name}?v={hashlib.sha256(content).hexdigest()[:12]}"
