"""Measures: coercive or restrictive steps; the actor imposes, the recipient bears."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from dragoman.knowledge.confidence import FILLED
from dragoman.model import Record
from dragoman.reading.attribution import Source
from dragoman.reading.clauses import Clause
from dragoman.reading.records.alleged import accusation
from dragoman.reading.records.bearing import actor_of, ban_kind, earlier, implied_actor, last_spoken_of, recipient_of
from dragoman.reading.records.context import Context
from dragoman.reading.records.dating import date_of
from dragoman.reading.records.draft import Draft, Stages, stage_of
from dragoman.reading.records.filling import antecedent_of, fill_actor, fill_bearers
from dragoman.reading.records.finishing import finish
from dragoman.reading.records.or_else import or_else
from dragoman.reading.records.parties import parties_of, source_of, whos
from dragoman.reading.records.sides import european
from dragoman.reading.records.told import is_pointing
from dragoman.reading.tree import Node

_STAGES: Stages = {
    "factual": "imposed", "ongoing": "imposed", "planned": "planned", "threatened": "threatened",
    "hypothetical": "threatened", "proposed": "threatened",
}  # fmt: skip
_RELIEF = frozenset({"eased", "lifted", "suspended"})
_ASKED = frozenset({"requested", "proposed"})
"""What somebody wants lifted is in force."""
_MUTUAL = frozenset({"sanction", "expulsion", "travel_ban"})
"""What two may do to each other where nobody else is told."""
_EUROPEAN = frozenset({"sanction", "tariff"})
"""What Europe does as the EU."""
_DECIDED = frozenset({"factual", "ongoing", "planned"})


def read(clause: Clause, ctx: Context) -> Iterator[Record]:
    """A measure of the subject on those who bear it."""
    stage, before = _stage(clause), earlier(clause, ctx)
    kind = _kind(clause, ctx) or (before.kind if before is not None else "") or ban_kind(clause, ctx)
    if stage is None or not kind:
        return
    before = before or antecedent_of(clause, kind, ctx)
    source = source_of(clause, ctx)
    if (terms := or_else(clause, source, ctx)) is not None:
        draft = Draft(clause, "measure", kind, "threatened", actor=terms.actor, recipient=terms.recipient)
        draft.dated = True  # the day told is that by which to comply
        yield finish(draft, ctx, source)
        return
    actor, recipient, filled = _sides(clause, kind, before, source, ctx)
    negated = _negated(clause, stage)
    if kind in _EUROPEAN:
        actor, recipient = european(actor, ctx), european(recipient, ctx)
    if kind == "military" and actor and not recipient and source is not None and source.who is not None:
        recipient = tuple(p for p in source.who.parties if source.who.speaks and p not in actor)
    mutual = len(actor) == 2 and clause.kind in _MUTUAL
    if not actor or not (recipient or mutual or _may_lack_bearer(clause, kind, stage)):
        return
    if kind == "export_control" and recipient and _are_goods_theirs(clause, recipient, ctx):
        kind = "import_ban"
    if kind == "military" and ctx.resolver.is_inside(actor, recipient):
        return
    if (
        kind == "military"
        and stage == "imposed"
        and not negated
        and source is not None
        and _is_claim(source, actor, recipient)
    ):
        yield from accusation(clause, actor, source, ctx)
        return
    for side, bearers in _pairs(clause, actor, recipient):
        draft = Draft(clause, "measure", kind, stage, actor=side, recipient=bearers, negated=negated)
        if _has_steps(clause):
            date = date_of(replace(clause, focus=None), ctx)  # "the curbs introduced in May were lifted in June"
            draft.date, draft.dated = date.value if date is not None else None, True
        if filled:
            draft.rule = clause.line.id + FILLED
        record = finish(draft, ctx, source)
        if stage == "planned" and any(n.lower in ctx.matcher.words("at_once") for n in clause.node.subtree()):
            record = record.model_copy(update={"stage": "imposed"})
        elif stage == "imposed" and _is_to_come(record, clause, ctx):
            record = record.model_copy(update={"stage": "planned"})
        if stage == "planned" and not clause.line.row.stage and record.date is None and not _is_resolved(clause, kind):
            record = record.model_copy(update={"stage": "threatened"})  # nothing says that it is decided
        yield record


def _kind(clause: Clause, ctx: Context) -> str:
    """The clause's kind; a border shut to goods is an embargo."""
    if clause.kind == "travel_ban" and clause.noun is not None and "crossing" in clause.noun.classes:
        if any(ctx.matcher.is_class(node, clause.scene, "freight") for node in clause.scene.nodes):
            return "embargo"
    return clause.kind


def _are_goods_theirs(clause: Clause, recipient: tuple[str, ...], ctx: Context) -> bool:
    """Whether the goods that are stopped come from who bears it: "blocked shipments of Australian beef"."""
    if any(clause.slots.get(slot) for slot in ("to", "against", "on")) or clause.noun is None:
        return False
    owners = [c for n in clause.slots.get("of", ()) for c in n.all("amod", "compound", "poss")]
    return "barred" in clause.noun.classes and bool(set(parties_of(whos(owners, clause, ctx))) & set(recipient))


def _sides(
    clause: Clause, kind: str, before: Record | None, source: Source | None, ctx: Context
) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    """Who acts, who bears, and whether one of them was filled from the context."""
    antecedent = antecedent_of(clause, kind, ctx) if not _names_doer(clause.node) else None
    actor = _again(antecedent, "actor") or actor_of(clause, ctx) or _again(before, "actor")
    actor = actor or implied_actor(clause, source, ctx)
    if not actor:
        actor, recipient = fill_actor(clause, kind, recipient_of(clause, kind, ctx, ()), source, ctx)
        if not actor or recipient:
            return actor, recipient, True
    recipient = recipient_of(clause, kind, ctx, actor)
    if not recipient and before is not None and (before.actor == actor or not clause.kind):
        recipient = _again(before, "recipient")
    if recipient or (len(actor) == 2 and clause.kind in _MUTUAL and _is_theirs(clause)):
        return actor, recipient, False
    return actor, fill_bearers(clause, kind, actor, ctx) or last_spoken_of(clause, kind, ctx, actor), True


