"""What somebody must bear who does not comply: "gave Chad a week to withdraw or face sanctions"."""

from __future__ import annotations

from typing import NamedTuple

from dragoman.reading.attribution import Source
from dragoman.reading.clauses import Clause
from dragoman.reading.records.context import Context
from dragoman.reading.records.parties import acting, parties_of
from dragoman.reading.subjects import subjects
from dragoman.reading.syntax import conjuncts, first_conjunct


class OrElse(NamedTuple):
    """Who sets the terms, and who must meet them."""

    actor: tuple[str, ...]
    recipient: tuple[str, ...]


def or_else(clause: Clause, source: Source | None, ctx: Context) -> OrElse | None:
    """The sides of a step that is the other choice of an infinitive; None where it is not, or names no two sides."""
    node = clause.node
    if not node.is_verb or node.dep != "conj" or node.tag != "VB":
        return None
    if not any(c.lower == "or" for c in node.head.all("cc")):
        return None
    first = first_conjunct(node)
    setter = next((above for above in first.ancestors() if above.is_verb and subjects(above)), None)
    own = [one for head in first.all("nsubj") for one in conjuncts(head)]
    if not own and setter is not None:
        own = [n for n in clause.scene.nodes if setter.i < n.i < first.i and n.i in clause.scene.hits]
    setting = [one for head in subjects(setter) for one in conjuncts(head)] if setter is not None else []
    actor = parties_of(acting(setting, clause, ctx))
    if not actor and source is not None and source.who is not None:
        actor = source.who.parties
    recipient = tuple(p for p in parties_of(acting(own, clause, ctx)) if p not in actor)
    return OrElse(actor, recipient) if actor and recipient else None
