"""Words of records as the comparison of two takes them: topics, what ordinals count, names of people."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import cache, lru_cache
from itertools import islice, takewhile
from pathlib import Path

Person = frozenset[str]
_NUMBER = re.compile(r"(?<![\d.,])\d{1,6}(?![\d.,]*\d|st|nd|rd|th)")
_ROMAN = {"I": 1, "V": 5, "X": 10}
_COUNTED = 3  # words that an ordinal may count: "the 18th EU sanctions package"
_ACRONYM = re.compile(r"\b[A-Z]{3,6}\b")
_YEARS = range(1900, 2100)
_SHORTEST = 4  # letters of a word that is counted, not "of" or "EU"
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_SPELLED_ALIKE = 0.65  # of the characters of "Zelensky" and "Zelenskyy", "Sergey" and "Sergei", "Duc" and "Đức"


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
    singular = (w[:-1] if w.endswith("s") and len(w) > 4 else w for w in kept)
    return frozenset(part for w in singular for part in (_apart(w) if "-" in w else (w,)))


def _apart(word: str) -> list[str]:
    """The parts of a compound that are words ("Japan-Philippines", "counter-terrorism"), else it."""
    parts = [part for part in word.split("-") if len(part) > 2 and not part.isdigit()]
    generic = _listed("generic_words.txt")
    return [part for part in parts if part not in generic] if len(parts) > 1 else [word]


def acronyms(name: str) -> frozenset[str]:
    """The acronyms of a name, in lower case."""
    generic = _listed("generic_words.txt")
    return frozenset(word for word in map(str.lower, _ACRONYM.findall(name)) if word not in generic)


def abbreviations(name: str) -> frozenset[str]:
    """What a name that ends with a sort of thing may be called in short: "fta" for a free trade agreement."""
    words = _WORD.findall(plain(name).replace("-", " "))
    if not words or (words[-1] not in _listed("generic_words.txt") and words[-1] not in _light()):
        return frozenset()
    run = takewhile(lambda word: word not in _listed("parting_words.txt"), reversed(words))
    initials = "".join(word[0] for word in run if word not in _listed("joining_words.txt"))[::-1]
    return frozenset(initials[at:] for at in range(len(initials) - 2))


@cache
def _ordinal() -> re.Pattern[str]:
    words = "|".join(_listed("ordinal_words.txt"))
    return re.compile(rf"\b(?:(?P<figures>\d{{1,3}})(?:st|nd|rd|th)|(?P<roman>[IVX]{{2,}})|(?P<word>(?i:{words})))\b")


def ordinals(text: str) -> dict[str, frozenset[int]]:
    """The words of a text that an ordinal counts, each with its ordinals: "17th", "seventeenth" or "XVII"."""
    found: dict[str, frozenset[int]] = {}
    uncounted = _listed("uncounted_words.txt")
    for ordinal in _ordinal().finditer(text):
        words = [word[0].lower() for word in islice(_WORD.finditer(text, ordinal.end()), _COUNTED)]
        if uncounted.keys().isdisjoint(words[:2]):  # not "12th of June"
            for word in (word.removesuffix("s") for word in words if len(word) >= _SHORTEST):
                found[word] = found.get(word, frozenset()) | {_value(ordinal)}
    return found


def _value(ordinal: re.Match[str]) -> int:
    if ordinal["figures"]:
        return int(ordinal["figures"])
    if ordinal["word"]:
        return 3 + list(_listed("ordinal_words.txt")).index(ordinal["word"].lower())
    values = [_ROMAN[letter] for letter in ordinal["roman"]]
    return sum(-v if v < following else v for v, following in zip(values, [*values[1:], 0], strict=True))


def numbers(text: str) -> frozenset[int]:
    """The numbers of a text ("400 generators"), but for large ones, which are sums, parts of others, and years."""
    return frozenset(map(int, _NUMBER.findall(text))).difference(_YEARS)


def telling(text: str) -> frozenset[str]:
    """The topical words of a text that are not light ones."""
    return topical(text) - _light()


def overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """Overlap coefficient: the share of the smaller set's words that the other has."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def name_words(name: str) -> list[str]:
    """The words of a name, plain and without hyphens and dots."""
    return plain(name).replace("-", " ").replace(".", " ").split()


@lru_cache(maxsize=10_000)
def person(name: str) -> Person:
    """The words of a name, without initials, which others may spell out."""
    words = name_words(name)
    return frozenset(word for word in words if len(word) > 1) or frozenset(words)


@lru_cache(maxsize=100_000)
def same_person(a: Person, b: Person) -> bool:
    """Whether two names may be one person's: all words of one are the other's, or what differs is spelled alike."""
    one, two = a - b, b - a
    if not one or not two or a.isdisjoint(b):
        return a == b or not (one and two)
    first, second = sorted((" ".join(sorted(one)), " ".join(sorted(two))))  # the ratio depends on their order
    return SequenceMatcher(None, first, second).ratio() >= _SPELLED_ALIKE


def people_of(names: Iterable[str]) -> tuple[str, ...]:
    """Each person once, in the order in which they are named, by the fullest of the names; spellings that differ stay."""
    found: list[str] = []
    for name in dict.fromkeys(names):
        words = person(name)
        same = next((at for at, other in enumerate(found) if words <= person(other) or words >= person(other)), None)
        if same is None:
            found.append(name)
        elif len(words) > len(person(found[same])):
            found[same] = name
    return tuple(found)
