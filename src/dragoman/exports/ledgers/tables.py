"""Rows of a ledger as CSV, JSON lines and Parquet, and as a data frame."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from dragoman.exports.ledgers.rows import COLUMNS, TableName, rows
from dragoman.ledger import Ledger

__all__ = ["csv_lines", "frame", "json_lines", "parquet"]

_LISTS = frozenset(
    "parties actor recipient persons sectors records contexts actors actor_sectors recipients recipient_sectors".split()
)
_NUMBERS = frozenset("amount_min amount_max confidence goldstein".split())
_COUNTS = frozenset("step sources start end copies".split())
_FLAGS = frozenset("negated contradicted".split())
_RUNS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_lines(ledger: Ledger, table: TableName, **filters: Any) -> Iterator[bytes]:
    """Lines of CSV with a head; lists are joined by `|`, and no cell begins as a formula of a spreadsheet."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS[table], lineterminator="\n")
    writer.writeheader()
    for row in rows(ledger, table, **filters):
        writer.writerow({name: _cell(value) for name, value in row.items() if name in COLUMNS[table]})
        if out.tell() > 1 << 16:
            yield _taken(out)
    yield _taken(out)


def _taken(out: io.StringIO) -> bytes:
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text.encode("utf-8", "replace")


def _cell(value: Any) -> Any:
    text = "|".join(value) if isinstance(value, list) else value
    return f"'{text}" if isinstance(text, str) and text.startswith(_RUNS_A_FORMULA) else text


def json_lines(ledger: Ledger, table: TableName, **filters: Any) -> Iterator[bytes]:
    """A JSON object a line; entries and their steps are told in full, as `dragoman entry --json` shows them."""
    if table == "entries":
        yield from (f"{entry.model_dump_json()}\n".encode("utf-8", "replace") for entry in ledger.entries(**filters))
        return
    for row in rows(ledger, table, **filters):
        ordered = {name: row[name] for name in COLUMNS[table]}
        yield (json.dumps(ordered, ensure_ascii=False) + "\n").encode("utf-8", "replace")


def parquet(ledger: Ledger, table: TableName, **filters: Any) -> bytes:
    """A Parquet file, written in groups of rows."""
    schema, out = _schema(table), pa.BufferOutputStream()
    with pq.ParquetWriter(out, schema) as writer:
        for batch in _batches(rows(ledger, table, **filters), 10_000):
            writer.write_table(pa.Table.from_pylist(batch, schema=schema))
    return bytes(out.getvalue())


def frame(ledger: Ledger, table: TableName = "entries", **filters: Any) -> Any:
    """A table as a data frame: of pandas where that is installed, else of pyarrow."""
    found = pa.Table.from_pylist(list(rows(ledger, table, **filters)), schema=_schema(table))
    return found.to_pandas() if find_spec("pandas") else found


def _schema(table: TableName) -> pa.Schema:
    return pa.schema([(name, _type(name, table)) for name in COLUMNS[table]])


def _type(name: str, table: TableName) -> pa.DataType:
    if name in _LISTS:
        return pa.list_(pa.string())
    if name in _NUMBERS:
        return pa.float64()
    if name in _COUNTS or (name == "steps" and table == "entries"):
        return pa.int64()
    return pa.bool_() if name in _FLAGS else pa.string()


def _batches(found: Iterable[dict[str, Any]], size: int) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    for row in found:
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
