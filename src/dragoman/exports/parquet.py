"""Events as a Parquet file: the columns of the flat table, all text but for value, span and negation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

import pyarrow
import pyarrow.parquet

from dragoman.exports.common import Pair
from dragoman.exports.csv import COLUMNS, flat
from dragoman.exports.events import rows

__all__ = ["write"]

_NUMBERS = {"goldstein": float, "start": int, "end": int, "quad": int}


def write(pairs: Iterable[Pair], out: TextIO) -> None:
    """One row an event, to a stream of text with bytes below it."""
    found = [_typed(dict(row)) for row in rows(pairs, flat)]
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(found, schema=_schema()), out.buffer)


def _schema() -> pyarrow.Schema:
    """The same types in every file, whatever its events tell."""
    types = {"goldstein": pyarrow.float64(), "start": pyarrow.int64(), "end": pyarrow.int64(), "quad": pyarrow.int64()}
    return pyarrow.schema(
        [(name, {**types, "negated": pyarrow.bool_()}.get(name, pyarrow.string())) for name in COLUMNS]
    )


def _typed(row: dict[str, str]) -> dict[str, object]:
    typed: dict[str, object] = {name: row[name] or None for name in COLUMNS}
    typed.update({name: kind(row[name]) for name, kind in _NUMBERS.items()})
    return {**typed, "negated": row["negated"] == "true"}
