"""The context in which clauses are read into records: the story, the steps of the reader, and what was found so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from dragoman.knowledge.confidence import Confidences
from dragoman.model import Record, Story
from dragoman.reading.amounts import AmountSpan
from dragoman.reading.attribution import Attributor
from dragoman.reading.clauses import Matcher
from dragoman.reading.relay import Relay
from dragoman.reading.topics import Topics
from dragoman.reading.when import DateSpan
from dragoman.reading.who import Resolver, Scene

__all__ = ["Context", "Filed"]


class Filed(NamedTuple):
    """The town of a story's dateline and the state it lies in."""

    town: str
    home: tuple[str, ...]


@dataclass
class Context:
    """The story being read, and what its steps found so far."""

    story: Story
    resolver: Resolver
    attributor: Attributor
    matcher: Matcher
    topics: Topics
    confidences: Confidences
    formats: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    accords: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Whom an accord known by its name binds, for accords between a few."""
    courts: frozenset[str] = frozenset()
    """International courts: they rule and take no stance."""
    capitals: Mapping[str, str] = field(default_factory=dict)
    """The town in which the government of a state sits, by party code."""
    dates: dict[int, list[DateSpan]] = field(default_factory=dict)
    days: dict[int, list[tuple[DateSpan, bool]]] = field(default_factory=dict)
    """Those of `dates` that tell when something came, each with whether it tells until when (`day_spans.py`)."""
    amounts: dict[int, list[AmountSpan]] = field(default_factory=dict)
    told: list[Record] = field(default_factory=list)
    """The records read so far, in the order in which they were read."""
    spoke_on: dict[str, str] = field(default_factory=dict)
    """The last fresh day on which somebody is told to have said something, by the key of the person or the organ."""
    relays: tuple[Relay, ...] = ()
    """The readouts in the story, where a line says who they come from."""

    lists: Mapping[int, tuple[Scene, ...]] = field(default_factory=dict)
    """The lines that name a document each, by the index of the sentence that they stand below (`in_lines.py`)."""
    filed: Filed | None = None
    """Where the story was filed."""
    town: str | None = None
    """The town told last as the place or goal of something, in the sentences before."""

    @property
    def text(self) -> str:
        return self.story.text
