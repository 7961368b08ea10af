"""Actors: phrases resolved to countries and sectors, groups that act for nobody among them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dragoman.knowledge import Knowledge
from dragoman.knowledge.phrases import PhraseIndex
from dragoman.knowledge.rows import Body, CalendarWord, Group, OfficeHolder, Organ, Role, State
from dragoman.knowledge.rows_events import ActorName, ActorSector
from dragoman.model import EventActor
from dragoman.reading.subjects import subjects
from dragoman.reading.syntax import conjuncts, noun_phrase, preposition_objects
from dragoman.reading.tree import Node
from dragoman.reading.who import Resolver, Scene, Who

_BESIDE = 4  # words before a noun that may belong to its name
_OWNERLESS = frozenset({"accord"})
_LEADERS = frozenset({"head_of_state", "head_of_government", "monarch", "body_head"})


class Actors:
    """Resolves phrases to actors by the reader's own resolution and `events/sectors.tsv`."""

    def __init__(self, knowledge: Knowledge) -> None:
        rows = knowledge.rows("events/sectors.tsv", ActorSector)
        self._by_kind = {(r.kind, v): r.sector for r in rows for v in r.values if r.kind != "noun"}
        self._nouns: PhraseIndex[str] = PhraseIndex()
        for row in rows:
            for value in row.values if row.kind == "noun" else ():
                self._nouns.add(value, row.sector)
        self._named = _by_word(knowledge.rows("events/actors.tsv", ActorName))
        self._all_names = tuple(row.name for row in knowledge.rows("events/actors.tsv", ActorName))
        self._states = frozenset(row.code for row in knowledge.rows("states.tsv", State))
        self._bodies = frozenset(row.code for row in knowledge.rows("bodies.tsv", Body)) - self._states
        self._homes = {row.code: row.states for row in knowledge.rows("groups.tsv", Group)}
        self._organs = {n: r.kind for r in knowledge.rows("organs.tsv", Organ) for n in (r.name, *r.names)}
        self._titles = frozenset(role.noun for role in knowledge.rows("roles.tsv", Role) if role.office)
        self._origins = frozenset(v for r in rows for v in r.values if r.kind == "origin")
        self._days = frozenset(
            word.lower() for row in knowledge.rows("calendar.tsv", CalendarWord) if row.kind in ("weekday", "month")
            for word in row.words
        )  # fmt: skip
        self._chiefs = _by_surname(knowledge.rows("offices/*.tsv", OfficeHolder))

    def all(self, nodes: Iterable[Node], scene: Scene, resolver: Resolver) -> tuple[EventActor, ...]:
        """The actors that some phrases mean, each once, in text order."""
        found = [actor for node in nodes for actor in self.of(node, scene, resolver)]
        return distinct(found)

    def of(self, node: Node, scene: Scene, resolver: Resolver) -> tuple[EventActor, ...]:
        """Who a phrase means; a thing means whose it is ("Haiti's efforts"); nobody: empty. Found once a word."""
        found: tuple[EventActor, ...] | None = node.known.get(self)
        if found is None:
            found = node.known[self] = self._of(node, scene, resolver)
        return found

    def _of(self, node: Node, scene: Scene, resolver: Resolver) -> tuple[EventActor, ...]:
        if self._named and (own := self._own(node, scene, resolver.cast.day)) is not None:
            return (own,)
        if self._is_by_origin(node):
            return (EventActor(sectors=(self._sector_of_noun(node, scene) or "CVL",), name=phrase_of(node, scene)),)
        who = resolver.who(node, scene)
        if (chief := self._chief(node, scene)) is not None and (who is None or chief not in who.parties):
            return (self._actor(chief, node, scene, resolver, None),)
        if who is not None and who.parties and who.kind not in _OWNERLESS:
            if not any(self.country(party) for party in who.parties) and node.is_nominal:
                return (self._in_place(node, scene, resolver, who.parties[0]),)
            return tuple(self._actor(party, node, scene, resolver, who) for party in who.parties)
        if node.tag in ("PRP", "WP"):
            return self._of_pronoun(node, scene, resolver)
        if (former := _party_of_person(node, scene)) is not None:
            return (self._actor(former, node, scene, resolver, None),)
        if not (node.is_nominal or node.pos == "adj" or node.tag in ("CD", "DT")):
            return ()
        parties = resolver.owners(node, scene) if node.is_nominal else ()
        if not parties:
            inner = [head for prep, head in preposition_objects(node) if prep == "of"]
            if inner and (found := self.all(inner, scene, resolver)):
                return found
        if parties:
            return tuple(self._actor(party, node, scene, resolver, None) for party in parties)
        if (owner := self._owning_group(node, scene)) is not None:
            return (EventActor(sectors=(owner,), name=phrase_of(node, scene)),)
        sector = self._sector_of_noun(node, scene)
        if not sector and node.tag == "NNP" and (place := resolver.where(node, scene)) is not None and place.parties:
            return (EventActor(country=self.country(place.parties[0]), code=place.parties[0], name=node.text),)
        if sector or (node.tag == "NNP" and node.lower not in self._days):
            return (EventActor(sectors=(sector,) if sector else (), name=phrase_of(node, scene)),)
        return ()

    def _in_place(self, node: Node, scene: Scene, resolver: Resolver, party: str) -> EventActor:
        """A group named by a region or creed is of the country that its phrase tells: "Muslim rebels in the Philippines"."""
        heads = [head for prep, head in preposition_objects(node) if prep in ("in", "of", "from", "at")]
        found = (where for head in heads if (where := resolver.where(head, scene)) is not None)
        home = next((w.parties[0] for w in found if w.parties and self.country(w.parties[0])), None)
        code = home or party
        sector = self._sector_of_noun(node, scene)
        return EventActor(
            country=self.country(code), code=code, sectors=(sector,) if sector else (), name=phrase_of(node, scene)
        )

    def _is_by_origin(self, node: Node) -> bool:
        """Whether a phrase tells of descent, not of a state: "ethnic Albanians" live anywhere."""
        return any(c.lower in self._origins for c in node.children)

    def _chief(self, node: Node, scene: Scene) -> str | None:
        """The state of "President X", X having led but one at any time, whatever the day of the story."""
        at = node.i - scene.nodes[0].i
        before = scene.nodes[at - 1].lower if at else ""
        parties = self._chiefs.get(node.text, frozenset()) if before in self._titles else frozenset()
        told = any(c.i in scene.hits for c in node.children) or node.dep == "compound"
        return next(iter(parties)) if len(parties) == 1 and not told else None

    def _owning_group(self, node: Node, scene: Scene) -> str | None:
        """The sector of the group whose a thing is: "a rebel proposal", "the opposition's offices"."""
        if self._sector_of_noun(node, scene) is not None:
            return None
        groups = (c for c in node.children if c.dep in ("compound", "poss", "nmod") and c.is_nominal)
        return next((sector for c in groups if (sector := self._sector_of_noun(c, scene)) is not None), None)

    def _of_pronoun(self, node: Node, scene: Scene, resolver: Resolver) -> tuple[EventActor, ...]:
        """ "the rebels said they …": nobody else is meant than the subject of the clause above."""
        verbs = [above for above in node.ancestors() if above.is_verb]
        for above in verbs[1:]:
            heads = [n for n in subjects(above) if n.i < node.i and n.tag not in ("PRP", "WP")]
            if found := self.all([n for head in heads for n in conjuncts(head)], scene, resolver):
                return found
        return ()

    def names_one(self, text: str) -> bool:
        """Whether a text has a name of `events/actors.tsv`."""
        return any(name in text for name in self._all_names)

    def country(self, party: str) -> str | None:
        """The country of a party code: IGO for bodies, the home of an armed group (IMG for one without), none for regions."""
        if party in self._states:
            return party
        if party in self._homes:
            return next(iter(self._homes[party]), "IMG")
        return "IGO" if party in self._bodies else None

    def plain(self, party: str) -> EventActor:
        """A country or body of which no more is known."""
        return EventActor(country=self.country(party), code=party, name=party)

    def _actor(self, party: str, node: Node, scene: Scene, resolver: Resolver, who: Who | None) -> EventActor:
        sectors = dict.fromkeys(filter(None, self._sectors(node, scene, resolver, who, party)))
        return EventActor(
            country=self.country(party), sectors=tuple(sectors), code=party, name=self._name(node, scene, resolver, who)
        )

    @staticmethod
    def _name(node: Node, scene: Scene, resolver: Resolver, who: Who | None) -> str:
        persons = [p.name for key in (who.persons if who else ()) if (p := resolver.cast.get(key)) is not None]
        return " and ".join(persons) or phrase_of(node, scene)

    def _sectors(
        self, node: Node, scene: Scene, resolver: Resolver, who: Who | None, party: str
    ) -> Iterable[str | None]:
        if party in self._bodies:
            yield "IGO"
        if party in self._homes:
            yield "REB"
        if who is not None and who.persons:
            people = (resolver.cast.get(key) for key in who.persons)
            offices = sorted({office for person in people if person is not None for office in person.offices})
            yield from (self._by_kind.get(("office", office)) for office in offices)
            return
        yield self._sector_of_noun(node, scene) or self._of_organ(node, scene) or self._of_kind(who)

    def _of_kind(self, who: Who | None) -> str | None:
        return self._by_kind.get(("who", who.kind)) if who is not None else None

    def _of_organ(self, node: Node, scene: Scene) -> str | None:
        hit = scene.hits.get(node.i)
        text = scene.text[hit.found.start : hit.found.end] if hit is not None else node.lower
        return self._by_kind.get(("organ", self._organs.get(text, "")))

    def _sector_of_noun(self, node: Node, scene: Scene) -> str | None:
        if not node.is_nominal and node.pos != "adj":
            return None
        forms = (node.lower, node.lemma, node.lower.removesuffix("s"))
        if not any(map(self._nouns.has, forms)):
            return None
        at = node.i - scene.nodes[0].i
        before = [n.lower for n in scene.nodes[max(0, at - _BESIDE) : at]]
        after = [n.lower for n in scene.nodes[at + 1 : at + 1 + _BESIDE]]
        return next((found for form in forms if (found := self._nouns.find(form, before, after))), None)

    def _own(self, node: Node, scene: Scene, day: str) -> EventActor | None:
        """An actor by a name of `events/actors.tsv` that holds on the day: the longest in the phrase of its last word."""
        for row in self._named.get(node.lower, ()):
            start = node.end - len(row.name)
            if scene.text[max(0, start) : node.end].lower() == row.name.lower() and _holds(row, day):
                name = scene.text[start : node.end]
                return EventActor(
                    country=row.country or None, sectors=row.sectors, code=row.code or row.country or None, name=name
                )
        return None


