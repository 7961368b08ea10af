"""Invitations: to visit, to a gathering, into a body."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.model import Record
from dragoman.reading.clauses import Clause
from dragoman.reading.records.common import Context, Draft, Stages, acting, finish, persons_of, source_of, stage_of

_STAGES: Stages = {"factual": "extended", "ongoing": "extended"}


def read(clause: Clause, ctx: Context) -> Iterator[Record]:
    """One invitation for each party invited."""
    stage = clause.line.row.stage or stage_of(clause.status, _STAGES)
    hosts = acting(clause.fill("actor", ("subj", "by", "poss", "from")), clause, ctx)
    guests = acting(clause.fill("recipient", ("obj", "to", "for", "iobj")), clause, ctx)
    if stage is None or not hosts:
        return
    for guest in guests:
        for i, party in enumerate(guest.parties):
            if party not in hosts[0].parties:
                persons = persons_of([hosts[0], guest._replace(persons=guest.persons[i : i + 1])], ctx)
                draft = Draft(
                    clause, "invitation", clause.kind, stage, actor=hosts[0].parties, recipient=(party,),
                    persons=persons, negated=clause.status.negated,
                )  # fmt: skip
                yield finish(draft, ctx, source_of(clause, ctx))
