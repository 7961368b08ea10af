"""Rows of a ledger as CSV, JSON lines and Parquet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from dragoman.ledger import Ledger
from dragoman.ledger.flat import COLUMNS, TableName, rows
from dragoman.ledger.frames import schema

__all__ = ["csv_lines", "json_lines", "parquet"]

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
    columns, out = schema(table), pa.BufferOutputStream()
    with pq.ParquetWriter(out, columns) as writer:
        for batch in _batches(rows(ledger, table, **filters), 10_000):
            writer.write_table(pa.Table.from_pylist(batch, schema=columns))
    return bytes(out.getvalue())


def _batches(found: Iterable[dict[str, Any]], size: int) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    for row in found:
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
