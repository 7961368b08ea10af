"""What the ledger answers with, beside `Entry` and `Step` of the model: typed, frozen, the same on every database."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict

from dragoman.model import PartialDate, Record, RecordType

Origin = Literal["story", "hand"]
Action = Literal["split", "merge", "accept", "reject", "correct", "undo"]


class _Object(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Copy(_Object):
    """A reprint of a story: who else printed it, where and when, and how alike the words are (0 to 1)."""

    id: str
    title: str = ""
    publisher: str = ""
    url: str | None = None
    published: dt.date | None = None
    similarity: float = 1.0


class Told(_Object):
    """A story as the ledger keeps it, with its reprints; `origin` is `hand` for a person's note."""

    id: str
    title: str
    publisher: str
    language: str
    published: dt.date | None
    url: str | None
    text: str
    origin: Origin = "story"
    copies: tuple[Copy, ...] = ()


class Kept(_Object):
    """A record as the ledger keeps it: `record` as it stands, `told` as the story told it if a person corrected it."""

    id: str
    story: str
    origin: Origin
    status: Literal["read", "accepted", "rejected", "corrected"]
    entry: str | None
    published: dt.date | None
    record: Record
    told: Record | None = None


class Cited(_Object):
    """A numbered piece of evidence: the words, who printed them, when and where; `story.text[start:end] == quote`."""

    number: int
    record: str
    stage: str
    negated: bool
    date: PartialDate | None
    quote: str
    start: int
    end: int
    story: str
    title: str
    publisher: str
    published: dt.date | None
    url: str | None
    attribution: str | None
    origin: Origin
    copies: int = 0


class Decision(_Object):
    """What a person decided, when and why; `superseded_by` names the later decision that undoes it."""

    id: int
    at: dt.datetime
    who: str
    why: str
    action: Action
    target: str
    payload: dict[str, Any]
    superseded_by: int | None = None


class FollowUp(_Object):
    """One step of a person's follow-up of an entry; what it does not set stays as it was."""

    id: int
    entry: str
    at: dt.datetime
    who: str
    owner: str | None = None
    due: dt.date | None = None
    next_step: str | None = None
    status: str | None = None
    comment: str | None = None


class Moment(NamedTuple):
    """A step of an entry in a few words: `day` is as told (`2026-05`), or that of its first report (`dated` is false)."""

    stage: str
    negated: bool
    day: PartialDate | None
    dated: bool = True
    reported: PartialDate | None = None


class Outline(NamedTuple):
    """An entry in a few words, for counting and drawing many.

    `when` is its first day and `until` its last, those of reports if need be; `announced` and `reported` are the
    days of the first and the last report.
    """

    id: str
    type: RecordType
    kind: str
    stage: str
    negated: bool
    parties: tuple[str, ...]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    when: str | None
    sources: int
    contradicted: bool
    until: str | None = None
    announced: str | None = None
    reported: str | None = None
    life: tuple[Moment, ...] = ()


class PartyCount(NamedTuple):
    """A party with the number of its entries and the days of the first and the last report of them."""

    party: str
    entries: int
    first: dt.date | None
    last: dt.date | None


class SourceCount(NamedTuple):
    """A publisher with the number of its stories, its reprints of others, and the records read out of its stories."""

    publisher: str
    stories: int
    copies: int
    records: int


class Trouble(NamedTuple):
    """What could not be read, why, where it came from and when."""

    source: str
    story: str | None
    reason: str
    at: dt.datetime