def _is_theirs(clause: Clause) -> bool:
    """ "Peru and Chile recalled their ambassadors": two who withdraw what is theirs do it to each other."""
    return any(c.lower == "their" for n in clause.slots.get("obj", ()) for c in n.all("poss"))


def _names_doer(verb: Node) -> bool:
    """Whether a relative clause names who acts in it: "both of which Canada had banned"."""
    return any(c.dep == "nsubj" and c.is_nominal for c in verb.children)


def _pairs(
    clause: Clause, actor: tuple[str, ...], recipient: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Who acts on whom, a pair a record: what "both" did each did, and two that act on nobody else act on each other."""
    rest = tuple(p for p in recipient if p not in actor) or recipient
    if len(actor) == 2 and (not recipient or set(recipient) == set(actor)) and clause.kind in _MUTUAL:
        yield (actor[0],), (actor[1],)
        yield (actor[1],), (actor[0],)
        return
    for side in [(one,) for one in actor] if _each(clause) else [actor]:
        yield side, rest


def _is_resolved(clause: Clause, kind: str) -> bool:
    """Whether a step without a date is told as settled: "will ban", "said it would ban", with no "unless"."""
    verb = clause.node
    conditional = any(c.lower in ("unless", "if") for n in verb.subtree() for c in n.children if c.dep == "mark")
    wills = ("will", "would") if clause.status.reported else ("will",)
    return kind == "expulsion" or (not conditional and any(c.lower in wills for c in verb.all("aux")))


def _is_to_come(record: Record, clause: Clause, ctx: Context) -> bool:
    """Whether a step told as decided takes effect after the story's day."""
    published, date = ctx.story.published, record.date
    if clause.node.is_nominal or clause.status.effect not in ("factual", "ongoing", "planned") or record.negated:
        return False
    return published is not None and date is not None and date > published.isoformat()[: len(date)]


def _has_steps(clause: Clause) -> bool:
    """Whether a clause within the measure's phrase tells another step of it, with a date of its own."""
    noun = clause.focus
    return noun is not None and noun is not clause.node and any(n.dep in ("acl", "relcl") for n in noun.subtree())


def _each(clause: Clause) -> bool:
    """ "Peru and Chile have both …", "… each …": a measure of each."""
    return any(c.lower in ("both", "each") and c.i < clause.node.i and c.dep != "dobj" for c in clause.node.children)


def _again(before: Record | None, role: Literal["actor", "recipient"]) -> tuple[str, ...]:
    """Who acted or bore in the telling that "the ban" points back to."""
    return (getattr(before, role) or ()) if before is not None else ()


def _stage(clause: Clause) -> str | None:
    """How far it has got; a noun phrase that names a measure presupposes it, whatever its verb's tense."""
    told, effect = clause.line.row.stage, clause.status.effect
    if clause.status.alleged or (effect == "hypothetical" and _is_conditional(clause.node)):
        return None
    if told in _RELIEF:
        return told if effect in _DECIDED else "imposed" if effect in _ASKED else None
    if told and (effect in ("factual", "ongoing") or (told == "imposed" and effect in _DECIDED)):
        return told
    if effect == "proposed" and clause.node.is_nominal and clause.line.row.trigger.startswith("imposition"):
        return "threatened"  # "discussed the imposition of sanctions"
    if clause.node.is_nominal and effect in ("planned", "requested", "proposed"):
        return told or ("imposed" if effect == "planned" or is_pointing(clause.node) else None)
    stage = stage_of(clause.status, _STAGES)
    return "imposed" if stage == "planned" and (clause.status.negated or clause.status.decided) else stage


def _is_conditional(node: Node) -> bool:
    """In a clause with "if": no threat but a case."""
    return any(c.dep == "mark" and c.lower == "if" for n in (node, *node.ancestors()) if n.is_verb for c in n.children)


def _negated(clause: Clause, stage: str) -> bool:
    """Denied; not where the line itself asks for a denial: "did not let them enter" tells what was done."""
    asked = any("neg" in need.slots for need in clause.line.needs)
    return clause.status.negated and not asked and not clause.node.is_nominal and stage != "threatened"


def _may_lack_bearer(clause: Clause, kind: str, stage: str) -> bool:
    """Told by a verb, a trade measure may bear on nobody named; force, expulsion and the cutting of duties never."""
    if clause.node.is_nominal:
        return kind == "export_control"
    if kind == "military" and clause.noun is not None and "assault" in clause.noun.classes:
        return any(clause.slots.get(slot) for slot in ("on", "against"))  # "strikes on boats"
    if kind == "tariff" and (stage in _RELIEF or clause.noun is None or "tariff" not in clause.noun.classes):
        return False  # "taxed fuel" may be an affair of the state's own
    if kind == "import_ban" and clause.noun is not None and "barred" not in clause.noun.classes:
        return False  # "banned cars" may be an affair of the town
    return kind not in ("military", "expulsion", "travel_ban")


def _is_claim(source: Source, actor: tuple[str, ...], recipient: tuple[str, ...]) -> bool:
    """Whether only the side that bears it says it."""
    if source.who is None:
        return False
    said = set(source.who.parties)
    return bool(said & set(recipient)) and not said & set(actor)
