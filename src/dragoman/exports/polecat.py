"""Events as tab-separated values with the columns of POLECAT that apply, and three of our own behind them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TextIO

from dragoman.exports.common import Pair
from dragoman.exports.events import Row, event_id, joined, ordered, quad, rows, write_rows
from dragoman.model import Event, EventActor, Story

__all__ = ["COLUMNS", "write"]

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Country", "Primary Actor Sector", "Actor Sectors", "Recipient Name", "Recipient Country",
    "Primary Recipient Sector", "Recipient Sectors", "Raw Placename", "Source", "Publication Date", "Language",
    "Event Text", "Modality", "Negated", "Rule",
)  # fmt: skip
_QUADS = {"1": "VERBAL COOPERATION", "2": "MATERIAL COOPERATION", "3": "VERBAL CONFLICT", "4": "MATERIAL CONFLICT"}


def write(pairs: Iterable[Pair], out: TextIO) -> None:
    """One line an event; several actors are separated by `;`."""
    write_rows(rows(pairs, _row), COLUMNS, out, "\t")


def _row(story: Story, event: Event) -> Iterator[Row]:
    yield {
        "Event ID": event_id(story, event),
        "Event Date": event.date or "",
        "Event Type": event.type,
        "Event Mode": event.mode,
        "Intensity": f"{event.goldstein:g}",
        "Quad Code": _QUADS[quad(event)],
        "Contexts": ";".join(event.contexts),
        **_side("Actor", event.actors),
        **_side("Recipient", event.recipients),
        "Raw Placename": event.place or "",
        "Source": story.publisher,
        "Publication Date": str(story.published or ""),
        "Language": story.language,
        "Event Text": event.evidence.quote,
        "Modality": event.modality,
        "Negated": str(event.negated).lower(),
        "Rule": event.rule,
    }


def _side(name: str, side: tuple[EventActor, ...]) -> Row:
    sectors = ordered(side)
    return {
        f"{name} Name": joined(side, lambda actor: actor.name),
        f"{name} Country": joined(side, lambda actor: actor.country),
        f"Primary {name} Sector": sectors.partition(";")[0],
        f"{name} Sectors": sectors,
    }
