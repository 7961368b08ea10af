"""Contacts: representatives deal with each other: calls, meetings, visits, talks, delegations, messages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.knowledge.confidence import FILLED
from dragoman.model import Record
from dragoman.reading.clauses import Clause
from dragoman.reading.parse import Node
from dragoman.reading.records.beside import date_beside
from dragoman.reading.records.common import Context, Draft, Stages, acting, finish, parties_of, persons_of, source_of
from dragoman.reading.records.contact_beside import as_told, brokers, is_sitting, told_in_course
from dragoman.reading.records.contact_sides import completed, last_spoken_of, other_side, then_in_office, told_alike
from dragoman.reading.records.dating import before_end, date_of
from dragoman.reading.records.day_spans import dates_in, head_of, value_of_span
from dragoman.reading.records.occasion import on_journey, on_occasion, placed_at_home
from dragoman.reading.records.placing import place_name
from dragoman.reading.records.told import contact_told, visit_told
from dragoman.reading.syntax import conjuncts, subjects
from dragoman.reading.when import DateValue, Tense
from dragoman.reading.who import Who

_STAGES: Stages = {"factual": "held", "ongoing": "held", "planned": "planned", "cancelled": "cancelled"}
_PARTNERS = ("subj", "obj", "iobj", "with", "mod", "poss", "to")
_NOUN_PARTNERS = ("subj", "with", "mod", "of", "to", "from", "by")
_BETWEEN = ("between", "among", "by")
_GOALS = ("to", "in", "at", "into", "for", "on", "obj")
_PLACES = frozenset({"state", "capital", "seat", "region", "body"})
_OFFICIALS = frozenset({"person", "official"})
_APART = frozenset({"separate", "separately", "individually", "respective", "each"})
_MEETING = frozenset({"meeting", "talks"})
_FACE_TO_FACE = frozenset({"meeting", "talks", "visit", "delegation"})
_COURSE = frozenset({"in", "during", "at", "after", "before", "following"})
_SENT = ("subj", "obj")
_TOGETHER = ("accompany", "lead")  # whoever does it goes as well
_MANY = 3  # counterparts from so many parties are met one by one


def read(clause: Clause, ctx: Context) -> Iterator[Record]:
    """A contact of the parties in the clause's roles; visits go to the state of their destination."""
    clause = as_told(clause, ctx)
    stage = _stage(clause)
    if stage is None or _is_gathering(clause, ctx):
        return
    travels = clause.kind == "visit" or "place" in clause.line.roles
    yield from _visits(clause, stage, ctx) if travels else _mutual(clause, stage, ctx)


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


# -- meetings, talks, calls, messages ----------------------------------------------------------------------------------


def _mutual(clause: Clause, stage: str, ctx: Context) -> Iterator[Record]:
    found = _partners(clause, ctx)
    found = [*then_in_office(_nodes(clause, _PARTNERS) if clause.node.is_verb else [], clause, ctx), *found]
    earlier = contact_told(parties_of(found), clause, ctx)
    if earlier is not None:
        yield from _again(clause, earlier, found, ctx)
    elif len(parties_of(found)) > 1:
        for group in _groups(clause, found):
            record = _record(clause, stage, group, ctx)
            if not _is_their_talk(record, clause, ctx):
                yield record
    elif both := completed(found, clause, ctx):
        yield from _filled(clause, stage, both, ctx)


def _is_their_talk(record: Record, clause: Clause, ctx: Context) -> bool:
    """ "The two exchanged views": what they did at a meeting told before is no other contact."""
    told = told_alike(record.parties, clause, ctx) if record.kind == "talks" and clause.focus is None else None
    if told is None or told.stage != record.stage:
        return False
    return set(record.persons) <= set(told.persons) and record.date in (None, told.date)


def _partners(clause: Clause, ctx: Context) -> list[Who]:
    """Those between whom it is; else who acts and those he deals with, the subject of a governing verb last."""
    if told := clause.line.roles.get("parties"):
        return acting(_nodes(clause, told), clause, ctx)
    between = acting([n for one in _nodes(clause, _BETWEEN) for n in (one, *one.all("appos"))], clause, ctx)
    between = [*acting(brokers(clause, ctx), clause, ctx), *between]
    if len(parties_of(between)) > 1:
        chairs = acting(_nodes(clause, ("subj",)), clause, ctx) if clause.node.is_verb else []
        return [*chairs, *between]
    slots = _PARTNERS if clause.node.is_verb else _NOUN_PARTNERS
    own = acting(_nodes(clause, slots), clause, ctx)
    if clause.node.is_verb and not own and clause.focus is not None:
        own = acting(clause.slots.get("of", ()), clause, ctx)  # "a meeting of the ministers of A and B was held"
    hosts = acting(_nodes(clause, ("subj", "mod", "by", "of")), clause, ctx)
    if len(parties_of(own)) > 1 and (hosts or clause.node.is_verb):
        return own
    open_ended = not own or any(clause.slots.get(slot) for slot in ("with", "to", "from"))
    if not own and (speaking := told_in_course(clause, ctx)):
        return speaking
    found = acting(_nodes(clause, (*slots, "gov")), clause, ctx) if open_ended else own
    if len(parties_of(found)) == 1 and clause.node.is_nominal and clause.slots.get("with"):
        return [*_doing(clause, ctx), *found]
    return found


