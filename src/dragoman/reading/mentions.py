"""Mentions: where a text names a state, body, region, group, organ, company, place or person known by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

import ahocorasick

from dragoman.knowledge.names import Name


class Found(NamedTuple):
    """A surface form in the text and all that it may stand for."""

    start: int
    end: int
    names: tuple[Name, ...]


class Gazetteer:
    """Finds all known names of a text in one pass (Aho–Corasick, Communications of the ACM 18, 1975)."""

    def __init__(
        self, names: Iterable[tuple[str, Name]], mend: Callable[[str, list[Found]], list[Found]] | None = None
    ) -> None:
        """`mend` corrects what was found in a text before the longest are chosen."""
        self._mend = mend
        table: dict[str, list[Name]] = {}
        for surface, name in names:
            for variant in {surface, surface.replace("'", "’")}:
                table.setdefault(variant, []).append(name)
        self._automaton = ahocorasick.Automaton()
        for surface, meanings in table.items():
            self._automaton.add_word(surface, (len(surface), tuple(dict.fromkeys(meanings))))
        self._automaton.make_automaton()

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[Found]:
        """Names in `text[start:end]` at word boundaries, the longest first where they overlap; in text order."""
        end = len(text) if end is None else end
        hits = []
        for last, (length, meanings) in self._automaton.iter(text, start, end):
            first = last + 1 - length
            if first >= start and _is_bounded(text, first, last + 1):
                hits.append(Found(first, last + 1, meanings))
        return _longest(hits if self._mend is None else self._mend(text, hits))


def _is_bounded(text: str, start: int, end: int) -> bool:
    before = start == 0 or not text[start - 1].isalnum()
    after = end == len(text) or not text[end].isalnum() or not text[end - 1].isalnum()
    return before and after


def _longest(hits: list[Found]) -> list[Found]:
    out: list[Found] = []
    for hit in sorted(hits, key=lambda h: (h.start, -h.end)):
        if not out or hit.start >= out[-1].end:
            out.append(hit)
    return out
