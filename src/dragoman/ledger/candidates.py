"""The stored records that new ones have to be compared with: those in the blocks that they ask for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from sqlalchemy import BigInteger, Column, Connection, MetaData, Table, Text, delete, text

from dragoman.ledger import tables as t
from dragoman.ledger.blocks import asked_keys
from dragoman.ledger.items import Item
from dragoman.ledger.periods import present
from dragoman.ledger.rows import NO_DAY
from dragoman.ledger.spans import Span
from dragoman.ledger.sql import put_tuples

_LAST = dt.date.max.toordinal()


def candidates(db: Connection, items: Sequence[Item]) -> dict[str, list[str]]:
    """For each item the ids of the records that it has to be compared with, itself left out."""
    found: dict[str, dict[str, None]] = {item.id: {} for item in items}
    db.execute(_MAKE_ASKED)
    periods = present(db, t.BLOCK, "block")
    put_tuples(db, _ASKED, [row for item in items for row in _asked_rows(item, periods)])
    for item, record in db.execute(_NEAR).all():
        if record != item:
            found[item][record] = None
    db.execute(delete(_ASKED))
    return {item: list(others) for item, others in found.items()}


_ASKED = Table(
    "asked", MetaData(), Column("block", BigInteger), Column("first", Text), Column("late", Text), Column("item", Text)
)
_MAKE_ASKED = text("CREATE TEMPORARY TABLE IF NOT EXISTS asked (block BIGINT, first TEXT, late TEXT, item TEXT)")
_NEAR = text(
    "SELECT asked.item, b.record_id FROM asked CROSS JOIN record_block AS b WHERE b.block = asked.block "
    "AND b.told_from <= asked.late AND (b.told_to >= asked.first OR b.told_from = '')"
)
"""Records in a block that is asked for, near in time or without any time (a cross join keeps SQLite to this order)."""


def _asked_rows(item: Item, periods: frozenset[int]) -> Iterator[tuple[int, str, str, str]]:
    windows = {}
    for block, days in asked_keys(item, periods):
        if days not in windows:
            windows[days] = _window(item.told, days)
        yield (block, *windows[days], item.id)


def _window(told: Span | None, days: int) -> tuple[str, str]:
    """Between which days a candidate's days have to lie."""
    if told is None:
        return (NO_DAY, "9999")
    first, last = told.first.toordinal() - days, told.last.toordinal() + days
    return (dt.date.fromordinal(max(first, 1)).isoformat(), dt.date.fromordinal(min(last, _LAST)).isoformat())
