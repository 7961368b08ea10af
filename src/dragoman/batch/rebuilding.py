"""Rows of a data set back into stories and readings: what `tables` made of them, the other way."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.batch.tables import Row, Rows
from dragoman.model import Amount, Event, Evidence, Mention, Problem, Reading, Record, Story

__all__ = ["reading_of", "story_of"]

_OURS = frozenset({"story", "published", "n", "event", "quad"})
_SUM = ("amount_min", "amount_max", "currency")
_SPAN = ("quote", "start", "end")


def story_of(row: Row) -> Story:
    """The story of a row of `stories`."""
    return Story.model_validate({"id": row["story"], **{k: v for k, v in row.items() if k != "story"}})


def reading_of(story: Story, rows: Rows) -> Reading:
    """The reading of a story from its rows in the other tables, each in the order of `n`."""
    return Reading(
        id=story.id,
        source=story.source,
        records=tuple(_record(row) for row in rows.get("records", ())),
        events=tuple(_event(row) for row in rows.get("events", ())),
        mentions=tuple(Mention.model_validate(_plain(row)) for row in rows.get("mentions", ())),
        problems=tuple(Problem(story=story.id, reason=row["reason"]) for row in rows.get("problems", ())),
    )


def _record(row: Row) -> Record:
    least, most, currency = (row[name] for name in _SUM)
    amount = Amount(min=least, max=most, currency=currency) if currency is not None else None
    return Record.model_validate({**_plain(row, _SUM), "amount": amount, "evidence": _evidence(row)})


def _event(row: Row) -> Event:
    return Event.model_validate({**_plain(row), "evidence": _evidence(row)})


def _evidence(row: Row) -> Evidence:
    return Evidence(**{name: row[name] for name in _SPAN})


def _plain(row: Row, others: Sequence[str] = ()) -> Row:
    """The fields of a row that the model has under the same name."""
    spans = _SPAN if "quote" in row else ()
    return {k: v for k, v in row.items() if k not in _OURS and k not in others and k not in spans}
