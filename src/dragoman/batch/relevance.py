"""The filter before reading: whether a story can tell of relations between states, by its words alone.

A story is of concern where two parties are named in it, and where the words that some line of the lexicon asks for
stand in sentences that name a party, or next to one. What a line asks of syntax is not looked at, so that the filter lets
through too much rather than too little.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import islice

from dragoman.knowledge import Knowledge, load
from dragoman.knowledge.lines import Line, compile_line, word_classes
from dragoman.knowledge.names import names
from dragoman.knowledge.phrases import phrase
from dragoman.knowledge.rows_lexicon import Noun, Predicate
from dragoman.model import Story
from dragoman.reading.mentions import Found, Gazetteer
from dragoman.reading.reader import Reader
from dragoman.settings import Settings

__all__ = ["Relevance"]

_PARTIES = 2
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_STOP = re.compile(r"[.!?…]['\"’”)]*\s+|\n+")
_SHORT, _TELLING = 6, 2  # a story of fewer sentences need have but one that can tell something, others two
_UNHEARD = frozenset({"aux", "ccomp.aux", "neg"})  # "we'll", "won't": words that stand in no token of their own
_BESIDE = 1  # sentences on each side of one that names a party: "The two sides signed …"
_FILES = ("states.tsv", "regions.tsv", "places.tsv", "bodies.tsv", "groups.tsv", "organs.tsv", "companies.tsv",
          "offices/*.tsv", "calendar.tsv", "references.tsv", "nouns.tsv", "words.tsv", "lexicon/*.tsv")  # fmt: skip

_AUXILIARY = frozenset({"be", "have", "do"})  # alone they tell nothing, whatever their line asks of syntax

Lemmas = Callable[[str], frozenset[str]]
Asked = tuple[frozenset[str], ...]
"""Of each set one word has to be there."""


class Relevance:
    """The names of parties and the words of the lexicon, compiled."""

    def __init__(self, knowledge: Knowledge, lemmas: Lemmas) -> None:
        self._gazetteer = Gazetteer(names(knowledge))
        self._asked = _asked(knowledge)
        self._lemmas = lru_cache(maxsize=200_000)(lemmas)

    @classmethod
    def load(cls, settings: Settings, reader: Reader) -> Relevance:
        """The filter of the settings, with the lemmas of a reader."""
        return cls(load(settings.knowledge, _FILES), reader.lemmas)

    def unconcerned(self, story: Story) -> str | None:
        """Why a story is of no concern, None where it is."""
        found = self._gazetteer.find(story.text)
        sentences = _sentences(story.text)
        is_short = len(sentences) < _SHORT
        parties = {p for one in (found, self._gazetteer.find(story.title)) for p in _parties(one, is_short)}
        if len(parties) < _PARTIES:
            return "names no two parties"
        wanted = 1 if is_short else _TELLING
        telling = (s for s, named in _near(story.text, sentences, found) if self._can_tell(s, len(named)))
        if sum(1 for _ in islice(telling, wanted)) < wanted:
            return "tells of nothing that the lexicon knows in the sentences that name a party"
        return None

    def _can_tell(self, sentence: str, parties: int) -> bool:
        """Whether the words of some line of the lexicon stand in a sentence; one word is enough between two parties."""
        words = {word for told in _WORD.findall(sentence.lower()) for word in self._lemmas(told)}
        lines = (asked for word in words for asked in self._asked.get(word, ()) if asked or parties >= _PARTIES)
        return any(not any(map(words.isdisjoint, asked)) for asked in lines)


def _parties(found: Iterable[Found], surnames: bool) -> Iterator[str]:
    """The parties that strong names stand for: a weak form may be anybody's, and so may a surname, but in a brief."""
    for hit in found:
        yield from (n.party for n in hit.names if n.party != "*" and not n.weak and (surnames or n.form != "surname"))


def _sentences(text: str) -> list[tuple[int, int]]:
    """About where the sentences are: good enough to look for words in."""
    ends = [m.end() for m in _STOP.finditer(text)]
    return list(zip([0, *ends], [*ends, len(text)], strict=True))


def _near(text: str, spans: list[tuple[int, int]], found: list[Found]) -> Iterator[tuple[str, set[str]]]:
    """The sentences that name a party, and those beside them, with the parties named in them."""
    named: dict[int, set[str]] = {}
    at = 0
    for hit in found:
        while at < len(spans) - 1 and spans[at][1] <= hit.start:
            at += 1
        for near in range(max(0, at - _BESIDE), min(len(spans), at + _BESIDE + 1)):
            named.setdefault(near, set())
        named[at].update(name.party for name in hit.names[:1])
    return ((text[slice(*spans[i])], named[i]) for i in sorted(named))


def _asked(knowledge: Knowledge) -> dict[str, list[Asked]]:
    """What the lines of each trigger word ask for beside it; the easiest lines alone where one asks for less."""
    classes: dict[str, set[str]] = defaultdict(set)
    for noun in knowledge.rows("nouns.tsv", Noun):
        for name in noun.classes:
            classes[name].add(phrase(noun.noun).head)
    found: dict[str, set[Asked]] = defaultdict(set)
    listed = word_classes(knowledge)
    for row in knowledge.rows("lexicon/*.tsv", Predicate):
        lemma, line = compile_line(row, listed)
        words = tuple(sorted(_words(line, classes), key=sorted))
        if words or lemma not in _AUXILIARY:
            found[lemma].add(words)
    return {lemma: sorted(asked, key=len) for lemma, asked in found.items()}


def _words(line: Line, classes: dict[str, set[str]]) -> Iterator[frozenset[str]]:
    for word in (*line.before, *line.after):
        yield frozenset({word})
    for need in line.needs:
        if not need.absent and need.test in ("class", "lemma") and not _UNHEARD & set(need.slots):
            heads = (classes.get(value, set()) for value in need.values) if need.test == "class" else ()
            plain = need.lemmas if need.test == "class" else need.values | need.lemmas
            words = frozenset(plain).union(*heads)
            if words:
                yield words
