"""Accessions: joining or leaving a body or an accord."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.model import Record
from dragoman.reading.clauses import Clause
from dragoman.reading.records.common import (
    Context, Draft, Stages, acting, finish, name_of, persons_of, source_of, stage_of, whos,
)  # fmt: skip

_STAGES: Stages = {"factual": "joined", "ongoing": "planned", "planned": "planned", "proposed": "proposed", "requested": "proposed"}


def read(clause: Clause, ctx: Context) -> Iterator[Record]:
    """One accession for each party that joins or leaves."""
    told = clause.line.row.stage or "joined"
    stage = told if clause.status.effect == "factual" else stage_of(clause.status, _STAGES)
    joiners = acting(clause.fill("actor", ("subj", "poss", "of")), clause, ctx)
    targets = clause.fill("recipient", ("obj", "to", "from", "of", "in"))
    bodies = [who for who in whos(targets, clause, ctx) if who.kind == "body"]
    if stage is None:
        return
    for joiner in joiners:
        for party in joiner.parties:
            recipient = tuple(p for who in bodies[:1] for p in who.parties if p != party)
            draft = Draft(
                clause, "accession", clause.kind, stage, actor=(party,), recipient=recipient,
                persons=persons_of([joiner], ctx), negated=clause.status.negated,
                name=name_of(targets[0], clause.scene) if targets else None,
            )  # fmt: skip
            yield finish(draft, ctx, source_of(clause, ctx))