def _doing(clause: Clause, ctx: Context) -> list[Who]:
    """Who does something in the course of it: "praised the response in a conversation with the premier"."""
    verb = next((n for n in clause.node.ancestors() if n.is_verb), None)
    is_course = clause.node.dep == "pobj" and clause.node.head.lower in _COURSE
    return acting([n for head in subjects(verb) for n in conjuncts(head)], clause, ctx) if verb and is_course else []


def _nodes(clause: Clause, slots: Sequence[str]) -> list[Node]:
    """The fillers of several slots in text order."""
    found = {n.i: n for slot in slots for n in clause.slots.get(slot, ())}
    return [found[i] for i in sorted(found)]


def _groups(clause: Clause, found: list[Who]) -> list[list[Who]]:
    """ "separate calls with both presidents" is one contact with each."""
    if clause.slots.get("between") or clause.slots.get("among"):
        return [found]
    first, others = found[0], [who for who in found[1:] if set(who.parties) != set(found[0].parties)]
    if not others or len(first.parties) > 1 or not _is_separate(clause, others):
        return [found]
    singles = [Who((p,), who.persons[i : i + 1], who.kind) for who in others for i, p in enumerate(who.parties)]
    return [[first, single] for single in singles if single.parties != first.parties]


def _is_separate(clause: Clause, others: list[Who]) -> bool:
    below = [n for head in (clause.node, clause.focus) if head is not None for n in head.subtree()]
    if {n.lower for n in below} & _APART:
        return len(parties_of(others)) > 1 or len(others) > 1
    is_many = clause.focus is not None and clause.focus.tag == "NNS" and clause.kind in ("meeting", "call")
    return len(parties_of(others)) >= (2 if is_many else _MANY)


def _again(clause: Clause, earlier: Record, found: list[Who], ctx: Context) -> Iterator[Record]:
    """A contact told before, as this clause tells it again: date, place and persons that it adds, if none differs."""
    again = _record(clause, earlier.stage, found, ctx)
    if earlier.date and again.date and not again.date.startswith(earlier.date):
        return
    persons = again.persons if len(again.persons) > len(earlier.persons) else earlier.persons
    place = again.place if earlier.kind in _FACE_TO_FACE else None
    change = {"kind": earlier.kind, "parties": earlier.parties, "stage": earlier.stage, "negated": earlier.negated}
    yield again.model_copy(update={**change, "persons": persons, "place": place})


def _filled(clause: Clause, stage: str, both: list[Who], ctx: Context) -> Iterator[Record]:
    """A contact of which the clause tells one side: perhaps one told before, else a new one."""
    earlier = told_alike(parties_of(both), clause, ctx)
    is_other = earlier is not None and clause.node.is_verb and _is_another(clause, earlier.stage, stage)
    if earlier is None or stage == "cancelled" or is_other:
        record = _record(clause, stage, both, ctx)
        yield record.model_copy(
            update={"rule": record.rule + FILLED, "confidence": ctx.confidences.share("contact", FILLED)}
        )
    elif earlier.stage == stage:
        yield from _again(clause, earlier, both, ctx)


def _is_another(clause: Clause, earlier: str, stage: str) -> bool:
    """Whether what was planned now happens, or a journey is planned after one that was made."""
    happens = (earlier, stage) == ("planned", "held") and clause.status.tense != "present"
    return happens or (clause.kind == "visit" and (earlier, stage) == ("held", "planned"))


# -- visits and delegations --------------------------------------------------------------------------------------------


def _visits(clause: Clause, stage: str, ctx: Context) -> Iterator[Record]:
    """One visit for each state gone to."""
    goals = _goals(clause, ctx)
    there = {p for _, goal in goals for p in goal.parties}
    visitors = _visitors(clause, ctx)
    visitors = [who for who in visitors if not there & set(who.parties)] or visitors
    own = set(parties_of(visitors))
    if own and not goals:
        yield from _goalless(clause, stage, visitors, ctx)
    seen: set[tuple[str, ...]] = set()
    for node, goal in goals:
        if own and not own & set(goal.parties) and goal.parties not in seen:
            seen.add(goal.parties)
            yield _record(clause, stage, [*visitors, goal], ctx, place_name(node, clause.scene))


