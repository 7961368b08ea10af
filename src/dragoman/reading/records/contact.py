"""Contacts: representatives deal with each other: calls, meetings, visits, talks, delegations, messages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.model import Record
from dragoman.reading.clauses import Clause
from dragoman.reading.parse import Node
from dragoman.reading.records.common import (
    Context, Draft, Stages, acting, date_of, finish, parties_of, persons_of, place_name, source_of, stage_of,
)  # fmt: skip
from dragoman.reading.who import Who

_STAGES: Stages = {"factual": "held", "ongoing": "held", "planned": "planned", "cancelled": "cancelled"}
_TRAVELS = frozenset({"visit", "delegation"})
_PARTNERS = ("subj", "obj", "iobj", "with", "mod", "poss", "to")
_PLACES = frozenset({"state", "capital", "seat", "region", "body"})
_GOALS = ("to", "in", "at", "into", "for", "on", "obj")
_MANY = 3  # counterparts from so many parties are met one by one


def read(clause: Clause, ctx: Context) -> Iterator[Record]:
    """A contact of the parties in the clause's roles; visits go to the state of their destination."""
    stage = _stage(clause)
    if stage is None:
        return
    if clause.kind in _TRAVELS and "place" in {*clause.line.roles, *(["place"] if clause.kind == "visit" else [])}:
        yield from _visits(clause, stage, ctx)
    else:
        yield from _mutual(clause, stage, ctx)


def _stage(clause: Clause) -> str | None:
    told = clause.line.row.stage.removesuffix("!")
    usual = stage_of(clause.status, _STAGES)
    return told if told and usual == "held" else usual


# -- meetings, talks, calls, messages ----------------------------------------------------------------------------------


def _mutual(clause: Clause, stage: str, ctx: Context) -> Iterator[Record]:
    found = _partners(clause, ctx)
    if len(parties_of(found)) < 2:
        return
    for group in _groups(clause, found):
        yield _record(clause, stage, group, ctx)


def _partners(clause: Clause, ctx: Context) -> list[Who]:
    """Those between whom it is; else who acts and those he deals with, the subject of a governing verb last."""
    if told := clause.line.roles.get("parties"):
        return acting(_nodes(clause, told), clause, ctx)
    between = acting(_nodes(clause, ("between", "among", "by")), clause, ctx)
    if len(parties_of(between)) > 1:
        hosts = () if clause.node.is_nominal else ("subj",)
        return acting(_nodes(clause, ("between", "among", "by", *hosts)), clause, ctx)
    slots = _PARTNERS if clause.node.is_verb else ("subj", "with", "mod", "of", "to", "from", "by")
    own = acting(_nodes(clause, slots), clause, ctx)
    return own if len(parties_of(own)) > 1 else acting(_nodes(clause, (*slots, "gov")), clause, ctx)


def _nodes(clause: Clause, slots: Sequence[str]) -> list[Node]:
    """The fillers of several slots in text order."""
    found = {n.i: n for slot in slots for n in clause.slots.get(slot, ())}
    return [found[i] for i in sorted(found)]


def _groups(clause: Clause, found: list[Who]) -> list[list[Who]]:
    """"separate calls with both presidents" is one contact with each."""
    first, others = found[0], found[1:]
    if not others or first.plural or not _is_separate(clause, others):
        return [found]
    singles = [Who((p,), who.persons[i : i + 1], who.kind) for who in others for i, p in enumerate(who.parties)]
    return [[first, single] for single in singles if single.parties != first.parties]


def _is_separate(clause: Clause, others: list[Who]) -> bool:
    below = [n for head in (clause.node, clause.focus) if head is not None for n in head.subtree()]
    if {n.lower for n in below} & {"separate", "separately", "individually", "respective", "each"}:
        return True
    is_many = clause.focus is not None and clause.focus.tag == "NNS" and clause.kind in ("meeting", "call")
    return len(parties_of(others)) >= (2 if is_many else _MANY)


# -- visits and delegations --------------------------------------------------------------------------------------------


def _visits(clause: Clause, stage: str, ctx: Context) -> Iterator[Record]:
    """One visit for each state gone to."""
    visitors, goals = _visitors(clause, ctx), _goals(clause, ctx)
    own = set(parties_of(visitors))
    seen: set[tuple[str, ...]] = set()
    for node, goal in goals:
        if own and not own & set(goal.parties) and goal.parties not in seen:
            seen.add(goal.parties)
            yield _record(clause, stage, [*visitors, goal], ctx, place_name(node, clause.scene))


def _visitors(clause: Clause, ctx: Context) -> list[Who]:
    if told := clause.line.roles.get("parties"):
        return acting(_nodes(clause, told), clause, ctx)
    own = acting(_nodes(clause, ("subj", "poss", "by")), clause, ctx)
    own = own or [who for who in acting(_nodes(clause, ("of", "from")), clause, ctx) if who.kind not in _PLACES]
    return own or acting(_nodes(clause, ("gov",)), clause, ctx) or acting(_nodes(clause, ("mod",)), clause, ctx)


def _goals(clause: Clause, ctx: Context) -> list[tuple[Node, Who]]:
    """The places gone to, with their states; of a noun without one, the state before it ("his U.S. visit")."""
    told = clause.line.roles.get("place")
    slots = told or (_GOALS if clause.node.is_verb else ("to", "in", "at", "of"))
    found = _located(_nodes(clause, slots), clause, ctx)
    if not found and not told:
        found = _located(_nodes(clause, ("mod",)), clause, ctx)
    return found


def _located(nodes: list[Node], clause: Clause, ctx: Context) -> list[tuple[Node, Who]]:
    places = ((node, ctx.resolver.where(node, clause.scene)) for node in nodes)
    return [(node, who) for node, who in places if who is not None and who.parties]


# -- the record --------------------------------------------------------------------------------------------------------


def _record(clause: Clause, stage: str, found: list[Who], ctx: Context, place: str | None = None) -> Record:
    date = date_of(clause, ctx)
    if stage == "held" and date is not None and ctx.story.published is not None:
        if date.value > ctx.story.published.isoformat()[: len(date.value)]:
            stage = "planned"
    negated = clause.status.negated != clause.line.row.stage.endswith("!")
    draft = Draft(
        clause, "contact", clause.kind, stage, parties_of(found), persons=persons_of(found, ctx), negated=negated,
        date=date.value if date is not None else None, place=place,
    )  # fmt: skip
    return finish(draft, ctx, source_of(clause, ctx))
