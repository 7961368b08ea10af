"""Invitations: to visit, to a gathering, into a body."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.model import Record
from dragoman.reading.clauses import Clause
from dragoman.reading.records.aimed import is_mutual
from dragoman.reading.records.contact_sides import other_side
from dragoman.reading.records.context import Context
from dragoman.reading.records.draft import Draft, Stages
from dragoman.reading.records.finishing import finish
from dragoman.reading.records.occasion import on_occasion
from dragoman.reading.records.parties import acting, parties_of, persons_of, source_of
from dragoman.reading.slots import slots
from dragoman.reading.subjects import subjects
from dragoman.reading.syntax import conjuncts, preposition_objects
from dragoman.reading.tree import Node
from dragoman.reading.who import Who

_STAGES: Stages = {"factual": "extended", "ongoing": "extended", "requested": "extended"}
_COMERS = (("gov",), ("head",))
_NEITHER = frozenset({"neither", "nor"})
_ANSWERED = frozenset({"factual", "ongoing", "planned"})
_HOSTS = ("subj", "by", "poss", "from")
_GUESTS = ("obj", "to", "for", "iobj")
_NEAR = 400  # characters between an invitation and its answer
_COMING = frozenset({"at", "on", "upon"})
_GATHERINGS = frozenset({"gathering", "assembly"})
_EVENTS = frozenset({"event"})


def read(clause: Clause, ctx: Context) -> Iterator[Record]:
    """One invitation for each party invited."""
    coming = _coming(clause)
    of_coming = clause.line.roles.get("recipient") in _COMERS
    if of_coming != (coming is not None) or (coming is not None and not _is_to_gathering(coming, clause, ctx)):
        return  # "at the invitation of": the visit is told, the invitation is not news
    kind, stage = ("gathering", "accepted") if coming is not None else (_kind(clause, ctx), _stage(clause))
    guests = acting(clause.fill("recipient", _GUESTS), clause, ctx)
    if stage is None:
        return
    if any(is_mutual(n) for n in clause.slots.get("obj", ())):
        yield from _of_each_other(clause, kind, stage, ctx)
        return
    if clause.status.negated:
        guests += _neither(clause, ctx)
    if "none" in clause.line.roles.get("actor", ()):
        yield from _answer(clause, stage, guests, ctx)
        return
    hosts = _hosts(clause, guests, ctx) if guests else []
    if hosts:
        yield from _invitations(clause, kind, stage, hosts, guests, ctx)


def _of_each_other(clause: Clause, kind: str, stage: str, ctx: Context) -> Iterator[Record]:
    """ "A and B invited each other": one of each, of whom just two are told."""
    pair = [one for who in acting(clause.slots.get("subj", ()), clause, ctx) for one in _each(who)]
    if len(pair) == 2 and pair[0].parties != pair[1].parties:
        for host, guest in (pair, pair[::-1]):
            yield _record(clause, kind, stage, host.parties, guest.parties[0], [host, guest], ctx)


def _invitations(
    clause: Clause, kind: str, stage: str, hosts: list[Who], guests: list[Who], ctx: Context
) -> Iterator[Record]:
    inviting = [one for host in hosts for one in _each(host)] if _all_invite(clause, hosts) else hosts[:1]
    taken = set(parties_of(inviting))
    for host in inviting:
        for guest in guests:
            for i, party in enumerate(guest.parties):
                if party not in taken:
                    pair = [host, guest._replace(persons=guest.persons[i : i + 1])]
                    yield _record(clause, kind, stage, host.parties, party, pair, ctx)


def _neither(clause: Clause, ctx: Context) -> list[Who]:
    """ "…, and neither were Mali and Togo": those of whom the same is said."""
    nodes = [n for n in clause.scene.nodes if n.i > clause.node.i]
    at = next((n.i for n in nodes if n.lower in _NEITHER), None)
    verb = next((n for n in nodes if at is not None and n.i > at and n.is_verb), None)
    subjects_of = verb.all("nsubj") if verb is not None else []
    return acting([n for head in subjects_of for n in conjuncts(head)], clause, ctx)


def _kind(clause: Clause, ctx: Context) -> str:
    """The line's kind; to a gathering where what one is invited to is one ("a summit to which Kenya was invited")."""
    goals = [n for slot in ("to", "xcomp.obj") for n in clause.slots.get(slot, ())]
    to_gathering = any(ctx.matcher.noun(n, clause.scene, _GATHERINGS | _EVENTS) is not None for n in goals)
    to_gathering = to_gathering or (not goals and _gathering_told(clause, ctx) is not None)
    return "gathering" if clause.line.kind == "visit" and (to_gathering or _is_to_which(clause)) else clause.line.kind


