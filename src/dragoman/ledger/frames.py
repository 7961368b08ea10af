"""Tables of a ledger as data frames."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from dragoman.ledger.flat import COLUMNS, TableName, rows

if TYPE_CHECKING:
    from dragoman.ledger.answers import Answers

__all__ = ["frame", "schema"]

_LISTS = frozenset(
    "parties actor recipient persons sectors records contexts actors actor_sectors recipients recipient_sectors".split()
)
_NUMBERS = frozenset("amount_min amount_max confidence goldstein".split())
_COUNTS = frozenset("step sources start end copies".split())
_FLAGS = frozenset("negated contradicted".split())


def frame(ledger: Answers, table: TableName = "entries", **filters: Any) -> Any:
    """A table as a data frame: of pandas where that is installed, else of pyarrow."""
    found = pa.Table.from_pylist(list(rows(ledger, table, **filters)), schema=schema(table))
    return found.to_pandas() if find_spec("pandas") else found


def schema(table: TableName) -> pa.Schema:
    """The columns of a table with their types."""
    return pa.schema([(name, _type(name, table)) for name in COLUMNS[table]])


def _type(name: str, table: TableName) -> pa.DataType:
    if name in _LISTS:
        return pa.list_(pa.string())
    if name in _NUMBERS:
        return pa.float64()
    if name in _COUNTS or (name == "steps" and table == "entries"):
        return pa.int64()
    return pa.bool_() if name in _FLAGS else pa.string()
