"""Contacts: representatives deal with each other: calls, meetings, visits, talks, delegations, messages."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.model import Record
from dragoman.reading.clauses import Clause
from dragoman.reading.records.contact_beside import as_told, brokers, is_sitting, told_in_course
from dragoman.reading.records.contact_record import again, filled, fillers_of, record_of
from dragoman.reading.records.contact_sides import completed, then_in_office, told_alike
from dragoman.reading.records.contact_visits import visits
from dragoman.reading.records.context import Context
from dragoman.reading.records.draft import Stages
from dragoman.reading.records.parties import acting, parties_of
from dragoman.reading.records.told import contact_told
from dragoman.reading.subjects import subjects
from dragoman.reading.syntax import conjuncts
from dragoman.reading.who import Who

_STAGES: Stages = {"factual": "held", "ongoing": "held", "planned": "planned", "cancelled": "cancelled"}
_PARTNERS = ("subj", "obj", "iobj", "with", "mod", "poss", "to")
_NOUN_PARTNERS = ("subj", "with", "mod", "of", "to", "from", "by")
_BETWEEN = ("between", "among", "by")
_COURSE = frozenset({"in", "during", "at", "after", "before", "following"})
_MANY = 3  # counterparts from so many parties are met one by one


def read(clause: Clause, ctx: Context) -> Iterator[Record]:
    """A contact of the parties in the clause's roles; visits go to the state of their destination."""
    clause = as_told(clause, ctx)
    stage = _stage(clause)
    if stage is None or _is_gathering(clause, ctx):
        return
    travels = clause.kind == "visit" or "place" in clause.line.roles
    yield from visits(clause, stage, ctx) if travels else _mutual(clause, stage, ctx)


def _is_gathering(clause: Clause, ctx: Context) -> bool:
    """ "commission meeting", "a forum, hosted by A": the sitting of a body is no contact."""
    noun, matcher = clause.node, ctx.matcher
    if is_sitting(clause, ctx):
        return True
    if noun.is_verb and noun.dep == "advcl" and noun.tag == "VBN":
        return any(matcher.is_class(n, clause.scene, "assembly") for n in clause.slots.get("above", ()))
    if not noun.is_nominal or matcher.is_class(noun, clause.scene, "talks"):
        return False
    return matcher.is_class(noun, clause.scene, "gathering")


def _stage(clause: Clause) -> str | None:
    told = clause.line.row.stage.removesuffix("!")
    usual = _STAGES.get(clause.status.effect)
    return told if told and usual == "held" else usual


def _mutual(clause: Clause, stage: str, ctx: Context) -> Iterator[Record]:
    found = _partners(clause, ctx)
    found = [*then_in_office(fillers_of(clause, _PARTNERS) if clause.node.is_verb else [], clause, ctx), *found]
    earlier = contact_told(parties_of(found), clause, ctx)
    if earlier is not None:
        yield from again(clause, earlier, found, ctx)
    elif len(parties_of(found)) > 1:
        for group in _groups(clause, found, ctx):
            record = record_of(clause, stage, group, ctx)
            if not _is_their_talk(record, clause, ctx):
                yield record
    elif both := completed(found, clause, ctx):
        yield from filled(clause, stage, both, ctx)


def _is_their_talk(record: Record, clause: Clause, ctx: Context) -> bool:
    """ "The two exchanged views": what they did at a meeting told before is no other contact."""
    told = told_alike(record.parties, clause, ctx) if record.kind == "talks" and clause.focus is None else None
    if told is None or told.stage != record.stage:
        return False
    return set(record.persons) <= set(told.persons) and record.date in (None, told.date)


def _partners(clause: Clause, ctx: Context) -> list[Who]:
    """Those between whom it is; else who acts and those he deals with, the subject of a governing verb last."""
    if told := clause.line.roles.get("parties"):
        return acting(fillers_of(clause, told), clause, ctx)
    between = acting([n for one in fillers_of(clause, _BETWEEN) for n in (one, *one.all("appos"))], clause, ctx)
    between = [*acting(brokers(clause, ctx), clause, ctx), *between]
    if len(parties_of(between)) > 1:
        chairs = acting(fillers_of(clause, ("subj",)), clause, ctx) if clause.node.is_verb else []
        return [*chairs, *between]
    slots = _PARTNERS if clause.node.is_verb else _NOUN_PARTNERS
    own = acting(fillers_of(clause, slots), clause, ctx)
    if clause.node.is_verb and not own and clause.focus is not None:
        own = acting(clause.slots.get("of", ()), clause, ctx)  # "a meeting of the ministers of A and B was held"
    hosts = acting(fillers_of(clause, ("subj", "mod", "by", "of")), clause, ctx)
    if len(parties_of(own)) > 1 and (hosts or clause.node.is_verb):
        return own
    open_ended = not own or any(clause.slots.get(slot) for slot in ("with", "to", "from"))
    if not own and (speaking := told_in_course(clause, ctx)):
        return speaking
    found = acting(fillers_of(clause, (*slots, "gov")), clause, ctx) if open_ended else own
    if len(parties_of(found)) == 1 and clause.node.is_nominal and clause.slots.get("with"):
        return [*_doing(clause, ctx), *found]
    return found


def _doing(clause: Clause, ctx: Context) -> list[Who]:
    """Who does something in the course of it: "praised the response in a conversation with the premier"."""
    verb = next((n for n in clause.node.ancestors() if n.is_verb), None)
    is_course = clause.node.dep == "pobj" and clause.node.head.lower in _COURSE
    return acting([n for head in subjects(verb) for n in conjuncts(head)], clause, ctx) if verb and is_course else []


def _groups(clause: Clause, found: list[Who], ctx: Context) -> list[list[Who]]:
    """ "separate calls with both presidents", "the two met separately with the envoy": one contact with each."""
    if clause.slots.get("between") or clause.slots.get("among"):
        return [found]
    first, others = found[0], [who for who in found[1:] if set(who.parties) != set(found[0].parties)]
    meeting = acting(clause.slots.get("subj", ()), clause, ctx) if clause.node.is_verb else []
    met = [who for who in others if who not in meeting]
    if len(parties_of(meeting)) > 1 and len(parties_of(met)) == 1:
        return [[one, *met] for one in _singles(meeting)] if _is_said_apart(clause, ctx) else [found]
    if not others or len(first.parties) > 1 or not _is_separate(clause, others, ctx):
        return [found]
    return [[first, single] for single in _singles(others) if single.parties != first.parties]


def _singles(found: list[Who]) -> list[Who]:
    """Each party by itself, with its person where it has one."""
    return [Who((p,), who.persons[i : i + 1], who.kind) for who in found for i, p in enumerate(who.parties)]


def _is_said_apart(clause: Clause, ctx: Context) -> bool:
    below = [n for head in (clause.node, clause.focus) if head is not None for n in head.subtree()]
    return not {n.lower for n in below}.isdisjoint(ctx.matcher.words("apart"))


def _is_separate(clause: Clause, others: list[Who], ctx: Context) -> bool:
    if _is_said_apart(clause, ctx):
        return len(parties_of(others)) > 1 or len(others) > 1
    is_many = clause.focus is not None and clause.focus.tag == "NNS" and clause.kind in ("meeting", "call")
    return len(parties_of(others)) >= (2 if is_many else _MANY)
