"""Search: entries under conditions with counts to narrow them by, a page at a time."""

from __future__ import annotations

import base64
import binascii
from itertools import islice

from fastapi import HTTPException

from dragoman.model import Entry
from dragoman.web.asked import Asked
from dragoman.web.room import Room
from dragoman.web.views.facets import Facets, facets_of
from dragoman.web.views.lines import Line, View, line

__all__ = ["Facet", "FacetValue", "Found", "page_of", "search"]

PAGE = 40
_MOST = 2_000  # hits that a search by words pages through
_VALUES = 12  # of a facet shown
_ORDER = ("type", "stage", "party", "sector", "source", "year")


class FacetValue(View):
    """A value of a facet: how many entries have it, and whether it is chosen."""

    value: str
    label: str
    count: int
    chosen: bool


class Facet(View):
    """What a search may be narrowed by."""

    name: str
    values: tuple[FacetValue, ...]


class Found(View):
    """A page of a search; `next` is the cursor of the one after it."""

    total: int
    lines: tuple[Line, ...]
    next: str | None
    facets: tuple[Facet, ...]


def search(room: Room, asked: Asked, cursor: str | None, most: int = PAGE) -> Found:
    """A page of the entries that are asked for, the best (by words) or the newest first."""
    facets = facets_of(room, asked)
    found, following = page_of(room, asked, cursor, most)
    total = sum(number for _, number in facets["type"])
    return Found(
        total=total, lines=tuple(line(e, room.names) for e in found), next=following,
        facets=tuple(_facet(room, name, facets, asked) for name in _ORDER),
    )  # fmt: skip


def page_of(room: Room, asked: Asked, cursor: str | None, most: int) -> tuple[list[Entry], str | None]:
    """Entries after a cursor, at most so many, and the cursor after them."""
    filters = asked.filters(room.parties)
    place = _unsealed(cursor) if cursor else None
    if asked.q.strip():
        start = int(place) if place and place.isdigit() else 0
        hits = room.ledger.find(asked.q, limit=min(start + most + 1, _MOST), **filters)
        more = len(hits) > start + most
        return hits[start : start + most], _sealed(str(start + most)) if more else None
    found = list(islice(room.ledger.entries(limit=most + 1, cursor=place, newest_first=True, **filters), most + 1))
    more = len(found) > most
    return found[:most], _sealed(room.ledger.cursor(found[most - 1])) if more else None


def _sealed(place: str) -> str:
    return base64.urlsafe_b64encode(place.encode()).decode().rstrip("=")


def _unsealed(cursor: str) -> str:
    try:
        return base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
    except (binascii.Error, ValueError):
        raise HTTPException(422, "this cursor is none that was given out") from None


def _facet(room: Room, name: str, facets: Facets, asked: Asked) -> Facet:
    chosen = _chosen(name, asked)
    counted = facets[name]
    shown = counted[:_VALUES] + [pair for pair in counted[_VALUES:] if pair[0] in chosen]
    label = room.names if name == "party" else (lambda value: value.replace("_", " "))
    values = (FacetValue(value=v, label=label(v), count=n, chosen=v in chosen) for v, n in shown)
    return Facet(name=name, values=tuple(values))


def _chosen(name: str, asked: Asked) -> list[str]:
    if name == "year":
        return [asked.since] if asked.since and asked.since == asked.until else []
    several: list[str] = getattr(asked, name)
    return several
