"""The step that puts a month together: the parts of all shards into sorted files, whoever wrote them when."""

from __future__ import annotations

import hashlib
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from dragoman.batch.places import Place
from dragoman.batch.tables import SCHEMAS, TableName, in_order
from dragoman.batch.work import Outcome, Work, part, write_parquet

__all__ = ["file_name", "merge"]

_ROWS = 200_000  # rows sorted at a time and written as one file; a day is never cut
_STORIES = 20_000  # the same of whole stories


def file_name(name: str, month: str, number: int) -> str:
    """A file of the data set."""
    return f"{name}/month={month}/part-{number:05d}.parquet"


def merge(work: Work, out: Place, key: str, month: str, parts: Mapping[TableName, Sequence[str]]) -> Outcome:
    """Write the files of a month; their names, rows, bytes and digests.

    A month is finished where it was last written under the same `key`.
    """
    if (last := work.month(month)) is not None and last["key"] == key:
        return last
    work.begin_month(month)
    files: list[dict[str, Any]] = []
    for name, keys in sorted(parts.items()):
        names = [part(name, month, key) for key in keys]
        for number, rows in enumerate(_chunks(work, name, names)):
            stream = io.BytesIO()
            write_parquet(rows, stream)
            data = stream.getvalue()
            path = file_name(name, month, number)
            out.put(path, data)
            told = {"path": path, "table": name, "month": month, "rows": rows.num_rows, "bytes": len(data)}
            files.append(told | {"sha256": hashlib.sha256(data).hexdigest()})
    outcome = {"key": key, "files": files}
    work.finish_month(month, outcome)
    return outcome


def _chunks(work: Work, name: TableName, parts: list[str]) -> Iterator[pa.Table]:
    """The rows of all parts in order, some days at a time."""
    limit = _STORIES if name == "stories" else _ROWS
    days: Counter[Any] = Counter()
    for one in parts:
        counted = work.read(one, ["published"]).column("published").value_counts()
        days.update({row["values"]: row["counts"] for row in counted.to_pylist()})
    for low, high in _spans(days, limit):
        found = (_between(work.read(one), low, high) for one in parts)
        yield in_order(name, pa.concat_tables([SCHEMAS[name].empty_table(), *found]))


def _spans(days: Mapping[Any, int], limit: int) -> Iterator[tuple[Any, Any]]:
    """First and last day of runs of days that hold about `limit` rows; None where there are no days."""
    if set(days) == {None}:
        yield None, None
        return
    low, size = None, 0
    previous = None
    for day in sorted(days):
        if low is not None and size + days[day] > limit:
            yield low, previous
            low, size = None, 0
        low = low or day
        size += days[day]
        previous = day
    yield low, previous


def _between(rows: pa.Table, low: Any, high: Any) -> pa.Table:
    if low is None:
        return rows
    days = rows.column("published")
    return rows.filter(pc.and_(pc.greater_equal(days, low), pc.less_equal(days, high)))
