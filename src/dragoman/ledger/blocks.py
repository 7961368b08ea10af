"""Blocks: where to look for the records that may tell the same fact, so that a new one is compared with few.

Records that share no base (type, direction or parties, family of kinds) are never compared. Within a base each way in
which the rules of `matches.py` find two records alike has its blocks: a record is stored in them, and asks for others
in blocks within some days of its own. Whatever matches is found, by either of the two.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from dragoman.ledger.conflicts import LIFE, NEAR
from dragoman.ledger.items import Item
from dragoman.ledger.periods import UNTOLD, key, touched
from dragoman.model import KINDS, SECTORS

PLAN = 280
"""Days that an event may be moved by."""
VAGUE = 45
"""Days between reports of one event of which one tells no day."""
BARE = 120
"""Days around a measure within which one told without what it restricts is the same."""
REACH = {"statement": NEAR, "invitation": 120, "contact": PLAN, "gathering": PLAN, "accession": 3650}
"""Days that two records of a type may lie apart and be one fact; `LIFE` for the others."""
_SHORT, _LONG = 64, 512
"""Days in a period of blocks that are asked for within weeks, and within months."""
_MORE = 3  # words of which one in common is not enough for any rule (a third of them)
_COMMON = frozenset(word for kinds in KINDS.values() for kind in kinds for word in kind.split("_")) | SECTORS
_TENTH = 0.106  # sums within a tenth of each other differ by less in their logarithms


Block = tuple[str, int]
"""What records share, and how many days a period of it has (plain tuples, for many are made)."""
Asked = tuple[Block, int]
"""A block to look into, and how many days around a record's own."""


class Ways(NamedTuple):
    """The blocks in which a record is stored, and those in which it asks for others."""

    stored: list[Block]
    asked: list[Asked]


def reach(item: Item) -> int:
    """How far around its days a record that tells the same fact may lie."""
    return REACH.get(item.record.type, LIFE)


@lru_cache(maxsize=10_000)
def ways(item: Item) -> Ways:
    """The blocks of a record."""
    of_type = _WAYS.get(item.record.type, _whole_base)
    bases = (f"gathering/{item.record.kind}",) if item.record.type == "gathering" else item.bases
    return _joined(*(of_type(item, base) for base in bases))


def stored_keys(item: Item) -> list[int]:
    """The keys under which a record is stored, in each period that its days touch."""
    told = item.told
    return [key(p, _digest(b)) for b in dict.fromkeys(ways(item).stored) for p in touched(told, 0, b[1])]


def asked_keys(item: Item, known: frozenset[int]) -> Iterator[tuple[int, int]]:
    """The keys in periods that are known to look into, each with the days around a record's own.

    What tells no day looks into all periods, and is looked at by all.
    """
    around: dict[tuple[int, int], frozenset[int]] = {}
    for block, days in dict.fromkeys(ways(item).asked):
        window = (block[1], days)
        if (periods := around.get(window)) is None:
            near = (UNTOLD, *touched(item.told, days, block[1]))
            periods = around[window] = known.intersection(near) if item.told else known
        digest = _digest(block)
        for period in periods:
            yield key(period, digest), days


