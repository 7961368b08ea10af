"""The story so far: who was named, and what a phrase that is being resolved may point back to."""

from __future__ import annotations

from collections.abc import Collection

from dragoman.reading.cast import Cast
from dragoman.reading.syntax import conjuncts, first_conjunct
from dragoman.reading.tree import Node
from dragoman.reading.vocabulary import Vocabulary
from dragoman.reading.who.scene import (
    STATELY,
    Entry,
    Scene,
    Together,
    Who,
    is_location,
    union,
)

_BACK = 6  # sentences that a pronoun looks back
_FINITE_LIMIT = 12  # noun phrases nest; deeper than this nothing is resolved


class Base:
    """Resolves the phrases of one story, sentence after sentence."""

    def __init__(self, vocabulary: Vocabulary, cast: Cast, home: tuple[str, ...] = (), local: bool = False) -> None:
        self._words, self.cast, self._home, self._local = vocabulary, cast, home, local
        self._memory: list[Entry] = []
        self._owned: dict[str, tuple[str, ...]] = {}
        self._spoken_for: tuple[str, ...] = ()
        self._depth = 0

    def remember(self, scene: Scene) -> None:
        """Add the sentence's names and titled people to what later sentences may point back to."""
        for node in scene.nodes:
            is_person = node.tag == "PRP" and node.dep == "nsubj" and self._is_he_or_she(node)
            if node.pos in ("noun", "propn") or node.i in scene.hits or is_person:
                who = self.who(node, scene)
                if who is not None and who.parties and self._heads_phrase(node, scene) and not is_location(node, who):
                    top = first_conjunct(node)
                    subject = top.dep in ("nsubj", "nsubjpass")
                    self._memory.append(Entry((scene.sentence.index, node.i), who, subject, node))
                    if node.dep != "conj" and (together := self._coordination(node, scene)) is not None:
                        self._memory.append(Entry((scene.sentence.index, together.last), together.who, subject, node))

    def _coordination(self, node: Node, scene: Scene) -> Together | None:
        """As in "Mali, Niger and Burkina Faso": those that later sentences call "they" or "the three"."""
        members = [*self._hyphened(node, scene), *conjuncts(node)]
        found = [who for n in members if (who := self.who(n, scene)) is not None and who.parties]
        if len(found) < 2 or any(who.kind in ("private", "accord", "place", "company") for who in found):
            return None
        joined = union(found, "those named together")
        return Together(max(n.i for n in members), joined) if len(joined.parties) > 1 else None

    @staticmethod
    def _hyphened(node: Node, scene: Scene) -> list[Node]:
        """The name that a hyphen joins to this one: "Kyrgyz" of "the Kyrgyz-Tajik border"."""
        dash, name = scene.hits.get(node.i - 1), scene.hits.get(node.i - 2)
        before = [n for n in scene.nodes if n.i == node.i - 1]
        joined = dash is None and name is not None and node.i in scene.hits
        return [name.head] if name is not None and joined and before and before[0].text in ("-", "–") else []

    def _is_he_or_she(self, node: Node) -> bool:
        pronoun = self._words.pronoun(node.lower)
        return pronoun is not None and pronoun.gender in ("m", "f")

    def _heads_phrase(self, node: Node, scene: Scene) -> bool:
        hit = scene.hits.get(node.i)
        return hit is None or hit.head is node

    def _before(self, scene: Scene, node: Node) -> list[list[Entry]]:
        """Earlier mentions, by sentence, the nearest sentence first; within one, subjects first."""
        here = (scene.sentence.index, node.i)
        by_sentence: dict[int, list[Entry]] = {}
        for entry in self._memory:
            if entry.order < here and entry.order[0] >= here[0] - _BACK:
                by_sentence.setdefault(entry.order[0], []).append(entry)
        out = []
        for index in sorted(by_sentence, reverse=True):
            out.append(sorted(by_sentence[index], key=lambda e: (not e.subject, e.order)))
        return out

    def who(self, node: Node, scene: Scene) -> Who | None:
        """Who the phrase headed by `node` means, or None."""
        if node.i in scene.cache:
            return scene.cache[node.i]
        if self._depth > _FINITE_LIMIT:
            return None
        scene.cache[node.i] = None  # a phrase that contains itself means nobody
        self._depth += 1
        try:
            found = self._resolve(node, scene)
        finally:
            self._depth -= 1
        scene.cache[node.i] = found
        return found

    def is_inside(self, one: Collection[str], other: Collection[str]) -> bool:
        """Whether one side is an armed group and the other the state, or a group, at its home."""
        pairs = [(a, b) for a in one for b in other] + [(b, a) for a in one for b in other]
        return any(b in self._words.homes(a) or set(self._words.homes(a)) & set(self._words.homes(b)) for a, b in pairs)

    def last_party(self, scene: Scene, node: Node, apart: Collection[str]) -> tuple[str, ...]:
        """The state, body or group spoken of last before `node` that is none of `apart`."""
        for sentence in self._before(scene, node):
            for entry in sentence:
                if entry.who.kind in (*STATELY, "group") and len(entry.who.parties) == 1:
                    if entry.who.parties[0] not in apart:
                        return entry.who.parties
        return ()

    def last_subject(self, scene: Scene, node: Node, apart: Collection[str]) -> tuple[str, ...]:
        """Who did what the sentence before `node`, or its own, tells last: the subject spoken of, none of `apart`."""
        for sentence in self._before(scene, node)[:2]:
            for entry in reversed([e for e in sentence if e.subject]):
                if entry.who.kind in (*STATELY, "group", "body") and set(entry.who.parties).isdisjoint(apart):
                    return entry.who.parties
        return ()

    def main_party(self, scene: Scene, node: Node, apart: Collection[str]) -> tuple[str, ...]:
        """The one of those spoken of shortly before `node`, none of `apart`, that the story names most."""
        entries = (e for sentence in self._before(scene, node) for e in sentence)
        able = [e.who for e in entries if e.who.kind in (*STATELY, "group", "body") and len(e.who.parties) == 1]
        named = {who.parties: self.cast.named[who.parties[0]] for who in reversed(able) if who.parties[0] not in apart}
        return max(reversed(named), key=lambda parties: named[parties], default=())

    def _last_state(self, scene: Scene, node: Node) -> tuple[str, ...]:
        """The state spoken of last, not in passing ("South Korean media"); else that where the story is filed.

        Papers write the titles and organs of their own state with capitals and without its name: "the Trade Secretary".
        """
        if self._local and self._home and node.pos == "propn":
            return self._home
        entries = [e for sentence in self._before(scene, node) for e in sentence]
        stately = [e for e in entries if e.who.kind in STATELY and len(e.who.parties) == 1]
        return next((e.who.parties for e in stately if not is_in_passing(e.node)), self._home)

    def _other_than(self, owners: tuple[str, ...], scene: Scene, node: Node) -> tuple[str, ...]:
        """As in "its neighbour": the state spoken of beside the owner; "its allies": those spoken of together."""
        states, several = self._words.means_states(node), node.tag in ("NNS", "NNPS")
        for sentence in self._before(scene, node):
            for entry in sentence:
                others = tuple(p for p in entry.who.parties if p not in owners)
                if states and any(self.cast.is_no_state(p) for p in others):
                    continue
                if entry.who.kind in STATELY and (len(others) == 1 or (several and others)):
                    return self._all_beside(sentence, owners, entry.node) if several else others
        return ()

    @staticmethod
    def _all_beside(sentence: list[Entry], owners: tuple[str, ...], node: Node) -> tuple[str, ...]:
        """Those named in one coordination with a node, but for the owners."""
        top = first_conjunct(node)
        found = (p for e in sentence if first_conjunct(e.node) is top for p in e.who.parties if p not in owners)
        return tuple(dict.fromkeys(found))

    def _resolve(self, node: Node, scene: Scene) -> Who | None:
        raise NotImplementedError


def is_in_passing(node: Node) -> bool:
    """Whether a name only modifies a noun that is nobody's office or organ."""
    return node.dep in ("amod", "compound", "nmod") and node.tag in ("JJ", "NNP")
