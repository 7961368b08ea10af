"""Descriptions of states by region or trait: "the Andean country", "the island nation", "the region's five leaders"."""

from __future__ import annotations

from itertools import chain

from dragoman.reading.tree import Node
from dragoman.reading.who.groups import Groups
from dragoman.reading.who.scene import STATELY, Scene, Who


class Epithets(Groups):
    """Descriptions of states by region or trait."""

    def _by_region(self, node: Node, scene: Scene) -> Who | None:
        """As in "the five Central Asian presidents", "the five states of the region": all states of a region."""
        number = self._words.number(node) if node.tag in ("NNS", "NNPS") else None
        if number is None or self._words.role(node, scene.nodes) is None:
            return None
        region = next((p for p in self._regions(node, scene) if len(self._words.members(p)) == number), None)
        if region is None:
            return None
        return Who((self._words.as_group(region),), (), "collective", True, f"all of {region}")

    def _regions(self, node: Node, scene: Scene) -> list[str]:
        """The regions that a phrase names, or the one spoken of last where it says "of the region"."""
        named = [p for p in self._strict_owners(node, scene) if p.startswith("R:")]
        if named:
            return named
        words = [n for n in node.subtree() if n.lemma == "region"]
        told = chain.from_iterable(self._before(scene, node)) if words else ()
        return [p for entry in told for p in entry.who.parties if p.startswith("R:")]

    def _by_epithet(self, node: Node, scene: Scene) -> Who | None:
        """As in "the South American country", "the landlocked nation", "the Gulf leader": the story's one that fits."""
        if node.tag not in ("NN", "NNP") or not any(c.lower in ("the", "this") for c in node.all("det")):
            return None
        fitting = self._fitting(node, scene)
        if fitting is None:
            return None
        apart = self._apart(node, scene)
        parties = self._last_fitting(node, scene, fitting, apart) or self._most_named(fitting - apart)
        return Who(parties, (), "state", False, "the state that it fits") if parties else None

    def _fitting(self, node: Node, scene: Scene) -> frozenset[str] | None:
        """The states that a description fits; None where the phrase is no such description."""
        if not self._words.is_state_noun(node):
            return None
        sets = [self._words.having(n.lower) for n in (node, *node.all("amod", "compound"))]
        sets += [self._words.members(p) for p in self._modifier_parties(node, scene) if p.startswith("R:")]
        sets = [states for states in sets if states]
        return frozenset.intersection(*sets) if sets else None

    def _last_fitting(self, node: Node, scene: Scene, fitting: frozenset[str], apart: set[str]) -> tuple[str, ...]:
        entries = chain.from_iterable(self._before(scene, node))
        able = (e.who.parties for e in entries if len(e.who.parties) == 1 and e.who.kind in STATELY)
        return next((parties for parties in able if parties[0] in fitting and parties[0] not in apart), ())

    def _most_named(self, fitting: frozenset[str]) -> tuple[str, ...]:
        told = [(count, party) for party, count in self.cast.named.items() if party in fitting]
        return (max(told)[1],) if told else ()
