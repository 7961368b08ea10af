"""The two sides of an event: from the roles of its line, and where they are silent from the rest of the clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dragoman.model import EventActor
from dragoman.reading.events.actors import Actors, distinct
from dragoman.reading.events.coding import Coding
from dragoman.reading.events.tables import Ontology
from dragoman.reading.records.context import Context
from dragoman.reading.records.parties import source_of
from dragoman.reading.subjects import subjects
from dragoman.reading.syntax import conjuncts
from dragoman.reading.tree import Node

_ACTOR = ("subj",)
_ACTOR_OF_NOUN = ("subj", "by", "mod", "gov")
_RECIPIENT = ("obj", "iobj", "against", "with", "to", "on", "at", "from", "for", "of", "into", "over")
_RECIPIENT_OF_NOUN = ("against", "on", "with", "to", "at", "of", "for", "between", "from", "over", "govobj")
_DIRECT = frozenset({"obj", "iobj", "ccomp.subj", "against"})
_ASIDE = frozenset({"after", "since", "despite", "before", "until"})
_NO_STATE = frozenset({None, "IGO", "NGO", "IMG"})
_OPPOSED = frozenset({"REB", "OPP", "PTY", "LAB", "CVL", "EDU", "REL", "MED", "CRM", "BUS", "LEG", "JUD"})
"""Sectors that stand against their own state where nobody else is told."""
_DIRECTED = frozenset({"AGREE", "RETREAT", "REQUEST", "REJECT", "THREATEN", "ACCUSE", "ASSAULT"})
_FOREIGN = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "SANCTION"})
"""What governments do with others than themselves."""
_FORCEFUL = frozenset({"ASSAULT", "MOBILIZE", "RETREAT"})
"""Aimed at the actor's own country where they happen there."""
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
        if source is None:
            return ()
        told = subjects(source.verb) if source.verb is not None else []
        if _located(found := self._actors.all(told, coding.clause.scene, ctx.resolver)):
            return found
        return tuple(self._actors.plain(p) for p in source.who.parties) if source.who is not None else ()

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
        recipients = self._found_elsewhere(coding, actors, recipients, ctx)
        actors = self._at_home(coding, actors, recipients, ctx)
        recipients = self._at_home(coding, recipients, actors, ctx)
        if not recipients and len({a.country for a in actors}) < 2 and self._is_internal(coding, actors, ctx):
            home = self._at_place(coding, ctx) or next((a.country for a in actors if a.country), None)
            recipients = (self._actors.plain(home),) if home else ()
        if not actors and (recipients or self._ontology.is_reflexive(coding.code.type)):
            home = self._at_place(coding, ctx) or (None if recipients else self._only_state(coding, ctx))
            actors = (self._actors.plain(home),) if home else ()
            recipients = recipients or actors
        return Sides(distinct(actors), distinct(recipients))

    def _found_elsewhere(
        self, coding: Coding, actors: tuple[EventActor, ...], told: tuple[EventActor, ...], ctx: Context
    ) -> tuple[EventActor, ...]:
        """The recipients where the roles name none of a country: of what is promised, on what condition, else behind."""
        if _located(told) or len({a.country for a in actors}) > 1:
            return told
        if found := self._of_inner(coding, ctx, actors):
            return found
        if any(actor.sectors for actor in told):
            return told
        return self._of_condition(coding, ctx, actors) or self._others(coding, ctx, {a.code for a in actors}) or told

    def _is_internal(self, coding: Coding, actors: Sequence[EventActor], ctx: Context) -> bool:
        """Whether nobody else is meant than the actor's own country: of acts at home, or of those who oppose its state."""
        if self._ontology.is_reflexive(coding.code.type):
            return True
        if any(self._ontology.is_reflexive(inner.code.type) for inner in coding.inner):
            return True
        if coding.code.type in _FORCEFUL and self._at_place(coding, ctx) in {a.country for a in actors if a.country}:
            return True
        return coding.code.type in _DIRECTED and any(s in _OPPOSED for a in actors for s in a.sectors)

    def _may_share(self, coding: Coding, *sides: Sequence[EventActor]) -> bool:
        """Whether both sides may be of one country: no government visits, aids or warns itself."""
        sectors = {sector for side in sides for actor in side for sector in actor.sectors}
        if self._ontology.is_reflexive(coding.code.type) or sectors - {"GOV"}:
            return True
        return coding.code.type not in _FOREIGN

    def _of_inner(self, coding: Coding, ctx: Context, actors: Sequence[EventActor]) -> tuple[EventActor, ...]:
        apart = {a.code for a in actors}
        for inner in coding.inner:
            sides = self.sides(inner, ctx)
            for side in (sides.actors, sides.recipients):
                found = tuple(a for a in side if a.country and a not in actors and (a.code not in apart or a.sectors))
                if found:
                    return found
        return ()

    def _of_condition(self, coding: Coding, ctx: Context, actors: Sequence[EventActor]) -> tuple[EventActor, ...]:
        """Who can still avert what is threatened: "unless Chad withdraws"."""
        if coding.code.type != "THREATEN" and coding.status.effect != "planned":
            return ()
        apart = {a.code for a in actors}
        for verb in (below for node in coding.node.subtree() for below in conditions(node)):
            found = self._actors.all(subjects(verb), coding.clause.scene, ctx.resolver)
            if named := tuple(a for a in found if a.country and a.code not in apart):
                return named
        return ()

    def _others(self, coding: Coding, ctx: Context, apart: set[str | None]) -> tuple[EventActor, ...]:
        """The first party named behind the trigger in its clause that is not the actor."""
        scene = coding.clause.scene
        for node in coding.node.subtree():
            if node.i <= coding.node.i or node.i not in scene.hits or _is_told_aside(node, coding.node):
                continue
            if scene.hits[node.i].head is not node:
                continue
            found = self._actors.all(conjuncts(_phrase_head(node)), scene, ctx.resolver)
            if any(a.country and a.code not in apart for a in found):
                return tuple(a for a in found if a.code not in apart)
        return ()

    def _at_home(
        self, coding: Coding, side: tuple[EventActor, ...], other: tuple[EventActor, ...], ctx: Context
    ) -> tuple[EventActor, ...]:
        """Groups without a country are those of the place, else of the other side, else of the story."""
        if not side or any(a.country or (a.code and {*a.sectors} <= {"GOV"}) for a in side):
            return side
        home: str | None = None
        shared = self._may_share(coding, side, other)
        if shared:
            home = self._at_place(coding, ctx)
        if shared and home is None and not _is_a_name(side):
            home = next((a.country for a in other if a.country not in _NO_STATE), None)
        besides = () if shared else other
        home = home or self._only_state(coding, ctx, besides)
        apart = tuple(a.code for a in besides if a.code)
        home = home or next((a.country for a in self._others(coding, ctx, set())), None)
        home = home or next(iter(ctx.resolver.last_party(coding.clause.scene, coding.node, apart)), None)
        if home is None:
            return side
        return tuple(a.model_copy(update={"country": self._actors.country(home), "code": home}) for a in side)

    def _only_state(self, coding: Coding, ctx: Context, besides: Sequence[EventActor] = ()) -> str | None:
        """The one state that the sentence names, besides some."""
        scene = coding.clause.scene
        heads = (n for n in scene.nodes if n.i in scene.hits and scene.hits[n.i].head is n)
        found = {a.country for n in heads for a in self._actors.of(n, scene, ctx.resolver)}
        found -= {*_NO_STATE, *(actor.country for actor in besides)}
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


