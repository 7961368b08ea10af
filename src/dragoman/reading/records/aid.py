"""Aid: from donor to beneficiary, requested, pledged, provided or suspended."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.model import Record
from dragoman.reading.clauses import Clause
from dragoman.reading.records.common import (
    Context, Draft, Stages, acting, amount_of, finish, parties_of, sectors_of, source_of, stage_of, whos,
)  # fmt: skip

_STAGES: Stages = {"factual": "provided", "ongoing": "provided", "planned": "pledged", "requested": "requested"}


def read(clause: Clause, ctx: Context) -> Iterator[Record]:
    """Aid of the donor for the beneficiary."""
    told = clause.line.row.stage
    stage = told if told and clause.status.effect in ("factual", "ongoing") else stage_of(clause.status, _STAGES)
    donor = parties_of(acting(clause.fill("actor", ("subj", "by", "from", "poss", "mod", "gov")), clause, ctx))
    beneficiary = parties_of(whos(clause.fill("recipient", ("to", "for", "iobj", "obj")), clause, ctx))
    if stage is None or not donor:
        return
    draft = Draft(
        clause, "aid", clause.kind, stage, actor=donor, recipient=tuple(p for p in beneficiary if p not in donor),
        negated=clause.status.negated, amount=amount_of(clause, ctx), sectors=sectors_of(clause, ctx),
    )  # fmt: skip
    yield finish(draft, ctx, source_of(clause, ctx))
