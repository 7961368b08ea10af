"""The files that the steps leave for each other, and the completion files that say which tasks are done."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from dragoman.batch.job import Job
from dragoman.batch.places import Place
from dragoman.batch.tables import Row, TableName, month_of, table

__all__ = ["Outcome", "Task", "Work", "write_parquet"]

Outcome = dict[str, Any]
"""What a task tells of itself: small, as JSON."""
Months = dict[str, dict[str, int]]
"""How many rows of each table belong to each month."""

_GROUP = 20_000  # rows of a row group
_TEXTS = 1_000  # the same where rows hold whole stories


class Task(NamedTuple):
    """One task of a step; `key` names its completion file, and changes with all that `given` depends on."""

    step: str
    key: str
    given: Any
    weight: int = 1
    """How much of the step's work it is."""


class Work:
    """The directory of the steps' files of one job."""

    def __init__(self, job: Job) -> None:
        self.place = Place(f"{job.out.rstrip('/')}/{job.work}")
        self._merged = Place(f"{job.out.rstrip('/')}/_work/merged")

    def outcome(self, task: Task) -> Outcome:
        """What a finished task told; FileNotFoundError where it is not finished."""
        found: Outcome = json.loads(self.place.read(_done(task)))
        return found

    def finished(self, tasks: Sequence[Task]) -> dict[str, Outcome]:
        """What those of the tasks of one step told that are finished, by key."""
        there = set(self.place.names(f"done/{tasks[0].step}")) if tasks else set()
        done = [task for task in tasks if f"{task.key}.json" in there]
        told = self.place.read_many([_done(task) for task in done])
        return {task.key: json.loads(data) for task, data in zip(done, told, strict=True)}

    def finish(self, task: Task, outcome: Outcome) -> None:
        """Say that all files of a task are written."""
        self.place.put(_done(task), json.dumps(outcome, sort_keys=True).encode())

    def months(self) -> dict[str, Outcome]:
        """What each month of the data set was merged from and into, by whichever job wrote it last."""
        return {n.removesuffix(".json"): json.loads(self._merged.read(n)) for n in self._merged.names("")}

    def month(self, month: str) -> Outcome | None:
        """The same of one month; None where it is not written."""
        try:
            found: Outcome = json.loads(self._merged.read(f"{month}.json"))
        except FileNotFoundError:
            return None
        return found

    def begin_month(self, month: str) -> None:
        """Say that the files of a month are about to change."""
        self._merged.remove(f"{month}.json")

    def finish_month(self, month: str, outcome: Outcome) -> None:
        """Say that all files of a month are written."""
        self._merged.put(f"{month}.json", json.dumps(outcome, sort_keys=True).encode())

    def write(self, name: str, found: pa.Table) -> None:
        """Write a file of rows."""
        with self.place.created(name) as stream:
            write_parquet(found, stream)

    def read(self, name: str, columns: list[str] | None = None) -> pa.Table:
        """The rows of a file."""
        with self.place.open(name) as stream:
            return pq.ParquetFile(stream).read(columns=columns)

    def write_parts(self, name: TableName, key: str, rows: Iterable[Row]) -> dict[str, int]:
        """Write rows by month, as parts of the data set that are named by the task; how many went into each month."""
        months: dict[str, list[Row]] = {}
        for row in rows:
            months.setdefault(month_of(row), []).append(row)
        for month, found in months.items():
            self.write(part(name, month, key), table(name, found))
        return {month: len(found) for month, found in sorted(months.items())}


def part(name: str, month: str, key: str) -> str:
    """Where a task leaves its rows of a month."""
    return f"parts/{name}/{month}/{key}.parquet"


def write_parquet(found: pa.Table, stream: Any) -> None:
    """Write a table, always in the same way, so that the same rows are the same bytes."""
    group = _TEXTS if "text" in found.column_names and "title" in found.column_names else _GROUP
    pq.write_table(found, stream, compression="zstd", row_group_size=group, store_schema=False)


def _done(task: Task) -> str:
    return f"done/{task.step}/{task.key}.json"
