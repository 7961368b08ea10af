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


class PhraseIndex(Generic[T]):
    """Finds the longest phrase around a head: `words` and `lemmas` are those of the sentence."""

    def __init__(self) -> None:
        self._by_head: dict[str, list[tuple[Phrase, T]]] = defaultdict(list)

    def add(self, text: str, value: T) -> None:
        """Index a phrase; among phrases of equal length the one added last wins."""
        parsed = phrase(text)
        self._by_head[parsed.head].insert(0, (parsed, value))
        self._by_head[parsed.head].sort(key=lambda pair: -len(pair[0].before) - len(pair[0].after))

    def heads(self) -> Iterator[str]:
        """All head lemmas."""
        return iter(self._by_head)

    def find(self, head: str, before: list[str], after: list[str]) -> T | None:
        """The value of the longest phrase with this head; `before` and `after` are the words beside it."""
        return next(self.find_all(head, before, after), None)

    def find_all(self, head: str, before: list[str], after: list[str]) -> Iterator[T]:
        """The values of the phrases as long as the longest with this head."""
        longest = 0
        for parsed, value in self._by_head.get(head, ()):
            n, m = len(parsed.before), len(parsed.after)
            if n + m < longest:
                return
            if (not n or tuple(before[-n:]) == parsed.before) and (not m or tuple(after[:m]) == parsed.after):
                longest = n + m
                yield value
