"""The ledger's tables, the same on SQLite and PostgreSQL; `migrations/` makes them.

What a story reported is never overwritten: readings are replaced only by a later reading of the same text, decisions
and follow-ups are appended and superseded. Entries are derived from records and decisions and can be rebuilt. Days are
kept as ISO 8601 text, which sorts as the days do; an empty text is a day that nobody told.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, MetaData, Table, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

_NAMES = {"ix": "%(table_name)s_%(column_0_N_name)s", "uq": "%(table_name)s_%(column_0_N_name)s_key"}
_NO_ROWID = {"sqlite_with_rowid": False}


class Base(DeclarativeBase):
    """Base of all tables."""

    metadata = MetaData(naming_convention=_NAMES)
    type_annotation_map = {str: Text}  # noqa: RUF012


class StoryRow(Base):
    """A story as stored; `content` is the hash of its words, `origin` is `story` or `hand` (a person's note)."""

    __tablename__ = "story"
    __table_args__ = (Index(None, "publisher", "origin", "published"),)
    seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    id: Mapped[str] = mapped_column(unique=True)
    content: Mapped[str] = mapped_column(index=True)
    origin: Mapped[str]
    title: Mapped[str]
    publisher: Mapped[str]
    language: Mapped[str]
    published: Mapped[dt.date | None]
    url: Mapped[str | None] = mapped_column(index=True)
    text: Mapped[str]
    added: Mapped[dt.datetime]


class CopyRow(Base):
    """A reprint of a story; `text` is null where the words are those of the story."""

    __tablename__ = "story_copy"
    seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    id: Mapped[str] = mapped_column(unique=True)
    story_id: Mapped[str] = mapped_column(ForeignKey("story.id", deferrable=True, initially="DEFERRED"), index=True)
    content: Mapped[str] = mapped_column(index=True)
    title: Mapped[str]
    publisher: Mapped[str] = mapped_column(index=True)
    language: Mapped[str]
    published: Mapped[dt.date | None]
    url: Mapped[str | None] = mapped_column(index=True)
    text: Mapped[str | None]
    similarity: Mapped[float]
    added: Mapped[dt.datetime]


class SignatureRow(Base):
    """The MinHash signature of a story or a reprint (`document` is its id)."""

    __tablename__ = "signature"
    seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    document: Mapped[str] = mapped_column(unique=True)
    minhash: Mapped[bytes]


class BandRow(Base):
    """One band of a signature (locality-sensitive hashing): documents that share one are compared."""

    __tablename__ = "signature_band"
    __table_args__ = _NO_ROWID
    band: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    signature: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)


class ReadingRow(Base):
    """By whom a story was read and when, with what the reading holds beside its records (JSON)."""

    __tablename__ = "reading"
    __table_args__ = _NO_ROWID
    story_id: Mapped[str] = mapped_column(
        ForeignKey("story.id", deferrable=True, initially="DEFERRED"), primary_key=True
    )
    reader: Mapped[str]
    schema_version: Mapped[str]
    read: Mapped[dt.datetime]
    mentions: Mapped[str]


class RecordRow(Base):
    """A record of a story, or one filed by hand: `content` as told, `corrected` as a person corrected it (JSON both).

    `status` is `read`, `accepted`, `rejected` or `corrected`; `told_from` and `told_to` are the days that it may mean;
    `day` orders the records as they were published; `links` are the earlier records that this one was joined with.
    """

    __tablename__ = "record"
    seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    id: Mapped[str] = mapped_column(unique=True)
    story_id: Mapped[str] = mapped_column(ForeignKey("story.id", deferrable=True, initially="DEFERRED"), index=True)
    origin: Mapped[str]
    position: Mapped[int]
    status: Mapped[str]
    published: Mapped[str]
    told_from: Mapped[str]
    told_to: Mapped[str]
    content: Mapped[str]
    corrected: Mapped[str | None]
    day: Mapped[str] = mapped_column(index=True)
    links: Mapped[str]
    entry_id: Mapped[str | None] = mapped_column(index=True)


