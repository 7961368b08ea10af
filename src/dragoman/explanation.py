"""How a reading came to be, sentence by sentence: what `dragoman explain` shows."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from dragoman.model import Event, Record

__all__ = ["ClauseFound", "LineMissed", "SentenceExplanation", "ValueFound", "WhoFound"]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class WhoFound(_Model):
    """A phrase that means somebody, and the rule that says so."""

    start: int
    end: int
    text: str
    parties: tuple[str, ...]
    persons: tuple[str, ...]
    kind: str
    rule: str


class ValueFound(_Model):
    """A date or a sum; `value` is null for a date that cannot be known, `rule` the form that read it."""

    start: int
    end: int
    text: str
    value: str | None
    rule: str


class ClauseFound(_Model):
    """A lexicon line that matched: its slots with their words, how it is told and why, and the records it made."""

    line: str
    trigger: str
    slots: dict[str, tuple[str, ...]]
    effect: str
    negated: bool
    tense: str
    because: tuple[str, ...]
    source: str | None
    records: tuple[Record, ...]


class LineMissed(_Model):
    """A lexicon line whose trigger the sentence has, and the condition that failed."""

    line: str
    trigger: str
    failed: str


class SentenceExplanation(_Model):
    """One sentence, or one block of the page that is not of the story."""

    start: int
    end: int
    text: str
    block: str
    """`body`, or what the layout took the block for: `caption`, `agency`, `noise` …"""
    unread: str | None = None
    """Why it was not parsed; null where it was."""
    who: tuple[WhoFound, ...] = ()
    dates: tuple[ValueFound, ...] = ()
    amounts: tuple[ValueFound, ...] = ()
    clauses: tuple[ClauseFound, ...] = ()
    events: tuple[Event, ...] = ()
    missed: tuple[LineMissed, ...] = ()
