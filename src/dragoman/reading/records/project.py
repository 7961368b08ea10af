"""Projects: investment, infrastructure, trade and supply between parties."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.model import Record
from dragoman.reading.clauses import Clause
from dragoman.reading.records.common import (
    Context, Draft, Stages, amount_of, finish, name_of, parties_of, sectors_of, source_of, stage_of, whos,
)  # fmt: skip

_STAGES: Stages = {
    "factual": "underway", "ongoing": "underway", "planned": "planned", "proposed": "proposed", "requested": "proposed",
    "cancelled": "cancelled",
}  # fmt: skip
_ROLES = ("subj", "obj", "with", "between", "in", "to", "from", "of", "mod", "poss", "gov", "by", "for")


def read(clause: Clause, ctx: Context) -> Iterator[Record]:
    """A project between the parties that the clause names."""
    told = clause.line.row.stage
    stage = told if told and clause.status.effect == "factual" else stage_of(clause.status, _STAGES)
    parties = parties_of(whos(clause.fill("parties", _ROLES), clause, ctx))
    if stage is None or not parties:
        return
    draft = Draft(
        clause, "project", clause.kind, stage, parties, negated=clause.status.negated,
        name=name_of(clause.focus, clause.scene), amount=amount_of(clause, ctx), sectors=sectors_of(clause, ctx),
    )  # fmt: skip
    yield finish(draft, ctx, source_of(clause, ctx))
