"""Joining inside the database: new records with their candidates, and the entries of the components that they touch.

Only candidates are looked at: records that share a block and lie near in time. A component is the set of records that
matches connect; its entries are computed from all its records, so that they do not depend on the order of arrival.
"""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict, defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    MetaData,
    Table,
    Text,
    bindparam,
    delete,
    func,
    select,
    text,
    update,
)

from dragoman.ledger import tables as t
from dragoman.ledger.blocks import asked, block_number
from dragoman.ledger.entries import store_entries
from dragoman.ledger.items import Item
from dragoman.ledger.joining import Bonds, Comparer, connected, edges, group, pair
from dragoman.ledger.life import entry_of
from dragoman.ledger.rows import NO_DAY, Row, item_of
from dragoman.ledger.sql import fetch, put_plain
from dragoman.model import Entry

_YEAR = dt.timedelta(days=366)  # the longest span of days that one date may mean
_MOST_ITEMS = 30_000


class Place(NamedTuple):
    """Where a record belongs: its component and its entry (null where it is rejected)."""

    component: str
    entry: str | None


class Joiner:
    """Joins records; between transactions it remembers records and comparisons, which never change."""

    def __init__(self) -> None:
        self._items: OrderedDict[str, Item] = OrderedDict()
        self._comparer = Comparer()
        self._decisions = 0

    def refresh(self, db: Connection) -> None:
        """Forget what is remembered where somebody has decided something since, here or elsewhere."""
        newest = int(db.scalar(select(func.coalesce(func.max(t.DECISION.c.id), 0))) or 0)
        if newest != self._decisions:
            self.forget()
        self._decisions = newest

    def forget(self) -> None:
        """Drop what is remembered, because people decided something on records."""
        self._items.clear()
        self._comparer = Comparer()

    def join(self, db: Connection, new: Sequence[Item]) -> dict[str, Place]:
        """Join records whose blocks are stored but that are themselves not yet; where each of them belongs."""
        for item in new:
            self._remember(item)
        near = _candidates(db, new)
        known = self.items(db, {other for others in near.values() for other in others})
        links = [
            (item.id, other)
            for item in new
            for other in near[item.id]
            if other in known and self._comparer.match(item, known[other]) is not None
        ]
        fresh = {item.id for item in new}
        query = select(t.RECORD.c.id, t.RECORD.c.component)
        stored = dict(tuple(row) for row in fetch(db, query, t.RECORD.c.id, {o for _, o in links} - fresh))
        joined = [(a, stored.get(b, b)) for a, b in links]
        roots = connected({*fresh, *stored.values()}, joined)
        _rename(db, {old: roots[old] for old in set(stored.values()) if roots[old] != old})
        members: dict[str, list[str]] = defaultdict(list)
        for item in new:
            members[roots[item.id]].append(item.id)
        return self._regroup(db, members, {roots[c] for c in stored.values()})

    def rejoin(self, db: Connection, ids: Iterable[str]) -> None:
        """Compute anew the components of stored records, after something about them changed."""
        components = {row.component for row in fetch(db, select(t.RECORD.c.component), t.RECORD.c.id, ids)}
        query = select(t.RECORD.c.id, t.RECORD.c.component, t.RECORD.c.entry_id, t.RECORD.c.status)
        rows = list(fetch(db, query, t.RECORD.c.component, components))
        items = self.items(db, [row.id for row in rows if row.status != "rejected"])
        links = [pair(e.a, e.b) for e in edges(items.values(), self._comparer, bonds(db))]
        roots = connected([row.id for row in rows], links)
        _place(db, {row.id: Place(roots[row.id], None) for row in rows})
        store_entries(db, {row.entry_id for row in rows if row.entry_id}, [])
        self._regroup(db, {}, set(roots.values()))

    def adopt(self, db: Connection, record: str, members: Iterable[str]) -> None:
        """Join a stored record anew, whose fields changed, with the candidates that it has now."""
        item = self.items(db, [record])[record]
        near = self.items(db, _candidates(db, [item])[record])
        alike = [other.id for other in near.values() if self._comparer.match(item, other) is not None]
        self.rejoin(db, [record, *members, *alike])

    def items(self, db: Connection, ids: Iterable[str]) -> dict[str, Item]:
        """Records by id, rejected ones among them, as they stand now."""
        wanted = list(dict.fromkeys(ids))
        found = {i: self._items[i] for i in wanted if i in self._items}
        query = select(
            t.RECORD.c.id, t.RECORD.c.story_id, t.RECORD.c.published, t.RECORD.c.content, t.RECORD.c.corrected,
            t.RECORD.c.origin, t.STORY.c.publisher,
        ).join(t.STORY, t.STORY.c.id == t.RECORD.c.story_id)  # fmt: skip
        for row in fetch(db, query, t.RECORD.c.id, [i for i in wanted if i not in found]):
            found[row.id] = item_of(row)
            self._remember(found[row.id])
        return found

    def _remember(self, item: Item) -> None:
        self._items[item.id] = item
        while len(self._items) > _MOST_ITEMS:
            self._items.popitem(last=False)

    def _regroup(self, db: Connection, new: dict[str, list[str]], touched: Collection[str]) -> dict[str, Place]:
        """Compute the entries of components out of their stored members and the new ones."""
        query = select(t.RECORD.c.id, t.RECORD.c.component, t.RECORD.c.entry_id).where(t.RECORD.c.status != "rejected")
        before: dict[str, Place] = {
            row.id: Place(row.component, row.entry_id) for row in fetch(db, query, t.RECORD.c.component, touched)
        }
        members: dict[str, list[str]] = defaultdict(list, {c: list(ids) for c, ids in new.items()})
        for record, place in before.items():
            members[place.component].append(record)
        items = self.items(db, [i for ids in members.values() for i in ids])
        decided = bonds(db)
        after: dict[str, Place] = {}
        made: list[Entry] = []
        for component, ids in members.items():
            for entry in self._entries([items[i] for i in ids], decided):
                made.append(entry)
                after.update(dict.fromkeys(entry.records, Place(component, entry.id)))
        _place(db, {i: after[i] for i in before if after[i] != before[i]})
        store_entries(db, {place.entry for place in before.values() if place.entry}, made)
        return {i: after[i] for ids in new.values() for i in ids}

    def _entries(self, items: list[Item], decided: Bonds) -> Iterable[Entry]:
        if len(items) == 1:
            return [entry_of(items)]
        found = edges(items, self._comparer, decided)
        return [entry_of(one.items, one.joined) for one in group(items, found, self._comparer, decided)]


