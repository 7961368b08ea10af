"""What judges and reads stories in a child process: the reader with the filter before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from dragoman.model import Reading, Story
from dragoman.settings import Settings

__all__ = ["Mind", "load_mind"]


class Mind(Protocol):
    """Judges whether stories concern relations between states, and reads them."""

    def unconcerned(self, story: Story) -> str | None:
        """Why a story is of no concern; None where it has to be read."""

    def read_all(self, stories: Sequence[Story]) -> Iterator[Reading]:
        """The readings of stories, in their order."""


class _Reader:
    """The reader of the settings and the filter that goes with its knowledge."""

    def __init__(self, settings: Settings) -> None:
        from dragoman.batch.relevance import Relevance
        from dragoman.running import load_reader

        self._reader = load_reader(settings)
        self._relevance = Relevance.load(settings, self._reader)

    def unconcerned(self, story: Story) -> str | None:
        return self._relevance.unconcerned(story)

    def read_all(self, stories: Sequence[Story]) -> Iterator[Reading]:
        return self._reader.read_all(stories)


def load_mind(settings: Settings) -> Mind:
    """The mind of the settings; KnowledgeError or ModelError where it cannot be loaded."""
    return _Reader(settings)
