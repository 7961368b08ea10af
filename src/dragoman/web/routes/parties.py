"""One party, two parties, and the lists behind their figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Annotated, Literal

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from dragoman.dossier.brief import brief
from dragoman.exports.briefs import renderer
from dragoman.web.asked import codes_of, link_to
from dragoman.web.charts import of_dossier
from dragoman.web.kept import KeptRoute
from dragoman.web.pages import page
from dragoman.web.room import room_of
from dragoman.web.security.guard import READS
from dragoman.web.views.dossiers import LONG, dossier, listing
from dragoman.web.views.lists import checked, parties_of

router = APIRouter(include_in_schema=False, dependencies=[READS], route_class=KeptRoute)
_MEDIA = {
    "html": "text/html; charset=utf-8", "markdown": "text/markdown; charset=utf-8", "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}  # fmt: skip
_SUFFIX = {"html": "html", "markdown": "md", "pdf": "pdf", "docx": "docx"}


@router.get("/parties")
def parties(request: Request) -> HTMLResponse:
    """All parties with their entries."""
    room = room_of(request)
    return page(request, "parties.html", parties=parties_of(room), api="/api/v1/parties")


@router.get("/list")
def behind_a_figure(
    request: Request, party: Annotated[list[str] | None, Query()] = None, what: str = "all",
    period: str | None = None, sector: str | None = None, start: Annotated[int, Query(ge=0)] = 0,
    since: dt.datetime | None = None,
) -> HTMLResponse:  # fmt: skip
    """The entries that a figure counts."""
    room = room_of(request)
    checked(what)
    codes = codes_of(party or (), room.parties)
    told = [("party", c) for c in codes] + [("what", what)]
    narrowed = (("period", period), ("sector", sector), ("since", since.isoformat() if since else None))
    told += [(name, value) for name, value in narrowed if value]
    part = listing(room, codes, what, period, sector, start, since)
    more = link_to("/list", [*told, ("start", str(start + LONG))]) if part.total > start + LONG else ""
    return page(request, "list.html", part=part, codes=codes, more=more, api=link_to("/api/v1/list", told))


@router.get("/brief")
def written(
    request: Request, party: Annotated[list[str], Query()], since: str = "",
    form: Annotated[Literal["html", "markdown", "pdf", "docx"], Query(alias="format")] = "html",
) -> Response:  # fmt: skip
    """The brief of parties in a format."""
    room = room_of(request)
    codes = codes_of(party, room.parties)
    today = room.today()
    start = since or today.replace(year=today.year - 1, day=1).isoformat()
    made = renderer(form)(brief(room.ledger, codes, start, today, room.names))
    name = f"brief-{'-'.join(codes)}-{today}.{_SUFFIX[form]}".replace(":", "").replace(" ", "-")
    headers = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox"}
    if form != "html":
        headers["Content-Disposition"] = f'attachment; filename="{name.encode("ascii", "replace").decode()}"'
    return Response(made, media_type=_MEDIA[form], headers=headers)


@router.get("/{code}")
def one(request: Request, code: str) -> Response:
    """Everything of a party."""
    return _dossier(request, [code])


@router.get("/{one}/{two}")
def pair(request: Request, one: str, two: str) -> Response:
    """Everything between two parties."""
    return _dossier(request, [one, two])


def _dossier(request: Request, told: Sequence[str]) -> Response:
    room = room_of(request)
    if not all(word[:1].isupper() for word in told):
        raise HTTPException(404, "There is no such page.")
    codes = sorted(set(codes_of(told, room.parties)))
    if list(told) != codes:
        return RedirectResponse(link_to("/" + "/".join(codes)), 307)
    view = dossier(room, codes)
    if not view.entries:
        raise HTTPException(404, f"Nothing is filed on {view.title}.")
    api = link_to("/api/v1/dossier", [("party", c) for c in codes])
    return page(
        request, "dossier.html", view=view, codes=codes, api=api, charts=of_dossier(room, codes, view),
        year_ago=_year_ago(room.today()),
    )  # fmt: skip


def _year_ago(today: dt.date) -> str:
    return today.replace(year=today.year - 1, day=1).isoformat()
