"""Phrases of several words indexed by the word that heads them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")
_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")  # the tokenizer leaves "F-16" whole
_LINKS = frozenset({"of", "for", "to", "on", "in", "with", "at", "against"})


class Phrase(NamedTuple):
    """A noun phrase: lower-case words before its head, the head's lemma, and words after it."""

    before: tuple[str, ...]
    head: str
    after: tuple[str, ...]


def phrase(text: str) -> Phrase:
    """Split "memorandum of understanding" into its head and the words around it."""
    words = _HYPHEN.sub(" - ", text.lower()).split()
    at = next((i for i, word in enumerate(words) if word in _LINKS and i), len(words)) - 1
    return Phrase(tuple(words[:at]), words[at], tuple(words[at + 1 :]))


Words = tuple[tuple[str, ...], tuple[str, ...]]
"""The words before a head and those after it."""


class PhraseIndex(Generic[T]):
    """Finds the longest phrase around a head: `words` and `lemmas` are those of the sentence."""

    def __init__(self) -> None:
        self._by_head: dict[str, dict[tuple[int, int], dict[Words, list[tuple[int, T]]]]] = defaultdict(dict)
        self._count = 0

    def add(self, text: str, value: T) -> None:
        """Index a phrase; among phrases of equal length the one added last wins."""
        parsed = phrase(text)
        shape = len(parsed.before), len(parsed.after)
        phrases = self._by_head[parsed.head].setdefault(shape, {})
        self._count += 1
        phrases.setdefault((parsed.before, parsed.after), []).append((self._count, value))

    def heads(self) -> Iterator[str]:
        """All head lemmas."""
        return iter(self._by_head)

    def find(self, head: str, before: list[str], after: list[str]) -> T | None:
        """The value of the longest phrase with this head; `before` and `after` are the words beside it."""
        return next(iter(self.find_all(head, before, after)), None)

    def has(self, head: str) -> bool:
        """Whether any phrase has this head: the cheap test before the words beside it are gathered."""
        return head in self._by_head

    def find_all(self, head: str, before: list[str], after: list[str]) -> list[T]:
        """The values of the phrases as long as the longest with this head."""
        found: list[tuple[int, T]] = []
        longest = 0
        shapes = self._by_head.get(head)
        if shapes is None:
            return []
        for (n, m), phrases in shapes.items():
            if n + m < longest or n > len(before) or m > len(after):
                continue
            if (fitting := phrases.get((tuple(before[len(before) - n :]), tuple(after[:m])))) is not None:
                found = [*found, *fitting] if n + m == longest else fitting
                longest = n + m
        if len(found) > 1:
            found = sorted(found, key=_added, reverse=True)
        return [value for _, value in found]


def _added(pair: tuple[int, object]) -> int:
    return pair[0]
