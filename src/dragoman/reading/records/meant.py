"""Whom a stance that names nobody must mean: who is spoken to, whose charge it answers, the other party around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dragoman.reading.clauses import Clause
from dragoman.reading.records.context import Context
from dragoman.reading.records.parties import parties_of, whos
from dragoman.reading.records.sides import around, foremost, mentioned
from dragoman.reading.records.stances import CHARGES
from dragoman.reading.records.told import parties_told
from dragoman.reading.slots import slots
from dragoman.reading.tree import Node

_DEEDS = frozenset({"assault", "measure", "stance"})
_REPROACHED = CHARGES | {"military"}
_FREE = frozenset({"promise", "reject"})
_PLACING = frozenset({"in", "at"})
_RECENT, _NEAR = 4, 500  # records and characters that a conversation reaches back


def from_context(kind: str, actor: tuple[str, ...], clause: Clause, ctx: Context) -> tuple[str, ...]:
    """The addressee, else the other party of the sentence, of the dealings before, of the story; a pledge or refusal
    needs none, and has one only where it points back."""
    if told := _told(actor, clause, ctx):
        return told
    if clause.line.pos in ("noun", "aux") or (kind == "call_for" and mentioned(clause.node, clause.scene, ctx)[1:]):
        return ()  # "called for a truce in Gaza"
    if kind == "threaten" and (warned := _same_breath(actor, clause, ctx)):
        return warned
    if kind == "promise" and (beneficiary := _same_breath(actor, clause, ctx) or _dealt(actor, clause, ctx)):
        return beneficiary
    if kind == "reject" and (doing := _last_doer(actor, clause, ctx)):
        return doing
    if kind == "reject" and _is_charge(clause, ctx):
        return _addressed(actor, ctx)
    if kind in _FREE and not any(points_back(node) for node in clause.slots.get("obj", ())):
        return ()
    if kind != "call_for" and any(points_back(node) for node in clause.slots.get("over", ())):
        if answered := rejected(actor, ctx):
            return answered  # "regret over the remarks"
    is_aside = clause.node.dep == "relcl"  # "a step that Caracas described as hostile": of this sentence
    if kind == "criticise" and not is_aside and (blamed := _blamed(actor, ctx)):
        return (blamed,)
    if kind in CHARGES and (doing := _last_doer(actor, clause, ctx)):
        return doing
    other = _other(kind, actor, clause, ctx)
    return (other,) if other and other != "*" else ()


def _is_charge(clause: Clause, ctx: Context) -> bool:
    """Whether what is rejected is a charge of which nobody is told to have made it: "such claims are absurd"."""
    nodes = [n for slot in ("obj", "subj") for n in clause.slots.get(slot, ()) if n.tag in ("NN", "NNS")]
    return any(ctx.matcher.is_class(n, clause.scene, "charge") for n in nodes)


def _addressed(actor: tuple[str, ...], ctx: Context) -> tuple[str, ...]:
    """Whom the speaker spoke to or about just before."""
    spoken = (r for r in reversed(ctx.told[-_RECENT:]) if r.type == "statement" and r.actor == tuple(sorted(actor)))
    return next((r.recipient for r in spoken if r.recipient), ())


def _same_breath(actor: tuple[str, ...], clause: Clause, ctx: Context) -> tuple[str, ...]:
    """Whom the speaker's last stance in the same sentence was about: "urged both sides to stop and offered help"."""
    for record in reversed(ctx.told[-_RECENT:]):
        is_same = record.evidence.start == clause.scene.sentence.start and record.actor == tuple(sorted(actor))
        if record.type == "statement" and is_same and record.recipient and record.kind != "praise":
            return record.recipient
    return ()


def _dealt(actor: tuple[str, ...], clause: Clause, ctx: Context) -> tuple[str, ...]:
    """Whose dealings a pledge means: "offered to help settle the conflict"."""
    verbs = [*clause.slots.get("xcomp", ()), *clause.slots.get("ccomp", ())]
    verbs += [v for n in clause.slots.get("acomp", ()) for v in n.all("xcomp")]
    below = [n for verb in verbs for n in verb.subtree() if n.is_nominal]
    if not any(points_back(n) for n in below) or mentioned(clause.node, clause.scene, ctx)[1:]:
        return ()
    return others(parties_told(actor, clause, ctx), actor)


def _blamed(actor: tuple[str, ...], ctx: Context) -> str | None:
    """Whom the story's reproaches so far are against most, those against the speaker left out."""
    sides = [(r.recipient if r.kind in CHARGES else r.actor) or () for r in ctx.told if r.kind in _REPROACHED]
    ranked = Counter(p for side in sides if set(actor).isdisjoint(side) for p in side).most_common(1)
    return ranked[0][0] if ranked else None


def _last_doer(actor: tuple[str, ...], clause: Clause, ctx: Context) -> tuple[str, ...]:
    """Who did what the sentence before tells, where it is meant: "called the move illegal", "objected to the step"."""
    nodes = (node for slot in ("obj", "to", "against", "at") for node in clause.slots.get(slot, ()))
    meant = [node for node in nodes if not ctx.matcher.is_class(node, clause.scene, "agreement")]
    if not any(points_back(node) and not node.child("prep", "relcl", "acl", "amod") for node in meant):
        return ()
    return ctx.resolver.last_subject(clause.scene, clause.node, actor)


