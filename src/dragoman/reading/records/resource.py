"""Resources: a party's standing in a strategic resource."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.model import Record
from dragoman.reading.clauses import Clause
from dragoman.reading.records.common import Context, Draft, finish, parties_of, source_of, whos


def read(clause: Clause, ctx: Context) -> Iterator[Record]:
    """One standing of the parties in the clause's roles."""
    parties = parties_of(whos(clause.fill("parties", ("subj", "poss", "mod", "in")), clause, ctx))
    if parties and clause.status.effect in ("factual", "ongoing"):
        draft = Draft(clause, "resource", clause.kind, "reported", parties, negated=clause.status.negated)
        yield finish(draft, ctx, source_of(clause, ctx))
