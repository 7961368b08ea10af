"""Invitations: to visit, to a gathering, into a body."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.model import Record
from dragoman.reading.clauses import Clause
from dragoman.reading.records.common import Context, Draft, Stages, acting, finish, persons_of, source_of, stage_of
from dragoman.reading.records.occasion import on_occasion

_STAGES: Stages = {"factual": "extended", "ongoing": "extended"}
_HOSTS = ("subj", "by", "poss", "from")
_GUESTS = ("obj", "to", "for", "iobj")


def read(clause: Clause, ctx: Context) -> Iterator[Record]:
    """One invitation for each party invited."""
    stage = _stage(clause)
    hosts = acting(clause.fill("actor", _HOSTS), clause, ctx)
    guests = acting(clause.fill("recipient", _GUESTS), clause, ctx)
    if stage is None or not hosts or _comes_with_visit(clause):
        return
    negated = clause.status.negated != clause.line.row.stage.endswith("!")
    for guest in guests:
        for i, party in enumerate(guest.parties):
            if party not in hosts[0].parties:
                persons = persons_of([*hosts, guest._replace(persons=guest.persons[i : i + 1])], ctx)
                draft = Draft(
                    clause, "invitation", clause.line.kind, stage, actor=hosts[0].parties, recipient=(party,),
                    persons=persons, negated=negated,
                )  # fmt: skip
                record = finish(draft, ctx, source_of(clause, ctx)).model_copy(update={"place": None})
                yield on_occasion(record, clause, ctx)


def _stage(clause: Clause) -> str | None:
    told = clause.line.row.stage.removesuffix("!")
    usual = stage_of(clause.status, _STAGES)
    return told or usual if usual else None


def _comes_with_visit(clause: Clause) -> bool:
    """ "at the invitation of": the visit is told, the invitation is not news."""
    return clause.node.is_nominal and clause.node.dep == "pobj" and clause.node.head.lower in ("at", "on", "upon")
