"""Aid: from donor to beneficiary, requested, pledged, provided or suspended."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.model import KINDS, Record
from dragoman.reading.clauses import Clause
from dragoman.reading.records.common import Context, Draft, Stages, amount_of, finish, sectors_of, source_of, stage_of
from dragoman.reading.records.sides import pair, partner, sides
from dragoman.reading.syntax import first_conjunct

_STAGES: Stages = {
    "factual": "provided", "ongoing": "provided", "planned": "pledged", "requested": "requested",
    "cancelled": "suspended",
}  # fmt: skip
_TELLING = frozenset({"aid", "arms", "beneficiary"})
_DONOR = (("subj", "by"), ("poss", "mod"), ("from",), ("gov",))
_BENEFICIARY = (("to", "for", "iobj"), ("into", "with", "obj"), ("in",), ("xcomp",))
Slots = tuple[tuple[str, ...], ...]


def read(clause: Clause, ctx: Context) -> Iterator[Record]:
    """Aid of the donor for the beneficiary."""
    stage = _stage(clause)
    if stage is None or _is_advice(clause):
        return
    donor = _first(clause, "actor", _DONOR, (), ctx)
    beneficiary = donor and _beneficiary(clause, donor, ctx)
    if not beneficiary:
        return
    draft = Draft(
        clause, "aid", _kind(clause, ctx), stage, actor=donor, recipient=beneficiary,
        negated=clause.status.negated, amount=amount_of(clause, ctx), sectors=sectors_of(clause, ctx),
    )  # fmt: skip
    yield finish(draft, ctx, source_of(clause, ctx))


def _stage(clause: Clause) -> str | None:
    """The line's stage where it is told as a fact; a pause told by a noun stays one under any verb."""
    told, effect = clause.line.row.stage, clause.status.effect
    if told and (effect in ("factual", "ongoing") or (clause.line.pos == "noun" and effect != "hypothetical")):
        return told
    return stage_of(clause.status, _STAGES)


def _is_advice(clause: Clause) -> bool:
    """"help in settling the dispute" gives nothing."""
    focus = clause.focus
    return focus is not None and any(child.child("pcomp") for child in focus.all("prep") if child.lower == "in")


def _first(
    clause: Clause, role: str, default: Slots, without: tuple[str, ...], ctx: Context
) -> tuple[str, ...]:
    """The parties of the first slots that name any but `without`."""
    wanted = clause.line.roles.get(role)
    for slots in (wanted,) if wanted else default:
        nodes = [node for slot in slots for node in clause.slots.get(slot, ())]
        found = tuple(p for p in sides(nodes, clause, ctx) if p not in without)
        if found:
            return found
    return ()


def _beneficiary(clause: Clause, donor: tuple[str, ...], ctx: Context) -> tuple[str, ...]:
    """Who gets it: by the clause, by the clause it is joined to, else the other side of a story about two."""
    found = _first(clause, "recipient", _BENEFICIARY, donor, ctx)
    if found or not clause.node.is_verb:
        return found
    top = first_conjunct(clause.node)
    if top is not clause.node:
        before = [child for child in top.children if child.i < clause.node.i and child.dep in ("dobj", "dative", "prep")]
        found = tuple(p for p in sides(before, clause, ctx) if p not in donor)
    if found:
        return found
    other = partner(donor, ctx)
    return (other,) if other is not None else tuple(pair(ctx)) if not set(pair(ctx)) & set(donor) else ()


def _kind(clause: Clause, ctx: Context) -> str:
    """The line's kind or that of the class noun; for plain "aid" or "help" that of the things named beside it."""
    noun = clause.noun
    kind = noun.kind if clause.line.kind == "*" and noun is not None else clause.line.kind
    if kind in KINDS["aid"] and kind != "economic":
        return kind
    beside = (ctx.matcher.noun(node, clause.scene, _TELLING) for node in clause.node.subtree())
    kinds = {n.kind for n in beside if n is not None}
    return next((kind for kind in ("military", "humanitarian", "loan") if kind in kinds), "economic")
