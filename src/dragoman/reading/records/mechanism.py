"""Mechanisms: standing bodies between parties: councils, commissions, funds, working groups, offices.

A body is of several parties where its own phrase, those who set it up, or "joint" and its like say so; an
embassy or consulate is of the state that sends it and the state that hosts it. A body of one state alone is none.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.model import KINDS, Record
from dragoman.reading.clauses import Clause
from dragoman.reading.records.binding import filled, guests_and_host
from dragoman.reading.records.content import amount_of, sectors_of
from dragoman.reading.records.context import Context
from dragoman.reading.records.draft import Draft, Stages, stage_of
from dragoman.reading.records.finishing import finish
from dragoman.reading.records.gathering_members import words_left
from dragoman.reading.records.naming import title_of
from dragoman.reading.records.occasion import granted_on_occasion
from dragoman.reading.records.parties import acting, parties_of, persons_of, source_of, whos
from dragoman.reading.records.told import mechanism_told, parties_told
from dragoman.reading.slots import slots
from dragoman.reading.syntax import is_passive
from dragoman.reading.tree import Node
from dragoman.reading.who import Who

_STAGES: Stages = {
    "factual": "established", "ongoing": "being_established", "planned": "being_established", "proposed": "proposed",
    "requested": "proposed", "hypothetical": "proposed",
}  # fmt: skip
_ROLES = ("subj", "mod", "with", "between", "among", "gov", "by", "to")
_OWN = ("subj", "of", "between", "among", "with")
_MECHANISMS = frozenset({"mechanism"})
_MISSIONS = frozenset({"mission"})
_PEOPLE = frozenset({"person", "official"})


def read(clause: Clause, ctx: Context) -> Iterator[Record]:
    """A mechanism with the parties that set it up; "it" is the one told last."""
    focus, stage = _focus(clause), _stage(clause)
    earlier = mechanism_told(focus, clause, ctx)
    kind = earlier.kind if focus is None and earlier is not None else _kind(clause, ctx)
    if kind is None or stage is None or _is_in_name(focus, clause):
        return
    told = [*_own(focus, clause, ctx), *acting(clause.fill("parties", _ROLES), clause, ctx)]
    found = [who for who in told if who.kind != "company"]
    parties = _parties(found, focus, earlier, clause, ctx)
    if len(parties) < 2:
        return
    draft = Draft(
        clause, "mechanism", kind, stage, parties, persons=persons_of([w for w in found if w.kind in _PEOPLE], ctx),
        negated=clause.status.negated, name=_name(focus, clause) or (earlier.name if earlier is not None else None),
        amount=amount_of(clause, ctx), sectors=sectors_of(clause, ctx),
    )  # fmt: skip
    yield granted_on_occasion(finish(draft, ctx, source_of(clause, ctx)), clause, ctx)


def _focus(clause: Clause) -> Node | None:
    """The noun that names the body: that of a class, or the object that the line asks for by its lemma."""
    if clause.focus is not None or clause.line.kind == "*":
        return clause.focus
    return next(iter(clause.slots.get("obj", ())), None)


def _is_in_name(node: Node | None, clause: Clause) -> bool:
    hit = clause.scene.hits.get(node.i) if node is not None else None
    return hit is not None and len(hit.nodes) > 1


def _name(focus: Node | None, clause: Clause) -> str | None:
    return None if focus is None else title_of((words_left(focus, clause.scene) or [focus])[0], focus, clause.scene)


def _kind(clause: Clause, ctx: Context) -> str | None:
    if clause.line.kind != "*":
        return clause.line.kind
    noun = ctx.matcher.noun(clause.focus, clause.scene, _MECHANISMS) if clause.focus is not None else None
    return noun.kind if noun is not None and noun.kind in KINDS["mechanism"] else None


def _stage(clause: Clause) -> str | None:
    """The line's stage where it is told as a fact; what is wanted or planned is not there yet."""
    told, effect = clause.line.row.stage, clause.status.effect
    if clause.node.dep == "relcl" and "would: planned" in clause.status.because:
        return "proposed"  # "a resolution that would create an office"
    if told and (effect in ("factual", "ongoing") or told == "proposed"):
        return told if effect != "hypothetical" else None
    if told == "dissolved":
        return "dissolved" if effect == "planned" else None
    return stage_of(clause.status, _STAGES)