def bonds(db: Connection) -> Bonds:
    """What people decided to keep together and apart."""
    rows = db.execute(select(t.BOND.c.a, t.BOND.c.b, t.BOND.c.together)).all()
    together = frozenset((a, b) for a, b, kept in rows if kept)
    return Bonds(together, frozenset((a, b) for a, b, kept in rows if not kept))


def _candidates(db: Connection, items: Sequence[Item]) -> dict[str, list[str]]:
    """For each item the ids of the records that it has to be compared with, itself left out."""
    found: dict[str, dict[str, None]] = {item.id: {} for item in items}
    db.execute(_MAKE_ASKED)
    put_plain(db, _ASKED, [row for item in items for row in _asked_rows(item)])
    for item, record in db.execute(_NEAR):
        if record != item:
            found[item][record] = None
    db.execute(delete(_ASKED))
    return {item: list(others) for item, others in found.items()}


_ASKED = Table(
    "asked", MetaData(), Column("item", Text), Column("block", BigInteger), Column("early", Text), Column("first", Text),
    Column("late", Text),
)  # fmt: skip
_COLUMNS = "(item TEXT, block BIGINT, early TEXT, first TEXT, late TEXT)"
_MAKE_ASKED = text(f"CREATE TEMPORARY TABLE IF NOT EXISTS asked {_COLUMNS}")
_NEAR = text(
    "SELECT asked.item, b.record_id FROM asked CROSS JOIN record_block AS b WHERE b.block = asked.block "
    "AND b.told_from BETWEEN asked.early AND asked.late AND b.told_to >= asked.first "
    "UNION ALL "
    "SELECT asked.item, b.record_id FROM asked CROSS JOIN record_block AS b WHERE b.block = asked.block "
    "AND b.told_from = '' AND asked.early > ''"
)
"""Records in a block that is asked for, near in time or without any time (a cross join keeps SQLite to this order)."""


def _asked_rows(item: Item) -> list[Row]:
    return [{"item": item.id, "block": block_number(one.block), **_window(item, one.days)} for one in asked(item)]


def _window(item: Item, days: int) -> Row:
    """Between which days a candidate's first day lies, and the day that its last day may not precede."""
    if item.told is None:
        return {"early": NO_DAY, "first": NO_DAY, "late": "9999"}
    around = dt.timedelta(days=days)
    first, last = item.told.first - around, item.told.last + around
    return {"early": (first - _YEAR).isoformat(), "first": first.isoformat(), "late": last.isoformat()}


def _rename(db: Connection, components: dict[str, str]) -> None:
    if components:
        statement = (
            update(t.RECORD).where(t.RECORD.c.component == bindparam("was")).values(component=bindparam("becomes"))
        )
        db.execute(statement, [{"was": old, "becomes": new} for old, new in components.items()])


def _place(db: Connection, places: dict[str, Place]) -> None:
    if places:
        statement = update(t.RECORD).where(t.RECORD.c.id == bindparam("record"))
        statement = statement.values(component=bindparam("in_component"), entry_id=bindparam("in_entry"))
        rows = [{"record": i, "in_component": p.component, "in_entry": p.entry} for i, p in places.items()]
        db.execute(statement, rows)
