"""Conditions: whether the arguments of a trigger meet what a line of the lexicon asks of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dragoman.knowledge.rows_lexicon import Noun
from dragoman.reading.arguments import with_focus
from dragoman.reading.fillers import behind_name, glossed, is_of_body, names_body, new_body
from dragoman.reading.lexicon import Lexicon, Line, Need
from dragoman.reading.slots import Slots
from dragoman.reading.syntax import preposition_objects
from dragoman.reading.tree import Node
from dragoman.reading.who import Resolver, Scene

__all__ = ["Conditions", "Met", "has_words"]

_QUANTITY = frozenset({"quantity"})
_SHARES = frozenset({"CD", "JJS", "JJ", "JJR", "DT", "RB"})  # "three", "most", "many", "more", "all", "some" of them
_PARTICLES = frozenset({"prt", "prep", "advmod", "acomp", "oprd", "npadvmod", "agent", "dative"})


class Met(NamedTuple):
    """How a line's conditions are met: the nouns of its class condition, and the words that met one on class or lemma."""

    foci: list[tuple[Node, Noun | None]]
    used: frozenset[int]


class Conditions:
    """Tests the conditions of lines; what a filler is comes from the lexicon's classes and from who it resolves to."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def met(self, line: Line, arguments: Slots, node: Node, scene: Scene, resolver: Resolver) -> Met | Need:
        """What meets all conditions of a line whose trigger has the arguments, or the condition that fails."""
        foci: list[tuple[Node, Noun | None]] = []
        used: set[int] = set()
        for need in line.needs:
            found = with_focus(arguments, foci[0][0]) if foci and foci[0][0] is not node else arguments
            satisfied = self._satisfies(need, found, scene, resolver)
            if bool(satisfied) == need.absent:
                return need
            if need.test == "class" and not need.absent and not foci:
                foci = satisfied
            if need.test in ("class", "lemma"):
                used.update(filler.i for filler, _ in satisfied)
        return Met(foci, frozenset(used))

    def _satisfies(
        self, need: Need, arguments: Slots, scene: Scene, resolver: Resolver
    ) -> list[tuple[Node, Noun | None]]:
        out: list[tuple[Node, Noun | None]] = []
        for slot in need.slots:
            for filler in self._meant(arguments.get(slot, ()), need, scene):
                noun = self._lexicon.noun(filler, scene.nodes, need.values) if need.test == "class" else None
                if self._passes(need, filler, noun, scene, resolver):
                    out.append((filler, noun))
                elif (
                    need.test == "class"
                    and "stance" not in need.values
                    and (filler.pos == "propn" or filler.child("nmod"))
                ):
                    out.extend(self._apposed(need, filler, scene, resolver))
        if not out and need.test == "class" and "obj" in need.slots:
            return self._above(need, arguments, scene, resolver)
        return out

    def _apposed(self, need: Need, filler: Node, scene: Scene, resolver: Resolver) -> list[tuple[Node, Noun | None]]:
        """A proper name, a sum or an acronym is what it stands beside: "Sea Breeze, an exercise of …", "a Trade Pact (TP)"."""
        beside = [*filler.all("appos"), *glossed(filler, scene)]
        pairs = ((node, self._lexicon.noun(node, scene.nodes, need.values)) for node in beside)
        return [(node, noun) for node, noun in pairs if self._passes(need, node, noun, scene, resolver)]

    def _above(self, need: Need, arguments: Slots, scene: Scene, resolver: Resolver) -> list[tuple[Node, Noun | None]]:
        """A participle may belong to a noun above the one it hangs on: "the treaty on the border, signed in May".

        An object may also be a noun that the parser hung elsewhere: "signed with Oman on Monday a pact on ports".
        """
        above = () if "stance" in need.values else arguments.get("above", ())  # "a rejection of the text issued by A"
        for filler in (*above, *arguments.get("loose", ())):
            noun = self._lexicon.noun(filler, scene.nodes, need.values)
            if self._passes(need, filler, noun, scene, resolver):
                return [(filler, noun)]
        return []

    def _meant(self, fillers: Sequence[Node], need: Need, scene: Scene) -> Iterator[Node]:
        """The fillers; of a quantity or part what it is of: "a batch of drones"; for a class condition that alone."""
        for filler in fillers:
            if need.test == "lemma" and self._lexicon.noun(filler, scene.nodes, _QUANTITY):
                yield from (head for prep, head in preposition_objects(filler) if prep == "of")
            inner = behind_name(filler, scene) if need.test == "class" else []
            if need.test == "class" and (filler.tag in _SHARES or self._lexicon.noun(filler, scene.nodes, _QUANTITY)):
                parts = [head for prep, head in preposition_objects(filler) if prep in ("of", "in", "on")]
                inner += [n for n in self._meant(parts, need, scene) if self._lexicon.noun(n, scene.nodes, need.values)]
            yield from inner or [filler]

    def _passes(self, need: Need, filler: Node, noun: Noun | None, scene: Scene, resolver: Resolver) -> bool:
        if need.test == "class":
            return noun is not None or bool(need.lemmas & {filler.lemma, filler.lower})
        if need.test == "lemma":
            return filler.lemma in need.values or filler.lower in need.values
        if need.test == "ANY":
            return True
        if need.test == "AMOUNT":
            money = self._lexicon.words("money")
            return any(n.tag in ("CD", "$", "SYM") or n.lower in money or "$" in n.text for n in filler.subtree())
        if need.test in ("BODY", "ACCORD"):
            return names_body(need.test.lower(), filler, scene, resolver)
        if need.test == "NEWBODY":
            return new_body(filler, scene, self._lexicon.words) is not None
        if need.test == "YEAR":
            return filler.tag == "CD" and len(filler.text) == 4 and filler.text[:2] in ("18", "19", "20")
        if need.test == "PLACE":
            return resolver.where(filler, scene) is not None
        who = resolver.who(filler, scene)
        if need.test == "PEOPLE":
            return who is not None and who.kind == "people"
        if need.test == "MEMBERS":
            return is_of_body(filler, who, scene)
        if who is None or not who.parties:
            return False
        return bool(who.persons) or who.kind == "official" if need.test == "PERSON" else who.kind != "private"


def has_words(line: Line, node: Node, scene: Scene) -> bool:
    """Whether the words of a trigger beside its head are there: a verb's particles, the neighbours of a noun."""
    if line.pos == "verb":
        return all(_has_particle(node, word) for word in (*line.before, *line.after))
    at = node.i - scene.nodes[0].i
    before = tuple(n.lower for n in scene.nodes[max(0, at - len(line.before)) : at])
    after = tuple(n.lower for n in scene.nodes[at + 1 : at + 1 + len(line.after)])
    return before == line.before and after == line.after


def _has_particle(verb: Node, word: str) -> bool:
    for child in verb.children:
        is_complement = child.dep in _PARTICLES or child.dep == "dobj" or (child.dep == "ccomp" and child.pos == "adj")
        if word in (child.lower, child.lemma) and is_complement:
            return True
        if child.dep == "advcl" and any(c.dep == "mark" and c.lower == word == "for" for c in child.children):
            return True  # "called for the prisoners to be freed"
        if child.dep in ("prep", "dobj", "acomp", "advmod") and any(word in (c.lower, c.lemma) for c in child.children):
            return True
    return False
