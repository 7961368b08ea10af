"""Which records of many stories tell the same fact: pure functions over records, no store.

Two records *match* when a rule of their type finds them alike (`matches.py`); two records *conflict* when they cannot
be one fact (`conflicts.py`). Records take their places in the order in which they were published, as somebody would file
them: each joins the group of the record that it matches best, and ties other groups that it matches to it, unless two
members conflict; one that is told bare ("the treaty") ties none. So the grouping depends on the records alone, never on
the order in which they came, and a new record concerns only those published after it that match its group.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Sized
from itertools import product
from typing import NamedTuple

from dragoman.ledger.blocks import Block, ways
from dragoman.ledger.conflicts import conflict
from dragoman.ledger.items import Item, Key
from dragoman.ledger.matches import Match, match

Pair = tuple[str, str]


class Edge(NamedTuple):
    """A match that joined two records, `a` the later one."""

    a: str
    b: str
    match: Match


class Near(NamedTuple):
    """A record that another one matches, and how."""

    item: Item
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
_LONG = 10_000  # days: further apart than any two records
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
        """`matches.match`; what matches does not conflict."""
        key = pair(a.id, b.id)
        if key not in self._matches:
            self._make_room(self._matches)
            self._matches[key] = found = match(a, b)
            if found is not None:
                self._conflicts[key] = False
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


class Groups:
    """Records with the links that join them; a link belongs to the later of its two records."""

    def __init__(self, comparer: Comparer, bonds: Bonds = NO_BONDS) -> None:
        self.items: dict[str, Item] = {}
        self.links: dict[str, tuple[str, ...]] = {}
        self._followers: dict[str, set[str]] = defaultdict(set)
        self._comparer = comparer
        self._bonds = bonds
        self._tied: dict[str, list[str]] = defaultdict(list)
        for a, b in sorted(bonds.together):
            self._tied[a].append(b)
            self._tied[b].append(a)

    def know(self, item: Item, links: tuple[str, ...] = ()) -> None:
        """Take a record in with the links that it has."""
        self.items[item.id] = item
        self._link(item.id, links)

    def tied(self, one: str) -> list[str]:
        """The records that a person tied to one."""
        return self._tied.get(one, [])

    def group(self, start: str, before: Key | None = None) -> list[str]:
        """All records that links connect with one, those published before a key alone."""
        if not self.links.get(start) and not self._followers.get(start):
            return [start]
        found, rest = {start: None}, [start]
        while rest:
            one = rest.pop()
            for other in (*self.links.get(one, ()), *self._followers.get(one, ())):
                if other not in found and other in self.items and (before is None or self.items[other].key < before):
                    found[other] = None
                    rest.append(other)
        return list(found)

    def place(self, item: Item, near: Iterable[Near]) -> bool:
        """Give a record its links to the earlier ones among those near it; whether they changed."""
        earlier = [one for one in near if one.item.key < item.key]
        mine, links = {item.id}, []
        for tied in self._tied.get(item.id, ()):
            if tied in self.items and self.items[tied].key < item.key and tied not in mine:
                links.append(tied)
                mine.update(self.group(tied, item.key))
        refused: set[str] = set()  # members of groups that conflict with what it has joined so far
        for other in _best_first(item, earlier):
            if other.id in mine or other.id in refused:
                continue
            members = self.group(other.id, item.key)
            if self._clash(mine, members):
                refused.update(members)
            elif (item.bare and links) or (other.bare and self._names_another(item, members)):
                continue
            else:
                links.append(other.id)
                mine.update(members)
                refused.clear()
        changed = tuple(links) != self.links.get(item.id, ())
        self._link(item.id, tuple(links))
        return changed

    def joined(self, members: Iterable[str]) -> Iterator[Edge]:
        """The matches by which members of a group were joined."""
        for one in members:
            for other in self.links.get(one, ()):
                found = (
                    None
                    if other in self._tied.get(one, ())
                    else self._comparer.match(self.items[one], self.items[other])
                )
                yield Edge(one, other, found or _BY_HAND)

    def _link(self, one: str, links: tuple[str, ...]) -> None:
        for other in self.links.get(one, ()):
            self._followers[other].discard(one)
        self.links[one] = links
        for other in links:
            self._followers[other].add(one)

    def _clash(self, one: Iterable[str], two: Iterable[str]) -> bool:
        """Whether any two members conflict, or are kept apart by a person; what was denied stands in nobody's way."""
        one, two, apart = list(one), list(two), self._bonds.apart
        if apart and any(pair(a, b) in apart for a, b in product(one, two)):
            return True
        denied: frozenset[str] | None = None
        for a, b in product(one, two):
            if self._comparer.conflict(self.items[a], self.items[b]):
                denied = self._denied(one) | self._denied(two) if denied is None else denied
                if a not in denied and b not in denied:
                    return True
        return False

    def _names_another(self, item: Item, members: Iterable[str]) -> bool:
        """Whether records of a group tell what they are on, and none of them matches: one told bare ties no two things."""
        named = [self.items[m] for m in members if not self.items[m].bare]
        return not item.bare and bool(named) and all(self._comparer.match(item, one) is None for one in named)

    def _denied(self, members: Iterable[str]) -> frozenset[str]:
        """The members that another one denies: the same stage, said later not to have been reached."""
        records = [self.items[m] for m in members]
        denials = [i for i in records if i.record.negated]
        return frozenset(
            i.id for i in records for d in denials
            if not i.record.negated and i.record.stage == d.record.stage and i.key < d.key
        )  # fmt: skip


def _best_first(item: Item, near: Sequence[Near]) -> list[Item]:
    if len(near) == 1:
        return [near[0].item]
    found = [(-one.match.score, _gap(item, one.item), one.item.id, one.item) for one in near]
    return [one[-1] for one in sorted(found, key=lambda one: one[:3])]


def _gap(a: Item, b: Item) -> int:
    """Days between the days that two records tell."""
    return abs((a.told.first - b.told.first).days) if a.told and b.told else _LONG


def entries(items: Iterable[Item], bonds: Bonds = NO_BONDS) -> list[Group]:
    """All records grouped into entries, each with the matches that joined it."""
    comparer = Comparer()
    groups = Groups(comparer, bonds)
    given = sorted(items, key=lambda item: item.key)
    near: dict[str, list[Near]] = defaultdict(list)
    for a, b in _compared(given):
        if (how := comparer.match(a, b)) is not None:
            near[a.id].append(Near(b, how))
            near[b.id].append(Near(a, how))
    for item in given:
        groups.know(item)
        groups.place(item, near[item.id])
    found = {min(ids): sorted(ids) for ids in map(groups.group, groups.items)}
    return [Group(tuple(groups.items[i] for i in ids), tuple(groups.joined(ids))) for _, ids in sorted(found.items())]


def _compared(items: Iterable[Item]) -> Iterator[tuple[Item, Item]]:
    """The pairs that may match, each once."""
    blocks: dict[Block, list[Item]] = defaultdict(list)
    given = list(items)
    for item in given:
        for block in dict.fromkeys(ways(item).stored):
            blocks[block].append(item)
    for item in given:
        others = {o.id: o for block, _ in ways(item).asked for o in blocks[block] if o.id < item.id}
        yield from ((item, other) for other in others.values())
