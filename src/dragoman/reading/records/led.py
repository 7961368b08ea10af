"""Persons whom a phrase names beside those who act: who leads a delegation, who speaks for an army, whose invitation it is."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.reading.clauses import Clause
from dragoman.reading.records.context import Context
from dragoman.reading.records.parties import whos
from dragoman.reading.tree import Node
from dragoman.reading.who import Who


def leaders(nodes: Sequence[Node], parties: Sequence[str], clause: Clause, ctx: Context) -> list[Who]:
    """ "A delegation led by X": the person by whom those who act are led, if he is of one of these parties."""
    led = (participle for node in nodes for participle in node.all("acl") if participle.tag in ("VBN", "VBD"))
    heads = [n for one in led for by in one.all("agent", "prep") if by.lower == "by" for n in by.all("pobj")]
    return [who for who in whos(heads, clause, ctx) if who.persons and set(who.parties) <= set(parties)]


def voice(clause: Clause, parties: Sequence[str], ctx: Context) -> list[Who]:
    """ "The army accused Chad, its spokesman, X, saying …": the person before a participle, of the party that speaks."""
    behind = [n for n in clause.scene.nodes if n.tag == "VBG" and n.i >= clause.node.i]
    saying = [v for v in behind if v is clause.node or ctx.attributor.is_saying(v)][:1]
    before = [n for v in saying for n in [_before(v, clause)] if n is not None]
    return [who for who in whos(before, clause, ctx) if who.persons and set(who.parties) == set(parties)]


def _before(participle: Node, clause: Clause) -> Node | None:
    """The name that ends right before a participle, whatever the parser hung it on; none at the head of a sentence."""
    near = [n for n in clause.scene.nodes if n.i < participle.i and n.text != ","][-1:]
    hits = (hit for n in near for hit in clause.scene.hits.values() if n in hit.nodes)
    return next((hit.head for hit in hits if any(name.kind == "person" for name in hit.found.names)), None)
