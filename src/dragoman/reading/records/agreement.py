"""Agreements: any instrument or deal between parties, from proposal to termination."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from dragoman.knowledge.rows_lexicon import Noun
from dragoman.model import Record
from dragoman.reading.clauses import Clause
from dragoman.reading.records.again import is_again, repeated
from dragoman.reading.records.agreement_name import is_bare, is_of_ties, name_of_agreement
from dragoman.reading.records.binding import (
    PARTNERS,
    filled,
    guests_and_host,
    is_agent,
    is_of_strangers,
    is_onlooker,
    is_town,
    loose_partners,
    meeting_then,
    named_within,
    of_accord,
    pair_in_sentence,
    pair_told_here,
    signing,
    with_host,
    with_other,
    with_same,
)
from dragoman.reading.records.content import amount_of, sectors_of
from dragoman.reading.records.context import Context
from dragoman.reading.records.draft import Draft
from dragoman.reading.records.finishing import finish
from dragoman.reading.records.in_lines import in_lines, is_listed, opens_list
from dragoman.reading.records.listed import is_spelled_out, listed, name_of_item
from dragoman.reading.records.occasion import is_aim_of_journey_made, is_perfect, on_occasion
from dragoman.reading.records.parties import acting, parties_of, persons_of, source_of
from dragoman.reading.records.told import agreement_told, is_definite, occasion_told, parties_told
from dragoman.reading.slots import slots
from dragoman.reading.tree import Node
from dragoman.reading.who import Who

_ROLES = ("subj", "with", "between", "among", "mod", "poss")
_NOT_YET = {
    "signed": "negotiating", "agreed": "negotiating", "negotiating": "negotiating", "proposed": "proposed",
    "implementing": "implementing",
}  # fmt: skip
_WANTED = {**_NOT_YET, "negotiating": "proposed"}
_OBJECTS = frozenset({"agreement", "mechanism", "project", "aid", "gathering", "accession", "invitation"})
_AGREEMENT = frozenset({"agreement"})
_DONE = frozenset({"underway", "completed", "provided", "held", "joined"})
_PRONOUNS = frozenset({"it", "them"})
_ENDED = frozenset({"terminated", "suspended"})  # by the announcement that it will be
_AFTER = frozenset({"in_force", "ratified", "implementing", "implemented", "suspended", "terminated"})


class _Bound(NamedTuple):
    """Whom an agreement binds, and the agreement told before that the clause takes up."""

    parties: tuple[str, ...]
    earlier: Record | None


def read(clause: Clause, ctx: Context) -> Iterator[Record]:
    """An agreement between the parties that the clause binds."""
    if is_again(clause):
        yield from repeated(clause, ctx)
        return
    stage, document = _stage(clause, ctx), _document(clause, ctx)
    if stage is None or is_listed(clause.scene, ctx) or _is_told_by_document(clause, document, ctx):
        return
    found = _between(clause, ctx) or signing(_nodes(clause), clause, ctx)
    named = tuple(p for p in parties_of(found) if not p.startswith("R:"))
    vague = all(who.kind == "collective" for who in found)
    bound = _bound(clause, named, vague, stage, ctx)
    if len(bound.parties) < 2 and not of_accord(clause, ctx):
        return
    draft = Draft(
        clause, "agreement", _kind(clause, found, bound.earlier, document, ctx), stage, bound.parties,
        persons=persons_of(found, ctx), negated=clause.status.negated, name=name_of_agreement(clause, bound.earlier, ctx),
        amount=amount_of(clause, ctx), sectors=sectors_of(clause, ctx),
    )  # fmt: skip
    if opens_list(clause, ctx):
        yield from in_lines(draft, _dated(finish(draft, ctx, source_of(clause, ctx)), clause, ctx), ctx)
        return
    items = list(listed(clause, ctx))
    for pair in _pairs(clause, bound.parties, ctx) if not is_spelled_out(clause, items) else ():
        record = _dated(finish(replace(draft, parties=pair), ctx, source_of(clause, ctx)), clause, ctx)
        yield on_occasion(record, clause, ctx)
    for item in items:
        name, noun = name_of_item(item, clause, ctx), item.noun
        if noun is not None and not _is_told_so(name, clause, ctx):
            kind, sectors = noun.kind, sectors_of(item, ctx)
            listing = replace(draft, clause=item, kind=kind, name=name, sectors=sectors, amount=None, date=None)
            record = _dated(finish(listing, ctx, source_of(clause, ctx)), item, ctx)
            yield on_occasion(record, clause, ctx)


def _between(clause: Clause, ctx: Context) -> list[Who]:
    """Those whom the agreement is told to be between, where they are two or more: whoever hails or brokers it is not."""
    found = acting(clause.slots.get("between", ()), clause, ctx)
    return found if len(parties_of(found)) > 1 else []


def _pairs(clause: Clause, parties: tuple[str, ...], ctx: Context) -> Iterator[tuple[str, ...]]:
    """Whom each record binds: relations are between two, so that three who cut theirs with a fourth make three."""
    doers = parties_of(acting(clause.slots.get("subj", ()), clause, ctx))
    others = [party for party in parties if party not in doers]
    if not is_of_ties(clause) or len(parties) < 3 or not others or not doers:
        yield parties
        return
    yield from ((doer, other) for doer in doers for other in others)


def _is_told_so(name: str | None, clause: Clause, ctx: Context) -> bool:
    start = clause.scene.sentence.start
    return any(r.type == "agreement" and r.evidence.start == start and r.name == name for r in ctx.told)


def _dated(record: Record, clause: Clause, ctx: Context) -> Record:
    """What was signed after talks, or at a meeting, has their day and place where it is told without its own."""
    happens = clause.status.effect == "factual" and record.stage in ("signed", "agreed") and not record.negated
    is_some_time = clause.node.dep == "conj" and is_perfect(clause.node)
    if not happens or record.date is not None or clause.node.dep in ("acl", "relcl") or is_some_time:
        return record
    occasion = occasion_told(record.parties, clause, ctx)
    if occasion is None:
        return record
    return record.model_copy(update={"date": occasion.date, "place": record.place or occasion.place})


def _bound(clause: Clause, named: tuple[str, ...], vague: bool, stage: str, ctx: Context) -> _Bound:
    """The parties that the clause names, else those of its noun, of its sentence, or of what was told before."""
    if is_bare(clause) and (clause.status.effect != "factual" or _is_aim(clause.node) or _spells_out(clause, ctx)):
        return _Bound((), None)
    if accord := of_accord(clause, ctx):
        return _Bound(accord, None)
    if clause.noun is not None and "again" in clause.noun.classes:
        return _Bound(named if len(named) > 1 else with_same(named, ctx), None)
    parties = named
    inner = () if is_bare(clause) else named_within(clause, ctx)
    if inner and (vague or set(named) <= set(inner)):
        parties = inner
    elif len(parties) < 2 and not is_bare(clause):
        parties = with_other(named, clause, ctx)
    if len(parties) < 2:
        parties = guests_and_host(parties, clause, ctx) or parties
    earlier = _earlier(clause, parties, stage, ctx)
    if earlier is None and _is_pronominal(clause):
        return _Bound((), None)
    if len(parties) > 1 or (not parties and (is_bare(clause) or is_of_strangers(clause, ctx))):
        return _Bound(parties, earlier)
    if earlier is not None and not is_bare(clause):
        return _Bound(earlier.parties, earlier)
    pair = meeting_then(clause, ctx) if not parties else ()
    pair = pair or with_host(parties, clause, ctx) or pair_in_sentence(parties, clause, ctx)
    pair = pair_told_here(parties, clause, ctx) or pair
    same = with_same(parties, ctx) if is_of_ties(clause) and clause.status.effect == "factual" and not pair else ()
    told = pair or (same if len(same) > 1 else ()) or parties_told(parties, clause, ctx)
    return _Bound(told if len(told) > 1 else filled(parties, clause, ctx), None)


def _is_aim(verb: Node) -> bool:
    """What is to be done: "help in settling the dispute"."""
    return verb.dep == "pcomp" and verb.head.lower in ("in", "of", "for", "to", "towards")


def _stage(clause: Clause, ctx: Context) -> str | None:
    """The stage by the line and by how it is told; None for what is only asked for, feared or possible."""
    told = clause.line.row.stage or "agreed"
    effect = clause.status.effect
    if told == "negotiating" and clause.node.tag == "VBN" and clause.node.dep == "acl":
        return None  # "a pact negotiated by Oman": what became of it is told by another verb
    is_dated = clause.node.is_nominal and any(need.test == "YEAR" for need in clause.line.needs)
    if effect == "factual" or (is_dated and effect in ("requested", "planned")):  # "by the treaty of 1951 it must help"
        return told
    if effect == "ongoing":
        return _NOT_YET.get(told, told)
    if effect == "planned" and told == "signed" and is_aim_of_journey_made(clause.node, ctx):
        return told
    if effect == "planned" and clause.status.decided and clause.noun is not None and "ties" in clause.noun.classes:
        return told  # ties are raised by the decision to raise them
    if effect == "planned":
        return _NOT_YET.get(told, told if told in _ENDED else None)
    return _WANTED.get(told) if effect == "proposed" else None


def _earlier(clause: Clause, parties: tuple[str, ...], stage: str, ctx: Context) -> Record | None:
    """The agreement told before that "the deal", "the truce" or "it" means."""
    if clause.focus is not None and not is_definite(clause.focus) and stage not in _AFTER:
        return None
    record = agreement_told(clause, ctx)
    return record if record is not None and set(parties) <= set(record.parties) else None


def _document(clause: Clause, ctx: Context) -> Noun | None:
    """The document that a participle describes: "a joint declaration lifting ties to a strategic partnership"; or in
    which something is agreed: "agreed in a joint declaration to reopen the border"."""
    if clause.line.kind == "*":
        return None
    if clause.node.dep not in ("acl", "relcl"):
        inside = clause.slots.get("in", ()) if is_bare(clause) else ()
        return next((n for head in inside if (n := ctx.matcher.noun(head, clause.scene, _AGREEMENT))), None)
    return ctx.matcher.noun(clause.node.head, clause.scene, _AGREEMENT)


def _kind(clause: Clause, found: list[Who], earlier: Record | None, document: Noun | None, ctx: Context) -> str:
    kind = clause.kind or "unspecified"
    if document is not None:
        return document.kind
    if clause.noun is not None and "again" in clause.noun.classes:
        return next((r.kind for r in reversed(ctx.told) if r.type == "agreement"), kind)
    general = clause.noun is None and clause.line.kind in ("*", "unspecified")
    generic = general or kind == "unspecified" or (clause.noun is not None and "generic" in clause.noun.classes)
    if generic and earlier is not None and (clause.focus is None or is_definite(clause.focus)):
        return earlier.kind
    plain = clause.noun is not None and " " not in clause.noun.noun
    if kind == "treaty" and plain and clause.focus is not None and _is_mere_consent(clause.focus):
        return "unspecified"
    if kind == "unspecified" and document is None and generic and _is_formal(clause, found):
        kind = "treaty"
    if kind == "treaty" and plain and any(who.kind == "company" for who in found):
        return "deal"
    return kind


def _is_mere_consent(noun: Node) -> bool:
    """ "Reached agreement on trade": without an article or a word before it, it is no instrument."""
    before = any(c.i < noun.i and c.dep not in ("punct", "cc") for c in noun.children)
    return noun.tag == "NN" and noun.dep == "dobj" and not before


def _is_formal(clause: Clause, found: list[Who]) -> bool:
    """ "Signed an accord": what states, but not armed groups, sign is an instrument between governments."""
    noun, of_states = clause.noun, not any(p.startswith("X:") for p in parties_of(found))
    return of_states and noun is not None and noun.noun == "accord" and clause.line.row.stage == "signed"


def _is_pronominal(clause: Clause) -> bool:
    """ "It took effect in May", "broke them off": only an agreement told before says what did."""
    return any(not need.values.isdisjoint(_PRONOUNS) for need in clause.line.needs)


def _is_told_by_document(clause: Clause, document: Noun | None, ctx: Context) -> bool:
    """Whether the clause only says what a document provides for that is told as signed."""
    signed = document is not None and clause.node.head.dep in ("dobj", "nsubjpass")
    return signed or _lifts_ties_again(clause, ctx)


def _lifts_ties_again(clause: Clause, ctx: Context) -> bool:
    """Whether the partnership stands in a joint statement that the same sentence has told."""
    start = clause.scene.sentence.start
    told = (r for r in ctx.told if r.evidence.start == start and r.type == "agreement")
    return clause.noun is not None and "ties" in clause.noun.classes and any(r.kind == "statement" for r in told)


def _spells_out(clause: Clause, ctx: Context) -> bool:
    """Whether the sentence told what was agreed as a record of its own: a fund, a visit, a loan; not mere talks."""
    start = clause.scene.sentence.start
    told = [r for r in ctx.told if r.evidence.start == start]
    to_do = (r for r in told if r.type in _OBJECTS and r.stage not in _DONE)
    return any(to_do) or any(r.stage == "planned" and r.kind != "talks" for r in told)


def _nodes(clause: Clause) -> list[Node]:
    """The heads that may name a party: role fillers, and partners whose phrase the parser hung elsewhere."""
    wanted = clause.line.roles.get("parties", _ROLES)
    if clause.noun is not None and "again" in clause.noun.classes and clause.focus is not None:
        return list(slots(clause.focus).get("with", ())) or clause.slots.get("with", [])
    found = {n.i: n for n in clause.fill("parties", _ROLES) if not is_agent(n) and n is not clause.focus}
    if PARTNERS & set(wanted):
        found.update((n.i, n) for n in loose_partners(clause))
    return [found[i] for i in sorted(found) if not is_town(found[i], clause) and not is_onlooker(found[i])]
