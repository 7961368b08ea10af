"""The step that reads: what is left of a shard, story by story in a child process, into parts of the data set."""

from __future__ import annotations

import json
from typing import Any

import pyarrow as pa

from dragoman.batch.isolation import Failure, Isolated
from dragoman.batch.linking import skips
from dragoman.batch.sifting import candidates
from dragoman.batch.tables import SCHEMAS, TABLES, Row, TableName, in_order, month_of
from dragoman.batch.work import Outcome, Work, part
from dragoman.model import Story

__all__ = ["read"]

_REPRINT = "prints the words of another story"
_TOGETHER = 64


class _Parts:
    """Rows by table and month, kept as Arrow so that a shard stays small."""

    def __init__(self) -> None:
        self._rows: dict[tuple[TableName, str], list[Row]] = {}
        self._packed: dict[tuple[TableName, str], list[pa.Table]] = {}

    def add(self, name: TableName, rows: list[Row]) -> None:
        for row in rows:
            self._rows.setdefault((name, month_of(row)), []).append(row)

    def pack(self) -> None:
        """Turn the rows so far into Arrow."""
        for (name, month), rows in self._rows.items():
            self._packed.setdefault((name, month), []).append(pa.Table.from_pylist(rows, schema=SCHEMAS[name]))
        self._rows = {}

    def write(self, work: Work, key: str) -> dict[str, dict[str, int]]:
        """Write a part a table and month; how many rows each has."""
        self.pack()
        counts: dict[str, dict[str, int]] = {name: {} for name in TABLES}
        for (name, month), tables in sorted(self._packed.items()):
            found = in_order(name, pa.concat_tables(tables))
            work.write(part(name, month, key), found)
            counts[name][month] = found.num_rows
        return counts


def read(work: Work, child: Isolated, key: str, shard: str, digested: str | None) -> Outcome:
    """Read the stories of a shard that are no reprints."""
    reprints, names = _skips(work, shard, digested)
    parts = _Parts()
    given: list[Story] = []
    for row in work.read(candidates(shard)).to_pylist():
        ordinal = row.pop("ordinal")
        story = Story.model_validate(row)
        if ordinal in reprints:
            parts.add("skipped", [_skipped(story, reprints[ordinal])])
        else:
            given.append(story.model_copy(update={"id": names[ordinal]}) if ordinal in names else story)
    failed = 0
    for number, (story, answer) in enumerate(child.ask("read", given)):
        if isinstance(answer, Failure):
            failed += 1
            parts.add("problems", [_problem(story, answer.reason)])
        else:
            for name, rows in answer.items():
                parts.add(name, rows)
        if number % _TOGETHER == _TOGETHER - 1:
            parts.pack()
    return {"read": len(given) - failed, "failed": failed, "reprints": len(reprints), "parts": parts.write(work, key)}


def _skips(work: Work, shard: str, digested: str | None) -> tuple[dict[int, str], dict[int, str]]:
    """Which stories of a shard, by place, are reprints and of which; and which get another id."""
    if digested is None:
        return {}, {}
    told: dict[str, Any] = json.loads(work.place.read(skips(digested, shard)))
    return dict(told["reprints"]), dict(told["renamed"])


def _skipped(story: Story, of: str) -> Row:
    head = {"story": story.id, "published": story.published, "publisher": story.publisher, "source": story.source}
    return head | {"reason": _REPRINT, "of": of}


def _problem(story: Story, reason: str) -> Row:
    return {"story": story.id, "published": story.published, "n": 0, "source": story.source, "reason": reason}
