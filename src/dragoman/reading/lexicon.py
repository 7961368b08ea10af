"""The lexicon, compiled: which lines a word may trigger, and what they ask of its arguments."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from dragoman.knowledge import Knowledge
from dragoman.knowledge.rows import Reference
from dragoman.knowledge.phrases import PhraseIndex
from dragoman.knowledge.rows_lexicon import Noun, Operator, Predicate
from dragoman.reading.parse import Node

_POS = {"v": "verb", "n": "noun", "adj": "adj", "adv": "adv", "aux": "aux"}


class LexiconError(ValueError):
    """A lexicon line cannot be compiled; the message names the line."""


@dataclass(frozen=True)
class Need:
    """One condition: some filler of one of `slots` is of a class, a lemma, a party, a person, an amount."""

    slots: tuple[str, ...]
    test: str  # "class", "lemma", "PARTY", "PERSON", "PLACE", "BODY", "MEMBERS", "ACCORD", "AMOUNT", "ANY"
    values: frozenset[str]
    absent: bool


@dataclass(frozen=True)
class Line:
    """A predicate line, ready to match."""

    row: Predicate
    type: str
    kind: str
    pos: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    needs: tuple[Need, ...]
    roles: dict[str, tuple[str, ...]]

    @property
    def id(self) -> str:
        """How a record names the line that made it."""
        return " ".join(filter(None, (self.row.trigger, self.row.needs, "->", self.row.yields)))

    @property
    def weight(self) -> int:
        """More words and more conditions win over fewer."""
        return 2 * (len(self.before) + len(self.after)) + sum(
            3 if n.test in ("class", "lemma") and not n.absent else 1 for n in self.needs
        )


class Lexicon:
    """All lines by trigger, the classes of nouns, and the operators."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._lines: dict[tuple[str, str], list[Line]] = defaultdict(list)
        for row in knowledge.rows("lexicon/*.tsv", Predicate):
            lemma, line = compile_line(row)
            self._lines[lemma, line.pos].append(line)
        self._nouns: PhraseIndex[Noun] = PhraseIndex()
        for noun in knowledge.rows("nouns.tsv", Noun):
            self._nouns.add(noun.noun, noun)
        references = knowledge.rows("references.tsv", Reference)
        self.mutual = frozenset(r.word for r in references if r.kind == "mutual")
        self._operators: dict[tuple[str, str, str], str] = {}
        for operator in knowledge.rows("operators.tsv", Operator):
            word, _, pos = operator.word.rpartition(".")
            self._operators[word, _POS[pos], operator.slot] = operator.effect

    def lines(self, node: Node) -> list[Line]:
        """The lines whose trigger word the node is, before any condition is tested."""
        if node.tag == "MD":
            return self._lines.get((node.lower, "aux"), [])
        pos = "noun" if node.pos == "propn" else node.pos
        found = self._lines.get((node.lemma, pos), [])
        if node.tag == "VBN":  # participles that are adjectives: "is concerned"
            found = found + self._lines.get((node.lower, "adj"), [])
        if node.pos == "adj" or (pos == "noun" and node.tag == "NN" and not found):
            found = found or self._lines.get((node.lower, pos), [])
        return found

    def triggers(self) -> set[str]:
        """All trigger lemmas, for the cheap test whether a sentence is worth parsing."""
        return {lemma for lemma, _ in self._lines}

    def noun(self, node: Node, nodes: list[Node], classes: frozenset[str] = frozenset()) -> Noun | None:
        """The longest class phrase that the node heads, of one of `classes` where they are given."""
        if not node.is_nominal and not (classes and node.tag == "VBN"):
            return None
        at = node.i - nodes[0].i
        before = [n.lower for n in nodes[max(0, at - 4) : at]]
        after = [n.lower for n in nodes[at + 1 : at + 5]]
        lemma = node.lemma if node.tag != "NNP" else node.lower
        found = [*self._nouns.find_all(node.lower, before, after), *self._nouns.find_all(lemma, before, after)]
        fitting = (n for n in found if not classes or classes & set(n.classes))
        return max(fitting, key=lambda n: len(n.noun.split()), default=None)

    def effect(self, node: Node, slot: str) -> str | None:
        """What a word says of the thing in its slot: `planned`, `negated` …"""
        pos = "noun" if node.pos == "propn" else node.pos
        particle = node.child("prt") if pos == "verb" else None
        if particle is not None and (effect := self._operators.get((f"{node.lemma} {particle.lower}", pos, slot))):
            return effect
        found = self._operators.get((node.lemma, pos, slot))
        if found is None and pos in ("verb", "adj"):  # participles are tagged either way
            found = self._operators.get((node.lower, "adj" if pos == "verb" else "verb", slot))
        return found


def compile_line(row: Predicate) -> tuple[str, Line]:
    """The trigger's lemma and the compiled line; LexiconError where trigger or needs cannot be understood."""
    words = row.trigger.split()
    heads = [i for i, word in enumerate(words) if word.rpartition(".")[2] in _POS and "." in word]
    if len(heads) != 1:
        raise LexiconError(f"{row.trigger!r}: one word of a trigger has its class behind a dot, as in 'hold.v'")
    lemma, _, pos = words[heads[0]].rpartition(".")
    record_type, _, kind = row.yields.partition("/")
    roles = {name: tuple(slots.split(",")) for name, slots in (part.split("=") for part in row.roles.split())}
    line = Line(
        row, record_type, kind, _POS[pos], tuple(words[: heads[0]]), tuple(words[heads[0] + 1 :]),
        tuple(_need(cell, row) for cell in row.needs.split()), roles,
    )  # fmt: skip
    return lemma, line


def _need(cell: str, row: Predicate) -> Need:
    slots, colon, wanted = cell.partition(":")
    if not colon or not slots or not wanted:
        raise LexiconError(f"{row.trigger!r}: needs read like 'obj:@agreement' or 'with:PARTY', not {cell!r}")
    absent = wanted.startswith("!")
    wanted = wanted.removeprefix("!")
    if wanted in ("PARTY", "PERSON", "PLACE", "BODY", "MEMBERS", "ACCORD", "AMOUNT", "ANY"):
        return Need(tuple(slots.split("|")), wanted, frozenset(), absent)
    if wanted.startswith("@"):
        return Need(tuple(slots.split("|")), "class", frozenset(w.removeprefix("@") for w in wanted.split(",")), absent)
    return Need(tuple(slots.split("|")), "lemma", frozenset(wanted.split(",")), absent)
