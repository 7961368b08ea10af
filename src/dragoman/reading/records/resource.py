"""Resources: a party's standing in a strategic resource that the clause names."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.model import Record
from dragoman.reading.clauses import Clause
from dragoman.reading.parse import Node
from dragoman.reading.records.common import Context, Draft, finish, parties_of, source_of, whos
from dragoman.reading.syntax import clause_span
from dragoman.reading.topics import resources


def read(clause: Clause, ctx: Context) -> Iterator[Record]:
    """One standing of the parties in the clause's roles."""
    parties = parties_of(whos(clause.fill("parties", ("subj", "poss", "mod", "in")), clause, ctx))
    is_told = clause.line.pos == "noun" or clause.status.effect in ("factual", "ongoing")
    if not parties or not is_told or clause.status.effect == "hypothetical":
        return
    start, end = clause_span(clause.node if clause.node.is_verb else _top(clause.node))
    named = resources(ctx.text, start, end, ctx.topics)
    if named:
        draft = Draft(clause, "resource", clause.kind, "reported", parties, negated=clause.status.negated)
        draft.subject = ", ".join(named)
        yield finish(draft, ctx, source_of(clause, ctx))


def _top(noun: Node) -> Node:
    """The noun, or the verb or noun that it is said of: "is home to deposits of lithium"."""
    return noun.head if noun.dep in ("attr", "acomp", "dobj") else noun
