"""Gatherings: summits, forums, conferences, sessions and exercises as such; parties are hosts, the body and named attendees.

A clause tells a part: the noun's own phrase names the body or the states that it is of ("the EU-Celac summit"), the
verb around it who hosts, chairs or attends. `dragoman.reading.gatherings` unites the parts over the story.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.model import Record
from dragoman.reading.clauses import Clause
from dragoman.reading.parse import Node
from dragoman.reading.records.common import (
    Context, Draft, Stages, acting, date_of, finish, name_of, parties_of, persons_of, source_of, stage_of,
)  # fmt: skip
from dragoman.reading.who import Who

SURE, PASSING = 0.5, 0.4
"""Confidence of a telling with a verb of its own, and of one told in passing, whose stage another telling may correct."""

_STAGES: Stages = {"factual": "held", "ongoing": "held", "planned": "planned", "cancelled": "cancelled"}
_OWN = ("mod", "of", "poss", "between", "with", "among", "by")
_PEOPLE = frozenset({"person", "official", "collective"})


def read(clause: Clause, ctx: Context) -> Iterator[Record]:
    """A gathering with the body, hosts and attendees that the clause names; one that names nobody has no parties."""
    stage = clause.line.row.stage or stage_of(clause.status, _STAGES)
    if stage is None:
        return
    found = [*_own(clause, ctx), *_present(clause, ctx)]
    parties = [code for p in parties_of(found) for code in ctx.formats.get(p, (p,))]
    draft = Draft(
        clause, "gathering", clause.kind, stage, tuple(dict.fromkeys(parties)), persons=persons_of(found, ctx),
        negated=clause.status.negated, name=name_of(clause.focus, clause.scene), date=_date(clause, ctx),
        confidence=PASSING if _is_passing(clause) else SURE,
    )  # fmt: skip
    if stage == "held" and _is_ahead(draft.date, ctx):
        draft.stage, draft.confidence = "planned", SURE
    yield finish(draft, ctx, source_of(clause, ctx))


def _own(clause: Clause, ctx: Context) -> list[Who]:
    """Whose gathering it is: the parties in the noun's own phrase, or those of the standing body that meets."""
    wanted = {n.i: n for slot in (*_OWN, *(("subj",) if clause.node is clause.focus else ())) for n in clause.slots.get(slot, ())}
    out: list[Who] = []
    for i in sorted(wanted):
        out.extend(acting([wanted[i]], clause, ctx) or _owners(wanted[i], clause, ctx))
    return out


def _owners(node: Node, clause: Clause, ctx: Context) -> list[Who]:
    """"the Interstate Council of the two states": the parties that the name of a standing body holds."""
    parties = ctx.resolver.owners(node, clause.scene) if node.is_nominal else ()
    return [Who(parties, (), "collective", True, "owners of a standing body")] if parties else []


def _present(clause: Clause, ctx: Context) -> list[Who]:
    """Hosts and attendees: the fillers of the line's roles, and whom they met there."""
    found = acting(clause.fill("parties"), clause, ctx)
    met = acting(clause.fill("persons"), clause, ctx)
    return [*found, *(who for who in met if who.kind in _PEOPLE)]


def _date(clause: Clause, ctx: Context) -> str | None:
    value = date_of(clause, ctx)
    return value.value if value is not None else None


def _is_passing(clause: Clause) -> bool:
    """Whether the gathering is named beside another fact, so that no verb tells whether it has been held."""
    return clause.node is clause.focus


def _is_ahead(date: str | None, ctx: Context) -> bool:
    """Whether a date lies wholly behind the day of publication."""
    published = ctx.story.published
    return date is not None and published is not None and date > published.isoformat()[: len(date)]
