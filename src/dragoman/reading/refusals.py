"""Why a story, or a part of it, is not read."""

from __future__ import annotations

import traceback
from pathlib import Path

from dragoman.model import BROKE, Problem, Reading, Story
from dragoman.reading.sentences import Span

__all__ = ["failed", "is_too_long", "refused", "too_long"]

_LONGEST = 4_000  # characters of a sentence: more is a table, a list or a text without stops


def refused(story: Story, reason: str) -> Reading:
    """The reading of a story that is not read."""
    return Reading(id=story.id, source=story.source, problems=(Problem(story=story.id, reason=reason),))


def failed(error: Exception) -> str:
    """Why a story is not read at which a rule broke: the error, and the line of the code that raised it."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    return f"{BROKE} ({error!r}, {Path(place.filename).name} line {place.lineno}): please report it with the story"


def is_too_long(span: Span) -> bool:
    """Whether what stands between two stops is no sentence that can be parsed."""
    return span[1] - span[0] > _LONGEST


def too_long(span: Span) -> str:
    """Why a sentence that is too long is not read."""
    return f"no end of a sentence in the {span[1] - span[0]:,} characters from {span[0]:,}: not read"
