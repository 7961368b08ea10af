"""Agreements: any instrument or deal between parties, from proposal to termination."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.model import Record
from dragoman.reading.clauses import Clause
from dragoman.reading.records.common import (
    Context, Draft, acting, amount_of, finish, name_of, parties_of, persons_of, sectors_of, source_of,
)  # fmt: skip

_ROLES = ("subj", "with", "between", "among", "mod", "poss", "gov", "by")
_FUTURE = {"signed": "negotiating", "agreed": "negotiating"}


def read(clause: Clause, ctx: Context) -> Iterator[Record]:
    """An agreement between the parties that the clause binds."""
    stage = _stage(clause)
    found = acting(clause.fill("parties", _ROLES), clause, ctx)
    parties = parties_of(found)
    if stage is None or len(parties) < 2:
        return
    draft = Draft(
        clause, "agreement", clause.kind or "unspecified", stage, parties, persons=persons_of(found, ctx),
        negated=clause.status.negated, name=name_of(clause.focus, clause.scene), amount=amount_of(clause, ctx),
        sectors=sectors_of(clause, ctx),
    )  # fmt: skip
    yield finish(draft, ctx, source_of(clause, ctx))


def _stage(clause: Clause) -> str | None:
    told = clause.line.row.stage or "agreed"
    effect = clause.status.effect
    if effect in ("factual", "ongoing"):
        return told
    if effect == "planned":
        return _FUTURE.get(told, told)
    return "proposed" if effect in ("proposed", "requested") else None
