"""What another did before: "Bahrain followed suit", "two others did so in May" take up the undertaking told last."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.model import Record
from dragoman.reading.clauses import Clause
from dragoman.reading.records.context import Context
from dragoman.reading.records.draft import Draft
from dragoman.reading.records.finishing import finish
from dragoman.reading.records.parties import acting, parties_of, source_of

_TYPES = frozenset({"agreement", "accession", "measure"})
_BACK = 700  # characters


def is_again(clause: Clause) -> bool:
    """Whether a line says only that somebody did what was told before."""
    return "again" in clause.line.roles


def repeated(clause: Clause, ctx: Context) -> Iterator[Record]:
    """The step told last, of the line's type, as that of each who is told to have followed."""
    last = _last(clause, ctx)
    is_deed = clause.status.effect == "factual" and clause.node.tag != "VB"
    if last is None or last.type != clause.line.type or not is_deed:
        return
    first = parties_of(acting(clause.slots.get("obj", ()), clause, ctx))
    for doer in parties_of(acting(clause.slots.get("subj", ()), clause, ctx)):
        others = [p for p in last.parties if p not in first] or last.parties
        draft = Draft(clause, last.type, last.kind, last.stage, negated=clause.status.negated, name=last.name)
        if last.recipient is not None and doer not in last.parties:
            draft.actor, draft.recipient = (doer,), last.recipient
        elif doer not in last.parties:
            draft.parties = (doer, max(others, key=lambda p: ctx.resolver.cast.named[p]))
        else:
            continue
        yield finish(draft, ctx, source_of(clause, ctx))


def _last(clause: Clause, ctx: Context) -> Record | None:
    start = clause.scene.sentence.start
    told = (r for r in reversed(ctx.told) if r.type in _TYPES)
    last = next(told, None)
    return last if last is not None and start - last.evidence.start <= _BACK else None
