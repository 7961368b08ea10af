"""Small helpers for statements on many rows: databases limit how many values one statement may name."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice
from operator import itemgetter
from typing import Any, TypeVar

from sqlalchemy import ARRAY, Column, ColumnElement, Connection, Dialect, Select, Table, bindparam, func, select, text

T = TypeVar("T")
Process = Callable[[Any], Any]
MOST = 900
"""Values that one statement names at most."""


def chunks(values: Iterable[T], size: int = MOST) -> Iterator[list[T]]:
    """Lists of at most `size` values."""
    rest = iter(values)
    while chunk := list(islice(rest, size)):
        yield chunk


def fetch(db: Connection, query: Select[Any], where: Column[Any], values: Iterable[Any]) -> Iterator[Any]:
    """The rows of a query where a column is one of any number of values; one that is a constant is put together once."""
    given = list(dict.fromkeys(values))
    if given:
        yield from db.execute(_narrowed(query, where, db.dialect.name), {"given": _list(db, given)}).all()


@lru_cache(maxsize=256)
def _narrowed(query: Select[Any], where: Column[Any], dialect: str) -> Select[Any]:
    return query.where(_one_of(dialect, where))


def _one_of(dialect: str, where: Column[Any]) -> ColumnElement[bool]:
    """Whether a column is one of `:given`, which is bound as one value however many it holds."""
    if dialect == "postgresql":
        return where == func.any(bindparam("given", type_=ARRAY(where.type)))
    return where.in_(_GIVEN)


def _list(db: Connection, values: list[Any]) -> object:
    return values if db.dialect.name == "postgresql" else json.dumps(values, ensure_ascii=False)


_GIVEN = select(text("value")).select_from(text("json_each(:given)")).scalar_subquery()


def put(db: Connection, into: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert any number of rows, all of the same columns."""
    if rows:
        names = tuple(rows[0])
        put_tuples(db, into, list(map(itemgetter(*names), rows)), names)


def put_tuples(db: Connection, into: Table, rows: Sequence[tuple[Any, ...]], names: tuple[str, ...] = ()) -> None:
    """Insert rows whose values stand in the order of the columns named, or of the table's, straight through the driver."""
    if rows:
        statement, processors = _insert(into, db.dialect, names or tuple(c.name for c in into.columns))
        columns: list[Iterable[Any]] = list(zip(*rows, strict=True)) if processors else []
        for at, process in processors:
            columns[at] = map(process, columns[at])
        db.exec_driver_sql(statement, list(zip(*columns, strict=True)) if processors else list(rows))


@cache
def _insert(into: Table, dialect: Dialect, names: tuple[str, ...]) -> tuple[str, list[tuple[int, Process]]]:
    """An insert with a place for each value, and what makes of values that no driver knows what the database keeps."""
    columns = [into.c[name] for name in names]
    mark = "?" if dialect.paramstyle == "qmark" else "%s"
    quote = dialect.identifier_preparer.quote
    statement = (
        f"INSERT INTO {quote(into.name)} ({', '.join(map(quote, names))}) VALUES ({', '.join([mark] * len(names))})"
    )
    made = ((at, c.type.dialect_impl(dialect).bind_processor(dialect)) for at, c in enumerate(columns))
    return statement, [(at, process) for at, process in made if process is not None]


def next_seq(db: Connection, of: Table) -> int:
    """The row number after the largest of a table."""
    return int(db.scalar(select(func.coalesce(func.max(of.c.seq), 0))) or 0) + 1
