"""Which records of many stories tell the same fact: pure functions over records, no store.

Two records *match* when a rule of their type finds them alike (`matches.py`); two records *conflict* when they cannot
be one fact (`conflicts.py`). `entries` groups records by their matches under the conflicts, the best matches first, so
that the grouping depends on the records alone and never on the order in which they came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Sized
from itertools import combinations
from typing import NamedTuple

from dragoman.ledger.blocks import asked, stored
from dragoman.ledger.conflicts import conflict
from dragoman.ledger.items import Item
from dragoman.ledger.matches import Match, match

Pair = tuple[str, str]


class Edge(NamedTuple):
    """A match between two items, `a` the smaller id."""

    a: str
    b: str
    match: Match


class Bonds(NamedTuple):
    """What people decided: pairs of ids (the smaller first) to keep together or apart, whatever the rules say."""

    together: frozenset[Pair] = frozenset()
    apart: frozenset[Pair] = frozenset()


class Group(NamedTuple):
    """The records of one entry, by id, and the matches that joined them, the best first."""

    items: tuple[Item, ...]
    joined: tuple[Edge, ...]


NO_BONDS = Bonds()
_FEW = 40  # of so many records all pairs are compared; of more, those that share a block
_BY_HAND = Match(2.0, ("joined by a person",))


def pair(a: str, b: str) -> Pair:
    """Two ids, the smaller first."""
    return (a, b) if a < b else (b, a)


class Comparer:
    """Compares pairs of items and remembers what it found, since records never change."""

    def __init__(self, most: int = 400_000) -> None:
        self._most = most
        self._matches: dict[Pair, Match | None] = {}
        self._conflicts: dict[Pair, bool] = {}

    def match(self, a: Item, b: Item) -> Match | None:
        """`matches.match`."""
        key = pair(a.id, b.id)
        if key not in self._matches:
            self._make_room(self._matches)
            self._matches[key] = match(a, b)
        return self._matches[key]

    def conflict(self, a: Item, b: Item) -> bool:
        """Whether `conflicts.conflict` has a reason."""
        key = pair(a.id, b.id)
        if key not in self._conflicts:
            self._make_room(self._conflicts)
            self._conflicts[key] = conflict(a, b) is not None
        return self._conflicts[key]

    def _make_room(self, known: Sized) -> None:
        if len(known) >= self._most:
            self._matches.clear()
            self._conflicts.clear()


def edges(items: Iterable[Item], comparer: Comparer, bonds: Bonds = NO_BONDS) -> Iterator[Edge]:
    """All matches among items, each pair once, and the pairs that a person joined."""
    ids = {item.id for item in items}
    yield from (Edge(a, b, _BY_HAND) for a, b in bonds.together if a in ids and b in ids)
    for a, b in _compared(items):
        key = pair(a.id, b.id)
        if key not in bonds.together and key not in bonds.apart and (found := comparer.match(a, b)) is not None:
            yield Edge(*key, found)


def _compared(items: Iterable[Item]) -> Iterator[tuple[Item, Item]]:
    """The pairs that may match, each once."""
    blocks: dict[str, list[Item]] = defaultdict(list)
    given = list(items)
    if len(given) <= _FEW:
        yield from combinations(given, 2)
        return
    for item in given:
        for block in stored(item):
            blocks[block].append(item)
    for item in given:
        others = {o.id: o for one in asked(item) for o in blocks[one.block] if o.id < item.id}
        yield from ((item, other) for other in others.values())


def entries(items: Iterable[Item], comparer: Comparer | None = None, bonds: Bonds = NO_BONDS) -> list[Group]:
    """Group records into entries: the best matches first, none across a conflict or a person's split.

    A match joins two groups unless any two of their members conflict; what a person joined is joined all the same.
    """
    return group(
        list(items), list(edges(items := list(items), comparer := comparer or Comparer(), bonds)), comparer, bonds
    )


def group(items: Sequence[Item], found: Iterable[Edge], comparer: Comparer, bonds: Bonds = NO_BONDS) -> list[Group]:
    """`entries` where the matches are known."""
    by_id = {item.id: item for item in items}
    groups: dict[str, list[str]] = {i: [i] for i in by_id}
    joined: dict[str, list[Edge]] = defaultdict(list)
    for edge in sorted(found, key=lambda e: (-e.match.score, e.a, e.b)):
        one, two = groups[edge.a], groups[edge.b]
        if one is two or _clash(one, two, by_id, comparer, bonds, edge.match is _BY_HAND):
            continue
        joined[one[0]] += [edge, *joined.pop(two[0], ())]
        one.extend(two)
        groups.update(dict.fromkeys(two, one))
    unique = {min(ids): ids for ids in groups.values()}
    return [
        Group(tuple(by_id[i] for i in sorted(unique[key])), tuple(joined[unique[key][0]])) for key in sorted(unique)
    ]


def _clash(
    one: Sequence[str], two: Sequence[str], by_id: dict[str, Item], comparer: Comparer, bonds: Bonds, by_hand: bool
) -> bool:
    if bonds.apart and any(pair(a, b) in bonds.apart for a in one for b in two):
        return True
    return not by_hand and any(comparer.conflict(by_id[a], by_id[b]) for a in one for b in two)


def connected(ids: Iterable[str], links: Iterable[Pair]) -> dict[str, str]:
    """The component of each id: the smallest id that a chain of links leads to."""
    parent = {i: i for i in ids}

    def root(i: str) -> str:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for a, b in links:
        one, two = sorted((root(a), root(b)))
        parent[two] = one
    return {i: root(i) for i in parent}