def _other(kind: str, actor: tuple[str, ...], clause: Clause, ctx: Context) -> str | None:
    """The one other party that the sentence names, but not as the place of something, for a request before it; else
    that of the dealings told last; else the other that the story names most."""
    places = {n.i for n in clause.scene.nodes if n.dep == "pobj" and n.head.lower in _PLACING}
    named = [n for n in clause.scene.nodes if n.i in clause.scene.hits and n.i not in places]
    named = [n for n in named if not _undergoes(n, clause, ctx) and not (kind in CHARGES and _bears(n))]
    before = [n for n in named if n.i < clause.node.i]
    for group in (before, [] if kind == "call_for" else named):
        found = others(parties_of(whos(group, clause, ctx)), actor)
        if len(found) == 1 and not found[0].startswith("R:"):
            return found[0]
    if kind != "call_for" and (near := around(actor, clause, ctx)) and _is_free(near, named, clause, ctx):
        return near
    if len(actor) > 1:
        return None
    dealt = others(parties_told(actor, clause, ctx), actor)
    if len(dealt) == 1:
        return dealt[0]
    return foremost(actor, ctx) if kind != "call_for" else None


def _undergoes(node: Node, clause: Clause, ctx: Context) -> bool:
    """Whether a name stands for those to whom something is done: "the killing of Kenyan reporters"."""
    above = (n for n in node.ancestors() if n.is_nominal)
    return any(ctx.matcher.is_class(n, clause.scene, "undergone") for n in above)


def _bears(node: Node) -> bool:
    """Whether a name stands for those against whom something is done: "violent acts against Italian troops"."""
    above = next((n for n in (node, *node.ancestors()) if n.dep == "pobj"), None)
    return above is not None and above.head.lower == "against"


def _is_free(party: str, named: Sequence[Node], clause: Clause, ctx: Context) -> bool:
    """Whether a party is named in the sentence elsewhere than as the place of something."""
    return party in parties_of(whos(named, clause, ctx))


def _told(actor: tuple[str, ...], clause: Clause, ctx: Context) -> tuple[str, ...]:
    """Whom the words are said to: "told Rwanda that it would not retreat"."""
    for above in clause.node.ancestors():
        if ctx.attributor.is_saying(above):
            inner = slots(above)
            nodes = [n for slot in ("obj", "iobj", "to") for n in inner.get(slot, ())]
            if found := others(parties_of(whos(nodes, clause, ctx)), actor):
                return found
            return _spoken_about(above, actor, clause, ctx)
    return ()


def _spoken_about(saying: Node, actor: tuple[str, ...], clause: Clause, ctx: Context) -> tuple[str, ...]:
    """Whose deed the words are about: "it is a crime, he said of the Israeli raid"."""
    inner = slots(saying)
    topics = [n for slot in ("of", "about") for n in inner.get(slot, ()) if n.head.head is saying and n.is_nominal]
    named = (p for n in topics for p in ctx.resolver.named_before(n, clause.scene))
    return others(parties_of(whos(topics, clause, ctx)) or tuple(dict.fromkeys(named)), actor)


def hearer(actor: tuple[str, ...], clause: Clause, ctx: Context) -> tuple[str, ...]:
    """Whom a request is made to where its own clause names nobody: the addressee of the clause above, or the other
    party of the meeting or exchange told just before."""
    for above in clause.node.ancestors():
        if above.is_verb and clause.node.dep in ("advcl", "conj", "xcomp"):
            inner = slots(above)
            nodes = [n for slot in ("obj", "iobj", "to", "with") for n in inner.get(slot, ())]
            if found := others(parties_of(whos(nodes, clause, ctx)), actor):
                return found
    start = clause.scene.sentence.start
    for record in reversed(ctx.told[-_RECENT:]):
        if set(actor) < set(record.parties) and len(record.parties) == 2 and start - record.evidence.end < _NEAR:
            return others(record.parties, actor)
    return ()


def rejected(actor: tuple[str, ...], ctx: Context) -> tuple[str, ...]:
    """Whose charge or offer is rejected: of who has accused or addressed the one that rejects, most often and last."""
    spoken = [r for r in ctx.told if r.type == "statement" and r.recipient and set(actor) <= set(r.recipient)]
    makers = [others(r.actor or (), actor) for r in reversed(spoken)]
    counted = Counter(maker for maker in makers if maker).most_common(1)
    return counted[0][0] if counted else ()


def doer(nodes: Sequence[Node], actor: tuple[str, ...], clause: Clause, ctx: Context) -> tuple[str, ...]:
    """Whose deed "the raid", "the sanctions", "the criticism" is: of who last did or said such a thing, to the speaker
    himself if anybody did."""
    for node in nodes:
        deed = ctx.matcher.noun(node, clause.scene, _DEEDS) if points_back(node) else None
        if deed is None:
            continue
        kinds = CHARGES if "stance" in deed.classes else frozenset({deed.kind})
        told = [r for r in reversed(ctx.told) if r.kind in kinds and r.actor and not set(r.actor) & set(actor)]
        borne = [r for r in told if set(actor) & set(r.recipient or ())]
        if "stance" in deed.classes and not borne and (answered := rejected(actor, ctx)):
            return answered
        if told:
            return others((borne or told)[0].actor or (), actor)
    return ()


def others(parties: Sequence[str], actor: tuple[str, ...]) -> tuple[str, ...]:
    """The parties but for those of the actor."""
    return tuple(p for p in parties if p not in actor)


def points_back(node: Node) -> bool:
    """Whether a phrase means what was told before: "it", "the truce", "that decision"."""
    words = {node.lower, *(c.lower for c in node.children if c.dep == "det")}
    return bool(words & {"it", "this", "that", "the", "these", "those", "such"})
