"""What the resolution of a phrase gives, and the sentence that it is resolved in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from dragoman.reading.cast import Person
from dragoman.reading.mentions import Found
from dragoman.reading.tree import Node, Sentence
from dragoman.reading.who.lists import mend_lists
from dragoman.reading.who.named_titles import mend_titles

STATELY = ("state", "capital", "seat", "person", "official", "organ", "collective")
"""The kinds that speak for a state."""


class Who(NamedTuple):
    """Who a phrase means: party codes, and the keys of persons in the story's cast."""

    parties: tuple[str, ...]
    persons: tuple[str, ...] = ()
    kind: str = "state"
    """`state`, `capital`, `seat`, `people`, `region`, `body`, `accord`, `group`, `organ`, `company`, `place`, `person`,
    `official`, `collective`, or `private`: nobody who acts for his party"""
    plural: bool = False
    rule: str = ""

    @property
    def speaks(self) -> bool:
        """Whether it can act or speak for its parties."""
        return bool(self.parties) and self.kind not in ("private", "people", "company", "accord")


class Hit(NamedTuple):
    """A known name in a sentence: the node that heads it and the nodes it covers."""

    found: Found
    head: Node
    nodes: tuple[Node, ...]


@dataclass
class Scene:
    """One sentence with the names found in it."""

    sentence: Sentence
    text: str
    hits: dict[int, Hit]
    speaker: Who | None = None
    quotes: tuple[tuple[int, int], ...] = ()
    told_by: str | None = None
    cache: dict[int, Who | None] = field(default_factory=dict)
    slots: dict[tuple[int, bool], dict[str, list[Node]]] = field(default_factory=dict)
    """The argument slots of the words that were looked at, as nouns or verbs and as adjectives."""
    keys: frozenset[str] = frozenset()
    """The words and the classes of nouns that it has, once lines were matched on it."""

    def speak(self, speaker: Who) -> None:
        """Set who speaks the quotations; what was resolved without knowing him is forgotten."""
        self.speaker = speaker
        self.cache.clear()

    def is_quoted(self, node: Node) -> bool:
        """Whether a word stands in quotation marks."""
        return any(start <= node.start < end for start, end in self.quotes)

    @property
    def nodes(self) -> list[Node]:
        return self.sentence.nodes


class Together(NamedTuple):
    """Several named side by side, and the place of the last of them in the sentence."""

    last: int
    who: Who


class Entry(NamedTuple):
    """Who a phrase of an earlier sentence means: its place in the story, and whether it is a subject."""

    order: tuple[int, int]
    who: Who
    subject: bool
    node: Node


def scene(sentence: Sentence, text: str, found: list[Found], is_title: Callable[[Node, list[Node]], bool]) -> Scene:
    """Align the names found in the story with the nodes of a sentence; `is_title` knows the titles of persons."""
    hits: dict[int, Hit] = {}
    position = 0
    nodes = sentence.nodes
    for item in found:
        while position < len(nodes) and nodes[position].end <= item.start:
            position += 1
        covered = []
        for node in nodes[position:]:
            if node.start >= item.end:
                break
            covered.append(node)
        if covered:
            inside = {n.i for n in covered}
            outward = [n for n in covered if n.head.i not in inside or n.head is n] or covered[-1:]
            head = outward[0 if any(n.tag == "IN" for n in covered) else -1]
            hit = Hit(item, head, tuple(covered))
            hits |= {n.i: hit for n in covered if n.i not in hits or n is head}
    names = {i: hit.found.names for i, hit in hits.items() if hit.head.i == i}
    mend_titles(names, nodes, lambda node: is_title(node, nodes))
    mend_lists(names, nodes)
    return Scene(sentence, text, hits)


def is_location(node: Node, who: Who) -> bool:
    """A capital behind "in" or "at" tells where, not who."""
    return who.kind == "capital" and node.dep == "pobj" and node.head.lower in ("in", "at", "near", "from", "to")


def hyphened(nodes: list[Node], at: int, step: int) -> bool:
    """Whether a hyphen joins the word at `at` to a capitalised one before (-1) or behind (1) it."""
    beside = nodes[at + step : at + 3 * step : step] if at + 2 * step >= 0 else []
    return len(beside) == 2 and beside[0].text == "-" and beside[1].text[:1].isupper() and beside[0].pos != "propn"


def is_under(node: Node, dep: str, stop: Node) -> bool:
    while node is not stop and node.head is not node:
        if node.dep == dep:
            return True
        node = node.head
    return False


def of_person(person: Person, rule: str) -> Who:
    kind = "person" if person.official else "private"
    return Who(person.parties, (person.key,), kind, False, rule)


def union(whos: list[Who], rule: str) -> Who:
    parties = tuple(dict.fromkeys(p for w in whos for p in w.parties))
    persons = tuple(dict.fromkeys(p for w in whos for p in w.persons))
    return Who(parties, persons, "collective", True, rule)
