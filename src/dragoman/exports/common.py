"""What the formats share: pairs of story and reading, and text made safe to show."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TextIO

from dragoman.model import Reading, Record, Story

__all__ = ["Pair", "Write", "heading", "kind_words", "shortened", "visible", "who"]

Pair = tuple[Story, Reading]
Write = Callable[[Iterable[Pair], TextIO], None]

_UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_HEADING = 100


def visible(text: str) -> str:
    """`text`, as long as before, with U+FFFD for what steers terminals, turns the writing direction or is no text."""
    return _UNSHOWN.sub("�", text)


def shortened(text: str, width: int) -> str:
    """`text` on one line of at most `width` characters, cut between words."""
    line = " ".join(visible(text).split())
    if len(line) <= width:
        return line
    return line[: width - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def heading(story: Story) -> str:
    """The story's title, else the beginning of its text."""
    return shortened(story.title or story.text, _HEADING)


def who(record: Record) -> str:
    """The parties: "USA → KAZ, UZB" where the record has a direction, else "KAZ, USA"."""
    if record.actor is None and record.recipient is None:
        return ", ".join(record.parties)
    sides = (", ".join(record.actor or ()), ", ".join(record.recipient or ()))
    return " → ".join(side or "…" for side in sides) if any(sides) else ""


def kind_words(name: str) -> str:
    """A kind or stage as words: "export control"."""
    return name.replace("_", " ")
