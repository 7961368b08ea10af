"""The typed models that every part of Dragoman speaks: stories, mentions, records, readings.

The record's fields are those of the annotation guide that defines the output; `SCHEMA_VERSION`
changes when a field does. Offsets are Unicode code points of the stored text, half open.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

__all__ = [
    "BROKE",
    "DIRECTED",
    "KINDS",
    "SCHEMA_VERSION",
    "SECTORS",
    "STAGES",
    "Amount",
    "Entry",
    "Event",
    "EventActor",
    "EventType",
    "Evidence",
    "Mention",
    "PartialDate",
    "Problem",
    "Reading",
    "Record",
    "RecordType",
    "Step",
    "Story",
]

SCHEMA_VERSION = "1.1"

RecordType = Literal[
    "contact", "invitation", "gathering", "agreement", "accession", "mechanism",
    "project", "statement", "measure", "aid", "resource",
]  # fmt: skip

EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "ACCUSE", "REQUEST", "REJECT", "THREATEN",
    "PROTEST", "MOBILIZE", "SANCTION", "COERCE", "ASSAULT",
]  # fmt: skip
"""The sixteen types of the PLOVER ontology, under their names of 2021."""

KINDS: dict[str, tuple[str, ...]] = {
    "contact": ("call", "meeting", "visit", "talks", "delegation", "message"),
    "invitation": ("visit", "gathering", "membership"),
    "gathering": ("summit", "forum", "conference", "session", "exercise"),
    "agreement": ("treaty", "memorandum", "deal", "roadmap", "statement", "ceasefire", "unspecified"),
    "accession": ("membership", "accord", "status"),
    "mechanism": ("council", "commission", "fund", "working_group", "dialogue", "bank", "centre", "office"),
    "project": ("investment", "infrastructure", "trade", "supply", "portfolio"),
    "statement": ("praise", "support", "criticise", "accuse", "call_for", "promise", "reject", "threaten"),
    "measure": ("sanction", "tariff", "export_control", "import_ban", "travel_ban", "expulsion", "embargo", "military"),
    "aid": ("economic", "military", "humanitarian", "loan"),
    "resource": ("reserves", "producer", "dominant", "dependent"),
}
STAGES: dict[str, tuple[str, ...]] = {
    "contact": ("planned", "held", "cancelled"),
    "invitation": ("extended", "accepted", "declined"),
    "gathering": ("planned", "held", "cancelled"),
    "agreement": (
        "proposed", "negotiating", "agreed", "signed", "ratified", "in_force", "implementing",
        "implemented", "suspended", "terminated",
    ),
    "accession": ("proposed", "planned", "applied", "joined", "left"),
    "mechanism": ("proposed", "being_established", "established", "dissolved"),
    "project": ("proposed", "planned", "agreed", "underway", "completed", "cancelled"),
    "statement": ("made",),
    "measure": ("threatened", "planned", "imposed", "suspended", "eased", "lifted"),
    "aid": ("requested", "pledged", "provided", "suspended"),
    "resource": ("reported",),
}  # fmt: skip
BROKE = "a rule of the reader broke"
"""How the reason begins why a story is not read that the reader should have read."""
DIRECTED = frozenset({"invitation", "accession", "statement", "measure", "aid"})
SECTORS = frozenset(
    "agriculture automotive aviation chemicals construction culture defence digital education energy "
    "environment finance health infrastructure machinery metals mining oil_gas pharma security space "
    "textiles tourism trade transport water".split()
)

PartialDate = Annotated[str, Field(pattern=r"^\d{4}(-\d\d(-\d\d)?)?$")]
"""ISO 8601 date kept as precise as it was told: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`."""


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Story(BaseModel):
    """One news story or readout, as stored. `published` anchors relative dates; without it none resolves."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    text: str
    title: str = ""
    publisher: str = ""
    language: str = "en"
    published: dt.date | None = None
    url: str | None = None
    source: str | None = None
    """Where it was had from: a file, a line of one (`stories.jsonl:12`), an address."""

    @classmethod
    def of(cls, text: str, **fields: object) -> Story:
        """A story whose id is derived from its content (SHA-256 of title and text, 16 hex digits)."""
        title = fields.get("title") or ""
        digest = hashlib.sha256(f"{title}\0{text}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
        return cls.model_validate({"id": digest, "text": text, **fields})


class Evidence(_Model):
    """The exact words of the story that tell a fact: `story.text[start:end] == quote`."""

    quote: str
    start: int
    end: int

    @model_validator(mode="after")
    def _length_fits(self) -> Evidence:
        if self.end - self.start != len(self.quote):
            raise ValueError(f"quote of {len(self.quote)} characters cannot span {self.start}:{self.end}")
        return self

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Evidence:
        """The quote at `text[start:end]`; ValueError where the span is empty or outside the text."""
        if not 0 <= start < end <= len(text):
            raise ValueError(f"span {start}:{end} is empty or outside a text of {len(text)} characters")
        return cls(quote=text[start:end], start=start, end=end)


class Amount(_Model):
    """A sum of money: `max` is null for "over 5 bn"; `currency` is ISO 4217."""

    min: float
    max: float | None
    currency: str


class Mention(_Model):
    """A span that names somebody or something, resolved.

    `parties` are party codes of the annotation guide (`KAZ`, `EU`, `R:Central Asia`, `X:Hamas`);
    `value` is the date (`PartialDate`) or the person's full name; `rule` says how it was resolved.
    """

    start: int
    end: int
    text: str
    kind: Literal["state", "body", "region", "group", "person", "organ", "place", "date", "amount"]
    parties: tuple[str, ...] = ()
    value: str | None = None
    rule: str = ""


class Record(_Model):
    """One fact as a story reports it."""

    type: RecordType
    kind: str
    parties: tuple[str, ...]
    actor: tuple[str, ...] | None = None
    recipient: tuple[str, ...] | None = None
    persons: tuple[str, ...] = ()
    stage: str
    negated: bool = False
    date: PartialDate | None = None
    place: str | None = None
    name: str | None = None
    subject: str | None = None
    sectors: tuple[str, ...] = ()
    amount: Amount | None = None
    attribution: str | None = None
    evidence: Evidence
    rule: str
    confidence: float = Field(ge=0, le=1)

    @model_validator(mode="after")
    def _is_consistent(self) -> Record:
        if self.kind not in KINDS[self.type] or self.stage not in STAGES[self.type]:
            raise ValueError(f"{self.type} has no kind {self.kind!r} or no stage {self.stage!r}")
        if list(self.parties) != sorted(set(self.parties)):
            raise ValueError(f"parties {self.parties} are not a sorted set")
        if self.type in DIRECTED and {*(self.actor or ()), *(self.recipient or ())} != set(self.parties):
            raise ValueError(f"parties {self.parties} are not actor {self.actor} plus recipient {self.recipient}")
        return self


class EventActor(_Model):
    """Who acts or is acted upon in an event.

    `country` is ISO 3166-1 alpha-3, or `IGO` for an international body and `NGO` for a private one, null where nobody
    is named; `sectors` are codes of `events/sectors.tsv`; `code` is the party code of a record, or the user's own code.
    """

    country: str | None = None
    sectors: tuple[str, ...] = ()
    code: str | None = None
    name: str = ""


class Event(_Model):
    """Who did what to whom, one clause: type and mode of PLOVER, action code of CAMEO.

    Only a `factual` event that is not `negated` is told as having happened. `background` is a fact that the sentence
    only recalls. Both sides of an event that has no direction stand in `actors`.
    """

    type: EventType
    mode: str = ""
    contexts: tuple[str, ...] = ()
    cameo: str = Field(pattern=r"^\d{2,4}$")
    goldstein: float = Field(ge=-10, le=10)
    own_code: str | None = None
    actors: tuple[EventActor, ...] = ()
    recipients: tuple[EventActor, ...] = ()
    date: PartialDate | None = None
    precision: Literal["day", "month", "year"] | None = None
    place: str | None = None
    modality: Literal["factual", "planned", "hypothetical", "background"] = "factual"
    negated: bool = False
    attribution: str | None = None
    evidence: Evidence
    trigger: str
    rule: str
    because: tuple[str, ...] = ()
    """What turned the code of the rule into that of the event: "will: planned", "planned AID is AGREE"."""


class Step(_Model):
    """One step in the life of an entry: a stage on a date, with the first report of it and how many sources tell it.

    `record` is that of the first report; `proof` names the others that tell what it does not: the step's `date` and
    `reported_last`, and the `amount`, `place` and `persons` of the entry.
    """

    stage: str
    negated: bool = False
    date: PartialDate | None = None
    reported: dt.date | None = None
    reported_last: dt.date | None = None
    record: str
    proof: dict[str, tuple[str, ...]] = {}
    story: str | None = None
    publisher: str | None = None
    attribution: str | None = None
    quote: str
    sources: int = 1
    origin: Literal["story", "hand"] = "story"


class Entry(_Model):
    """A ledger line: all records, of all stories, that tell one fact, with its life so far in time order.

    `stage` is that of the latest step not denied; `contradictions` say where sources disagree.
    """

    id: str
    type: RecordType
    kind: str
    parties: tuple[str, ...]
    actor: tuple[str, ...] | None = None
    recipient: tuple[str, ...] | None = None
    persons: tuple[str, ...] = ()
    name: str | None = None
    subject: str | None = None
    place: str | None = None
    sectors: tuple[str, ...] = ()
    amount: Amount | None = None
    stage: str
    negated: bool = False
    date: PartialDate | None = None
    steps: tuple[Step, ...]
    records: tuple[str, ...]
    sources: int = 1
    contradictions: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


class Problem(_Model):
    """Something of an input that was not read, and why."""

    story: str
    reason: str


class Reading(_Model):
    """All that was read out of one story, in text order; `source` is the story's, and all else depends on its content."""

    id: str
    schema_version: str = SCHEMA_VERSION
    source: str | None = None
    records: tuple[Record, ...] = ()
    events: tuple[Event, ...] = ()
    mentions: tuple[Mention, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def broke(self) -> bool:
        """Whether a rule of the reader broke at the story, so that it tells nothing of what the story holds."""
        return any(problem.reason.startswith(BROKE) for problem in self.problems)
