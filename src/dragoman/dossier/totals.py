"""Sums of money added up as ranges, by currency; what nobody told a sum of is counted apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from dragoman.dossier.phrasing import amount_words
from dragoman.model import Amount, Entry

__all__ = ["added", "by_sector", "words"]

_NONE = "no sector told"


def by_sector(entries: Iterable[Entry]) -> list[tuple[str, list[Entry]]]:
    """Entries by sector, in the order of their names; one of two sectors stands under both."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda e: e.id):
        for sector in entry.sectors or (_NONE,):
            found[sector.replace("_", " ")].append(entry)
    return sorted(found.items(), key=lambda pair: (pair[0] == _NONE, pair[0]))


def added(amounts: Iterable[Amount]) -> list[Amount]:
    """Amounts added up by currency: the least and the most that they may come to, no most where one is open."""
    by_currency: dict[str, list[Amount]] = defaultdict(list)
    for amount in amounts:
        by_currency[amount.currency].append(amount)
    return [_sum(currency, of) for currency, of in sorted(by_currency.items())]


def _sum(currency: str, amounts: Sequence[Amount]) -> Amount:
    most = [a.max for a in amounts]
    return Amount(
        min=sum(a.min for a in amounts), max=None if None in most else sum(m or 0 for m in most), currency=currency
    )


def words(entries: Sequence[Entry]) -> str:
    """The sums of entries in words: "USD 1 to 1.2 billion; 2 without a sum"."""
    sums = [amount_words(a) for a in added(e.amount for e in entries if e.amount)]
    without = sum(e.amount is None for e in entries)
    return "; ".join([*sums, *([f"{without} without a sum"] if without else [])])