class BlockRow(Base):
    """A block that a record is compared in: candidates for another record share a block and lie near it in time."""

    __tablename__ = "record_block"
    __table_args__ = _NO_ROWID
    block: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    told_from: Mapped[str] = mapped_column(primary_key=True)
    record_id: Mapped[str] = mapped_column(primary_key=True)
    told_to: Mapped[str]


class AliasRow(Base):
    """A record that a later reading tells otherwise: `new` took the place of `old`."""

    __tablename__ = "record_alias"
    old: Mapped[str] = mapped_column(primary_key=True)
    new: Mapped[str] = mapped_column(index=True)


class EntryRow(Base):
    """An entry, derived from its records: `content` is the whole of it as JSON, the rest serves lists and filters.

    `life` holds its steps in a few signs: "planned 2026-05;held 2026-06-12", with a `!` before what is
    denied and a `~` before the day of a report.
    """

    __tablename__ = "entry"
    __table_args__ = (Index("entry_first_id", "first", "id"),)
    id: Mapped[str] = mapped_column(primary_key=True)
    type: Mapped[str]
    kind: Mapped[str]
    stage: Mapped[str]
    negated: Mapped[bool]
    parties: Mapped[str]
    actor: Mapped[str]
    recipient: Mapped[str]
    first: Mapped[str]
    last: Mapped[str]
    reported_first: Mapped[str]
    reported_last: Mapped[str]
    life: Mapped[str]
    sources: Mapped[int]
    contradicted: Mapped[bool]
    content: Mapped[str]


class EntryKeyRow(Base):
    """What an entry can be found by: a party, a pair of parties, a person, a sector; in the order of days."""

    __tablename__ = "entry_key"
    __table_args__ = _NO_ROWID
    key: Mapped[str] = mapped_column(primary_key=True)
    first: Mapped[str] = mapped_column(primary_key=True)
    entry_id: Mapped[str] = mapped_column(primary_key=True)


class DecisionRow(Base):
    """What a person decided, when and why (`payload` is JSON); a later decision supersedes, none is deleted."""

    __tablename__ = "decision"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    at: Mapped[dt.datetime]
    who: Mapped[str]
    why: Mapped[str]
    action: Mapped[str]
    target: Mapped[str] = mapped_column(index=True)
    payload: Mapped[str]
    superseded_by: Mapped[int | None] = mapped_column(ForeignKey("decision.id"))


class BondRow(Base):
    """Two records that a person's decision in force keeps together (`together`), or apart."""

    __tablename__ = "bond"
    a: Mapped[str] = mapped_column(primary_key=True)
    b: Mapped[str] = mapped_column(primary_key=True, index=True)
    together: Mapped[bool]
    decision: Mapped[int] = mapped_column(ForeignKey("decision.id"))


class FollowUpRow(Base):
    """One step of a person's follow-up of an entry; `anchor` is a record of the entry, which survives re-reading."""

    __tablename__ = "follow_up"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
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
    source: Mapped[str] = mapped_column(primary_key=True)
    reason: Mapped[str] = mapped_column(primary_key=True)
    story_id: Mapped[str | None] = mapped_column(index=True)
    at: Mapped[dt.datetime]


class StateRow(Base):
    """State of long-running work as JSON: what a feed answered last, when a host may be asked again."""

    __tablename__ = "state"
    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


def table(row: type[Base]) -> Table:
    """The table of a row class, for statements on many rows at once."""
    found = row.__table__
    assert isinstance(found, Table)
    return found


STORY, COPY, SIGNATURE, BAND = (table(r) for r in (StoryRow, CopyRow, SignatureRow, BandRow))
READING, RECORD, BLOCK, ALIAS = (table(r) for r in (ReadingRow, RecordRow, BlockRow, AliasRow))
ENTRY, ENTRY_KEY = table(EntryRow), table(EntryKeyRow)
DECISION, BOND, FOLLOW_UP = (table(r) for r in (DecisionRow, BondRow, FollowUpRow))
PROBLEM, STATE = table(ProblemRow), table(StateRow)
