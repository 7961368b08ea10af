"""Statements: an official actor takes a stance towards a party or on an issue."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.model import Record
from dragoman.reading.clauses import Clause
from dragoman.reading.records.common import (
    Context, Draft, acting, date_of, finish, parties_of, persons_of, source_of, whos,
)  # fmt: skip

_MADE = frozenset({"factual", "ongoing"})


def read(clause: Clause, ctx: Context) -> Iterator[Record]:
    """A stance of the subject towards the parties addressed or aimed at."""
    if clause.status.effect not in _MADE or clause.status.negated:
        return
    speakers = acting(clause.fill("actor", ("subj", "by", "poss")), clause, ctx)
    if not speakers:
        return
    actor = parties_of(speakers)
    aimed = parties_of(whos(clause.fill("recipient", ("obj", "to", "for", "on", "against", "with")), clause, ctx))
    value = date_of(clause, ctx, saying=True)
    draft = Draft(
        clause, "statement", clause.kind, "made", actor=actor, recipient=tuple(p for p in aimed if p not in actor),
        persons=persons_of(speakers, ctx), date=value.value if value else None,
    )  # fmt: skip
    source = source_of(clause, ctx)
    names = clause.fill("actor", ("subj", "by", "poss"))
    own = ctx.attributor.naming(names[0], speakers[0], clause.scene, ctx.resolver)
    draft.attribution = own or (source.text if source else None)
    yield finish(draft, ctx, source)
