"""The parties that a noun phrase names: by its modifiers, its possessor, the phrases behind it."""

from __future__ import annotations

import re

from dragoman.knowledge.names import Name
from dragoman.reading.syntax import conjuncts, first_conjunct, noun_phrase, preposition_objects
from dragoman.reading.tree import Node
from dragoman.reading.vocabulary import RoleMatch
from dragoman.reading.who.base import Base
from dragoman.reading.who.scene import (
    Hit,
    Scene,
    Who,
    is_under,
)

_PLACES = frozenset({"state", "capital", "seat", "region", "body", "place"})
_SENT = frozenset({"envoy", "ambassador"})  # whose "for" and "to" tell where they are sent
_SPEAKING = "spokesperson"
_OWNING = ("of", "from")


class Owners(Base):
    """The parties that a noun phrase names: by its modifiers, its possessor, the phrases behind it."""

    def where(self, node: Node, scene: Scene) -> Who | None:
        """The state in which the place lies that a phrase names: a capital, a town, "the port of Jeddah"."""
        if (town := self._town(node, scene)) is not None:
            return town
        who = self.who(node, scene)
        if who is not None and who.parties and who.kind in _PLACES:
            return who._replace(persons=())
        named = (
            c for c in node.children if c.i in scene.hits and c.dep in ("compound", "appos", "nmod", "amod", "poss")
        )
        inside = (head for prep, head in preposition_objects(node) if prep in ("of", "in", "at"))
        found = (self.where(c, scene) for c in (*named, *inside))
        return next((w for w in found if w is not None), None)

    def _town(self, node: Node, scene: Scene) -> Who | None:
        """The state in which a town or venue lies that stands for no state."""
        hit = scene.hits.get(node.i)
        if hit is not None and hit.head is node:
            for name in hit.found.names:
                if name.form == "capital" or (name.kind == "place" and name.party != "*"):
                    return Who((name.party,), (), "place", False, f"{name.ref} lies there")
        return None

    def owners(self, node: Node, scene: Scene) -> tuple[str, ...]:
        """The parties that a noun phrase names: modifiers, possessor, "of" phrase, apposition, first conjunct."""
        if parties := self._strict_owners(node, scene):
            return parties
        if node.dep == "appos" and (who := self.who(node.head, scene)) is not None and who.kind != "accord":
            return who.parties
        if node.dep == "conj" and node.pos == node.head.pos:
            return self.owners(first_conjunct(node), scene)
        return ()

    def named_before(self, node: Node, scene: Scene) -> tuple[str, ...]:
        """The parties that a noun phrase names before its head: possessor or modifiers."""
        return self._possessor_parties(node, scene) or self._modifier_parties(node, scene)

    def _modifier_parties(self, node: Node, scene: Scene) -> tuple[str, ...]:
        start, _ = noun_phrase(node)
        out: list[str] = []
        for other in scene.nodes:
            if other.start >= start and other.i < node.i and other.i in scene.hits:
                hit = scene.hits[other.i]
                if hit.head is other and not is_under(other, "poss", node):
                    out.extend(self._party_of_modifier(hit))
        return tuple(dict.fromkeys(out))

    def _party_of_modifier(self, hit: Hit) -> tuple[str, ...]:
        for name in hit.found.names:
            if name.kind in ("state", "region", "body", "group", "organ", "company"):
                if not (name.weak and not self._is_supported(name, hit.head)) and name.detail != "accord":
                    return (name.party,)
        return ()

    def _is_supported(self, name: Name, node: Node, scene: Scene | None = None) -> bool:
        """Whether a name that is also another word stands for its party: the story names it, or it looks like one."""
        if self.cast.named[name.party] > 0 or (scene is not None and self._acts(name, node, scene)):
            return True
        if name.kind == "organ" and name.party in self._home:
            return True
        if name.kind == "body":
            return node.child("det") is not None and node.dep in ("nsubj", "nsubjpass", "dobj", "pobj", "poss")
        return name.kind in ("state", "region") and name.form == "name"

    def _acts(self, name: Name, node: Node, scene: Scene) -> bool:
        """Whether a town or province does something in a sentence that names another party: "Santiago asked Lima"."""
        if name.form != "capital" and name.detail != "province":
            return False
        if first_conjunct(node).dep not in ("nsubj", "nsubjpass") or _is_part_of_name(node.text, scene.text):
            return False
        others = (n for hit in scene.hits.values() for n in hit.found.names if not n.weak and n.party != name.party)
        return any(n.kind in ("state", "body") for n in others)

    def _possessor_parties(self, node: Node, scene: Scene) -> tuple[str, ...]:
        for poss in node.all("poss"):
            for one in conjuncts(poss):
                if (who := self.who(one, scene)) is not None and who.parties:
                    own = [n for n in conjuncts(poss) if poss.child("preconj") is None or n is not poss]
                    rest = [self.who(n, scene) for n in own]
                    return tuple(dict.fromkeys(p for w in rest if w is not None for p in w.parties))
        return ()

    def _complement_parties(
        self, node: Node, scene: Scene, preps: tuple[str, ...] = ("of", "from", "for", "in", "to", "at", "with")
    ) -> tuple[str, ...]:
        out: list[str] = []
        towns = () if node.tag == "NNS" and self._words.is_country(node) else ("of", "from", "in")
        for prep, head in preposition_objects(node):
            if prep in preps and head.is_nominal:
                if prep in ("to", "with", "for", "at") and out:
                    continue
                for one in conjuncts(head):
                    who = self.who(one, scene) or (self._town(one, scene) if prep in towns else None)
                    if who is None and prep == "of":  # "the minister of foreign affairs of Estonia"
                        out.extend(self._complement_parties(one, scene, ("of",)))
                    if who is not None and who.kind not in ("person", "accord"):
                        out.extend(who.parties)
        return tuple(dict.fromkeys(out))

    def _spoken(self, role: RoleMatch, owners: tuple[str, ...], node: Node, scene: Scene) -> tuple[str, ...]:
        """Whose spokesperson a title means that names nobody: of the organ beside it, else of whom the last spoke for."""
        if role.office != _SPEAKING:
            return owners
        organs = (self._words.role(c, scene.nodes) for c in node.all("compound", "nmod"))
        last = (p for organ in organs if organ for noun, p in reversed(self._owned.items()) if _ends(noun, organ.noun))
        self._spoken_for = owners or next(last, ()) or self._spoken_for
        return self._spoken_for

    def _strict_owners(self, node: Node, scene: Scene) -> tuple[str, ...]:
        named = self._modifier_parties(node, scene) or self._possessor_parties(node, scene)
        if named:
            return named
        role = self._words.role(node, scene.nodes)
        sent = role is not None and role.office in _SENT
        return self._complement_parties(node, scene, _OWNING) if sent else self._complement_parties(node, scene)


def _ends(noun: str, word: str) -> bool:
    """Whether an organ may be meant by a shorter name: "foreign ministry" by "ministry"."""
    return noun == word or noun.endswith(f" {word}")


def _is_part_of_name(word: str, text: str) -> bool:
    """Whether a text has a word right beside another capitalised one, as in the name of a person."""
    return re.search(rf"\b{re.escape(word)} [A-Z][a-z]|[a-z] [A-Z][a-z]+ {re.escape(word)}\b", text) is not None
