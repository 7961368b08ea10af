"""Visits and delegations: who goes where, one visit for each state gone to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.model import Record
from dragoman.reading.clauses import Clause
from dragoman.reading.records.contact_record import again, date_told, filled, fillers_of, record_of
from dragoman.reading.records.contact_sides import last_spoken_of, other_side, then_in_office, told_alike
from dragoman.reading.records.context import Context
from dragoman.reading.records.parties import acting, parties_of, persons_of
from dragoman.reading.records.placing import place_name
from dragoman.reading.records.told import contact_told, is_pointing, visit_told
from dragoman.reading.tree import Node
from dragoman.reading.who import Who

_NEAR = 400  # characters between an invitation and its answer
_GOALS = ("to", "in", "at", "into", "for", "on", "obj")
_PLACES = frozenset({"state", "capital", "seat", "region", "body"})
_OFFICIALS = frozenset({"person", "official"})
_COURSE = frozenset({"in", "during", "at", "after", "before", "following"})
_SENT = ("subj", "obj")


def visits(clause: Clause, stage: str, ctx: Context) -> Iterator[Record]:
    """One visit for each state gone to."""
    goals = _goals(clause, ctx)
    there = {p for _, goal in goals for p in goal.parties}
    visitors = _visitors(clause, ctx)
    visitors = [who for who in visitors if not there & set(who.parties)] or visitors
    if not goals and "told" in clause.line.roles.get("place", ()):
        taken_up = list(_taken_up(clause, stage, visitors, ctx))
        yield from taken_up
        if taken_up or not any(clause.slots.get(slot) for slot in ("poss", "from")):
            return
    own = set(parties_of(visitors))
    if len(own) == 2 and not goals and _is_exchange(clause, ctx):
        yield record_of(clause, stage, visitors, ctx)
        return
    if own and not goals:
        yield from _goalless(clause, stage, visitors, ctx)
    elif own and stage == "planned" and (earlier := _visit_told(clause, own | there, visitors, ctx)) is not None:
        yield from again(clause, earlier, visitors, ctx)
        return
    seen: set[tuple[str, ...]] = set()
    for node, goal in goals:
        if own and not own & set(goal.parties) and goal.parties not in seen:
            seen.add(goal.parties)
            goal = (
                goal._replace(persons=()) if node.dep == "poss" else goal
            )  # "accepted her invitation": she does not go
            for travelling in _by_state(visitors):
                yield record_of(clause, stage, [*travelling, goal], ctx, place_name(node, clause.scene))


def _by_state(visitors: list[Who]) -> list[list[Who]]:
    """Those who travel, by whom they travel for: the visits of two presidents are two."""
    grouped: dict[str, list[Who]] = {}
    for who in visitors:
        paired = len(who.persons) == len(who.parties)
        for i, party in enumerate(who.parties):
            persons = who.persons[i : i + 1] if paired else who.persons if len(who.parties) == 1 else ()
            grouped.setdefault(party, []).append(who._replace(parties=(party,), persons=persons))
    return list(grouped.values())


def _is_exchange(clause: Clause, ctx: Context) -> bool:
    """ "Exchanged visits", "pay mutual visits": each goes to the other."""
    noun = clause.focus
    both = noun is not None and any(c.lower in ctx.matcher.words("reciprocal") for c in noun.all("amod"))
    return both or clause.node.lemma == "exchange"


def _goalless(clause: Clause, stage: str, visitors: list[Who], ctx: Context) -> Iterator[Record]:
    """ "the visit", "her trip": one told before, else one to the other party of the dealings told last."""
    own = parties_of(visitors)
    earlier = contact_told(own, clause, ctx) or visit_told(persons_of(visitors, ctx), ctx)
    if earlier is not None and stage != "cancelled":
        yield from again(clause, earlier, visitors, ctx)
        return
    other = other_side(own, clause, ctx) or last_spoken_of(visitors, clause, ctx) or _received_by(own, clause, ctx)
    if other:
        yield from filled(clause, stage, [*visitors, Who(other)], ctx)


def _visit_told(clause: Clause, parties: set[str], visitors: list[Who], ctx: Context) -> Record | None:
    """ "During his stay in Rome, he will meet A": the visit told before, and no other one to come."""
    is_course = clause.node.is_nominal and clause.node.dep == "pobj" and clause.node.head.lower in _COURSE
    if not is_course or not is_pointing(clause.node) or date_told(clause, "planned", ctx) is not None:
        return None
    told = told_alike(tuple(parties), clause, ctx)
    same = told is not None and told.kind == "visit" and set(persons_of(visitors, ctx)) <= set(told.persons)
    return told if same else None


def _received_by(own: Sequence[str], clause: Clause, ctx: Context) -> tuple[str, ...]:
    """ "During Xi's visit, the two presidents opened a bridge": the other of those who do something in its course."""
    if not clause.node.is_nominal or clause.node.dep != "pobj" or clause.node.head.lower not in _COURSE:
        return ()
    doing = parties_of(acting(fillers_of(clause, ("gov",)), clause, ctx))
    others = tuple(p for p in doing if p not in own)
    return others if len(others) == 1 and len(doing) == 2 else ()


def _taken_up(clause: Clause, stage: str, visitors: list[Who], ctx: Context) -> Iterator[Record]:
    """ "The invitation was accepted": the visit to whoever invited last, by whom he invited."""
    start, own = clause.scene.sentence.start, set(parties_of(visitors))
    for told in reversed(ctx.told):
        is_open = (told.type, told.kind, told.stage) == ("invitation", "visit", "extended") and not told.negated
        if is_open and start - told.evidence.start <= _NEAR and own <= set(told.recipient or ()):
            guests = visitors or [Who(told.recipient or ())]
            record = record_of(clause, stage, [*guests, Who(told.actor or ())], ctx)
            yield record if visitors else record.model_copy(update={"persons": told.persons[-1:]})
            return


def _visitors(clause: Clause, ctx: Context) -> list[Who]:
    """Who goes; who sends somebody only gives his party; somebody since retired counts if he held office then."""
    found = _travelling(clause, ctx)
    sent = acting(clause.slots.get("obj", ()), clause, ctx) if clause.line.roles.get("parties") == _SENT else []
    if any(who.persons for who in sent) and clause.node.lemma not in ctx.matcher.words("going_along"):
        return [found[0]._replace(persons=()), *found[1:]]
    return found or then_in_office(fillers_of(clause, ("subj", "poss", "by", "of", "gov")), clause, ctx)


def _travelling(clause: Clause, ctx: Context) -> list[Who]:
    if told := clause.line.roles.get("parties"):
        return acting(fillers_of(clause, told), clause, ctx)
    own = acting(fillers_of(clause, ("subj", "poss", "by")), clause, ctx)
    own = own or [who for who in acting(fillers_of(clause, ("of", "from")), clause, ctx) if who.kind not in _PLACES]
    return own or acting(fillers_of(clause, ("gov",)), clause, ctx) or acting(fillers_of(clause, ("mod",)), clause, ctx)


def _goals(clause: Clause, ctx: Context) -> list[tuple[Node, Who]]:
    """The places gone to, with their states; of a noun without one, the state before it ("his U.S. visit")."""
    told = clause.line.roles.get("place")
    slots = told or (_GOALS if clause.node.is_verb else ("to", "in", "at", "of"))
    found = _located(fillers_of(clause, slots), clause, ctx)
    if told and not found:
        return _hosts(told, clause, ctx)
    if not found and not told:
        found = _located(fillers_of(clause, ("mod",)), clause, ctx)
    return found


def _hosts(slots: Sequence[str], clause: Clause, ctx: Context) -> list[tuple[Node, Who]]:
    """ "Accepted the king's invitation": where he reigns, if he is another's."""
    own = set(parties_of(_travelling(clause, ctx)))
    found = ((node, who) for node in fillers_of(clause, slots) for who in acting([node], clause, ctx))
    return [(node, who) for node, who in found if who.kind in _OFFICIALS and not own & set(who.parties)]


def _located(nodes: list[Node], clause: Clause, ctx: Context) -> list[tuple[Node, Who]]:
    places = ((node, ctx.resolver.where(node, clause.scene)) for node in nodes)
    return [(node, who) for node, who in places if who is not None and who.parties]
