"""Joining inside the database: new records with the few that they may match, and the entries that change by it.

Records take their places in the order of publication (`joining.Groups`). One that comes late is put in its place, and
those published after it that match its group are placed anew; where stories come in order, none has to be.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from heapq import heappop, heappush
from typing import NamedTuple

from sqlalchemy import (
    Connection,
    bindparam,
    func,
    select,
    update,
)

from dragoman.ledger import tables as t
from dragoman.ledger.candidates import candidates
from dragoman.ledger.entries import store_entries
from dragoman.ledger.items import Item, Key
from dragoman.ledger.joining import Bonds, Comparer, Groups, Near
from dragoman.ledger.life import entry_of
from dragoman.ledger.rows import item_of
from dragoman.ledger.sql import fetch

_MOST_ITEMS = 30_000


class Place(NamedTuple):
    """Where a record belongs: the earlier records that it was joined with, and its entry."""

    links: str
    entry: str


class Joiner:
    """Joins records; between transactions it remembers records and comparisons, which never change."""

    def __init__(self) -> None:
        self._items: OrderedDict[str, Item] = OrderedDict()
        self.comparer = Comparer()
        self._decisions = 0

    def refresh(self, db: Connection) -> None:
        """Make room, and forget all where somebody has decided something since, here or elsewhere."""
        while len(self._items) > _MOST_ITEMS:
            self._items.popitem(last=False)
        newest = int(db.scalar(select(func.coalesce(func.max(t.DECISION.c.id), 0))) or 0)
        if newest != self._decisions:
            self.forget()
        self._decisions = newest

    def forget(self) -> None:
        """Drop what is remembered, because people decided something on records."""
        self._items.clear()
        self.comparer = Comparer()

    def join(self, db: Connection, new: Sequence[Item]) -> dict[str, Place]:
        """Join records whose blocks are stored but that are themselves not yet; where each of them belongs."""
        self._items.update((item.id, item) for item in new)  # for they are not stored yet
        settling = Settling(self, db, [item.id for item in new])
        return settling.settle()

    def rejoin(self, db: Connection, ids: Iterable[str]) -> None:
        """Place stored records anew after something about them changed, and those that it concerns."""
        query = select(t.RECORD.c.id).where(t.RECORD.c.status != "rejected")
        Settling(self, db, [row.id for row in fetch(db, query, t.RECORD.c.id, ids)]).settle()

    def around(self, db: Connection, ids: Iterable[str]) -> list[str]:
        """Stored records with all of their entries, and all that match one of these: those that a change concerns."""
        settling = Settling(self, db, list(ids))
        return list(settling.around())

    def near(self, db: Connection, items: Sequence[Item]) -> dict[str, list[Near]]:
        """For each record those that it matches."""
        found = candidates(db, items)
        known = self.items(db, {other for others in found.values() for other in others})
        match = self.comparer.match
        return {
            item.id: [
                Near(o, how) for o in map(known.__getitem__, found[item.id]) if (how := match(item, o)) is not None
            ]
            for item in items
        }

    def items(self, db: Connection, ids: Iterable[str]) -> dict[str, Item]:
        """Records by id, rejected ones among them, as they stand now."""
        wanted = list(dict.fromkeys(ids))
        found = {i: self._items[i] for i in wanted if i in self._items}
        query = select(
            t.RECORD.c.id, t.RECORD.c.story_id, t.RECORD.c.published, t.RECORD.c.content, t.RECORD.c.corrected,
            t.RECORD.c.origin, t.STORY.c.publisher,
        ).join(t.STORY, t.STORY.c.id == t.RECORD.c.story_id)  # fmt: skip
        for row in fetch(db, query, t.RECORD.c.id, [i for i in wanted if i not in found]):
            found[row.id] = self._items[row.id] = item_of(row)
        return found


class Settling:
    """Placing records of one transaction: what is known of them and of those around, until all is settled."""

    def __init__(self, joiner: Joiner, db: Connection, ids: Sequence[str]) -> None:
        self._joiner = joiner
        self._db = db
        self._groups = Groups(joiner.comparer, bonds(db))
        self._given = dict.fromkeys(ids)
        self._near: dict[str, list[Near]] = {}
        self._before: dict[str, str | None] = {}  # stored records that are known, with their entries
        self._old_links: dict[str, tuple[str, ...]] = {}
        self._know(ids)

    def around(self) -> dict[str, None]:
        """The given records, those of their entries, and all that match one of them."""
        members = dict.fromkeys(m for one in self._given for m in self._groups.group(one))
        self._look_around(members)
        return members | dict.fromkeys(near.item.id for one in members for near in self._near[one])

    def settle(self) -> dict[str, Place]:
        """Place the given records and those that it concerns, and store what changed; places of the given ones."""
        newest = self._newest()
        queue = sorted(self._groups.items[i].key for i in self._given)
        waiting = {i for _, i in queue}
        moved: dict[str, None] = {}
        while queue:
            key = heappop(queue)
            item = self._groups.items[key[1]]
            self._look_around([i for _, i in (key, *queue)] if item.id not in self._near else [])
            before = self._groups.group(item.id)
            changed = self._groups.place(item, self._near[item.id])
            if not changed and item.id not in self._given:
                continue
            moved |= dict.fromkeys([item.id, *before])
            if key[0] <= newest:
                for later in self._concerned({*before, *self._groups.group(item.id)}, key) - waiting:
                    waiting.add(later)
                    heappush(queue, self._groups.items[later].key)
        return self._store(moved)

    def _newest(self) -> str:
        """The day of the last stored record."""
        return self._db.scalar(select(func.max(t.RECORD.c.day))) or ""

    def _concerned(self, members: set[str], key: Key) -> set[str]:
        """Records published later that match a member of a group that changed."""
        self._look_around(members)
        return {near.item.id for one in members for near in self._near[one] if near.item.key > key}

    def _look_around(self, ids: Iterable[str]) -> None:
        """Know what matches records, with all of its entries."""
        new = [i for i in ids if i not in self._near]
        if new:
            self._near |= self._joiner.near(self._db, [self._groups.items[i] for i in new])
            self._know(near.item.id for one in new for near in self._near[one])

    def _know(self, ids: Iterable[str]) -> None:
        """Load records with all of their entries, and their ties."""
        wanted = [i for i in dict.fromkeys(ids) if i not in self._groups.items]
        r = t.RECORD.c
        query = select(r.id, r.entry_id, r.links)
        rows = {row.id: row for row in fetch(self._db, query, r.id, wanted)}
        entries = {row.entry_id for row in rows.values() if row.entry_id} - set(self._before.values())
        rows |= {row.id: row for row in fetch(self._db, query, r.entry_id, entries)}
        for item in self._joiner.items(self._db, [*rows, *wanted]).values():
            if item.id not in self._groups.items:
                links = tuple(rows[item.id].links.split()) if item.id in rows else ()
                self._groups.know(item, links)
                self._old_links[item.id] = links
        self._before |= {row.id: row.entry_id for row in rows.values()}
        if tied := [o for i in wanted for o in self._groups.tied(i) if o not in self._groups.items]:
            self._know(tied)

    def _store(self, moved: Iterable[str]) -> dict[str, Place]:
        """Compute and store the entries of what moved; the places of records that are not stored yet."""
        gone = {was for i in moved if (was := self._before.get(i))}
        members = dict.fromkeys([*moved, *(i for i, entry in self._before.items() if entry in gone)])
        groups = {min(ids): sorted(ids) for ids in map(self._groups.group, members)}
        items, made, places = self._groups.items, [], dict[str, Place]()
        for ids in groups.values():
            entry = entry_of([items[i] for i in ids], list(self._groups.joined(ids)))
            made.append(entry)
            places |= {i: Place(" ".join(self._groups.links[i]), entry.id) for i in ids}
        gone |= {was for i in places if (was := self._before.get(i))}
        changed = {
            i: place for i, place in places.items()
            if i in self._before and (self._before[i], self._old_links[i]) != (place.entry, self._groups.links[i])
        }  # fmt: skip
        _place(self._db, changed)
        store_entries(self._db, gone, made)
        return {i: place for i, place in places.items() if i not in self._before}


def bonds(db: Connection) -> Bonds:
    """What people decided to keep together and apart."""
    rows = db.execute(select(t.BOND.c.a, t.BOND.c.b, t.BOND.c.together)).all()
    together = frozenset((a, b) for a, b, kept in rows if kept)
    return Bonds(together, frozenset((a, b) for a, b, kept in rows if not kept))


def _place(db: Connection, places: dict[str, Place]) -> None:
    if places:
        statement = update(t.RECORD).where(t.RECORD.c.id == bindparam("record"))
        statement = statement.values(links=bindparam("new_links"), entry_id=bindparam("in_entry"))
        rows = [{"record": i, "new_links": p.links, "in_entry": p.entry} for i, p in places.items()]
        db.execute(statement, rows)
