"""Small helpers for statements on many rows: databases limit how many values one statement may name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, Dialect, Select, Table, func, insert, select
from sqlalchemy.sql.compiler import SQLCompiler

T = TypeVar("T")
MOST = 900
"""Values that one statement names at most."""


def chunks(values: Iterable[T], size: int = MOST) -> Iterator[list[T]]:
    """Lists of at most `size` values."""
    rest = iter(values)
    while chunk := list(islice(rest, size)):
        yield chunk


def fetch(db: Connection, query: Select[Any], where: Column[Any], values: Iterable[Any]) -> Iterator[Any]:
    """The rows of a query where a column is one of any number of values."""
    for chunk in chunks(dict.fromkeys(values)):
        yield from db.execute(query.where(where.in_(chunk)))


def put(db: Connection, into: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert any number of rows."""
    if rows:
        db.execute(insert(into), rows)


def put_plain(db: Connection, into: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert many rows of texts and numbers alone, straight through the driver."""
    if rows:
        compiled = _plain_insert(into, db.dialect)
        order = compiled.positiontup
        given: Any = [tuple(row[name] for name in order) for row in rows] if order else list(rows)
        db.exec_driver_sql(str(compiled), given)


@cache
def _plain_insert(into: Table, dialect: Dialect) -> SQLCompiler:
    compiled = insert(into).compile(dialect=dialect, column_keys=[c.name for c in into.columns])
    assert isinstance(compiled, SQLCompiler)
    return compiled


def next_seq(db: Connection, of: Table) -> int:
    """The row number after the largest of a table."""
    return int(db.scalar(select(func.coalesce(func.max(of.c.seq), 0))) or 0) + 1
