"""The lexicon, compiled: which lines a word may trigger, and what they ask of its arguments."""

from __future__ import annotations

from collections import defaultdict

from dragoman.knowledge import Knowledge
from dragoman.knowledge.lines import Line, Need, compile_line, compile_operator, word_classes
from dragoman.knowledge.rows import Reference
from dragoman.knowledge.rows_lexicon import Noun, Operator, Predicate
from dragoman.reading.nouns import Nouns
from dragoman.reading.tree import Node

__all__ = ["Lexicon", "Line", "Need"]


class Lexicon:
    """The lines of one folder by trigger, the classes of nouns, and the operators."""

    def __init__(self, knowledge: Knowledge, nouns: Nouns, lines: str = "lexicon/*.tsv") -> None:
        self._lines: dict[tuple[str, str], list[Line]] = defaultdict(list)
        self._words = word_classes(knowledge)
        for row in knowledge.rows(lines, Predicate):
            lemma, line = compile_line(row, self._words)
            self._lines[lemma, line.pos].append(line)
        for lines_of_word in self._lines.values():
            lines_of_word.sort(key=_weight)
        self._nouns = nouns
        references = knowledge.rows("references.tsv", Reference)
        self.mutual = frozenset(r.word for r in references if r.kind == "mutual")
        self._operators: dict[tuple[str, str, str], str] = {}
        for operator in knowledge.rows("operators.tsv", Operator):
            word, pos = compile_operator(operator)
            self._operators[word, pos, operator.slot] = operator.effect

    def lines(self, node: Node) -> list[Line]:
        """The lines whose trigger word the node is, the most specific first, before any condition is tested."""
        if node.tag == "MD":
            return self._lines.get((node.lower, "aux"), [])
        if node.pos == "other":
            return []  # a line is triggered by a verb, a noun, an adjective, an adverb or a modal
        pos = "noun" if node.pos == "propn" else node.pos
        found = self._lines.get((node.lemma, pos), []) or self._prefixed(node.lemma, pos)
        if node.tag == "VBN":  # participles that are adjectives: "is concerned"
            if adjectives := self._lines.get((node.lower, "adj")):
                found = sorted([*found, *adjectives], key=_weight)
        if node.pos == "adj" or (pos == "noun" and node.tag == "NN" and not found):
            found = found or self._lines.get((node.lower, pos), [])
        return found

    def _prefixed(self, lemma: str, pos: str) -> list[Line]:
        """The lines of "reopen" for "re-open", of "host" for "co-host"."""
        prefix, hyphen, stem = lemma.partition("-")
        if not hyphen:
            return []
        return self._lines.get((prefix + stem, pos), []) or (self._lines.get((stem, pos), []) if prefix == "co" else [])

    def words(self, name: str) -> frozenset[str]:
        """The words of a class of `words.tsv`, for rules that ask for them; KeyError where there is none."""
        return self._words[name]

    def triggers(self) -> set[str]:
        """All trigger lemmas, for the cheap test whether a sentence is worth parsing."""
        return {lemma for lemma, _ in self._lines}

    def noun(self, node: Node, nodes: list[Node], classes: frozenset[str] = frozenset()) -> Noun | None:
        """The longest class phrase that the node heads, of one of `classes` where they are given."""
        return self._nouns.of(node, nodes, classes)

    def keys(self, nodes: list[Node]) -> frozenset[str]:
        """The words and classes of a sentence, for the cheap test which lines may match on it."""
        return self._nouns.keys(nodes)

    def operator(self, word: str, pos: str, slot: str) -> str | None:
        """What a word of the class says of the thing in its slot, form for form: "could.aux" of its verb."""
        return self._operators.get((word, pos, slot))

    def effect(self, node: Node, slot: str) -> str | None:
        """What a word says of the thing in its slot: `planned`, `negated` …"""
        pos = "noun" if node.pos == "propn" else node.pos
        particle = next((c for c in node.all("prt", "advmod") if c.dep == "prt" or c.i == node.i + 1), None)
        if (
            particle is not None
            and pos == "verb"
            and (effect := self._operators.get((f"{node.lemma} {particle.lower}", pos, slot)))
        ):
            return effect
        found = self._operators.get((node.lemma, pos, slot))
        if found is None and pos in ("verb", "adj"):  # participles are tagged either way
            found = self._operators.get((node.lower, "adj" if pos == "verb" else "verb", slot))
        return found


def _weight(line: Line) -> int:
    return -line.weight
