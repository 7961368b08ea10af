"""Text -> the language that it is written in, by its script, its commonest words and the letters of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.knowledge.rows import Language

__all__ = ["Languages", "language", "script"]

_SAMPLE = 1500  # characters looked at
_ENOUGH = 0.08  # the share of words that the commonest of a language make up at least
_LEAST = 3  # words of its own that a language but English shows at least: one may be a name ("von", "Her")
_FEW = 12  # words; fewer tell nothing
_OWN_LETTER = 0.5  # what a letter of its own counts beside a word
_MINOR_SHARE = 0.05  # of kana among letters: Japanese writes most of its words in Han characters
_INITIALS = re.compile(r"\b(?:[A-Za-z]\.)+")  # of "U.S.": no words of any language
_PARTICLES = re.compile(r"(?<=\w) (?:[a-zà-öø-ÿ]{1,3} ){1,2}(?=[A-ZÀ-ÖØ-Þ])")  # of "Ursula von der Leyen"
_WORD = re.compile(r"[^\W\d_]+(?:[‘’'ʻ][^\W\d_]+)*")
_SCRIPTS = {
    "latin": re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ]"),
    "cyrillic": re.compile(r"[Ѐ-ԯ]"),
    "arabic": re.compile(r"[؀-ۿݐ-ݿﭐ-﷿ﹰ-﻿]"),
    "hebrew": re.compile(r"[א-ת]"),
    "greek": re.compile(r"[Ͱ-Ͽἀ-῿]"),
    "armenian": re.compile(r"[Ա-֏]"),
    "georgian": re.compile(r"[Ⴀ-ჿᲐ-Ჿ]"),
    "devanagari": re.compile(r"[ऀ-ॿ]"),
    "bengali": re.compile(r"[ঀ-৿]"),
    "thai": re.compile(r"[฀-๿]"),
    "khmer": re.compile(r"[ក-៿]"),
    "kana": re.compile(r"[぀-ヿ]"),
    "han": re.compile(r"[㐀-䶿一-鿿]"),
    "hangul": re.compile(r"[ᄀ-ᇿ가-힯]"),
    "ethiopic": re.compile(r"[ሀ-፿]"),
}


@dataclass(frozen=True)
class Languages:
    """The languages of each script, and those that have a word or letter among their own."""

    by_script: dict[str, tuple[str, ...]]
    words: dict[str, tuple[str, ...]]
    letters: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, rows: Iterable[Language]) -> Languages:
        """Build from the rows of `languages.tsv`."""
        rows = tuple(rows)
        return cls(
            by_script=_inverted((row.script, row.code) for row in rows),
            words=_inverted((word, row.code) for row in rows for word in row.words),
            letters=_inverted((letter, row.code) for row in rows for letter in row.letters),
        )


def language(text: str, languages: Languages) -> str | None:
    """The ISO 639-1 code of the language of `text`; None where it is too short or of no known language."""
    written = _INITIALS.sub(" ", text[:_SAMPLE])
    sample = written.lower()
    codes = languages.by_script.get(script(sample) or "", ())
    if len(codes) == 1:
        return codes[0]
    words = Counter(_WORD.findall(sample))
    if words.total() < _FEW or not codes:
        return None
    score = dict.fromkeys(codes, 0.0)
    shown: dict[str, set[str]] = {code: set() for code in codes}
    for word, times in words.items():
        for code in languages.words.get(word, ()):
            if code in score:
                score[code] += times
                shown[code].add(word)
    for letter, times in Counter(sample).items():
        for code in languages.letters.get(letter, ()):
            if score.get(code):
                score[code] += times * _OWN_LETTER
    best = max(codes, key=lambda code: (score[code], code == "en"))
    if best != "en" and _is_english(written, shown.get("en", set()), shown[best]):
        best = "en"
    if score[best] < _ENOUGH * words.total() or (best != "en" and len(shown[best]) < _LEAST):
        return None
    return best


def _is_english(written: str, english: set[str], other: set[str]) -> bool:
    """Whether a text with words of another language is English that names people: "Sun", "Don", "von der Leyen".

    A word of both languages tells nothing; one of the other language tells nothing where it is written large,
    as no language writes its commonest words within a sentence, or stands within a name.
    """
    small = Counter(_WORD.findall(_PARTICLES.sub(" ", written)))
    told = {word: small[word] for word in other - english if small[word]}
    spoken = Counter(_WORD.findall(written.lower()))
    against = sum(spoken[word] for word in english - other)
    return against > 0 and (len(told) < _LEAST or sum(told.values()) <= against)


def script(sample: str) -> str | None:
    """The script that most letters of the sample are in; None where it has no letter of a known one."""
    if sample.isascii():
        return "latin" if _SCRIPTS["latin"].search(sample) else None
    counts = {name: len(letters.findall(sample)) for name, letters in _SCRIPTS.items()}
    total = sum(counts.values())
    if not total:
        return None
    if counts["kana"] > _MINOR_SHARE * total and counts["kana"] + counts["han"] > total / 2:
        return "kana"
    return max(counts, key=lambda name: counts[name])


def _inverted(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Each left side with all its right sides, in order, once each."""
    found: dict[str, dict[str, None]] = {}
    for left, right in pairs:
        found.setdefault(left, {})[right] = None
    return {left: tuple(rights) for left, rights in found.items()}
