"""Find the sectors and resources that a span of text speaks of, by the words of `sectors.tsv` and `resources.tsv`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dragoman.knowledge.rows import Resource, Sector
from dragoman.knowledge.tables import read_table
from dragoman.reading.phrases import any_of, plain

__all__ = ["TopicSpan", "Topics", "default_topics", "find_resources", "find_sectors", "resources", "sectors"]

_DATA = Path(__file__).parents[1] / "knowledge" / "data"
_NONE = "-"


@dataclass(frozen=True, slots=True)
class TopicSpan:
    """A term at `text[start:end]` and the sector or resource that it tells."""

    start: int
    end: int
    topic: str


@dataclass(frozen=True, slots=True)
class _Matcher:
    pattern: re.Pattern[str]
    topics: Mapping[str, str]  # a term as in its table, and in lower case, to its topic

    @classmethod
    def of(cls, terms: Mapping[str, str]) -> _Matcher:
        """Compile term -> topic; terms with a capital letter match as written, the others in any case."""
        exact, free = any_of(t for t in terms if t != t.lower()), any_of(t for t in terms if t == t.lower())
        pattern = re.compile(rf"\b(?:(?-i:{exact})|{free})(?:e?s)?(?!\w)", re.IGNORECASE)
        return cls(pattern, {plain(t): topic for t, topic in terms.items()} | dict(terms))

    def find(self, text: str, start: int, end: int) -> Iterator[TopicSpan]:
        """The terms in `text[start:end]`, in text order, but those that tell no topic."""
        for found in self.pattern.finditer(text, start, end):
            topic = self._topic(" ".join(found[0].split()))
            if topic != _NONE:
                yield TopicSpan(found.start(), found.end(), topic)

    def _topic(self, words: str) -> str:
        lower = plain(words)
        forms = (words, lower, words.removesuffix("s"), lower.removesuffix("s"), lower.removesuffix("es"))
        return next(self.topics[form] for form in forms if form in self.topics)


@dataclass(frozen=True, slots=True)
class Topics:
    """The compiled tables of sectors and resources."""

    by_sector: _Matcher
    by_resource: _Matcher

    @classmethod
    def of(cls, sector_rows: Iterable[Sector], resource_rows: Iterable[Resource]) -> Topics:
        """Compile the rows of the two tables; a term of both rows of one table keeps the later one's topic."""
        by_sector = {term: row.sector for row in sector_rows for term in row.terms}
        names = {n: row.name for row in resource_rows for n in (row.name, *row.names) if n not in row.weak}
        return cls(_Matcher.of(by_sector), _Matcher.of(names))


@cache
def default_topics() -> Topics:
    """The tables that ship with the package."""
    return Topics.of(read_table(_DATA / "sectors.tsv", Sector).rows, read_table(_DATA / "resources.tsv", Resource).rows)


def find_sectors(text: str, start: int, end: int, vocabulary: Topics) -> list[TopicSpan]:
    """The terms of sectors in `text[start:end]`, the longest at each place."""
    return list(vocabulary.by_sector.find(text, start, end))


def find_resources(text: str, start: int, end: int, vocabulary: Topics) -> list[TopicSpan]:
    """The resources named in `text[start:end]`, the longest name at each place."""
    return list(vocabulary.by_resource.find(text, start, end))


def sectors(text: str, start: int, end: int, vocabulary: Topics) -> tuple[str, ...]:
    """The sectors that `text[start:end]` speaks of, sorted, each once."""
    return tuple(sorted({span.topic for span in find_sectors(text, start, end, vocabulary)}))


def resources(text: str, start: int, end: int, vocabulary: Topics) -> tuple[str, ...]:
    """The usual names of the resources in `text[start:end]`, in the order of the text, each once."""
    return tuple(dict.fromkeys(span.topic for span in find_resources(text, start, end, vocabulary)))
