"""Which entries meet what is asked, and what they have in common: counts out of the outlines at hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from dragoman.ledger import Outline
from dragoman.web.asked import Asked
from dragoman.web.room import Room
from dragoman.web.views.lists import outlines_of

__all__ = ["Facets", "chosen", "facets_of"]

_MANY = 5_000  # entries beyond which publishers are not counted
_AT_HAND = frozenset({"parties", "types", "kinds", "stages"})  # conditions that outlines tell
_YEAR = len("YYYY")

Facets = dict[str, list[tuple[str, int]]]
"""For each of `type`, `stage`, `party`, `sector`, `source`, `year`: values with how many entries have them."""


def facets_of(room: Room, asked: Asked) -> Facets:
    """What the entries under conditions have, the most frequent first, the latest year first."""
    return room.kept(("facets", asked.query()), lambda: _facets(room, chosen(room, asked)))


def _facets(room: Room, found: Sequence[Outline]) -> Facets:
    sectors = room.kept("sectors", room.ledger.sectors)
    counts: dict[str, Counter[str]] = {
        "type": Counter(o.type for o in found), "stage": Counter(o.stage for o in found),
        "party": Counter(party for o in found for party in o.parties),
        "sector": Counter(sector for o in found for sector in sectors.get(o.id, ())),
    }  # fmt: skip
    told = {name: sorted(of.items(), key=lambda one: (-one[1], one[0])) for name, of in counts.items()}
    years = Counter(o.when[:_YEAR] for o in found if o.when)
    sources = room.ledger.publishers_of([o.id for o in found]) if len(found) <= _MANY else []
    return told | {"source": sources, "year": sorted(years.items(), reverse=True)}


def chosen(room: Room, asked: Asked) -> Sequence[Outline]:
    """The entries under conditions, in a few words each."""
    filters = asked.filters(room.parties)
    told = {name for name, value in filters.items() if value}
    if asked.q.strip() or not told <= _AT_HAND or filters["contradicted"] is not None:
        return room.outlines_named(room.ledger.matching(asked.q, **filters))
    return [o for o in outlines_of(room, filters["parties"]) if _fits(o, **filters)]


def _fits(o: Outline, types: list[str], kinds: list[str], stages: list[str], **_: Any) -> bool:
    return (not types or o.type in types) and (not kinds or o.kind in kinds) and (not stages or o.stage in stages)