@lru_cache(maxsize=100_000)
def _digest(block: Block) -> int:
    name = f"{block[1]} {block[0]}"
    return int.from_bytes(hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def _same(names: Iterable[str], days: int) -> Ways:
    """Blocks that are stored and asked for alike."""
    blocks = [(name, _SHORT if days <= VAGUE else _LONG) for name in names]
    return Ways(blocks, [(block, days) for block in blocks])


def _joined(*several: Ways) -> Ways:
    return Ways([b for w in several for b in w.stored], [a for w in several for a in w.asked])


def _whole_base(item: Item, base: str) -> Ways:
    """All of a base: of these little is told."""
    return _same([base], reach(item))


def _by_words(words: frozenset[str], base: str) -> Ways:
    """Words that are enough to be alike: one where either tells only one or two, else two.

    So of two that tell more, each may leave out the one of its words that is commonest: another is shared if any two are.
    """
    names = [f"{base} #{word}" for word in sorted(words, key=lambda word: (word not in _COMMON, word))]
    if len(names) < _MORE:
        found = _same([*names, *(f"{name} few" for name in names)], LIFE)
        return Ways(found.stored, [*found.asked[: len(names)], *(((f"{n} more", _LONG), LIFE) for n in names)])
    found = _same(names[1:], LIFE)
    few, more = ((f"{names[0]} {which}", _LONG) for which in ("few", "more"))
    return Ways([*found.stored, more], [*found.asked, (few, LIFE)])


def _by_day(item: Item, base: str, days: int) -> Ways:
    """What is told bare is found by the day, and finds all by it."""
    period = _SHORT if days <= VAGUE else _LONG
    every, bare = (base, period), (f"{base} bare", period)
    return Ways([every, bare], [(every, days)]) if item.bare else Ways([every], [(bare, days)])


def _in_short(item: Item, base: str) -> Ways:
    """A name in short is found by the full one, and finds it."""
    short, full = sorted(item.acronyms), sorted(item.abbreviations)
    stored = [*(f"{base} short {word}" for word in short), *(f"{base} full {word}" for word in full)]
    asked = [*(f"{base} full {word}" for word in short), *(f"{base} short {word}" for word in full)]
    return Ways([(name, _LONG) for name in stored], [((name, _LONG), LIFE) for name in asked])


def _agreement(item: Item, base: str) -> Ways:
    """Words of the topic; those told bare are found by the day."""
    return _joined(_by_day(item, base, NEAR), _by_words(item.words, base), _in_short(item, base))


def _measure(item: Item, base: str) -> Ways:
    """Words of what is restricted, or the same step on the same day; those told bare are found by it too."""
    of_day = _same([f"{base} {item.record.stage}"] if item.span is not None else [], NEAR)
    return _joined(of_day, _by_day(item, base, BARE), _by_words(item.words, base))


def _mechanism(item: Item, base: str) -> Ways:
    """Words of the name, and of the name and the evidence; the sum."""
    sums = _same([f"{base} ${item.sum}"] if item.sum is not None else [], LIFE)
    words = (_by_words(item.words, base), _by_words(item.all_words, base))
    return _joined(*words, sums, _in_short(item, base))


def _project(item: Item, base: str) -> Ways:
    """Words of the name, the town with a sector, the sum; trade by its year."""
    record = item.record
    if record.kind == "trade":
        return _same([f"{base} {record.stage} {(record.date or '')[:4]}"], LIFE)
    towns = [f"{base} @{record.place} {sector}" for sector in record.sectors] if record.place else []
    sums = [f"{base} ${item.sum}"] if item.sum is not None else []
    return _joined(_by_words(item.words, base), _same([*towns, *sums], LIFE))


def _aid(item: Item, base: str) -> Ways:
    """Words of the purpose, or about the same sum."""
    amount = item.record.amount
    if amount is None:
        return _by_words(item.words, base)
    size = math.floor(math.log(amount.min) / _TENTH) if amount.min > 0 else -1000
    sums = [(f"{base} ${near}", _LONG) for near in (size - 1, size, size + 1)]
    return _joined(_by_words(item.words, base), Ways([sums[1]], [(s, LIFE) for s in sums]))


def _contact(item: Item, base: str) -> Ways:
    """The same time; plans and what became of them lie far apart, and are found by who takes part."""
    day, none = (f"{base} dated", _SHORT), (f"{base} vague", _SHORT)
    planned = item.record.stage == "planned"
    own, near = (none, VAGUE) if item.span is None else (day, NEAR)
    names = [f"{base} ~{word}" for word in sorted({word for person in item.people for word in person})]
    plans, done = ([(f"{name} {which}", _LONG) for name in names] for which in ("planned", "done"))
    people = Ways(plans if planned else done, [(b, PLAN) for b in (*plans, *(done if planned else ()))])
    return _joined(Ways([own], [(day, near), (none, VAGUE)]), people)


def _gathering(item: Item, base: str) -> Ways:
    """Words of the name, or all parties together; a plan may move."""
    planned = item.record.stage == "planned"
    names = [f"{base} ={','.join(item.record.parties)}", *(f"{base} #{word}" for word in sorted(item.words))]
    plans, done = ([(f"{name} {which}", _LONG) for name in names] for which in ("planned", "done"))
    asked = [*((b, PLAN) for b in plans), *((b, PLAN if planned else VAGUE) for b in done)]
    return Ways(plans if planned else done, asked)


_WAYS: dict[str, Callable[[Item, str], Ways]] = {
    "agreement": _agreement, "measure": _measure, "mechanism": _mechanism, "project": _project, "aid": _aid,
    "contact": _contact, "gathering": _gathering,
}  # fmt: skip
