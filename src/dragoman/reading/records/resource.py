"""Resources: a party's standing in a strategic resource that the clause names."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.model import Record
from dragoman.reading.clauses import Clause
from dragoman.reading.records.common import Context, Draft, finish, source_of
from dragoman.reading.records.sides import sides
from dragoman.reading.topics import resources


def read(clause: Clause, ctx: Context) -> Iterator[Record]:
    """One standing of the parties in the clause's roles."""
    parties = sides(clause.fill("parties", ("subj", "poss", "mod", "in")), clause, ctx)
    is_told = clause.line.pos == "noun" or clause.status.effect in ("factual", "ongoing")
    if not parties or not is_told or clause.status.effect == "hypothetical":
        return
    sentence = clause.scene.sentence
    named = resources(ctx.text, sentence.start, sentence.end, ctx.topics)
    if named:
        draft = Draft(clause, "resource", clause.kind, "reported", parties, negated=clause.status.negated)
        draft.subject = ", ".join(named)
        yield finish(draft, ctx, source_of(clause, ctx))
