"""Groups that a plural description points back to: "the two presidents", "both sides", "the three countries"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from math import sqrt
from typing import NamedTuple

from dragoman.reading.subjects import subjects
from dragoman.reading.syntax import first_conjunct
from dragoman.reading.tree import Node
from dragoman.reading.vocabulary import Description
from dragoman.reading.who.base import is_in_passing
from dragoman.reading.who.names import KnownNames
from dragoman.reading.who.scene import STATELY, Entry, Scene, Who

_PAIR = 2  # the parties that a plural means where nothing says how many
_RECENT = 5  # sentences, the own one among them, whose groups and names a description may mean
_TOGETHER = (1.0, 0.8, 0.5, 0.3, 0.1)  # what a group named together gains by its distance in sentences
_APART = (0.8, 0.5, 0.3, 0.1, 0.0)  # what parties named one by one in a sentence gain
_BESIDE = (0.9, 0.6, 0.4, 0.2, 0.0)  # what persons named one by one in a sentence gain
_MAIN = 0.3  # what those that the story names most gain
_PERSONS = 0.3  # what a group gains all of whose parties have a person, where persons are spoken of


class Candidate(NamedTuple):
    """Parties that a description may mean, their persons where they were named with them, and what speaks for them."""

    parties: tuple[str, ...]
    persons: tuple[str, ...]
    gain: float


class Groups(KnownNames):
    """Groups that a plural description points back to."""

    def _group(
        self, scene: Scene, node: Node, count: int, description: Description, within: frozenset[str] = frozenset()
    ) -> Who | None:
        """Of the groups of just so many nearby (all of them `within`) the one that is named the most and the last."""
        offices = self._role_offices(node, scene)
        recent = self._recent(scene, node)
        if (same := self._same_noun(recent, node)) is not None:
            return same
        found = [c for c in self._candidates(recent, scene, node, count) if self._suits(c, description)]
        if within:
            found = [*(c for c in found if within.issuperset(c.parties)), *self._all_named(within, count, node)]
        if not found:
            return None
        best = max(found, key=lambda c: self._weight(c, description, scene, node))
        persons = self._persons_of(best, offices, scene, node) if description.persons else ()
        return Who(best.parties, persons, "collective", True, "the group spoken of before")

    def _all_named(self, within: frozenset[str], count: int, node: Node) -> list[Candidate]:
        """As in "both African leaders": the states of a region that the story names, if they are just so many."""
        named = tuple(sorted(party for party in within if self.cast.named[party]))
        return [Candidate(named, (), _MAIN)] if len(named) == count and self._says_count(node) else []

    def _says_count(self, node: Node) -> bool:
        return self._words.number(node) is not None or any(c.lower == "both" for c in node.children)

    def _same_noun(self, recent: list[tuple[int, list[Entry]]], node: Node) -> Who | None:
        """As in "the leaders" after "the Forum's leaders", or after "leaders from Chad, Mali and Niger": those of a body or
        region, or of more than two, of whom the same noun was used."""
        if self._says_count(node):
            return None
        entries = (entry for _, sentence in recent for entry in sentence if entry.node.lemma == node.lemma)
        whos = [e.who for e in entries if e.who.plural]
        same = next((w for w in whos if len(w.parties) == 1 and self.cast.is_no_state(w.parties[0])), None)
        return same or next((w._replace(kind="collective") for w in whos[:1] if len(w.parties) > _PAIR), None)

    def _recent(self, scene: Scene, node: Node) -> list[tuple[int, list[Entry]]]:
        """Sentences with their distance, the nearest first."""
        here = scene.sentence.index
        told = ((here - entries[0].order[0], entries) for entries in self._before(scene, node))
        return [(distance, entries) for distance, entries in told if distance < _RECENT]

    def _candidates(
        self, recent: list[tuple[int, list[Entry]]], scene: Scene, node: Node, count: int
    ) -> Iterator[Candidate]:
        apart = self._apart(node, scene)
        able: list[str] = []
        for distance, entries in recent:
            whole = [e.who for e in entries if len(e.who.parties) == count and not set(e.who.parties) & apart]
            yield from (Candidate(w.parties, w.persons, _TOGETHER[distance]) for w in whole if w.kind != "private")
            single = [e for e in entries if self._is_single(e, apart)]
            able.extend(e.who.parties[0] for e in single)
            yield from self._named_apart(single, count, distance)
        ranked = sorted(dict.fromkeys(able), key=lambda p: -self.cast.named[p])[:count]
        if len(ranked) > 1:
            yield Candidate(tuple(ranked), (), _MAIN)

    @staticmethod
    def _is_single(entry: Entry, apart: set[str]) -> bool:
        who = entry.who
        able = len(who.parties) == 1 and who.kind in (*STATELY, "group", "body")
        return able and who.parties[0] not in apart and not _is_by_the_way(entry)

    @staticmethod
    def _named_apart(single: list[Entry], count: int, distance: int) -> Iterator[Candidate]:
        """Those named in one sentence, one by one, where they are just so many; persons count before others."""
        persons = {e.who.persons[0]: e.who.parties[0] for e in single if len(e.who.persons) == 1}
        if len(persons) == count == len(set(persons.values())):
            yield Candidate(tuple(persons.values()), tuple(persons), _BESIDE[distance])
        parties = tuple(dict.fromkeys(e.who.parties[0] for e in single))
        if len(parties) == count:
            yield Candidate(parties, (), _APART[distance])

    def _suits(self, candidate: Candidate, description: Description) -> bool:
        """Whether all can be what the noun says: governments and countries are those of states."""
        return not description.states or not any(self.cast.is_no_state(p) for p in candidate.parties)

    def _weight(self, candidate: Candidate, description: Description, scene: Scene, node: Node) -> float:
        most = self.cast.named.most_common(len(candidate.parties))
        least = max(1, most[-1][1] if most else 1)
        share = sqrt(min(self.cast.named[p] for p in candidate.parties) / least)
        known = description.persons and all(self._person_of(p, frozenset(), scene, node) for p in candidate.parties)
        return min(share, 1.0) + candidate.gain + (_PERSONS if known else 0.0)

    def _persons_of(self, candidate: Candidate, offices: frozenset[str], scene: Scene, node: Node) -> tuple[str, ...]:
        """One person for each party who holds one of the offices, where all have one: "both presidents"."""
        named = [key for key in candidate.persons if self._holds(key, offices)]
        if len(named) == len(candidate.parties):
            return tuple(named)
        found = [key for party in candidate.parties for key in self._person_of(party, offices, scene, node)]
        return tuple(found) if len(found) == len(candidate.parties) else ()

    def _person_of(self, party: str, offices: frozenset[str], scene: Scene, node: Node) -> tuple[str, ...]:
        """The person of a party who holds one of the offices, the one named last, else the only one of the story."""
        entries = chain.from_iterable(self._before(scene, node))
        near = (k for e in entries if e.who.parties == (party,) for k in e.who.persons if self._holds(k, offices))
        if (key := next(near, None)) is not None:
            return (key,)
        only = self._only_holder(offices, party) if offices else None
        return (only.key,) if only is not None else ()

    def _holds(self, key: str, offices: frozenset[str]) -> bool:
        person = self.cast.get(key)
        return person is not None and (not offices or self._fits(person, offices))

    def _role_offices(self, node: Node, scene: Scene) -> frozenset[str]:
        """The offices that a description names: "the two presidents"."""
        role = self._words.role(node, scene.nodes)
        return frozenset() if role is None else self._office_of(role) - {"official"}

    def _apart(self, node: Node, scene: Scene) -> set[str]:
        """The parties that the clause tells apart from the node: its subject, or what its subject acts on."""
        top = first_conjunct(node)
        verb = next((a for a in top.ancestors() if a.is_verb), None)
        if verb is None:
            return set()
        if top.dep in ("nsubj", "nsubjpass"):
            others = [n for n in verb.all("dobj", "dative") if n.i in scene.hits]
        else:
            others = [s for s in subjects(verb) if s is not node and s.i < node.i]
        found = [self.who(n, scene) for n in others]
        return {p for who in found if who is not None for p in who.parties}


def _is_by_the_way(entry: Entry) -> bool:
    """Whether a name only tells where or what sort: "in Malaysia", "Turkish-made drones"."""
    node = entry.node
    if node.dep == "npadvmod" or is_in_passing(node):
        return not entry.who.persons
    top = node.head if node.dep == "appos" else node  # "in Kuala Lumpur, Malaysia"
    return top.dep == "pobj" and top.head.lower in ("in", "at", "near", "from") and not entry.who.persons
