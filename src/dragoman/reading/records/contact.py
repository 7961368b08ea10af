"""Contacts: representatives deal with each other: calls, meetings, visits, talks, delegations, messages."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.model import Record
from dragoman.reading.clauses import Clause
from dragoman.reading.records.common import (
    Context, Draft, Stages, acting, finish, parties_of, persons_of, place_name, source_of, stage_of, whos,
)  # fmt: skip
from dragoman.reading.who import Who

_STAGES: Stages = {"factual": "held", "ongoing": "held", "planned": "planned", "cancelled": "cancelled"}
_MUTUAL = ("subj", "obj", "with", "between", "among", "mod", "poss", "gov", "by")


def read(clause: Clause, ctx: Context) -> Iterator[Record]:
    """A contact of the parties in the clause's roles; visits go to the state of their destination."""
    stage = clause.line.row.stage or stage_of(clause.status, _STAGES)
    if stage is None:
        return
    if clause.kind == "visit":
        yield from _visits(clause, stage, ctx)
    else:
        yield from _mutual(clause, stage, ctx)


def _mutual(clause: Clause, stage: str, ctx: Context) -> Iterator[Record]:
    found = acting(clause.fill("parties", _MUTUAL), clause, ctx)
    if len(parties_of(found)) < 2:
        return
    for group in _groups(clause, found, ctx):
        yield _record(clause, stage, group, ctx)


def _groups(clause: Clause, found: list[Who], ctx: Context) -> list[list[Who]]:
    """"separate calls with both presidents" is one contact with each."""
    first, others = found[0], found[1:]
    if not _is_separate(clause) or not others:
        return [found]
    singles = [Who((p,), who.persons[i : i + 1], who.kind) for who in others for i, p in enumerate(who.parties)]
    return [[first, single] for single in singles if single.parties != first.parties]


def _is_separate(clause: Clause) -> bool:
    words = {n.lower for head in (clause.node, clause.focus) if head is not None for n in head.children}
    return bool(words & {"separate", "separately", "individually", "respective", "each"})


def _visits(clause: Clause, stage: str, ctx: Context) -> Iterator[Record]:
    """One visit for each state gone to."""
    visitors = acting(clause.fill("parties", ("subj", "poss", "gov", "by", "mod")), clause, ctx)
    goals = whos(clause.fill("place", ("obj", "to", "in")), clause, ctx)
    places = [place_name(n, clause.scene) for n in clause.fill("place", ("obj", "to", "in"))]
    for goal in goals:
        if parties_of([goal]) and set(goal.parties) - set(parties_of(visitors)) and visitors:
            yield _record(clause, stage, [*visitors, goal._replace(persons=())], ctx, next(filter(None, places), None))


def _record(clause: Clause, stage: str, found: list[Who], ctx: Context, place: str | None = None) -> Record:
    draft = Draft(
        clause, "contact", clause.kind, stage, parties_of(found), persons=persons_of(found, ctx),
        negated=clause.status.negated, place=place,
    )  # fmt: skip
    return finish(draft, ctx, source_of(clause, ctx))
