"""Resources: a party's standing in a strategic resource that the clause names."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.model import Record
from dragoman.reading.clauses import Clause
from dragoman.reading.records.context import Context
from dragoman.reading.records.draft import Draft
from dragoman.reading.records.finishing import finish
from dragoman.reading.records.parties import parties_of, source_of, whos
from dragoman.reading.syntax import clause_span
from dragoman.reading.topics import resources
from dragoman.reading.tree import Node

_SHARES = ("obj", "for", "subj")
_PERCENTAGE = frozenset({"percentage"})
_HALF, _LARGE = 50.0, 75.0  # percent of the world's supply


def read(clause: Clause, ctx: Context) -> Iterator[Record]:
    """One standing of the parties in the clause's roles."""
    parties = parties_of(whos(clause.fill("parties", ("subj", "poss", "mod", "in")), clause, ctx))
    is_told = clause.line.pos == "noun" or clause.status.effect in ("factual", "ongoing")
    if not parties or not is_told or clause.status.effect == "hypothetical" or clause.slots.get("xcomp"):
        return  # "relied on Japan to build power plants" tells of no resource
    start, end = clause_span(clause.node if clause.node.is_verb else _top(clause.node))
    named = resources(ctx.text, start, end, ctx.topics)
    if named:
        draft = Draft(
            clause, "resource", _kind(clause, ctx), "reported", parties, negated=clause.status.negated, dated=True
        )
        draft.subject = ", ".join(named)
        yield finish(draft, ctx, source_of(clause, ctx))


def _kind(clause: Clause, ctx: Context) -> str:
    """The line's kind, but for a share that is told: a large majority dominates, less than half only produces."""
    share = _share(clause, ctx)
    if share is None or clause.kind not in ("producer", "dominant"):
        return clause.kind
    if share >= _LARGE:
        return "dominant"
    return "producer" if share < _HALF and clause.node.is_verb else clause.kind


def _share(clause: Clause, ctx: Context) -> float | None:
    """The percentage that an argument of the verb tells: "turns out 90 percent"."""
    heads = (n for slot in _SHARES for n in clause.slots.get(slot, ()))
    shares = (head for head in heads if ctx.matcher.noun(head, clause.scene, _PERCENTAGE) is not None)
    figures = (c.text for head in shares for c in head.subtree() if c.tag == "CD")
    return next((float(f) for f in figures if f.replace(".", "", 1).isdigit()), None)


def _top(noun: Node) -> Node:
    """The noun, or the verb or noun that it is said of: "is home to deposits of lithium"."""
    return noun.head if noun.dep in ("attr", "acomp", "dobj") else noun
