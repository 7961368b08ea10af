"""Descriptions that point back into the story: "both sides", "the latter", "its neighbour"."""

from __future__ import annotations

from dragoman.reading.syntax import conjuncts, preposition_objects
from dragoman.reading.tree import Node
from dragoman.reading.who.scene import (
    STATELY,
    Scene,
    Who,
    union,
)
from dragoman.reading.who.shorter import Shorter


class Descriptions(Shorter):
    """Descriptions that point back into the story: "both sides", "the latter", "its neighbour"."""

    def _by_group(self, node: Node, scene: Scene) -> Who | None:
        """As in "the two presidents", "both sides", "the parties", "the country", "the bloc", "the latter"."""
        description = self._words.description(node)
        if description is None:
            return None
        owners = self._strict_owners(node, scene)
        within = frozenset(state for party in owners for state in self._words.members(party))
        if owners and description.kind == "state" and description.number == "singular" and self._are_regions(owners):
            return self._single(scene, node, "state", within)  # "the West African country"
        if owners and not (within and description.number == "plural" and node.dep != "conj"):
            return None
        if description.number == "plural":
            if (named := self._named_among(node, scene)) is not None:
                return named
            return self._group(scene, node, self._words.count(node), description, within)
        return self._single(scene, node, description.kind)

    def _named_among(self, node: Node, scene: Scene) -> Who | None:
        """As in "the mediating countries, particularly Chad and Mali": those named behind a plural noun."""
        apposed = [one for name in node.all("appos") if name.i > node.i for one in conjuncts(name)]
        found = [who for one in apposed if (who := self.who(one, scene)) is not None and who.parties]
        able = len(found) > 1 and len(found) == len(apposed) and all(not w.persons for w in found)
        return union(found, f"{node.lower} named behind it") if able else None

    def _by_examples(self, node: Node, scene: Scene) -> Who | None:
        """As in "several countries including Chad and Mali", "representatives from states such as Oman": those named."""
        if node.tag not in ("NNS", "NNPS") or not self._words.means_states(node):
            return None
        named = [
            n for prep, head in preposition_objects(node) if self._words.gives_example(prep) for n in conjuncts(head)
        ]
        found = [who for n in named if (who := self.who(n, scene)) is not None and who.parties and not who.persons]
        return union(found, f"{node.lower} of which some are named") if found and len(found) == len(named) else None

    def _are_regions(self, parties: tuple[str, ...]) -> bool:
        return all(party.startswith("R:") for party in parties)

    def _single(self, scene: Scene, node: Node, kind: str, within: frozenset[str] = frozenset()) -> Who | None:
        wanted = {
            "state": ("state", "capital", "seat", "person", "organ"),
            "body": ("body",),
            "person": ("person",),
            "armed": ("group",),
            "company": ("company",),
        }[kind]
        taken = {p for n in scene.nodes if n.i < node.i for p in self._party_at(n, scene)} if kind == "state" else set()
        fallback: Who | None = None
        for sentence in self._before(scene, node):
            for entry in sentence:
                is_there = not within or within.issuperset(entry.who.parties)
                if entry.who.kind in wanted and len(entry.who.parties) == 1 and is_there:
                    who = (
                        entry.who
                        if kind in ("person", "armed")
                        else Who(entry.who.parties, (), kind, False, "spoken of before")
                    )
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
            told = sorted(
                (e for e in sentence if len(e.who.parties) == 1 and e.who.kind in (*STATELY, "body", "group")),
                key=lambda e: e.order,
            )
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
