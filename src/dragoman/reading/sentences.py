"""Text -> sentences and quotations, as spans of the stored text: nothing is rewritten.

Offsets are code points of the whole text, half open. Each function runs in time linear in the length of its span.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.knowledge.rows import Abbreviation

__all__ = ["Abbreviations", "Span", "quotes", "sentences", "trimmed"]

Span = tuple[int, int]

_CANDIDATE = re.compile(
    r"""(?<![.!?…]) (?P<mark>[.!?…]++) (?P<close>(?:["”’»'‘“)\]]|\[\d{1,3}\]|[\x20\u00a0\u202f]»)*+) (?=\s)
      | (?P<full>[。！？｡؟।۔]++ ["”’»」』)）]*+)""",
    re.VERBOSE,
)
_FRONT = re.compile(r"\s*+(?P<open>[-–—•·*\s\"“”‘’'«„「(\[]*+)(?P<word>[^\s\"“”»),;:.!?…\]]*)")
_TOKEN_REACH = 24
_INITIAL = re.compile(r"(?:[^\W\d_]\.-?)+")
_ENUMERATION = re.compile(r"\W*+(?:\d{1,3}|[A-Za-z]|[ivx]{1,5})\.")
_SHUT = re.compile(r"[\"”’»']")
_QUOTE = re.compile(
    r"""„[^„“”]*+[“”"]                                      # German and Slavic low quotes
      | “(?:[^“”]*+“[^“”]*+”)?[^“”]*+”                      # with at most one quotation inside
      | “[^“”"]*+"
      | “[^“”]*+\Z                                          # left open at the end of a paragraph: the next goes on
      | «[^«»]*+»
      | «[^«»]*+\Z
      | 「[^「」]*+」
      | (?<!\w)"(?=\S)[^"]*+(?:"|\Z)
      | (?<!\w)‘(?=\S)(?:[^‘’“”]|(?<=\w)’(?=\w))*+’(?!\w)
      | (?<!\w)'(?=[^\s\d])[^'"]*(?:(?<=\w)'(?=\w)[^'"]*)*(?<=[.,!?])'(?!\w)""",
    re.VERBOSE,
)


@dataclass(frozen=True)
class Abbreviations:
    """The abbreviations by their kind, and the words that tell whether one ends a sentence."""

    kinds: dict[str, str]
    starters: frozenset[str]
    said: frozenset[str]
    stops: tuple[str, ...] = ()

    @classmethod
    def of(cls, rows: Iterable[Abbreviation]) -> Abbreviations:
        """Build from the rows of `abbreviations.tsv`; of two rows with one form the later counts."""
        pairs = [(form, row.kind) for row in rows for form in row.forms]
        return cls(
            kinds={form: kind for form, kind in pairs if kind not in ("starter", "said", "stop")},
            starters=frozenset(form for form, kind in pairs if kind == "starter"),
            said=frozenset(form for form, kind in pairs if kind == "said"),
            stops=tuple(form for form, kind in pairs if kind == "stop"),
        )


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without the white space at its ends; empty (`start == end`) where it is nothing else."""
    part = text[start:end]
    left = len(part) - len(part.lstrip())
    return start + left, start + max(len(part.rstrip()), left)


def sentences(text: str, start: int, end: int, abbreviations: Abbreviations) -> list[Span]:
    """The sentences of one block `text[start:end]`, in order; together they hold all of it but white space."""
    start, end = trimmed(text, start, end)
    spans: list[Span] = []
    for stop in _stops(text, start, end, abbreviations):
        spans.append(trimmed(text, start, stop))
        start = stop
    if start < end:
        spans.append(trimmed(text, start, end))
    return spans


def _stops(text: str, start: int, end: int, abbreviations: Abbreviations) -> Iterator[int]:
    """The offsets just behind the last character of each sentence but the block's last."""
    last = start
    for found in _CANDIDATE.finditer(text, start, end):
        if found["full"] or _ends_sentence(text, last, found, end, abbreviations):
            if found.end() < end:
                yield found.end()
            last = found.end()


def _ends_sentence(text: str, start: int, found: re.Match[str], end: int, abbreviations: Abbreviations) -> bool:
    """Whether the mark at `found` ends the sentence that begins at `start`."""
    front = _FRONT.match(text, found.end(), end)
    if front is None or front["word"][:1].islower():
        return False
    mark = found["mark"]
    if mark == ".":
        return _full_stop_ends(text, start, found, front, abbreviations)
    if mark[0] in ".…" and text[found.start() - 1 : found.start()].isspace():
        return False  # an ellipsis that stands alone marks words left out
    if _SHUT.search(found["close"]) and not _SHUT.search(front["open"]):
        return not _is_attribution(text, front.start("word"), end, abbreviations)
    return True


def _full_stop_ends(
    text: str, start: int, found: re.Match[str], front: re.Match[str], abbreviations: Abbreviations
) -> bool:
    """Whether a single full stop ends the sentence, by the word before it and the word behind it."""
    if abbreviations.stops and text.endswith(abbreviations.stops, start, found.start() + 1):
        return True
    token = _token_before(text, max(start, found.start() - _TOKEN_REACH), found.start() + 1)
    kind = abbreviations.kinds.get(token) or ("end" if _INITIAL.fullmatch(token) else None)
    if kind is None:
        return not _ENUMERATION.fullmatch(text[start : found.end()].lstrip()[:8] if found.end() - start < 16 else "")
    if kind in ("number", "month"):
        return not front["word"][:1].isdigit()
    if kind in ("title", "inner"):
        return False
    return front["word"] in abbreviations.starters or bool(_SHUT.search(found["close"]) or _SHUT.search(front["open"]))


def _token_before(text: str, start: int, end: int) -> str:
    """The word that ends at `end`, without opening marks; the part of it behind `start` if it is longer."""
    words = text[start:end].split()
    return words[-1].lstrip("\"“‘'«„([-–—") if words else ""


def _is_attribution(text: str, start: int, end: int, abbreviations: Abbreviations) -> bool:
    """Whether "the minister asked", with the verb among the first words, goes on at `start`."""
    words = text[start : min(end, start + 80)].split()[:5]
    return any(word.rstrip(",.:;") in abbreviations.said for word in words[1:])


def quotes(text: str, start: int, end: int) -> list[Span]:
    """The direct quotations in one paragraph, with their marks: “…”, "…", «…», „…“, ‘…’.

    A quotation that its paragraph leaves open runs to the paragraph's end. Spans are ordered and disjoint.
    """
    return [trimmed(text, *found.span()) for found in _QUOTE.finditer(text, start, end)]