def _goalless(clause: Clause, stage: str, visitors: list[Who], ctx: Context) -> Iterator[Record]:
    """ "the visit", "her trip": one told before, else one to the other party of the dealings told last."""
    own = parties_of(visitors)
    earlier = contact_told(own, clause, ctx) or visit_told(persons_of(visitors, ctx), ctx)
    if earlier is not None and stage != "cancelled":
        yield from _again(clause, earlier, visitors, ctx)
        return
    if other := other_side(own, clause, ctx) or last_spoken_of(visitors, clause, ctx):
        yield from _filled(clause, stage, [*visitors, Who(other)], ctx)


def _visitors(clause: Clause, ctx: Context) -> list[Who]:
    """Who goes; who sends somebody only gives his party; somebody since retired counts if he held office then."""
    found = _travelling(clause, ctx)
    sent = acting(clause.slots.get("obj", ()), clause, ctx) if clause.line.roles.get("parties") == _SENT else []
    if any(who.persons for who in sent) and not clause.line.row.trigger.startswith(_TOGETHER):
        return [found[0]._replace(persons=()), *found[1:]]
    return found or then_in_office(_nodes(clause, ("subj", "poss", "by", "of", "gov")), clause, ctx)


def _travelling(clause: Clause, ctx: Context) -> list[Who]:
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
    if told and not found:
        return _hosts(told, clause, ctx)
    if not found and not told:
        found = _located(_nodes(clause, ("mod",)), clause, ctx)
    return found


def _hosts(slots: Sequence[str], clause: Clause, ctx: Context) -> list[tuple[Node, Who]]:
    """ "Accepted the king's invitation": where he reigns, if he is another's."""
    own = set(parties_of(_travelling(clause, ctx)))
    found = ((node, who) for node in _nodes(clause, slots) for who in acting([node], clause, ctx))
    return [(node, who) for node, who in found if who.kind in _OFFICIALS and not own & set(who.parties)]


def _located(nodes: list[Node], clause: Clause, ctx: Context) -> list[tuple[Node, Who]]:
    places = ((node, ctx.resolver.where(node, clause.scene)) for node in nodes)
    return [(node, who) for node, who in places if who is not None and who.parties]


# -- the record --------------------------------------------------------------------------------------------------------


def _record(clause: Clause, stage: str, found: list[Who], ctx: Context, place: str | None = None) -> Record:
    kind = "delegation" if clause.kind == "visit" and _is_delegation(clause, ctx) else clause.kind
    date = _date(clause, stage, ctx)
    if stage == "held" and date is not None and _is_to_come(date, ctx):
        stage = "planned"
    elif stage == "planned" and date is not None and _is_purpose(clause) and not _is_to_come(date, ctx):
        stage = "held"
    draft = Draft(
        clause, "contact", kind, stage, parties_of(found), persons=persons_of(found, ctx),
        negated=clause.status.negated != clause.line.row.stage.endswith("!"),
        date=date.value if date is not None else date_beside(clause, ctx), dated=True, place=place,
    )  # fmt: skip
    record = on_journey(on_occasion(finish(draft, ctx, source_of(clause, ctx)), clause, ctx), ctx)
    if kind in _MEETING:
        record = placed_at_home(record, ctx)
    return record if kind in _FACE_TO_FACE else record.model_copy(update={"place": None})


def _is_delegation(clause: Clause, ctx: Context) -> bool:
    travellers = _nodes(clause, clause.line.roles.get("parties", ("subj",)))
    return any(
        ctx.matcher.is_class(node, clause.scene, "delegation") and not ctx.matcher.is_class(node, clause.scene, "envoy")
        for node in travellers
    )


def _is_purpose(clause: Clause) -> bool:
    """ "flew to Rome in May to meet the king": with the date of the journey it has been done."""
    return any(reason.startswith("to: ") for reason in clause.status.because)


def _date(clause: Clause, stage: str, ctx: Context) -> DateValue | None:
    """A plan is dated ahead, also where its verb stands in the present; the end of a stay gives its first day."""
    present = clause.node.tag in ("VBZ", "VBP") and not clause.status.negated
    tense: Tense | None = "future" if stage == "planned" or present else None
    if stage == "planned" and (inner := _date_within(clause, ctx)) is not None:
        return inner
    return before_end(date_of(clause, ctx, since=False, tense=tense), clause, ctx)


def _date_within(clause: Clause, ctx: Context) -> DateValue | None:
    """When what somebody is invited to is to be: "accepted an invitation to tour the mines in May"."""
    for span in dates_in(clause.scene, ctx) if clause.focus is not None else ():
        head = head_of(span, clause.scene)
        verb = next((n for n in head.ancestors() if n.is_verb), None) if head is not None else None
        if verb is not None and verb.tag == "VB" and any(n is clause.focus for n in verb.ancestors()):
            return value_of_span(span, ctx, "future")
    return None


def _is_to_come(date: DateValue, ctx: Context) -> bool:
    published = ctx.story.published
    return published is not None and date.value > published.isoformat()[: len(date.value)]
