"""What all record types share: parties, persons, date, place, name, amount and source of a clause, and the draft of a record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from dragoman.knowledge.confidence import Confidences
from dragoman.model import DIRECTED, Amount, Evidence, Record, RecordType, Story
from dragoman.reading.amounts import AmountSpan
from dragoman.reading.attribution import Attributor, Source
from dragoman.reading.clauses import Clause, Matcher
from dragoman.reading.records.beside import date_beside
from dragoman.reading.records.content import amount_of, only_sector, sectors_of, subject_of
from dragoman.reading.records.dating import date_of
from dragoman.reading.records.naming import (
    bare,
    described,
    name_of,
    once_more,
    pact_name,
    proper_name,
    title_of,
    with_next,
    without_sums,
)
from dragoman.reading.records.placing import capital_of, only_place_of, place_name, place_of, unknown_place_of
from dragoman.reading.records.there import town_pointed_to
from dragoman.reading.relay import Relay
from dragoman.reading.status import Status
from dragoman.reading.topics import Topics
from dragoman.reading.tree import Node
from dragoman.reading.when import DateSpan
from dragoman.reading.who import Resolver, Who

_VENTURED = frozenset({"proposed", "requested", "threatened"})


_BUILT = frozenset({"infrastructure", "investment"})
_MADE = frozenset({"agreed", "signed"})

_DECIDED = frozenset({"accession", "aid", "measure", "project"})
_SPEAKING = frozenset({"spokesperson"})
_BORNE = ("obj", "iobj", "of", "from")  # whom a measure hits
_PARTAKING = ("subj", "gov", "by", "poss", "with", "between", "on", "against")


class Filed(NamedTuple):
    """The town of a story's dateline and the state it lies in."""

    town: str
    home: tuple[str, ...]


@dataclass
class Context:
    """The story being read, and what its steps found so far."""

    story: Story
    resolver: Resolver
    attributor: Attributor
    matcher: Matcher
    topics: Topics
    confidences: Confidences
    formats: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    accords: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Whom an accord known by its name binds, for accords between a few."""
    courts: frozenset[str] = frozenset()
    """International courts: they rule and take no stance."""
    capitals: Mapping[str, str] = field(default_factory=dict)
    """The town in which the government of a state sits, by party code."""
    dates: dict[int, list[DateSpan]] = field(default_factory=dict)
    days: dict[int, list[tuple[DateSpan, bool]]] = field(default_factory=dict)
    """Those of `dates` that tell when something came, each with whether it tells until when (`day_spans.py`)."""
    amounts: dict[int, list[AmountSpan]] = field(default_factory=dict)
    told: list[Record] = field(default_factory=list)
    """The records read so far, in the order in which they were read."""
    spoke_on: dict[str, str] = field(default_factory=dict)
    """The last fresh day on which somebody is told to have said something, by the key of the person or the organ."""
    relays: tuple[Relay, ...] = ()
    """The readouts in the story, where a line says who they come from."""

    filed: Filed | None = None
    """Where the story was filed."""
    town: str | None = None
    """The town told last as the place or goal of something, in the sentences before."""

    @property
    def text(self) -> str:
        return self.story.text


@dataclass
class Draft:
    """A record in the making: `groups` are sets of parties that each make a record of their own."""

    clause: Clause
    type: RecordType
    kind: str
    stage: str
    parties: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    negated: bool = False
    date: str | None = None
    dated: bool = False
    """Whether `date` is settled, also where it is None."""
    place: str | None = None
    name: str | None = None
    subject: str | None = None
    sectors: tuple[str, ...] = ()
    amount: Amount | None = None
    attribution: str | None = None
    rule: str = ""

    def record(self, ctx: Context) -> Record:
        """The finished record, its evidence the sentence of the clause."""
        directed = self.type in DIRECTED
        parties = {*self.actor, *self.recipient} if directed else set(self.parties)
        sentence, rule = self.clause.scene.sentence, self.rule or self.clause.line.id
        return Record(
            type=self.type,
            kind=self.kind,
            parties=tuple(sorted(parties)),
            actor=tuple(sorted(set(self.actor))) if directed else None,
            recipient=tuple(sorted(set(self.recipient))) if directed else None,
            persons=self.persons,
            stage=self.stage,
            negated=self.negated,
            date=self.date,
            place=self.place,
            name=self.name,
            subject=self.subject,
            sectors=self.sectors,
            amount=self.amount,
            attribution=self.attribution,
            evidence=Evidence.of(ctx.text, sentence.start, sentence.end),
            rule=rule,
            confidence=ctx.confidences.share(self.type, rule),
        )


# -- parties and persons -----------------------------------------------------------------------------------------------


def whos(nodes: Sequence[Node], clause: Clause, ctx: Context) -> list[Who]:
    """Who the fillers of a slot are: those that resolve to a party, one a filler."""
    found = (ctx.resolver.who(node, clause.scene) for node in nodes)
    return [who for who in found if who is not None and who.parties]


def acting(nodes: Sequence[Node], clause: Clause, ctx: Context) -> list[Who]:
    """Those of the fillers that can act for their party: no tourists, analysts, companies."""
    return [who for who in whos(nodes, clause, ctx) if who.kind != "private"]


def parties_of(found: Sequence[Who]) -> tuple[str, ...]:
    """The party codes of several, each once, in text order."""
    return tuple(dict.fromkeys(p for who in found for p in who.parties))


def persons_of(found: Sequence[Who], ctx: Context) -> tuple[str, ...]:
    """The fullest names that the story gives of the persons among them."""
    keys = dict.fromkeys(key for who in found for key in who.persons)
    people = (ctx.resolver.cast.get(key) for key in keys)
    return tuple(p.name for p in people if p is not None)


# -- source ------------------------------------------------------------------------------------------------------------


def source_of(clause: Clause, ctx: Context) -> Source | None:
    """From whom the story has the clause."""
    return ctx.attributor.source(clause.node, clause.scene, ctx.resolver)


# -- amount, topic ----------------------------------------------------------------------------------------


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


Reader = Callable[[Clause, Context], Iterator[Record]]
Stages = dict[str, str | None]


def stage_of(status: Status, stages: Stages) -> str | None:
    """The stage that a status gives by a type's table, or None where nothing is filed."""
    return stages.get(status.effect)


__all__ = [
    "Context",
    "Draft",
    "Filed",
    "Reader",
    "Stages",
    "acting",
    "amount_of",
    "bare",
    "date_of",
    "described",
    "dt",
    "finish",
    "name_of",
    "once_more",
    "pact_name",
    "parties_of",
    "persons_of",
    "place_name",
    "place_of",
    "sectors_of",
    "source_of",
    "stage_of",
    "subject_of",
    "title_of",
    "whos",
    "with_next",
]
