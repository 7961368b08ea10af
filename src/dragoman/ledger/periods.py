"""Keys that put what was told in one period side by side, so that a database that grows looks into a small part of it.

A key has the number of a period in its upper bits and a hash in its lower ones; period 0 holds what tells no day.
"""

from __future__ import annotations

from sqlalchemy import Connection, Table, text

from dragoman.ledger.spans import Span

_HASH_BITS = 47  # with 16 bits for the period: a signed number of 64 bits
HASH_MASK = (1 << _HASH_BITS) - 1
UNTOLD = 0
"""The period of what tells no day."""


def key(period: int, digest: int) -> int:
    """The key of a hash in a period."""
    return period << _HASH_BITS | digest & HASH_MASK


def touched(span: Span | None, days: int, length: int) -> range:
    """The periods of `length` days that lie within some days of a span."""
    if span is None:
        return range(UNTOLD, UNTOLD + 1)
    first, last = span.first.toordinal() - days, span.last.toordinal() + days
    return range(max(first, 0) // length + 1, max(last, 0) // length + 2)


def present(db: Connection, of: Table, column: str) -> frozenset[int]:
    """The periods of all keys in an indexed column: one look-up for each, however many keys there are."""
    following = f"(SELECT MIN({column}) FROM {of.name} WHERE {column} >= ((k >> {_HASH_BITS}) + 1) << {_HASH_BITS})"
    query = (
        f"WITH RECURSIVE found(k) AS (SELECT MIN({column}) FROM {of.name} UNION ALL SELECT {following} FROM found "
        f"WHERE k IS NOT NULL) SELECT k >> {_HASH_BITS} FROM found WHERE k IS NOT NULL"
    )
    return frozenset(db.scalars(text(query)))
