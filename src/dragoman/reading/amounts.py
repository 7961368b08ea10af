"""Find sums of money: "over $5 bn", "tens of billions of dollars", "Rs 500 crore", "between 2 and 3 million euros".

How a figure is meant decides the bounds of the `Amount`: "over" and "at least" leave `max` open; "about" and
"nearly" change nothing; nor does "up to", whose figure is the one that news reports.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from dragoman.knowledge.rows import Currency, UnitWord
from dragoman.knowledge.tables import read_table
from dragoman.model import Amount
from dragoman.reading.phrases import any_of, plain

__all__ = ["AmountSpan", "Currencies", "default_currencies", "find_amounts"]

_DATA = Path(__file__).parents[1] / "knowledge" / "data"
_FIGURE = r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?|\d+(?:[.,]\d{1,3})?"
_GAP = r"[\s\-\u2011]"
_DIGIT = re.compile(r"(?<![\d.,])\d")
_BEHIND = 32
"""How far back, in characters, the words that say how a figure is meant are looked for."""


@dataclass(frozen=True, slots=True)
class AmountSpan:
    """A sum at `text[start:end]`, with the words that bound it ("more than")."""

    start: int
    end: int
    amount: Amount


@dataclass(frozen=True, slots=True)
class Currencies:
    """The compiled tables of currencies and of the words of sums."""

    codes: Mapping[str, str]  # name in lower case, or symbol as written -> ISO 4217
    weak: frozenset[str]
    values: Mapping[str, Mapping[str, str]]  # kind -> word in lower case -> value
    scales: re.Pattern[str]
    figures: re.Pattern[str]
    pairs: re.Pattern[str]
    words: re.Pattern[str]
    bound: re.Pattern[str]
    after: re.Pattern[str]
    symbols: re.Pattern[str]

    @classmethod
    def of(cls, currencies: Iterable[Currency], units: Iterable[UnitWord]) -> Currencies:
        """Compile the rows of the two tables."""
        rows, words = tuple(currencies), _by_kind(units)
        codes = {plain(n): row.code for row in rows for n in row.names} | {
            s: row.code for row in rows for s in row.symbols
        }
        names = any_of(n for row in rows for n in row.names)
        symbols = any_of(s for row in rows for s in row.symbols)
        scale = rf"(?:{_GAP}*(?P<scale{{0}}>{any_of(words['scale'])})\b"
        scale += rf"|\s?(?P<suffix{{0}}>{any_of(words['suffix'])})(?!\w))"
        money = rf"(?:{_GAP}*(?:of\s+)?(?P<name>{names})(?!\w)|\s?(?P<sign>(?-i:{symbols}))(?!\w))"
        first = rf"(?P<figure>{_FIGURE}){scale.format('')}?"
        second = rf"(?:(?-i:{symbols})\s?)?(?P<figure2>{_FIGURE}){scale.format(2)}?"
        unit = rf"(?:{_GAP}*(?:{names}))?"
        to, both = (rf"\s+(?:{any_of(w for w, v in words['range'].items() if v == kind)})\s+" for kind in ("to", "and"))
        figures = rf"{first}(?:{unit}(?:\s*[-\u2013\u2014]\s*|{to}){second})?(?!\d){money}?"
        pairs = rf"{first}{unit}{both}{second}(?!\d){money}?"
        number = rf"(?P<many>{any_of(words['many'])})\s+|(?P<number>{any_of(words['number'])}){_GAP}+"
        spoken = rf"\b(?:{number}){scale.format('')}{money}"
        return cls(
            codes,
            frozenset(plain(w) for row in rows for w in row.weak),
            words,
            re.compile(rf"\b(?:{any_of(words['scale'])})\b", re.IGNORECASE),
            re.compile(figures, re.IGNORECASE),
            re.compile(pairs, re.IGNORECASE),
            re.compile(spoken, re.IGNORECASE),
            re.compile(rf"\b(?P<bound>{any_of(words['bound'])})\s+(?:the\s+|a\s+)?$", re.IGNORECASE),
            re.compile(rf"[\s\-]*\b(?P<after>{any_of(words['after'])})(?!\w)", re.IGNORECASE),
            re.compile(rf"(?<![A-Za-z\d])(?:{symbols})\s?$"),
        )

    def bound_before(self, text: str, at: int, start: int) -> tuple[str, int]:
        """How a figure at `at` is meant by the words before it ("more than"), and where those begin."""
        found = self.bound.search(text[max(start, at - _BEHIND) : at])
        return (_value("bound", found["bound"], self), at - len(found[0])) if found else ("", at)


@cache
def default_currencies() -> Currencies:
    """The tables that ship with the package."""
    currencies = read_table(_DATA / "currencies.tsv", Currency).rows
    return Currencies.of(currencies, read_table(_DATA / "units.tsv", UnitWord).rows)


def find_amounts(text: str, start: int, end: int, currencies: Currencies) -> list[AmountSpan]:
    """The sums of money in `text[start:end]`, in text order, none overlapping another."""
    spans: list[AmountSpan] = []
    for span in sorted(_candidates(text, start, end, currencies), key=lambda s: (s.start, -s.end)):
        if not spans or span.start >= spans[-1].end:
            spans.append(span)
    return spans


def _candidates(text: str, start: int, end: int, tables: Currencies) -> Iterator[AmountSpan]:
    free = start
    for digit in _DIGIT.finditer(text, start, end):
        if digit.start() >= free and (span := _in_figures(text, digit.start(), start, end, tables)):
            free = span.end
            yield span
    for scale in tables.scales.finditer(text, start, end):
        found = tables.words.search(text, max(start, scale.start() - _BEHIND), end)
        if found and found.start("scale") == scale.start():
            yield from _sum(found, found.start(), "", text, start, end, tables)


def _in_figures(text: str, at: int, start: int, end: int, tables: Currencies) -> AmountSpan | None:
    """The sum whose figures begin at `at`; "and" joins two figures only after "between"."""
    sign = tables.symbols.search(text[max(start, at - 6) : at])
    begin = at - len(sign[0]) if sign else at
    pair = tables.bound_before(text, begin, start)[0] == "between" and tables.pairs.match(text, at, end)
    found = pair or tables.figures.match(text, at, end)
    return next(_sum(found, begin, sign[0].strip() if sign else "", text, start, end, tables), None) if found else None


def _sum(
    found: re.Match[str], begin: int, sign: str, text: str, start: int, end: int, tables: Currencies
) -> Iterator[AmountSpan]:
    """The sum that a match tells, with its bounds; nothing where it names no currency."""
    parts = found.groupdict()
    code = tables.codes.get(sign) or _named(parts, tables)
    if code:
        low, high = _figures(parts, tables)
        meant, begin = tables.bound_before(text, begin, start)
        after = tables.after.match(text, found.end(), end)
        meant = meant or (_value("after", after["after"], tables) if after else "")
        low = high if meant == "from" else low
        amount = Amount(min=float(low), max=None if meant == "least" else float(high), currency=code)
        yield AmountSpan(begin, after.end() if after else found.end(), amount)


def _named(parts: Mapping[str, str | None], tables: Currencies) -> str | None:
    """The currency named behind a figure; a weak name ("won") needs a scale word before it."""
    name = plain(parts.get("name") or "")
    if name in tables.weak and not (parts.get("scale") or parts.get("suffix") or parts.get("scale2")):
        return None
    return tables.codes.get(name) or tables.codes.get(parts.get("sign") or "")


def _figures(parts: Mapping[str, str | None], tables: Currencies) -> tuple[Decimal, Decimal]:
    """The least and the most that the figures say; the scale of a range's end holds for its start."""
    second = parts.get("figure2")
    last = _scale(parts, "2", tables) if second else None
    scale = _scale(parts, "", tables) or last or Decimal(1)
    if many := parts.get("many"):
        least, most = _value("many", many, tables).split(":")
        return Decimal(least) * scale, Decimal(most) * scale
    low = _number(parts, tables) * scale
    high = _decimal(second) * (last or scale) if second else low
    return min(low, high), max(low, high)


def _number(parts: Mapping[str, str | None], tables: Currencies) -> Decimal:
    figure = parts.get("figure")
    return _decimal(figure) if figure else Decimal(_value("number", parts["number"] or "", tables))


def _decimal(figure: str) -> Decimal:
    """The value of a figure: groups of three after a comma are thousands, fewer digits a decimal fraction."""
    bare = re.sub(r"[,\u00a0\u202f](?=\d{3}(?!\d))", "", figure)
    return Decimal(bare.replace(",", "."))


def _scale(parts: Mapping[str, str | None], tag: str, tables: Currencies) -> Decimal | None:
    if word := parts.get("scale" + tag):
        return Decimal(_value("scale", word, tables))
    word = parts.get("suffix" + tag)
    return Decimal(_value("suffix", word, tables)) if word else None


def _value(kind: str, words: str, tables: Currencies) -> str:
    return tables.values[kind][plain(words)]


def _by_kind(units: Iterable[UnitWord]) -> dict[str, dict[str, str]]:
    kinds: dict[str, dict[str, str]] = {}
    for row in units:
        kinds.setdefault(row.kind, {}).update({plain(word): row.value for word in row.words})
    return kinds
