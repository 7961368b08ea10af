"""Finishing a record: what every type takes from the clause and the story where the type's own rule left it empty.

Date, place, sectors, persons, source, subject and name, in this order; each from the nearest words that tell it.
"""

from __future__ import annotations

from dragoman.model import Record
from dragoman.reading.attribution import Source
from dragoman.reading.records.beside import date_beside
from dragoman.reading.records.content import only_sector, subject_of
from dragoman.reading.records.context import Context
from dragoman.reading.records.dating import date_of
from dragoman.reading.records.draft import Draft
from dragoman.reading.records.naming import proper_name, without_sums
from dragoman.reading.records.parties import persons_of, whos
from dragoman.reading.records.placing import capital_of, only_place_of, place_of, unknown_place_of
from dragoman.reading.records.there import town_pointed_to

__all__ = ["finish"]

_VENTURED = frozenset({"proposed", "requested", "threatened"})
_BUILT = frozenset({"infrastructure", "investment"})
_MADE = frozenset({"agreed", "signed"})
_DECIDED = frozenset({"accession", "aid", "measure", "project"})
_SPEAKING = frozenset({"spokesperson"})
_BORNE = ("obj", "iobj", "of", "from")  # whom a measure hits
_PARTAKING = ("subj", "gov", "by", "poss", "with", "between", "on", "against")


def finish(draft: Draft, ctx: Context, source: Source | None) -> Record:
    """Fill what every type takes from the clause where the type's rule left it empty."""
    if draft.date is None and not draft.dated:
        value = date_of(draft.clause, ctx)
        draft.date = value.value if value is not None else None
    if draft.date is None and not draft.dated:
        draft.date = date_beside(draft.clause, ctx)
    draft.place = draft.place or place_of(draft.clause) or capital_of(draft.clause, ctx.resolver, ctx.capitals)
    days = ctx.dates.get(draft.clause.scene.sentence.index, [])
    draft.place = draft.place or unknown_place_of(draft.clause, ctx.resolver, days)
    draft.place = draft.place or town_pointed_to(draft.clause, ctx.town, ctx.filed.town.title() if ctx.filed else None)
    if draft.place is None and (draft.kind in _BUILT or (draft.type == "agreement" and draft.stage in _MADE)):
        draft.place = only_place_of(draft.clause)
    draft.sectors = draft.sectors or only_sector(draft.type, draft.clause, ctx)
    draft.persons = draft.persons or _partakers(draft, ctx) or _announcer(draft, source, ctx)
    draft.attribution = draft.attribution or _attribution(draft, ctx, source)
    draft.subject = draft.subject or subject_of(draft.clause, ctx)
    if draft.name is not None:
        sums = ctx.amounts.get(draft.clause.scene.sentence.index, ())
        spans = [ctx.text[sum_.start : sum_.end] for sum_ in sums]
        draft.name = proper_name(draft.clause.focus, draft.clause.scene) or without_sums(draft.name, spans)
    return draft.record(ctx)


def _partakers(draft: Draft, ctx: Context) -> tuple[str, ...]:
    """Where the type's rule named nobody: the persons in the clause who act for one of its parties."""
    if draft.type == "statement":
        return ()
    sides = {*draft.parties, *draft.actor, *draft.recipient}
    nodes = [
        n
        for slot in (*_PARTAKING, *(_BORNE if draft.type == "measure" else ()))
        for n in draft.clause.slots.get(slot, ())
    ]
    found = [who for who in whos(nodes, draft.clause, ctx) if who.persons and set(who.parties) <= sides]
    return persons_of(found, ctx)


def _announcer(draft: Draft, source: Source | None, ctx: Context) -> tuple[str, ...]:
    """The holder of an office by whose word his own state does it: "Modi announced that India would invest"."""
    who = source.who if source is not None and draft.type in _DECIDED else None
    person = ctx.resolver.cast.get(who.persons[0]) if who is not None and len(who.persons) == 1 else None
    own = draft.actor or draft.parties
    decides = person is not None and bool(person.offices - _SPEAKING) and set(person.parties) <= set(own)
    return (person.name,) if person is not None and decides else ()


def _attribution(draft: Draft, ctx: Context, source: Source | None) -> str | None:
    """The source's words; a proposal or threat is its maker's; else whoever hands on the sentence or the story."""
    if source is not None:
        return source.text
    maker = (
        ctx.attributor.maker(draft.clause.node, draft.clause.scene, ctx.resolver) if draft.stage in _VENTURED else None
    )
    at = draft.clause.scene.sentence.start
    return maker or draft.clause.scene.told_by or next((r.text for r in ctx.relays if r.start <= at < r.end), None)
