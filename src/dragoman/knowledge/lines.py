"""A lexicon line taken apart: its trigger, the conditions on its arguments, the roles they fill."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from dragoman.knowledge import Knowledge
from dragoman.knowledge.rows_lexicon import POS, Operator, Predicate, WordClass

__all__ = ["Line", "Need", "WordClasses", "class_key", "compile_line", "compile_operator", "word_classes"]

WordClasses = Mapping[str, frozenset[str]]
"""The words of each class of `words.tsv`."""


@dataclass(frozen=True)
class Need:
    """One condition: some filler of one of `slots` is of a class, a lemma, a party, a person, an amount."""

    slots: tuple[str, ...]
    test: str
    """`class`, `lemma`, or one of the words in capitals that `_TESTS` holds."""
    values: frozenset[str]
    absent: bool
    lemmas: frozenset[str] = frozenset()
    """Of a class condition: lemmas that do as well as its classes."""

    @cached_property
    def keys(self) -> frozenset[str]:
        """The words, and the classes as "@agreement", one of which a sentence must have to meet it; empty: none."""
        if self.absent or self.test not in ("class", "lemma"):
            return frozenset()
        return self.lemmas | (frozenset(map(class_key, self.values)) if self.test == "class" else self.values)

    def __str__(self) -> str:
        """As a line writes it: `obj|with:@agreement,deal`."""
        marked = [class_key(value) for value in sorted(self.values)] if self.test == "class" else sorted(self.values)
        wanted = ",".join([*marked, *sorted(self.lemmas)]) or self.test
        return f"{'|'.join(self.slots)}:{'!' if self.absent else ''}{wanted}"


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

    @cached_property
    def weight(self) -> int:
        """More words and more conditions win over fewer."""
        conditions = sum(3 if n.test in ("class", "lemma") and not n.absent else 1 for n in self.needs)
        return 2 * (len(self.before) + len(self.after)) + conditions

    def may_match(self, keys: frozenset[str]) -> bool:
        """Whether a sentence that has `keys`, its words and classes, has all that the line asks for, whatever its syntax."""
        for wanted in self._keys:
            if wanted.isdisjoint(keys):
                return False
        return self._words <= keys

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset((*self.before, *self.after))

    @cached_property
    def _keys(self) -> tuple[frozenset[str], ...]:
        return tuple(need.keys for need in self.needs if need.keys)


def class_key(name: str) -> str:
    """A class of nouns as it stands among words: "@agreement"."""
    return f"@{name}"


def word_classes(knowledge: Knowledge) -> WordClasses:
    """The classes of words that conditions may name like those of nouns."""
    return {row.name: frozenset(row.words) for row in knowledge.rows("words.tsv", WordClass)}


def compile_line(row: Predicate, listed: WordClasses) -> tuple[str, Line]:
    """The trigger's lemma and the compiled line, each class of `listed` replaced by its words."""
    words = row.trigger.split()
    head = next(i for i, word in enumerate(words) if word.rpartition(".")[2] in POS and "." in word)
    lemma, _, pos = words[head].rpartition(".")
    record_type, _, kind = row.yields.partition("/")
    roles = {name: tuple(slots.split(",")) for name, slots in (part.split("=") for part in row.roles.split())}
    line = Line(
        row, record_type, kind, POS[pos], tuple(words[:head]), tuple(words[head + 1 :]),
        tuple(_need(cell, listed) for cell in row.needs.split()), roles,
    )  # fmt: skip
    return lemma, line


_TESTS = frozenset("PARTY PERSON PLACE BODY NEWBODY MEMBERS PEOPLE ACCORD AMOUNT YEAR ANY".split())


def _need(cell: str, listed: WordClasses) -> Need:
    slots, _, wanted = cell.partition(":")
    absent = wanted.startswith("!")
    wanted = wanted.removeprefix("!")
    if wanted in (
        "PARTY",
        "PERSON",
        "PLACE",
        "BODY",
        "NEWBODY",
        "MEMBERS",
        "PEOPLE",
        "ACCORD",
        "AMOUNT",
        "YEAR",
        "ANY",
    ):
        return Need(tuple(slots.split("|")), wanted, frozenset(), absent)
    values = wanted.split(",")
    named = frozenset(value[1:] for value in values if value.startswith("@"))
    classes = named - listed.keys()
    lemmas = frozenset(value for value in values if not value.startswith("@"))
    lemmas |= {word for name in named & listed.keys() for word in listed[name]}
    if classes:
        return Need(tuple(slots.split("|")), "class", classes, absent, lemmas)
    return Need(tuple(slots.split("|")), "lemma", lemmas, absent)


def compile_operator(row: Operator) -> tuple[str, str]:
    """Lemma and word class of an operator."""
    lemma, _, pos = row.word.rpartition(".")
    return lemma, POS[pos]
