"""Events as comma-separated values: one flat line an event, with everything that is known of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TextIO

from dragoman.exports.common import Pair
from dragoman.exports.events import Row, event_id, joined, ordered, quad, rows, write_rows
from dragoman.model import Event, EventActor, Story

__all__ = ["COLUMNS", "flat", "write"]

COLUMNS = (
    "event", "story", "published", "publisher", "url", "type", "mode", "contexts", "cameo", "goldstein", "quad",
    "own_code", "actor_names", "actor_countries", "actor_sectors", "actor_codes", "recipient_names",
    "recipient_countries", "recipient_sectors", "recipient_codes", "date", "precision", "place", "modality", "negated",
    "attribution", "evidence", "start", "end", "trigger", "rule", "because",
)  # fmt: skip


def write(pairs: Iterable[Pair], out: TextIO) -> None:
    """One line an event; several values of a cell are separated by `;`."""
    write_rows(rows(pairs, flat), COLUMNS, out, ",")


def flat(story: Story, event: Event) -> Iterator[Row]:
    """The one row of an event."""
    yield {
        "event": event_id(story, event),
        "story": story.id,
        "published": str(story.published or ""),
        "publisher": story.publisher,
        "url": story.url or "",
        "quad": quad(event),
        "goldstein": f"{event.goldstein:g}",
        "contexts": ";".join(event.contexts),
        "negated": str(event.negated).lower(),
        "evidence": event.evidence.quote,
        "start": str(event.evidence.start),
        "end": str(event.evidence.end),
        "because": ";".join(event.because),
        **{name: getattr(event, name) or "" for name in _PLAIN},
        **_side("actor", event.actors),
        **_side("recipient", event.recipients),
    }


_PLAIN = (
    "type", "mode", "cameo", "own_code", "date", "precision", "place", "modality", "attribution", "trigger", "rule",
)  # fmt: skip


def _side(name: str, side: tuple[EventActor, ...]) -> Row:
    return {
        f"{name}_names": joined(side, lambda actor: actor.name),
        f"{name}_countries": joined(side, lambda actor: actor.country),
        f"{name}_sectors": ordered(side),
        f"{name}_codes": joined(side, lambda actor: actor.code),
    }
