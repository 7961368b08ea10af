"""The two sides of an event: from the roles of its line, and where they are silent from the rest of the clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dragoman.model import EventActor
from dragoman.reading.events.actors import Actors, distinct
from dragoman.reading.events.coding import Coding
from dragoman.reading.events.tables import Ontology
from dragoman.reading.parse import Node
from dragoman.reading.records.common import Context, source_of

_ACTOR = ("subj",)
_ACTOR_OF_NOUN = ("subj", "by", "mod", "gov")
_RECIPIENT = ("obj", "iobj", "against", "with", "to", "on", "at", "from", "for", "of", "into", "over")
_RECIPIENT_OF_NOUN = ("against", "on", "with", "to", "at", "of", "for", "between", "from", "over", "govobj")
_DIRECT = frozenset({"obj", "iobj", "ccomp.subj", "against"})
_PLACES = ("in", "at", "near", "on", "from", "across", "outside")


class Sides(NamedTuple):
    """Who acts, and on whom."""

    actors: tuple[EventActor, ...]
    recipients: tuple[EventActor, ...]


class SideFinder:
    """Fills both sides of codings."""

    def __init__(self, actors: Actors, ontology: Ontology) -> None:
        self._actors, self._ontology = actors, ontology

    def sides(self, coding: Coding, ctx: Context) -> Sides:
        """Both sides; each may be empty."""
        told = self._of_record(coding, ctx) if coding.record is not None else self._of_line(coding, ctx)
        return self._completed(coding, told, ctx)

    def plain(self, party: str) -> EventActor:
        """A country or body of which no more is known."""
        return self._actors.plain(party)

    # -- told ----------------------------------------------------------------------------------------------------------

    def _of_line(self, coding: Coding, ctx: Context) -> Sides:
        noun = not coding.node.is_verb and coding.clause.line.pos == "noun"
        actors = self._first(coding, "actor", _ACTOR_OF_NOUN if noun else _ACTOR, ctx)
        recipients = self._first(coding, "recipient", _RECIPIENT_OF_NOUN if noun else _RECIPIENT, ctx, actors)
        return Sides(actors, recipients)

    def _first(
        self, coding: Coding, role: str, default: tuple[str, ...], ctx: Context, others: tuple[EventActor, ...] = ()
    ) -> tuple[EventActor, ...]:
        """The actors in the first of a role's slots that names any, one with a country before one without."""
        vague: tuple[EventActor, ...] = ()
        same = {other.code for other in others if other.code}
        for slot in coding.clause.line.roles.get(role, default):
            found = self._in_slot(coding, slot, ctx)
            found = tuple(a for a in found if a not in others and (a.code not in same or _is_other(a, slot)))
            if named := tuple(actor for actor in found if actor.country):
                return named
            vague = vague or found
        return vague

    def _in_slot(self, coding: Coding, slot: str, ctx: Context) -> tuple[EventActor, ...]:
        scene = coding.clause.scene
        if slot == "source":
            return self._source(coding, ctx)
        nodes = coding.clause.slots.get(slot, ())
        acts = {inner.node.i: inner for inner in coding.inner}
        found = [a for n in nodes if n.i in acts for a in self._of_act(coding, acts[n.i], slot, ctx)]
        found += self._actors.all([n for n in nodes if n.i not in acts], scene, ctx.resolver)
        return distinct(found)

    def _of_act(self, coding: Coding, act: Coding, slot: str, ctx: Context) -> tuple[EventActor, ...]:
        """What an act in a slot stands for: who does it; behind a light verb ("launched a raid on") on whom it is done."""
        sides = self._of_line(act, ctx)
        if slot == "subj":
            return sides.actors
        return sides.recipients if act.code.type == coding.code.type else sides.actors or sides.recipients

    def _source(self, coding: Coding, ctx: Context) -> tuple[EventActor, ...]:
        source = source_of(coding.clause, ctx)
        who = source.who if source is not None else None
        return tuple(self._actors.plain(p) for p in who.parties) if who is not None else ()

    def _of_record(self, coding: Coding, ctx: Context) -> Sides:
        record = coding.record
        if record is None:
            return Sides((), ())
        if record.actor is not None or record.recipient is not None:
            return Sides(self._named(coding, record.actor or (), ctx), self._named(coding, record.recipient or (), ctx))
        line = self._of_line(coding, ctx)
        acting = [a.code for a in line.actors if a.code in record.parties] or list(record.parties)
        rest = tuple(p for p in record.parties if p not in acting)
        return Sides(self._named(coding, [c for c in acting if c], ctx), self._named(coding, rest, ctx))

    def _named(self, coding: Coding, parties: Sequence[str], ctx: Context) -> tuple[EventActor, ...]:
        """Parties with the sectors of the phrases that name them."""
        scene, found = coding.clause.scene, dict[str | None, EventActor]()
        for node in (n for nodes in coding.clause.slots.values() for n in nodes):
            who = scene.cache.get(node.i)
            if who is not None and not found.keys() >= set(parties) and set(who.parties) & set(parties):
                found |= {a.code: a for a in self._actors.of(node, scene, ctx.resolver)}
        return tuple(found.get(party) or self._actors.plain(party) for party in parties)

    # -- not told ------------------------------------------------------------------------------------------------------

    def _completed(self, coding: Coding, told: Sides, ctx: Context) -> Sides:
        actors, recipients = told
        if not actors:
            actors = self._in_slot(coding, "source", ctx) if coding.code.type == "REQUEST" else ()
        codes = {a.code for a in actors}
        if not _located(recipients) and len({a.country for a in actors}) < 2:
            recipients = self._of_inner(coding, ctx, codes) or recipients
        if not _located(recipients) and len({a.country for a in actors}) < 2:
            recipients = self._others(coding, ctx, codes) or recipients
        actors = self._at_home(coding, actors, recipients, ctx)
        recipients = self._at_home(coding, recipients, actors, ctx)
        if not recipients and self._ontology.is_reflexive(coding.code.type):
            home = self._at_place(coding, ctx) or next((a.country for a in actors if a.country), None)
            recipients = (self._actors.plain(home),) if home else ()
        if not actors and not recipients and self._ontology.is_reflexive(coding.code.type):
            home = self._at_place(coding, ctx) or self._only_state(coding, ctx)
            actors = recipients = (self._actors.plain(home),) if home else ()
        if not actors and recipients and (home := self._at_place(coding, ctx)):
            actors = (self._actors.plain(home),)
        return Sides(distinct(actors), distinct(recipients))

    def _of_inner(self, coding: Coding, ctx: Context, apart: set[str | None]) -> tuple[EventActor, ...]:
        for inner in coding.inner:
            sides = self.sides(inner, ctx)
            for side in (sides.actors, sides.recipients):
                found = tuple(a for a in side if a.code not in apart and a.country)
                if found:
                    return found
        return ()

    def _others(self, coding: Coding, ctx: Context, apart: set[str | None]) -> tuple[EventActor, ...]:
        """The first party named behind the trigger in its clause that is not the actor."""
        scene = coding.clause.scene
        for node in coding.node.subtree():
            if node.i <= coding.node.i or node.i not in scene.hits or _is_told_aside(node, coding.node):
                continue
            if scene.hits[node.i].head is not node:
                continue
            found = self._actors.of(_phrase_head(node), scene, ctx.resolver)
            if any(a.country and a.code not in apart for a in found):
                return tuple(a for a in found if a.code not in apart)
        return ()

    def _at_home(
        self, coding: Coding, side: tuple[EventActor, ...], other: tuple[EventActor, ...], ctx: Context
    ) -> tuple[EventActor, ...]:
        """Groups without a country are those of the place, else of the other side, else of the story."""
        if not side or any(a.country or a.code for a in side):
            return side
        home = self._at_place(coding, ctx) or next((a.country for a in other if a.country not in (None, "IGO")), None)
        home = home or self._only_state(coding, ctx)
        home = home or next(iter(ctx.resolver.last_party(coding.clause.scene, coding.node, ())), None)
        if home is None:
            return side
        return tuple(a.model_copy(update={"country": self._actors.country(home), "code": home}) for a in side)

    def _only_state(self, coding: Coding, ctx: Context) -> str | None:
        """The one state that the sentence names."""
        scene = coding.clause.scene
        heads = (n for n in scene.nodes if n.i in scene.hits and scene.hits[n.i].head is n)
        found = {a.country for n in heads for a in self._actors.of(n, scene, ctx.resolver)} - {None, "IGO", "NGO"}
        return next(iter(found)) if len(found) == 1 else None

    def _at_place(self, coding: Coding, ctx: Context) -> str | None:
        for node in _places(coding):
            where = ctx.resolver.where(node, coding.clause.scene)
            if where is not None and where.parties and where.kind != "body":
                return where.parties[0]
        return None


def _is_other(actor: EventActor, slot: str) -> bool:
    """Whether somebody of the actor's own country is another than he: no pronoun, no bare name of the place."""
    return actor.name[:1].isupper() and slot in _DIRECT if not actor.sectors else True


def _located(side: Sequence[EventActor]) -> bool:
    return any(actor.country or actor.code for actor in side)


def _places(coding: Coding) -> Iterator[Node]:
    for slot in _PLACES:
        yield from coding.clause.slots.get(slot, ())
    for node in coding.node.subtree():
        if node.dep == "pobj" and node.head.lower in _PLACES:
            yield node


def _is_told_aside(node: Node, trigger: Node) -> bool:
    """Whether a word stands in a relative clause or in what is said of time or cause below the trigger."""
    for above in (node, *node.ancestors()):
        if above is trigger:
            return False
        if above.dep in ("relcl", "advcl") or (above.dep == "prep" and above.lower in ("after", "since", "despite")):
            return True
    return False


def _phrase_head(node: Node) -> Node:
    """The noun that a name modifies or owns: "Palestinian workers", "Israel's border"."""
    while node.dep in ("amod", "compound", "nmod", "poss") and node.head.is_nominal:
        node = node.head
    return node
