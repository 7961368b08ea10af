"""Gatherings: summits, forums, conferences, sessions and exercises as such; parties are hosts, the body and named attendees."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.model import Record
from dragoman.reading.clauses import Clause
from dragoman.reading.records.common import (
    Context, Draft, Stages, acting, finish, name_of, parties_of, persons_of, source_of, stage_of,
)  # fmt: skip

_STAGES: Stages = {"factual": "held", "ongoing": "held", "planned": "planned", "cancelled": "cancelled"}
_ROLES = ("subj", "obj", "mod", "of", "poss", "gov", "by", "between", "with", "among")


def read(clause: Clause, ctx: Context) -> Iterator[Record]:
    """A gathering with the body, hosts and attendees that the clause names."""
    stage = clause.line.row.stage or stage_of(clause.status, _STAGES)
    found = acting(clause.fill("parties", _ROLES), clause, ctx)
    if stage is None or not found:
        return
    draft = Draft(
        clause, "gathering", clause.kind, stage, parties_of(found), persons=persons_of(found, ctx),
        negated=clause.status.negated, name=name_of(clause.focus, clause.scene),
    )  # fmt: skip
    yield finish(draft, ctx, source_of(clause, ctx))
