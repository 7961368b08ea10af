"""The tables of a data set: their columns with what they mean, how they are sorted, and the rows of a reading.

`docs/scale.md` explains them to users; a test compares it with `SCHEMAS`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, get_args

import pyarrow as pa

from dragoman.exports.events import event_id, quad
from dragoman.model import Event, EventActor, Mention, Reading, Record, Story

__all__ = [
    "SCHEMAS",
    "SORTED_BY",
    "TABLES",
    "UNDATED",
    "Row",
    "Rows",
    "TableName",
    "in_order",
    "month_of",
    "reading_rows",
    "table",
]

TableName = Literal["stories", "records", "events", "mentions", "problems", "skipped"]
TABLES: tuple[TableName, ...] = get_args(TableName)
Row = dict[str, Any]
Rows = dict[TableName, list[Row]]
UNDATED = "undated"
"""The partition of stories without a day of publication."""

_TEXT, _WORDS, _DAY, _WHOLE, _NUMBER = pa.string(), pa.list_(pa.string()), pa.date32(), pa.int32(), pa.float64()
_ACTORS = pa.list_(pa.struct([("country", _TEXT), ("sectors", _WORDS), ("code", _TEXT), ("name", _TEXT)]))
_STORY = {"story": _TEXT, "published": _DAY}
_SPAN = {"quote": _TEXT, "start": _WHOLE, "end": _WHOLE}

SCHEMAS: dict[TableName, pa.Schema] = {
    "stories": pa.schema({
        **_STORY, "publisher": _TEXT, "title": _TEXT, "language": _TEXT, "url": _TEXT, "source": _TEXT, "text": _TEXT,
    }),
    "records": pa.schema({
        **_STORY, "n": _WHOLE, "type": _TEXT, "kind": _TEXT, "parties": _WORDS, "actor": _WORDS,
        "recipient": _WORDS, "persons": _WORDS, "stage": _TEXT, "negated": pa.bool_(), "date": _TEXT, "place": _TEXT,
        "name": _TEXT, "subject": _TEXT, "sectors": _WORDS, "amount_min": _NUMBER, "amount_max": _NUMBER,
        "currency": _TEXT, "attribution": _TEXT, **_SPAN, "rule": _TEXT, "confidence": _NUMBER,
    }),
    "events": pa.schema({
        **_STORY, "n": _WHOLE, "event": _TEXT, "type": _TEXT, "mode": _TEXT, "contexts": _WORDS, "cameo": _TEXT,
        "goldstein": _NUMBER, "quad": _WHOLE, "own_code": _TEXT, "actors": _ACTORS, "recipients": _ACTORS, "date": _TEXT,
        "precision": _TEXT, "place": _TEXT, "modality": _TEXT, "negated": pa.bool_(), "attribution": _TEXT, **_SPAN,
        "trigger": _TEXT, "rule": _TEXT, "because": _WORDS,
    }),
    "mentions": pa.schema({
        **_STORY, "n": _WHOLE, "start": _WHOLE, "end": _WHOLE, "text": _TEXT, "kind": _TEXT, "parties": _WORDS,
        "value": _TEXT, "rule": _TEXT,
    }),
    "problems": pa.schema({**_STORY, "n": _WHOLE, "source": _TEXT, "reason": _TEXT}),
    "skipped": pa.schema({**_STORY, "publisher": _TEXT, "source": _TEXT, "reason": _TEXT, "of": _TEXT}),
}  # fmt: skip
"""The columns of each table, in their order."""

SORTED_BY: dict[TableName, tuple[str, ...]] = {
    name: tuple(key for key in ("published", "story", "n", "source", "reason") if key in SCHEMAS[name].names)
    for name in TABLES
}
"""The columns by which the rows of a table are sorted: together they are its key."""


def month_of(row: Row) -> str:
    """The partition of a row: `2025-12`, or `undated`."""
    day = row["published"]
    return day.isoformat()[:7] if day is not None else UNDATED


def table(name: TableName, rows: Iterable[Row]) -> pa.Table:
    """Rows as a sorted table of the schema."""
    found = pa.Table.from_pylist(list(rows), schema=SCHEMAS[name])
    return in_order(name, found)


def in_order(name: TableName, found: pa.Table) -> pa.Table:
    """A table sorted by its key."""
    return found.sort_by([(key, "ascending") for key in SORTED_BY[name]])


def reading_rows(story: Story, reading: Reading) -> Rows:
    """The rows of a story that was read."""
    head: Row = {"story": story.id, "published": story.published}
    kept = ("publisher", "title", "language", "url", "source", "text")
    return {
        "stories": [head | {name: getattr(story, name) for name in kept}],
        "records": [head | {"n": n} | _record(one) for n, one in enumerate(reading.records, 1)],
        "events": [head | {"n": n} | _event(story, one) for n, one in enumerate(reading.events, 1)],
        "mentions": [head | {"n": n} | _mention(one) for n, one in enumerate(reading.mentions, 1)],
        "problems": [
            head | {"n": n, "source": story.source, "reason": one.reason} for n, one in enumerate(reading.problems, 1)
        ],
    }


_RECORD = (
    "type", "kind", "stage", "negated", "date", "place", "name", "subject", "attribution", "rule", "confidence",
)  # fmt: skip
_SETS = ("parties", "actor", "recipient", "persons", "sectors")
_EVENT = (
    "type", "mode", "cameo", "goldstein", "own_code", "date", "precision", "place", "modality", "negated", "attribution",
    "trigger", "rule",
)  # fmt: skip


def _record(one: Record) -> Row:
    sums = one.amount
    return {
        **{name: getattr(one, name) for name in _RECORD},
        **{name: _listed(getattr(one, name)) for name in _SETS},
        "amount_min": sums.min if sums else None,
        "amount_max": sums.max if sums else None,
        "currency": sums.currency if sums else None,
        **one.evidence.model_dump(),
    }


def _event(story: Story, one: Event) -> Row:
    return {
        **{name: getattr(one, name) for name in _EVENT},
        "event": event_id(story, one),
        "quad": int(quad(one)),
        "contexts": list(one.contexts),
        "because": list(one.because),
        "actors": [_actor(actor) for actor in one.actors],
        "recipients": [_actor(actor) for actor in one.recipients],
        **one.evidence.model_dump(),
    }


def _actor(one: EventActor) -> Row:
    return {"country": one.country, "sectors": list(one.sectors), "code": one.code, "name": one.name}


def _mention(one: Mention) -> Row:
    names = ("start", "end", "text", "kind", "value", "rule")
    return {**{name: getattr(one, name) for name in names}, "parties": list(one.parties)}


def _listed(values: tuple[str, ...] | None) -> list[str] | None:
    return None if values is None else list(values)