def _own(focus: Node | None, clause: Clause, ctx: Context) -> list[Who]:
    """The parties in the body's own phrase: "the Azerbaijani-Kyrgyz fund", "a council of the two states"."""
    if focus is None:
        return []
    named = ctx.resolver.named_before(focus, clause.scene)
    out = [Who(named, (), "collective", True, "named before the body")] if named else []
    own = slots(focus)
    return [*out, *acting([n for slot in _OWN for n in own.get(slot, ())], clause, ctx)]


def _parties(
    found: list[Who], focus: Node | None, earlier: Record | None, clause: Clause, ctx: Context
) -> tuple[str, ...]:
    """The parties told; of an embassy also its host; of a body told before also those it was told of."""
    parties = tuple(dict.fromkeys(code for p in parties_of(found) for code in ctx.formats.get(p, (p,))))
    if focus is not None and ctx.matcher.noun(focus, clause.scene, _MISSIONS) is not None:
        parties = tuple(dict.fromkeys((*parties, *_hosts(focus, clause, ctx))))
    if len(parties) < 2 and earlier is not None and set(parties) <= set(earlier.parties):
        return earlier.parties
    if focus is None:
        return parties
    if len(parties) < 2 and _is_theirs(clause):
        return parties_told((), clause, ctx) or parties
    if len(parties) < 2 and _is_mutual(focus, ctx):
        parties = parties_told(parties, clause, ctx) or parties
    if len(parties) == 1:
        parties = tuple(dict.fromkeys((*parties, *_hosts(focus, clause, ctx))))
    if len(parties) == 1 and (clause.line.kind != "*" or _is_sent(focus, clause, ctx) or _is_proposed(clause)):
        guests = guests_and_host(parties, clause, ctx)
        known = guests if len(guests) > 1 else filled(parties, clause, ctx)
        return known if len(known) > 1 else parties_told(parties, clause, ctx) or known
    if not parties and (_is_proposed(clause) or _is_sent(focus, clause, ctx)):
        return parties_told((), clause, ctx)
    return parties


def _is_sent(focus: Node, clause: Clause, ctx: Context) -> bool:
    """Whether a state has such a body in another: an embassy, an office."""
    noun = ctx.matcher.noun(focus, clause.scene, _MECHANISMS)
    return noun is not None and noun.kind == "office"


def _is_theirs(clause: Clause) -> bool:
    """ "They agreed to set up …", "it was decided to create …": those who met decide, and nobody else is named."""
    is_impersonal = is_passive(clause.node.head)
    doers = clause.slots.get("subj", ())
    return clause.status.decided and all(n.lower == "they" or (n.lower == "it" and is_impersonal) for n in doers)


def _is_proposed(clause: Clause) -> bool:
    return clause.line.row.stage == "proposed" or clause.status.effect == "proposed"


def _hosts(focus: Node, clause: Clause, ctx: Context) -> tuple[str, ...]:
    """Where an embassy or an office stands: the state of the town or country behind "in", "to" or "at"."""
    own = slots(focus)
    nodes = [n for slot in ("in", "to", "at") for n in (*own.get(slot, ()), *clause.slots.get(slot, ()))]
    located = [who for node in nodes if (who := ctx.resolver.where(node, clause.scene)) is not None]
    return parties_of(located or whos(nodes, clause, ctx))


def _is_mutual(focus: Node, ctx: Context) -> bool:
    """ "a joint fund", or what two sides agree on without naming themselves."""
    return any(n.lower in ctx.matcher.mutual for n in focus.subtree())
