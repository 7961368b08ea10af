"""Mechanisms: standing bodies between parties: councils, commissions, funds, working groups, offices."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.model import Record
from dragoman.reading.clauses import Clause
from dragoman.reading.records.common import (
    Context, Draft, Stages, acting, amount_of, finish, name_of, parties_of, sectors_of, source_of, stage_of,
)  # fmt: skip

_STAGES: Stages = {
    "factual": "established", "ongoing": "being_established", "planned": "being_established", "proposed": "proposed",
    "requested": "proposed",
}  # fmt: skip
_ROLES = ("subj", "with", "between", "among", "mod", "of", "poss", "gov", "by", "in")


def read(clause: Clause, ctx: Context) -> Iterator[Record]:
    """A mechanism with the parties that set it up."""
    told = clause.line.row.stage
    stage = told if told and clause.status.effect == "factual" else stage_of(clause.status, _STAGES)
    parties = parties_of(acting(clause.fill("parties", _ROLES), clause, ctx))
    if stage is None or not parties:
        return
    draft = Draft(
        clause, "mechanism", clause.kind, stage, parties, negated=clause.status.negated,
        name=name_of(clause.focus, clause.scene), amount=amount_of(clause, ctx), sectors=sectors_of(clause, ctx),
    )  # fmt: skip
    yield finish(draft, ctx, source_of(clause, ctx))
