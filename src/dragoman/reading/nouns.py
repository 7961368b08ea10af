"""The classes of nouns of `nouns.tsv`: which class phrases a word heads."""

from __future__ import annotations

from typing import NamedTuple

from dragoman.knowledge import Knowledge
from dragoman.knowledge.lines import class_key
from dragoman.knowledge.phrases import PhraseIndex
from dragoman.knowledge.rows_lexicon import Noun
from dragoman.reading.tree import Node

_BESIDE = 4  # words before or behind a head that may belong to its phrase
_HEADLESS = frozenset({"CD", "DT"})  # "one with Fiji", "another signed in May"


class _Class(NamedTuple):
    noun: Noun
    names: frozenset[str]
    words: int


class Nouns:
    """The phrases of all classes; what a word heads is looked up once and kept with the word."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._index: PhraseIndex[_Class] = PhraseIndex()
        for noun in knowledge.rows("nouns.tsv", Noun):
            self._index.add(noun.noun, _Class(noun, frozenset(noun.classes), len(noun.noun.split())))

    def of(self, node: Node, nodes: list[Node], classes: frozenset[str] = frozenset()) -> Noun | None:
        """The longest class phrase that the node heads among `nodes`, of one of `classes` where they are given."""
        if not node.is_nominal and not (
            (classes and node.tag == "VBN") or ("agreement" in classes and node.tag in _HEADLESS)
        ):
            return None
        found = self._all(node, nodes)
        fitting = [one for one in found if not (classes and classes.isdisjoint(one.names))] if found else found
        return max(fitting, key=_words).noun if fitting else None

    def keys(self, nodes: list[Node]) -> frozenset[str]:
        """What a line may ask of a sentence: its forms and lemmas, and the classes of its nouns as "@agreement"."""
        able = (n for n in nodes if n.is_nominal or n.tag == "VBN" or n.tag in _HEADLESS)
        classes = (class_key(name) for node in able for one in self._all(node, nodes) for name in one.names)
        return frozenset((*(n.lower for n in nodes), *(n.lemma for n in nodes), *classes))

    def _all(self, node: Node, nodes: list[Node]) -> list[_Class]:
        found: list[_Class] | None = node.known.get(self)
        if found is None:
            found = node.known[self] = self._headed(node, nodes)
        return found

    def _headed(self, node: Node, nodes: list[Node]) -> list[_Class]:
        lemma = node.lemma if node.tag != "NNP" else node.lower
        forms = dict.fromkeys((node.lower, lemma, node.lower.removesuffix("s") if node.pos == "propn" else lemma))
        heads = [form for form in forms if self._index.has(form)]
        if not heads:
            return []
        at = node.i - nodes[0].i
        before = [n.lower for n in nodes[max(0, at - _BESIDE) : at]]
        after = [n.lower for n in nodes[at + 1 : at + 1 + _BESIDE]]
        return [one for form in heads for one in self._index.find_all(form, before, after)]


def _words(one: _Class) -> int:
    return one.words
