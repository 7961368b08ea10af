"""Descriptions that point back into the story: "both sides", "the latter", "its neighbour"."""

from __future__ import annotations

from dragoman.reading.parse import Node
from dragoman.reading.syntax import first_conjunct, preposition_objects, subjects
from dragoman.reading.who.names import KnownNames
from dragoman.reading.who.scene import (
    STATELY,
    Entry,
    Scene,
    Who,
)


class Descriptions(KnownNames):
    """Descriptions that point back into the story: "both sides", "the latter", "its neighbour"."""

    def _by_group(self, node: Node, scene: Scene) -> Who | None:
        """As in "the two presidents", "both sides", "the parties", "the country", "the bloc", "the latter"."""
        description = self._words.description(node)
        if description is None:
            return None
        if self._strict_owners(node, scene):
            return None
        if description.number == "plural":
            count = self._words.count(node)
            return self._pair(scene, node, count, persons=description.persons)
        return self._single(scene, node, description.kind)

    def _pair(self, scene: Scene, node: Node, count: int, *, persons: bool) -> Who | None:
        """The last group of just so many, else the parties told most often nearby, but for the subject."""
        apart = self._subject_parties(node, scene)
        recent = self._before(scene, node)[:4]
        for sentence in recent:
            for entry in sentence:
                who = entry.who
                if len(who.parties) == count and not set(who.parties) & apart and who.kind != "private":
                    if not persons or len(who.persons) in (0, count):
                        named = who.persons or (self._persons_of(who.parties, scene, node) if persons else ())
                        return Who(who.parties, named, "collective", True, "the group spoken of before")
        entries = [e for sentence in recent for e in sentence if self._may_join(e.who, persons)]
        ranked = sorted(
            {p: None for e in entries for p in e.who.parties if p not in apart},
            key=lambda p: -self.cast.named[p],
        )[:count]
        if len(ranked) < 2:
            return self._pair(scene, node, count, persons=False) if persons else None
        keys = [k for p in ranked for k in self._person_of(p, entries)] if persons else []
        return Who(tuple(ranked), tuple(dict.fromkeys(keys)), "collective", True, "the parties spoken of before")

    def _persons_of(self, parties: tuple[str, ...], scene: Scene, node: Node) -> tuple[str, ...]:
        """One person spoken of before for each party, where all have one: "both presidents"."""
        entries = [e for sentence in self._before(scene, node) for e in sentence]
        found = [key for party in parties for key in self._person_of(party, entries)]
        return tuple(found) if len(found) == len(parties) else ()

    @staticmethod
    def _may_join(who: Who, persons: bool) -> bool:
        return len(who.parties) == 1 and who.kind in STATELY and (bool(who.persons) or not persons)

    @staticmethod
    def _person_of(party: str, entries: list[Entry]) -> tuple[str, ...]:
        return next((e.who.persons[:1] for e in entries if e.who.parties == (party,) and e.who.persons), ())

    def _subject_parties(self, node: Node, scene: Scene) -> set[str]:
        """The parties of the subject of the clause that the node stands in, where it is not the subject itself."""
        top = first_conjunct(node)
        verb = next((a for a in top.ancestors() if a.is_verb), None)
        if verb is None or top.dep in ("nsubj", "nsubjpass"):
            return set()
        found = [self.who(s, scene) for s in subjects(verb) if s is not node and s.i < node.i]
        return {p for who in found if who is not None for p in who.parties}

    def _single(self, scene: Scene, node: Node, kind: str) -> Who | None:
        wanted = {"state": ("state", "capital", "seat", "person", "organ"), "body": ("body",), "person": ("person",)}[
            kind
        ]
        taken = {p for n in scene.nodes if n.i < node.i for p in self._party_at(n, scene)} if kind == "state" else set()
        fallback: Who | None = None
        for sentence in self._before(scene, node):
            for entry in sentence:
                if entry.who.kind in wanted and len(entry.who.parties) == 1:
                    who = entry.who if kind == "person" else Who(entry.who.parties, (), kind, False, "spoken of before")
                    if kind != "state" or entry.who.parties[0] not in taken:
                        return who
                    fallback = fallback or who
        return fallback

    def _party_at(self, node: Node, scene: Scene) -> tuple[str, ...]:
        who = scene.cache.get(node.i)
        return who.parties if who is not None and node.dep in ("nsubj", "nsubjpass") else ()

    def _by_apposition(self, node: Node, scene: Scene) -> Who | None:
        """As in "its neighbour India": a noun that means another, who is named behind it."""
        if not self._words.is_relational(node):
            return None
        whos = (self.who(apposed, scene) for apposed in node.all("appos"))
        return next((who._replace(rule=f"{node.lower} named behind it") for who in whos if who is not None), None)

    def _by_alternative(self, node: Node, scene: Scene) -> Who | None:
        """As in "the former", "the latter": the first or second of the two named last."""
        place = self._words.alternative(node.lower)
        if place is None or node.child("det") is None or node.dep in ("amod", "compound", "nmod"):
            return None
        for sentence in self._before(scene, node):
            told = sorted((e for e in sentence if e.who.kind in (*STATELY, "body", "group")), key=lambda e: e.order)
            pairs = [(a, b) for a in told for b in told if b.node.dep == "conj" and b.node.head is a.node]
            last = pairs[-1:] or ([(told[-2], told[-1])] if len({e.who.parties for e in told}) > 1 else [])
            if last:
                return last[0][place].who._replace(rule=f"the {node.lower} of two")
        return None

    def _by_share(self, node: Node, scene: Scene) -> Who | None:
        """As in "each of the two presidents", "both of them": those of whom it is said."""
        if not self._words.is_share(node.lower) or node.tag not in ("DT", "PDT", "CC"):
            return None
        whole = next((head for prep, head in preposition_objects(node) if prep == "of"), None)
        return self.who(whole, scene) if whole is not None else None