def _is_a_name(side: Sequence[EventActor]) -> bool:
    """Whether nothing is known of a side but a proper name, which may be anybody's."""
    return all(not actor.sectors and actor.name[:1].isupper() for actor in side)


def _located(side: Sequence[EventActor]) -> bool:
    return any(actor.country or actor.code for actor in side)


def _places(coding: Coding) -> Iterator[Node]:
    for slot in _PLACES:
        yield from coding.clause.slots.get(slot, ())
    for node in coding.node.subtree():
        if node.dep == "pobj" and node.head.lower in _PLACES:
            yield node


def conditions(verb: Node) -> Iterator[Node]:
    """The clauses below a verb that a conjunction opens: "if …", "unless …"."""
    return (node for node in verb.all("advcl") if node.child("mark") is not None)


def _is_told_aside(node: Node, trigger: Node) -> bool:
    """Whether a word stands in a relative clause or in what is said of time or cause below the trigger."""
    for above in (node, *node.ancestors()):
        if above is trigger:
            return False
        if above.dep in ("relcl", "advcl") or (above.dep == "prep" and above.lower in _ASIDE):
            return True
    return False


def _phrase_head(node: Node) -> Node:
    """The noun that a name modifies or owns: "Palestinian workers", "Israel's border"."""
    while node.dep in ("amod", "compound", "nmod", "poss") and node.head.is_nominal:
        node = node.head
    return node
