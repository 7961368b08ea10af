"""The network of parties and people, and the map of dyads."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from dragoman.web.asked import Asked
from dragoman.web.kept import KeptRoute
from dragoman.web.pages import page
from dragoman.web.room import room_of
from dragoman.web.security.guard import READS
from dragoman.web.views.ties import map_view, network_view

router = APIRouter(include_in_schema=False, dependencies=[READS], route_class=KeptRoute)


@router.get("/network")
def network(request: Request, asked: Annotated[Asked, Query()]) -> HTMLResponse:
    """Who deals with whom."""
    view = network_view(room_of(request), asked)
    return page(request, "network.html", view=view, asked=asked, api=f"/api/v1/network?{asked.query()}")


@router.get("/map")
def world(request: Request, asked: Annotated[Asked, Query()]) -> HTMLResponse:
    """The same on the map."""
    view = map_view(room_of(request), asked)
    return page(request, "map.html", view=view, asked=asked, world=outline(), api=f"/api/v1/map?{asked.query()}")


@cache
def outline() -> Markup:
    """The land of the world."""
    return Markup(files("dragoman.web").joinpath("data", "world.svg").read_text(encoding="utf-8"))
