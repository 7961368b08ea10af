"""Events as a Parquet file: the columns of the flat table, all text but for value, span and negation."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import TextIO

from dragoman.errors import OutputError
from dragoman.exports.common import Pair
from dragoman.exports.csv import COLUMNS, flat
from dragoman.exports.events import rows

__all__ = ["write"]

_NUMBERS = {"goldstein": float, "start": int, "end": int, "quad": int}


def write(pairs: Iterable[Pair], out: TextIO) -> None:
    """One row an event, to a stream of text with bytes below it; OutputError where pyarrow is not installed."""
    try:
        arrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError as error:
        raise OutputError(
            "parquet", "needs pyarrow, which is not installed", "pip install 'dragoman[parquet]'"
        ) from error
    found = [_typed(dict(row)) for row in rows(pairs, flat)]
    table = arrow.table({name: [row[name] for row in found] for name in COLUMNS})
    parquet.write_table(table, out.buffer)


def _typed(row: dict[str, str]) -> dict[str, object]:
    typed: dict[str, object] = {name: row[name] or None for name in COLUMNS}
    typed.update({name: kind(row[name]) for name, kind in _NUMBERS.items()})
    return {**typed, "negated": row["negated"] == "true"}