def _by_surname(holders: Sequence[OfficeHolder]) -> dict[str, frozenset[str]]:
    """The states or bodies led by somebody of a surname, at any time."""
    found: dict[str, set[str]] = {}
    for holder in holders:
        if holder.office in _LEADERS:
            for surname in {holder.person.split()[-1], *(n for n in holder.names if " " not in n)}:
                found.setdefault(surname, set()).add(holder.party)
    return {surname: frozenset(parties) for surname, parties in found.items()}


def _by_word(rows: Sequence[ActorName]) -> dict[str, list[ActorName]]:
    """Rows by the last word of their name, longer names first."""
    found: dict[str, list[ActorName]] = {}
    for row in sorted(rows, key=lambda row: -len(row.name)):
        found.setdefault(row.name.lower().split()[-1], []).append(row)
    return found


def _holds(row: ActorName, day: str) -> bool:
    """Whether a row holds on a day; a day that is not known is in no term with an end."""
    return (not day or row.since <= day) and (not row.until or (bool(day) and day <= row.until))


def _party_of_person(node: Node, scene: Scene) -> str | None:
    """The party of a person who was known before or since, out of office on the day."""
    hit = scene.hits.get(node.i)
    if hit is None or hit.head is not node:
        return None
    return next((name.party for name in hit.found.names if name.kind == "person" and name.party != "*"), None)


def phrase_of(node: Node, scene: Scene) -> str:
    """The words of a phrase, without its article."""
    start, end = noun_phrase(node)
    words = " ".join(scene.text[start:end].split())
    return words.removeprefix("the ").removeprefix("The ")


def distinct(found: Sequence[EventActor]) -> tuple[EventActor, ...]:
    """Each actor once: of those with one code the first."""
    kept: dict[object, EventActor] = {}
    for actor in found:
        kept.setdefault((actor.country, actor.code) if actor.code else actor.name, actor)
    return tuple(kept.values())
