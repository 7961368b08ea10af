"""Entries into the database: only what changed is written."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import Connection, and_, bindparam, delete, select, update

from dragoman.ledger import tables as t
from dragoman.ledger.rows import Row, entry_row, keys_of
from dragoman.ledger.sql import chunks, fetch, put, put_plain
from dragoman.model import Entry


def store_entries(db: Connection, before: Collection[str], after: Iterable[Entry]) -> None:
    """Put entries in the place of those with the ids `before`."""
    old = {
        row.id: row for row in fetch(db, select(t.ENTRY.c.id, t.ENTRY.c.first, t.ENTRY.c.content), t.ENTRY.c.id, before)
    }
    new = {entry.id: (entry, entry_row(entry)) for entry in after}
    changed = {i for i in new if i in old and new[i][1]["content"] != old[i].content}
    gone = old.keys() - new.keys()
    _drop_keys(db, [(old[i].first, Entry.model_validate_json(old[i].content)) for i in sorted(gone | changed)])
    for chunk in chunks(sorted(gone)):
        db.execute(delete(t.ENTRY).where(t.ENTRY.c.id.in_(chunk)))
    _update(db, [new[i][1] for i in sorted(changed)])
    fresh = [i for i in new if i not in old]
    put(db, t.ENTRY, [new[i][1] for i in fresh])
    put_plain(
        db, t.ENTRY_KEY, [row for i in (*fresh, *sorted(changed)) for row in _key_rows(new[i][1]["first"], new[i][0])]
    )


def _key_rows(first: str, entry: Entry) -> list[Row]:
    return [{"key": key, "first": first, "entry_id": entry.id} for key in sorted(keys_of(entry))]


def _drop_keys(db: Connection, entries: Iterable[tuple[str, Entry]]) -> None:
    key = t.ENTRY_KEY.c
    same = and_(key.key == bindparam("of"), key.first == bindparam("on"), key.entry_id == bindparam("entry"))
    rows = [r for first, entry in entries for r in _key_rows(first, entry)]
    if rows:
        db.execute(
            delete(t.ENTRY_KEY).where(same),
            [{"of": r["key"], "on": r["first"], "entry": r["entry_id"]} for r in rows],
        )


def _update(db: Connection, rows: list[Row]) -> None:
    if rows:
        columns: dict[str, object] = {name: bindparam(f"new_{name}") for name in rows[0] if name != "id"}
        statement = update(t.ENTRY).where(t.ENTRY.c.id == bindparam("new_id")).values(columns)
        db.execute(statement, [{f"new_{name}": value for name, value in row.items()} for row in rows])
