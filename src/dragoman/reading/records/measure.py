"""Measures: coercive or restrictive steps; the actor imposes, the recipient bears."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.model import Record
from dragoman.reading.clauses import Clause
from dragoman.reading.records.common import (
    Context, Draft, Stages, acting, finish, parties_of, source_of, stage_of, whos,
)  # fmt: skip

_STAGES: Stages = {
    "factual": "imposed", "ongoing": "imposed", "planned": "planned", "threatened": "threatened",
    "hypothetical": "threatened",
}  # fmt: skip


def read(clause: Clause, ctx: Context) -> Iterator[Record]:
    """A measure of the subject on those who bear it."""
    told = clause.line.row.stage
    stage = told if told and clause.status.effect in ("factual", "ongoing") else stage_of(clause.status, _STAGES)
    actor = parties_of(acting(clause.fill("actor", ("subj", "by", "poss", "mod", "gov")), clause, ctx))
    aimed = whos(clause.fill("recipient", ("obj", "on", "against", "from", "to", "of", "over")), clause, ctx)
    if stage is None or not actor:
        return
    draft = Draft(
        clause, "measure", clause.kind, stage, actor=actor,
        recipient=tuple(p for p in parties_of(aimed) if p not in actor), negated=clause.status.negated,
    )  # fmt: skip
    yield finish(draft, ctx, source_of(clause, ctx))
