"""A record as the ledger holds it, with what the comparison of two records needs to know of each."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Literal

from dragoman.ledger.spans import Span, span_of
from dragoman.model import Record

Key = tuple[str, str]
Person = frozenset[str]
_SPELLED_ALIKE = 0.65  # of the characters of "Zelensky" and "Zelenskyy", "Sergey" and "Sergei", "Duc" and "Đức"
_COUNT = re.compile(r"(?<![\d.,])\d{1,6}(?![\d.,]*\d|st|nd|rd|th)")
_FIGURES = re.compile(r"\d{1,3}(?:st|nd|rd|th)")
_ROMAN = re.compile(r"[IVX]{2,}")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}
_COUNTED = 3  # words that an ordinal may count: "the 18th EU sanctions package"
_SHORTEST = 4  # letters of a word that is counted, not "of" or "EU"
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")


FAMILIES = {
    "meeting": "meeting", "talks": "meeting", "visit": "visit", "delegation": "delegation", "call": "call",
    "message": "message", "investment": "works", "infrastructure": "works",
}  # fmt: skip
"""Kinds that different papers use for one contact or project."""
AIMS = frozenset({"agreement", "mechanism", "project", "aid", "accession", "statement"})
"""Types whose dates ahead tell by when something is to be done, not when an event takes place."""
KIND_MATTERS = frozenset({"contact", "measure", "aid", "statement", "invitation", "project", "gathering", "resource"})


@dataclass(frozen=True, eq=False)
class Item:
    """A record as the ledger holds it: `id` is stable, `published` and `publisher` those of its story."""

    id: str
    story: str
    published: dt.date | None
    record: Record
    publisher: str = ""
    origin: Literal["story", "hand"] = "story"

    @cached_property
    def span(self) -> Span | None:
        """The days that the record's date may mean; None where it tells none."""
        return span_of(self.record.date)

    @cached_property
    def told(self) -> Span | None:
        """The days by which a record is found and compared: its date, else the day of its story.

        Where the date of what is no event is still ahead of the story (a deadline, the start of works), it is the
        story's day: others tell other dates of the same thing.
        """
        day = Span(self.published, self.published) if self.published else None
        if self.span is None or (day is not None and self.record.type in AIMS and self.span.first > day.last):
            return day
        return self.span

    @cached_property
    def key(self) -> Key:
        """When it was told: its place in the order of publication."""
        day = self.published or (self.told.first if self.told else None)
        return (day.isoformat() if day else "", self.id)

    @cached_property
    def words(self) -> frozenset[str]:
        """The topical words of its name and subject, else of its evidence."""
        record = self.record
        named = topical(" ".join(filter(None, (record.name, record.subject))))
        return named or topical(record.evidence.quote)

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """Those who take part, each by the words of a name."""
        return tuple(map(person, self.record.persons))

    @cached_property
    def bases(self) -> tuple[str, ...]:
        """Records that share none of these are never one fact."""
        return bases(self.record)

    @cached_property
    def sum(self) -> str | None:
        """Its amount where one sum is told; None for ranges and where none is told."""
        amount = self.record.amount
        return f"{amount.currency} {amount.min:.0f}" if amount and amount.min == amount.max else None

    @cached_property
    def topic(self) -> frozenset[str]:
        """The topical words of its name, of a measure of its subject, without light ones; none where it is told bare."""
        record = self.record
        return topical((record.subject if record.type == "measure" else record.name) or "") - _light()

    @cached_property
    def numbered(self) -> dict[str, frozenset[int]]:
        """What it counts ("the 17th package of sanctions"): words, and the ordinals that stand before them."""
        record = self.record
        return ordinals(" . ".join(filter(None, (record.name, record.subject, record.evidence.quote))))

    @cached_property
    def counts(self) -> frozenset[int]:
        """The numbers in its subject ("400 generators")."""
        return frozenset(int(n) for n in _COUNT.findall(self.record.subject or ""))

    @cached_property
    def all_words(self) -> frozenset[str]:
        """The topical words of name, subject and evidence together."""
        return self.words | topical(self.record.evidence.quote)


@cache
def _listed(name: str) -> dict[str, None]:
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return dict.fromkeys(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def _light() -> frozenset[str]:
    return frozenset(_listed("light_words.txt"))


def plain(text: str) -> str:
    """A text in lower case, without accents."""
    if text.isascii():
        return text.lower()
    return "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))


def topical(text: str) -> frozenset[str]:
    """The words of a text that tell its topic, plain and without plural endings."""
    words = (w.removesuffix("’s").removesuffix("'s") for w in _WORD.findall(plain(text)))
    generic = _listed("generic_words.txt")
    kept = (w for w in words if len(w) > 2 and w not in generic and not w.isdigit())
    return frozenset(w[:-1] if w.endswith("s") and len(w) > 4 else w for w in kept)


@cache
def _ordinal_words() -> dict[str, int]:
    return dict(zip(_listed("ordinal_words.txt"), range(3, 100), strict=False))


def ordinals(text: str) -> dict[str, frozenset[int]]:
    """The words of a text that an ordinal counts, each with its ordinals: "17th", "seventeenth" or "XVII"."""
    found: dict[str, frozenset[int]] = {}
    words = _WORD.findall(text)
    for at, word in enumerate(words):
        if (number := _ordinal(word)) is not None:
            for counted in words[at + 1 : at + 1 + _COUNTED]:
                if len(counted) >= _SHORTEST:
                    name = counted.lower().removesuffix("s")
                    found[name] = found.get(name, frozenset()) | {number}
    return found


def _ordinal(word: str) -> int | None:
    if _FIGURES.fullmatch(word):
        return int(word[:-2])
    if _ROMAN.fullmatch(word):
        values = [_ROMAN_VALUES[letter] for letter in word]
        return sum(-v if v < n else v for v, n in zip(values, [*values[1:], 0], strict=True))
    return _ordinal_words().get(word.lower())


def overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """Overlap coefficient: the share of the smaller set's words that the other has.

    Light words count only where one of the two holds no others.
    """
    common = a & b
    if not common:
        return 0.0
    share = len(common) / min(len(a), len(b))
    light = _light()
    if common.isdisjoint(light):
        return share
    one, two = a - light, b - light
    return min(share, len(one & two) / min(len(one), len(two))) if one and two else share


@lru_cache(maxsize=10_000)
def person(name: str) -> Person:
    """The words of a name, plain and without hyphens and initials, which others may spell out."""
    words = plain(name).replace("-", " ").replace(".", " ").split()
    return frozenset(word for word in words if len(word) > 1) or frozenset(words)


@lru_cache(maxsize=100_000)
def same_person(a: Person, b: Person) -> bool:
    """Whether two names may be one person's: all words of one are the other's, or what differs is spelled alike."""
    one, two = a - b, b - a
    if not one or not two or a.isdisjoint(b):
        return a == b or not (one and two)
    return SequenceMatcher(None, " ".join(sorted(one)), " ".join(sorted(two))).ratio() >= _SPELLED_ALIKE


def bases(record: Record) -> tuple[str, ...]:
    """Type, direction or parties, and the family of kinds; for a gathering one base for each of its parties."""
    kind = FAMILIES.get(record.kind, record.kind) if record.type in KIND_MATTERS else ""
    return tuple(f"{record.type}/{kind} {who}" for who in _who(record))


def _who(record: Record) -> tuple[str, ...]:
    if record.type == "gathering":
        return record.parties
    if record.type == "accession":
        return (",".join(record.actor or ()),)
    if record.actor is not None:
        return (f"{','.join(record.actor)}>{','.join(record.recipient or ())}",)
    return (",".join(record.parties),)
