"""A parsed sentence: its words, each with its class, its relation to the word that it hangs on, and those below it."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter
from typing import Any, NamedTuple

__all__ = ["Node", "Sentence"]

_CONTENT = {"N": "noun", "V": "verb", "J": "adj", "R": "adv"}
_place = attrgetter("i")


class Node:
    """A word in its sentence: offsets are those of the story; `children` stand in text order."""

    __slots__ = ("children", "dep", "end", "head", "i", "known", "lemma", "lower", "pos", "start", "tag", "text")

    def __init__(self, i: int, text: str, tag: str, dep: str, start: int) -> None:
        self.i, self.text, self.tag, self.dep, self.start = i, text, tag, dep, start
        self.lower = text.lower()
        self.end = start + len(text)
        self.pos = "propn" if tag.startswith("NNP") else _CONTENT.get(tag[:1], "other")
        self.lemma = self.lower
        self.head: Node = self
        self.children: list[Node] = []
        self.known: dict[object, Any] = {}
        """Answers to questions asked of the word before (`reading/once.py`)."""

    def __repr__(self) -> str:
        return f"<{self.i}:{self.text}/{self.tag}/{self.dep}>"

    def child(self, *deps: str) -> Node | None:
        """The first child with one of the dependency labels."""
        for child in self.children:
            if child.dep in deps:
                return child
        return None

    def all(self, *deps: str) -> list[Node]:
        """All children with one of the dependency labels."""
        return [c for c in self.children if c.dep in deps] if self.children else []

    def subtree(self) -> list[Node]:
        """The node and all below it, in text order."""
        out = [self]
        for node in out:
            if node.children:
                out.extend(node.children)
        if len(out) > 1:
            out.sort(key=_place)
        return out

    def ancestors(self) -> Iterator[Node]:
        """Heads from the nearest to the root."""
        node = self
        while node.head is not node:
            node = node.head
            yield node

    @property
    def is_verb(self) -> bool:
        return self.pos == "verb"

    @property
    def is_nominal(self) -> bool:
        return self.pos in ("noun", "propn")


class Sentence(NamedTuple):
    """A parsed sentence: its nodes, and its span in the story."""

    start: int
    end: int
    nodes: list[Node]
    index: int = 0  # type: ignore[assignment]  # the sentence's place in the story, not tuple.index
