"""The parties and persons that the words of a clause name, and from whom the story has it."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.reading.attribution import Source
from dragoman.reading.clauses import Clause
from dragoman.reading.records.context import Context
from dragoman.reading.tree import Node
from dragoman.reading.who import Who

__all__ = ["acting", "parties_of", "persons_of", "source_of", "whos"]


def whos(nodes: Sequence[Node], clause: Clause, ctx: Context) -> list[Who]:
    """Who the fillers of a slot are: those that resolve to a party, one a filler."""
    found = (ctx.resolver.who(node, clause.scene) for node in nodes)
    return [who for who in found if who is not None and who.parties]


def acting(nodes: Sequence[Node], clause: Clause, ctx: Context) -> list[Who]:
    """Those of the fillers that can act for their party: no tourists, analysts, companies."""
    return [who for who in whos(nodes, clause, ctx) if who.kind != "private"]


def parties_of(found: Sequence[Who]) -> tuple[str, ...]:
    """The party codes of several, each once, in text order."""
    return tuple(dict.fromkeys(p for who in found for p in who.parties))


def persons_of(found: Sequence[Who], ctx: Context) -> tuple[str, ...]:
    """The fullest names that the story gives of the persons among them."""
    keys = dict.fromkeys(key for who in found for key in who.persons)
    people = (ctx.resolver.cast.get(key) for key in keys)
    return tuple(p.name for p in people if p is not None)


def source_of(clause: Clause, ctx: Context) -> Source | None:
    """From whom the story has the clause."""
    return ctx.attributor.source(clause.node, clause.scene, ctx.resolver)