def _is_to_which(clause: Clause) -> bool:
    """ "…, to which Kenya has been invited as well"."""
    return any(n.tag == "WDT" for prep in clause.node.all("prep") for n in prep.all("pobj"))


def _all_invite(clause: Clause, hosts: list[Who]) -> bool:
    """ "Both leaders have extended invitations", "both have invited him to their capitals": one of each."""
    several = clause.focus is not None and clause.focus.tag == "NNS"
    return not clause.node.is_nominal and (several or (hosts[0].kind == "collective" and clause.line.kind == "visit"))


def _each(who: Who) -> list[Who]:
    """The parties of a group one by one, each with its person where it has one."""
    persons = who.persons if len(who.persons) == len(who.parties) else ()
    return [who._replace(parties=(party,), persons=persons[i : i + 1]) for i, party in enumerate(who.parties)]


def _record(
    clause: Clause, kind: str, stage: str, actor: tuple[str, ...], guest: str, pair: list[Who], ctx: Context
) -> Record:
    is_declined = clause.line.row.stage == "accepted" and stage == "declined"  # "could not accept"
    negated = not is_declined and clause.status.negated != clause.line.row.stage.endswith("!")
    draft = Draft(
        clause, "invitation", kind, stage, actor=actor, recipient=(guest,), persons=persons_of(pair, ctx), negated=negated,
    )  # fmt: skip
    record = finish(draft, ctx, source_of(clause, ctx))
    published = ctx.story.published
    if record.date is not None and published is not None and record.date > published.isoformat()[: len(record.date)]:
        record = record.model_copy(update={"date": None})  # the day of what one is invited to
    return on_occasion(record.model_copy(update={"place": None}), clause, ctx)


def _stage(clause: Clause) -> str | None:
    told = clause.line.row.stage.removesuffix("!")
    if told == "accepted" and clause.status.negated:
        return "declined" if clause.status.effect in (*_ANSWERED, "proposed", "hypothetical") else None
    if clause.status.effect == "planned" and clause.status.negated:
        return "extended"  # "will not invite"
    if told in ("accepted", "declined"):
        return told if clause.status.effect in _ANSWERED else None
    usual = _STAGES.get(clause.status.effect)
    return told or usual if usual else None


# -- who invites -------------------------------------------------------------------------------------------------------


def _hosts(clause: Clause, guests: list[Who], ctx: Context) -> list[Who]:
    """Who invites; of a guest asked to hand it on, who asks; else who hosts the gathering, or deals with the guest."""
    if clause.status.effect == "requested" and clause.node.head.is_verb:
        return acting(subjects(clause.node.head), clause, ctx)
    found = acting(clause.fill("actor", _HOSTS), clause, ctx)
    if told := [who for who in found if not who.parties[0].startswith("R:")]:
        return told
    if (speaker := _speaker(clause, guests, ctx)) is not None:
        return [speaker]
    if sender := acting(_senders(clause), clause, ctx):
        return sender
    invited = parties_of(guests)
    start = clause.scene.sentence.start
    here = [r for r in ctx.told if r.type == "gathering" and r.evidence.start == start]
    hosts = {p for r in here for p in r.parties if len(p) == len("ISO") and p not in invited}
    if len(hosts) == 1 and not _is_to_which(clause):
        return [Who(tuple(hosts))]
    if (told_before := _gathering_told(clause, ctx)) is not None and not _goals(clause):
        return [Who((party,)) for party in _host_of(told_before, invited)]
    return [Who((party,)) for party in _hosts_of_place(clause, invited, ctx)[:1]]


