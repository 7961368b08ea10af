"""The ledger's tables, the same on SQLite and PostgreSQL.

What a story reported is never overwritten: readings are replaced only by a later reading of the same text, decisions
and follow-ups are appended and superseded. Entries are derived from records and decisions and can be rebuilt.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """Base of all tables."""

    type_annotation_map = {dict[str, Any]: JSON, list[str]: JSON}  # noqa: RUF012


class StoryRow(Base):
    """A story as stored; `content` is the hash of its normalised words."""

    __tablename__ = "story"
    id: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    publisher: Mapped[str] = mapped_column(index=True)
    language: Mapped[str]
    published: Mapped[dt.date | None] = mapped_column(index=True)
    url: Mapped[str | None]
    text: Mapped[str]
    added: Mapped[dt.datetime]


class CopyRow(Base):
    """A reprint of a story: the same words under another publisher, address or day."""

    __tablename__ = "story_copy"
    __table_args__ = (UniqueConstraint("story_id", "own_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    story_id: Mapped[str] = mapped_column(ForeignKey("story.id"), index=True)
    own_id: Mapped[str] = mapped_column(index=True)
    title: Mapped[str]
    publisher: Mapped[str]
    url: Mapped[str | None]
    published: Mapped[dt.date | None]
    similarity: Mapped[float]


class BandRow(Base):
    """One band of a story's MinHash signature (locality-sensitive hashing)."""

    __tablename__ = "signature_band"
    band: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(primary_key=True)
    story_id: Mapped[str] = mapped_column(ForeignKey("story.id"), primary_key=True)


class ReadingRow(Base):
    """The latest reading of a story, whole."""

    __tablename__ = "reading"
    story_id: Mapped[str] = mapped_column(ForeignKey("story.id"), primary_key=True)
    reader: Mapped[str]
    schema_version: Mapped[str]
    content: Mapped[dict[str, Any]]
    read: Mapped[dt.datetime]


class RecordRow(Base):
    """A record of a story, or one filed by hand (`origin` is `story` or `hand`)."""

    __tablename__ = "record"
    __table_args__ = (
        Index("record_block", "block", "told_from"),
        Index("record_component", "component"),
        Index("record_entry", "entry_id"),
        Index("record_type_date", "type", "told_from"),
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    story_id: Mapped[str | None] = mapped_column(ForeignKey("story.id"), index=True)
    origin: Mapped[str]
    position: Mapped[int]
    type: Mapped[str]
    kind: Mapped[str]
    stage: Mapped[str]
    negated: Mapped[bool]
    date: Mapped[str | None]
    told_from: Mapped[dt.date | None]
    place: Mapped[str | None]
    name: Mapped[str | None]
    attribution: Mapped[str | None]
    confidence: Mapped[float]
    block: Mapped[str]
    content: Mapped[dict[str, Any]]
    component: Mapped[str]
    entry_id: Mapped[str]


class PartyRow(Base):
    """A party of a record: `role` is `party`, `actor` or `recipient`."""

    __tablename__ = "record_party"
    __table_args__ = (Index("record_party_party", "party", "record_id"),)
    record_id: Mapped[str] = mapped_column(ForeignKey("record.id"), primary_key=True)
    party: Mapped[str] = mapped_column(primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)


class PersonRow(Base):
    """A person who takes part in a record."""

    __tablename__ = "record_person"
    record_id: Mapped[str] = mapped_column(ForeignKey("record.id"), primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True, index=True)


class EntryRow(Base):
    """An entry, derived from its records: the columns that lists and filters need."""

    __tablename__ = "entry"
    __table_args__ = (Index("entry_type_last", "type", "last_date"),)
    id: Mapped[str] = mapped_column(primary_key=True)
    type: Mapped[str]
    kind: Mapped[str]
    stage: Mapped[str]
    parties: Mapped[list[str]]
    name: Mapped[str | None]
    first_date: Mapped[str | None]
    last_date: Mapped[str | None]
    first_reported: Mapped[dt.date | None]
    last_reported: Mapped[dt.date | None] = mapped_column(index=True)
    records: Mapped[int]
    sources: Mapped[int]
    contradicted: Mapped[bool]


class EntryPartyRow(Base):
    """A party of an entry, for the questions about one party or a pair."""

    __tablename__ = "entry_party"
    __table_args__ = (Index("entry_party_party", "party", "entry_id"),)
    entry_id: Mapped[str] = mapped_column(ForeignKey("entry.id"), primary_key=True)
    party: Mapped[str] = mapped_column(primary_key=True)


class DecisionRow(Base):
    """What a person decided, when and why; a later decision supersedes, none is deleted."""

    __tablename__ = "decision"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[dt.datetime]
    who: Mapped[str]
    why: Mapped[str]
    action: Mapped[str]
    target: Mapped[str] = mapped_column(index=True)
    payload: Mapped[dict[str, Any]]
    superseded_by: Mapped[int | None] = mapped_column(ForeignKey("decision.id"))


class FollowUpRow(Base):
    """One step of a person's follow-up of an entry; `anchor` is a record of the entry, which survives re-reading."""

    __tablename__ = "follow_up"
    id: Mapped[int] = mapped_column(primary_key=True)
    anchor: Mapped[str] = mapped_column(index=True)
    at: Mapped[dt.datetime]
    who: Mapped[str]
    owner: Mapped[str | None]
    due: Mapped[dt.date | None] = mapped_column(index=True)
    next_step: Mapped[str | None]
    status: Mapped[str | None]
    comment: Mapped[str | None]


class ProblemRow(Base):
    """Something that was taken in and could not be read, and why."""

    __tablename__ = "problem"
    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str]
    story_id: Mapped[str | None] = mapped_column(index=True)
    reason: Mapped[str]
    at: Mapped[dt.datetime]


class StateRow(Base):
    """State of long-running work: feed validators, resume points."""

    __tablename__ = "state"
    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[dict[str, Any]]
