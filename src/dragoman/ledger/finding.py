"""Finding entries by the words of their records: first the hits in the order of their ranks, then their conditions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import Connection, select, text

from dragoman.ledger import fulltext
from dragoman.ledger import tables as t
from dragoman.ledger.asking import keys_of, selected
from dragoman.ledger.filters import Filters
from dragoman.ledger.sql import chunks
from dragoman.model import Entry

_TOGETHER = 200


def find(db: Connection, words: str, filters: Filters, limit: int) -> list[Entry]:
    """Entries under conditions whose records hold the words, the best first."""
    query = fulltext.parse(words)
    if not query.wanted:
        return []
    hits = _hits(db, fulltext.match_text(db.dialect.name, query), keys_of(filters))
    found: list[Entry] = []
    for chunk in chunks(hits, _TOGETHER):
        found += _under(db, chunk, filters)
        if len(found) >= limit:
            break
    return found[:limit]


def _hits(db: Connection, match: str, keys: list[str]) -> list[str]:
    """The ids of the entries of all parties and persons asked for whose records match, the best first."""
    within = "".join(
        f" AND r.entry_id IN (SELECT entry_id FROM entry_key WHERE key = :key{n})" for n in range(len(keys))
    )
    query = (
        f"SELECT r.entry_id, MIN(m.rank) AS best FROM ({fulltext.matches(db.dialect.name, 'record_text')}) AS m "
        f"JOIN record r ON r.seq = m.seq WHERE r.entry_id IS NOT NULL{within} GROUP BY r.entry_id ORDER BY best, r.entry_id"
    )
    rows = db.execute(text(query), {"match": match} | {f"key{n}": key for n, key in enumerate(keys)})
    return [row.entry_id for row in rows]


def _under(db: Connection, ids: list[str], filters: Filters) -> Iterator[Entry]:
    """Those of some entries that meet the other conditions, in the order given."""
    rest = replace(filters, parties=(), persons=())
    query = selected(select(t.ENTRY.c.id, t.ENTRY.c.content), rest, None, newest_first=False)
    rows = db.execute(query.where(t.ENTRY.c.id.in_(ids)).order_by(None))
    contents = {row.id: row.content for row in rows}
    return (Entry.model_validate_json(contents[i]) for i in ids if i in contents)


__all__ = ["find"]
