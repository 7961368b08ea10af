"""What a query gave, as a table for people, CSV, JSON lines or Parquet."""

from __future__ import annotations

import csv
import io
import json
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq
from rich.console import Console
from rich.table import Table

from dragoman.exports.common import visible

__all__ = ["write"]

_SHOWN = 1_000  # rows of a table for people


def write(found: pa.Table, form: str, out: BinaryIO) -> None:
    """Write rows in one of the forms."""
    if form == "parquet":
        pq.write_table(found, out)
        return
    text = io.TextIOWrapper(out, encoding="utf-8", errors="replace", newline="", write_through=True)
    if form == "jsonl":
        for row in found.to_pylist():
            text.write(json.dumps(row, ensure_ascii=False, default=str) + "\n")
    elif form == "csv":
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(found.column_names)
        writer.writerows([_cell(value) for value in row.values()] for row in found.to_pylist())
    else:
        _show(found, text)
    text.detach()


def _show(found: pa.Table, out: io.TextIOWrapper) -> None:
    shown = Table(*found.column_names)
    for row in found.slice(0, _SHOWN).to_pylist():
        shown.add_row(*(visible(_cell(value)) for value in row.values()))
    Console(file=out, markup=False, highlight=False, emoji=False).print(shown)
    if found.num_rows > _SHOWN:
        out.write(f"… and {found.num_rows - _SHOWN:,} rows more\n")


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | dict):
        return (
            "|".join(value)
            if all(isinstance(v, str) for v in value)
            else json.dumps(value, ensure_ascii=False, default=str)
        )
    return str(value)
