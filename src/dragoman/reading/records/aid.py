"""Aid: from donor to beneficiary, requested, pledged, provided or suspended."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.model import KINDS, Record
from dragoman.reading.clauses import Clause
from dragoman.reading.records.common import Context, Draft, Stages, amount_of, finish, sectors_of, source_of, stage_of
from dragoman.reading.records.sides import partner, sides

_STAGES: Stages = {
    "factual": "provided", "ongoing": "provided", "planned": "pledged", "proposed": "pledged", "requested": "requested",
    "cancelled": "suspended",
}  # fmt: skip
_TELLING = frozenset({"aid", "arms", "beneficiary"})
_DONOR = ("subj", "by", "from", "poss", "mod", "gov")
_BENEFICIARY = ("to", "for", "iobj", "in", "into", "with", "obj", "xcomp")


def read(clause: Clause, ctx: Context) -> Iterator[Record]:
    """Aid of the donor for the beneficiary."""
    told = clause.line.row.stage
    stage = told if told and clause.status.effect in ("factual", "ongoing") else stage_of(clause.status, _STAGES)
    if stage is None:
        return
    donor = sides(clause.fill("actor", _DONOR), clause, ctx)
    beneficiary = _beneficiary(clause, donor, ctx)
    if not donor or not beneficiary:
        return
    draft = Draft(
        clause, "aid", _kind(clause, ctx), stage, actor=donor, recipient=beneficiary,
        negated=clause.status.negated, amount=amount_of(clause, ctx), sectors=sectors_of(clause, ctx),
    )  # fmt: skip
    yield finish(draft, ctx, source_of(clause, ctx))


def _beneficiary(clause: Clause, donor: tuple[str, ...], ctx: Context) -> tuple[str, ...]:
    """Who gets it; where the clause does not say, the other party of a story about two."""
    found = sides(clause.fill("recipient", _BENEFICIARY), clause, ctx)
    others = tuple(p for p in found if p not in donor)
    if others:
        return others
    other = partner(donor, ctx)
    return (other,) if other is not None else ()


def _kind(clause: Clause, ctx: Context) -> str:
    """The line's kind or that of the class noun; for plain "aid" or "help" that of the things named beside it."""
    noun = clause.noun
    if clause.line.kind != "*":
        return clause.line.kind
    if noun is not None and noun.kind in KINDS["aid"] and noun.kind != "economic":
        return noun.kind
    nouns = (ctx.matcher.noun(node, clause.scene, _TELLING) for node in clause.node.subtree())
    kinds = {n.kind for n in nouns if n is not None}
    return next((kind for kind in ("military", "humanitarian", "loan") if kind in kinds), "economic")