def _senders(clause: Clause) -> list[Node]:
    """From whom an invitation comes, where the parser hung that on what it is to: "to the summit from Oman"."""
    below = clause.focus.subtree() if clause.focus is not None and clause.focus is not clause.node else []
    return [n for n in below if n.dep == "pobj" and n.head.lower == "from"]


def _speaker(clause: Clause, guests: list[Who], ctx: Context) -> Who | None:
    """The leader who says that somebody will or will not be invited."""
    source = source_of(clause, ctx)
    who = source.who if source is not None and clause.status.effect == "planned" else None
    if source is not None and source.who is not None and set(source.who.parties) <= _states_of_place(clause, ctx):
        who = source.who  # the leader where it is to be held
    official = who is not None and bool(who.persons) and len(who.parties) == 1
    return who if official and who is not None and who.parties[0] not in parties_of(guests) else None


def _goals(clause: Clause) -> list[Node]:
    """Where one is invited; "the one in Florida" is one of the gatherings told."""
    found = [n for slot in ("to", "xcomp.obj", "in") for n in clause.slots.get(slot, ())]
    return [n for n in found if n.tag != "CD"]


def _gathering_told(clause: Clause, ctx: Context) -> Record | None:
    """The gathering that the story told first, to which those of a passive without more are invited: "was not invited"."""
    is_bare = not clause.slots.get("subj") and clause.node.is_verb and clause.node.tag == "VBN" and not _goals(clause)
    told = next((r for r in ctx.told if r.type == "gathering"), None)
    return told if is_bare and not clause.slots.get("xcomp") else None


def _host_of(gathering: Record, invited: tuple[str, ...]) -> list[str]:
    """The one state or else the body whose gathering it is."""
    others = [p for p in gathering.parties if p not in invited and not p.startswith("R:")]
    states = [p for p in others if len(p) == len("ISO")]
    return states if len(states) == 1 else [p for p in others if p not in states][:1]


def _hosts_of_place(clause: Clause, invited: tuple[str, ...], ctx: Context) -> list[str]:
    """Those to whose country or gathering one is invited: "has been invited to India", "to the NATO summit"."""
    found = [ctx.resolver.where(n, clause.scene) or ctx.resolver.who(n, clause.scene) for n in _goals(clause)]
    found.sort(key=lambda who: who is None or who.kind not in ("body", "place", "capital", "state"))
    known = [p for who in found if who is not None for p in who.parties if p not in invited and not p.startswith("R:")]
    return known or list(other_side(invited, clause, ctx))


def _states_of_place(clause: Clause, ctx: Context) -> set[str]:
    """The states of the towns in which what one is invited to is held."""
    found = (ctx.resolver.where(n, clause.scene) for n in clause.slots.get("in", ()))
    return {p for who in found if who is not None for p in who.parties}


def _answer(clause: Clause, stage: str, guests: list[Who], ctx: Context) -> Iterator[Record]:
    """ "…, and both accepted": the answer to the invitations to a gathering told last."""
    asked, start = set(parties_of(guests)), clause.scene.sentence.start
    for record in list(reversed(ctx.told)):
        is_open = record.type == "invitation" and record.kind == "gathering" and record.stage == "extended"
        is_near = start - record.evidence.start <= (_NEAR if asked else 0)
        if is_open and is_near and (set(record.recipient or ()) <= asked or not asked):
            yield record.model_copy(update={"stage": stage, "rule": clause.line.id})


# -- "at the invitation of" --------------------------------------------------------------------------------------------


def _coming(clause: Clause) -> Node | None:
    """The verb of those who come "at the invitation of" somebody."""
    noun = clause.node
    if noun.is_nominal and noun.dep == "pobj" and noun.head.lower in _COMING:
        return next((n for n in noun.ancestors() if n.is_verb), noun.head.head)
    return None


def _is_to_gathering(verb: Node, clause: Clause, ctx: Context) -> bool:
    found = [*slots(verb).get("obj", ()), *(head for _, head in preposition_objects(verb))]
    return any(ctx.matcher.noun(node, clause.scene, _GATHERINGS) is not None for node in found)
