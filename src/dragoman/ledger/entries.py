"""Entries into the database: only what changed is written."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import Connection, and_, bindparam, delete, select, update

from dragoman.ledger import tables as t
from dragoman.ledger.rows import Row, entry_row, keys_of
from dragoman.ledger.sql import chunks, fetch, put, put_tuples
from dragoman.model import Entry

_Key = tuple[str, str, str]


def store_entries(db: Connection, before: Collection[str], after: Iterable[Entry]) -> None:
    """Put entries in the place of those with the ids `before`."""
    query = select(t.ENTRY.c.id, t.ENTRY.c.first, t.ENTRY.c.content)
    old = {row.id: row for row in fetch(db, query, t.ENTRY.c.id, before)}
    new = {entry.id: (entry, entry_row(entry)) for entry in after}
    changed = {i for i in new if i in old and new[i][1]["content"] != old[i].content}
    gone = old.keys() - new.keys()
    fresh = new.keys() - old.keys()
    had = _keys((old[i].first, Entry.model_validate_json(old[i].content)) for i in gone | changed)
    has = _keys((new[i][1]["first"], new[i][0]) for i in fresh | changed)
    _drop_keys(db, sorted(had - has))
    for chunk in chunks(sorted(gone)):
        db.execute(delete(t.ENTRY).where(t.ENTRY.c.id.in_(chunk)))
    _update(db, [new[i][1] for i in sorted(changed)])
    put(db, t.ENTRY, [new[i][1] for i in sorted(fresh)])
    put_tuples(db, t.ENTRY_KEY, sorted(has - had))


def _keys(entries: Iterable[tuple[str, Entry]]) -> set[_Key]:
    return {(key, first, entry.id) for first, entry in entries for key in keys_of(entry)}


def _drop_keys(db: Connection, keys: list[_Key]) -> None:
    key = t.ENTRY_KEY.c
    same = and_(key.key == bindparam("of"), key.first == bindparam("on"), key.entry_id == bindparam("entry"))
    if keys:
        db.execute(delete(t.ENTRY_KEY).where(same), [{"of": of, "on": on, "entry": entry} for of, on, entry in keys])


def _update(db: Connection, rows: list[Row]) -> None:
    if rows:
        columns: dict[str, object] = {name: bindparam(f"new_{name}") for name in rows[0] if name != "id"}
        statement = update(t.ENTRY).where(t.ENTRY.c.id == bindparam("new_id")).values(columns)
        db.execute(statement, [{f"new_{name}": value for name, value in row.items()} for row in rows])
