"""Flat rows of a ledger: entries, their steps, their records with evidence, and the events of PLOVER and CAMEO."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal, get_args

from dragoman.ledger.objects import Kept, Told
from dragoman.ledger.refusals import LedgerError
from dragoman.model import Entry, Event, EventActor

if TYPE_CHECKING:
    from dragoman.ledger.answers import Answers

__all__ = ["COLUMNS", "TABLES", "TableName", "rows"]

TableName = Literal["entries", "steps", "records", "events"]
TABLES: tuple[TableName, ...] = get_args(TableName)
Row = dict[str, Any]

_FACT = (
    "type", "kind", "parties", "actor", "recipient", "persons", "stage", "negated", "date", "place", "name", "subject",
    "sectors", "amount_min", "amount_max", "currency",
)  # fmt: skip
COLUMNS: dict[TableName, tuple[str, ...]] = {
    "entries": ("entry", *_FACT, "steps", "sources", "contradicted", "first_reported", "last_reported", "records"),
    "steps": ("entry", "type", "kind", "parties", "step", "stage", "negated", "date", "reported", "sources", "publisher",
              "attribution", "origin", "quote", "record", "story"),
    "records": ("record", "entry", "status", "origin", *_FACT, "attribution", "confidence", "rule", "quote", "start",
                "end", "story", "title", "publisher", "published", "url", "copies"),
    "events": ("event", "story", "publisher", "published", "url", "type", "mode", "contexts", "cameo", "goldstein",
               "actors", "actor_sectors", "recipients", "recipient_sectors", "date", "precision", "place", "modality",
               "negated", "attribution", "quote", "start", "end", "rule"),
}  # fmt: skip
"""The columns of each table; cells of several values are lists."""
_TOGETHER = 500


def rows(ledger: Answers, table: TableName, **filters: Any) -> Iterator[Row]:
    """The rows of a table; of the events, filters choose none: they are all that was read.

    LedgerError where there is no such table.
    """
    if table not in TABLES:
        raise LedgerError(f"{table!r} is no table. There are: {', '.join(TABLES)}.")
    if table == "events":
        yield from _events(ledger)
        return
    found = ledger.entries(**filters)
    while chunk := list(islice(found, _TOGETHER)):
        if table == "entries":
            yield from map(_entry, chunk)
        elif table == "steps":
            yield from (row for entry in chunk for row in _steps(entry))
        else:
            yield from _records(ledger, chunk)


def _fact(one: Any) -> Row:
    """The columns that entries and records share."""
    shared = {name: getattr(one, name) for name in _FACT if hasattr(one, name)}
    amount = one.amount
    sums = {"amount_min": amount and amount.min, "amount_max": amount and amount.max}
    lists = {name: list(shared[name] or ()) for name in ("parties", "actor", "recipient", "persons", "sectors")}
    return shared | lists | sums | {"currency": amount and amount.currency}


def _entry(entry: Entry) -> Row:
    reported = sorted(s.reported.isoformat() for s in entry.steps if s.reported)
    return _fact(entry) | {
        "entry": entry.id, "steps": len(entry.steps), "sources": entry.sources, "records": list(entry.records),
        "contradicted": bool(entry.contradictions), "first_reported": reported[0] if reported else None,
        "last_reported": max((s.reported_last.isoformat() for s in entry.steps if s.reported_last), default=None),
    }  # fmt: skip


def _steps(entry: Entry) -> Iterator[Row]:
    shared = {"entry": entry.id, "type": entry.type, "kind": entry.kind, "parties": list(entry.parties)}
    for number, step in enumerate(entry.steps, 1):
        yield shared | step.model_dump(mode="json") | {"step": number}


def _records(ledger: Answers, entries: list[Entry]) -> Iterator[Row]:
    kept = ledger.records(r for entry in entries for r in entry.records)
    told = ledger.stories({k.story for k in kept.values()})
    for entry in entries:
        yield from (_record(kept[r], told[kept[r].story]) for r in entry.records)


def _record(kept: Kept, story: Told) -> Row:
    record = kept.record
    return _fact(record) | {
        "record": kept.id, "entry": kept.entry, "status": kept.status, "origin": kept.origin,
        "attribution": record.attribution, "confidence": record.confidence, "rule": record.rule,
        "quote": record.evidence.quote, "start": record.evidence.start, "end": record.evidence.end,
        "copies": len(story.copies), **_story(story), "title": story.title,
    }  # fmt: skip


def _story(story: Told) -> Row:
    day = story.published.isoformat() if story.published else None
    return {"story": story.id, "publisher": story.publisher, "published": day, "url": story.url}


def _events(ledger: Answers) -> Iterator[Row]:
    for story, reading in ledger.readings():
        for number, event in enumerate(reading.events, 1):
            yield _story(story) | _event(event) | {"event": f"{story.id}-{number}"}


def _event(event: Event) -> Row:
    names = (
        "type", "mode", "cameo", "goldstein", "date", "precision", "place", "modality", "negated", "attribution", "rule",
    )  # fmt: skip
    return {name: getattr(event, name) for name in names} | {
        "contexts": list(event.contexts), "actors": _who(event.actors), "actor_sectors": _sectors(event.actors),
        "recipients": _who(event.recipients), "recipient_sectors": _sectors(event.recipients),
        "quote": event.evidence.quote, "start": event.evidence.start, "end": event.evidence.end,
    }  # fmt: skip


def _who(actors: tuple[EventActor, ...]) -> list[str]:
    return [a.code or a.country or a.name for a in actors]


def _sectors(actors: tuple[EventActor, ...]) -> list[str]:
    return ["+".join(a.sectors) for a in actors]
