"""Shorter names and forms of address: "the Commission", "the North", "His Highness"."""

from __future__ import annotations

from itertools import chain

from dragoman.reading.tree import Node
from dragoman.reading.who.epithets import Epithets
from dragoman.reading.who.scene import Scene, Who

_NEAR = 3  # sentences within which a body is named that a noun in lower case means
_ROYAL = frozenset({"monarch", "royal"})


class Shorter(Epithets):
    """Shorter names and forms of address."""

    def _by_short_name(self, node: Node, scene: Scene) -> Who | None:
        """As in "the Commission", "the agency": the body of the story whose name the noun heads."""
        codes = self._words.shortened(node.lower) & self.cast.bodies
        beside = [c for c in node.children if c.dep in ("amod", "compound", "nmod", "poss", "prep", "nummod")]
        if not codes or beside or node.i in scene.hits or node.child("det") is None:
            return None
        here = scene.sentence.index
        for entry in chain.from_iterable(self._before(scene, node)):
            near = node.pos == "propn" or entry.order[0] > here - _NEAR
            if near and len(entry.who.parties) == 1 and entry.who.parties[0] in codes:
                return Who(entry.who.parties, (), "body", False, f"the {node.lower} named before")
        if node.pos != "propn":
            return None
        most = max(codes, key=lambda code: (self.cast.named[code], code))
        return Who((most,), (), "body", False, f"the {node.lower} of the story")

    def _by_half(self, node: Node, scene: Scene) -> Who | None:
        """As in "the North": where the story names both states of a divided land."""
        half = self._words.half(node.lower)
        if not half or not node.text[0].isupper() or node.child("det") is None or node.child("prep") is not None:
            return None
        if node.i in scene.hits or not all(self.cast.named[party] for party in half):
            return None
        return Who((half[0],), (), "state", False, f"the {node.text} of two")

    def _by_style(self, node: Node, scene: Scene) -> Who | None:
        """As in "His Highness": the ruler named last; "Her Excellency" may be anybody."""
        if node.tag == "PRP$" and self._words.is_style(node.head.lower):
            return self.who(node.head, scene)
        if not self._words.is_style(node.lower):
            return None
        for name in node.all("appos"):  # "His Highness Sheikh A"
            if (bearer := self.who(name, scene)) is not None and bearer.persons:
                return bearer
        for entry in chain.from_iterable(self._before(scene, node)):
            person = self.cast.get(entry.who.persons[0]) if len(entry.who.persons) == 1 else None
            styled = person is not None and node.lower in person.titles
            if person is not None and (styled or _ROYAL & person.offices):
                return entry.who._replace(rule=f"{node.lower} spoken of before")
        return None
