"""The ledger: stories with their readings, kept in SQLite or PostgreSQL, and the entries joined out of their records.

One story is one transaction: it is in the ledger wholly or not at all. Adding the same story twice changes nothing.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Engine, create_engine, delete, event, func, or_, select, update
from sqlalchemy.orm import Session

from dragoman.ledger import tables as t
from dragoman.ledger.joining import LIFE, Item, block_of, edges_to, entries
from dragoman.ledger.life import Teller, entry_of
from dragoman.ledger.reprints import THRESHOLD, bands, content_hash, signature
from dragoman.model import Entry, Problem, Reading, Record, Story


class Added(NamedTuple):
    """What became of what was given to `Ledger.add`."""

    new: int = 0
    copies: int = 0
    known: int = 0


class Ledger:
    """A ledger at a path or database URL; it is made where there is none."""

    def __init__(self, where: str | Path = "dragoman.db") -> None:
        self._engine = open_engine(where)
        t.Base.metadata.create_all(self._engine)

    def session(self) -> Session:
        """A unit of work."""
        return Session(self._engine)

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    # -- taking in -------------------------------------------------------------------------------------------------

    def add(self, read: Iterable[tuple[Story, Reading]], reader: str = "") -> Added:
        """Take in stories with their readings; each is committed by itself."""
        new = copies = known = 0
        for story, reading in read:
            with self.session() as session, session.begin():
                fate = self._add_one(session, story, reading, reader)
            new, copies, known = new + (fate == "new"), copies + (fate == "copy"), known + (fate == "known")
        return Added(new, copies, known)

    def _add_one(self, session: Session, story: Story, reading: Reading, reader: str) -> str:
        if self._is_known(session, story.id):
            return "known"
        content, minhash = content_hash(story.text), signature(story.text)
        original = self._original(session, story, content, minhash)
        if original is not None:
            session.add(_copy(story, *original))
            return "copy"
        session.add(_story_row(story, content))
        session.flush()
        session.add_all(t.BandRow(band=n, digest=d, story_id=story.id) for n, d in bands(minhash))
        self._store_reading(session, story, reading, reader)
        return "new"

    @staticmethod
    def _is_known(session: Session, story_id: str) -> bool:
        if session.get(t.StoryRow, story_id) is not None:
            return True
        return session.scalar(select(t.CopyRow.id).where(t.CopyRow.own_id == story_id)) is not None

    @staticmethod
    def _original(session: Session, story: Story, content: str, minhash: Any) -> tuple[str, float] | None:
        """The stored story that this one reprints, and how alike they are."""
        same = session.scalar(select(t.StoryRow.id).where(t.StoryRow.content == content))
        if same is not None:
            return same, 1.0
        keys = [(t.BandRow.band == n) & (t.BandRow.digest == d) for n, d in bands(minhash)]
        candidates = sorted(set(session.scalars(select(t.BandRow.story_id).where(or_(*keys)))))
        best: tuple[float, str] | None = None
        for candidate in candidates:
            text = session.scalar(select(t.StoryRow.text).where(t.StoryRow.id == candidate)) or ""
            alike = float(minhash.jaccard(signature(text)))
            if alike >= THRESHOLD and (best is None or alike > best[0]):
                best = (alike, candidate)
        return (best[1], best[0]) if best is not None else None

    def _store_reading(self, session: Session, story: Story, reading: Reading, reader: str) -> None:
        session.add(
            t.ReadingRow(
                story_id=story.id, reader=reader, schema_version=reading.schema_version,
                content=reading.model_dump(mode="json"), read=_now(),
            )  # fmt: skip
        )
        session.add_all(t.ProblemRow(source="", story_id=p.story, reason=p.reason, at=_now()) for p in reading.problems)
        items = [Item(record_id(story.id, record), story.id, story.published, record) for record in reading.records]
        items = list({item.id: item for item in items}.values())
        for position, item in enumerate(items):
            session.add(_record_row(item, position, "story"))
        session.flush()
        for item in items:
            session.add_all(_party_rows(item))
            session.add_all(t.PersonRow(record_id=item.id, person=p) for p in dict.fromkeys(item.record.persons))
        session.flush()
        self._join(session, items)

    # -- joining ---------------------------------------------------------------------------------------------------

    def _join(self, session: Session, items: Sequence[Item]) -> None:
        """Join new records with their candidates, and regroup the components that they touch."""
        touched: set[str] = set()
        for item in items:
            others = [o for o in self._candidates(session, item) if o.id != item.id]
            joined = {edge.a if edge.a != item.id else edge.b for edge in edges_to(item, others)}
            components = set(session.scalars(select(t.RecordRow.component).where(t.RecordRow.id.in_(joined))))
            component = min({item.id, *components})
            session.execute(
                update(t.RecordRow)
                .where(or_(t.RecordRow.id == item.id, t.RecordRow.component.in_(components)))
                .values(component=component)
            )
            touched = (touched - components) | {component}
        for component in sorted(touched):
            self._regroup(session, component)

    @staticmethod
    def _candidates(session: Session, item: Item) -> list[Item]:
        query = select(t.RecordRow, t.StoryRow.published).join(t.StoryRow, isouter=True)
        query = query.where(t.RecordRow.block == block_of(item.record))
        if item.told is not None:
            early, late = item.told.first - dt.timedelta(days=LIFE), item.told.last + dt.timedelta(days=LIFE)
            query = query.where(or_(t.RecordRow.told_from.is_(None), t.RecordRow.told_from.between(early, late)))
        return [_item(row, published) for row, published in session.execute(query)]

    def _regroup(self, session: Session, component: str) -> None:
        """Group the records of a component into entries, under what people decided."""
        query = select(t.RecordRow, t.StoryRow.published).join(t.StoryRow, isouter=True)
        rows = session.execute(query.where(t.RecordRow.component == component)).all()
        items = [_item(row, published) for row, published in rows]
        session.execute(delete(t.EntryPartyRow).where(t.EntryPartyRow.entry_id.in_({row.entry_id for row, _ in rows})))
        session.execute(delete(t.EntryRow).where(t.EntryRow.id.in_({row.entry_id for row, _ in rows})))
        tellers = self._tellers(session, {i.story for i in items})
        for group in entries(items):
            entry = entry_of(group, tellers)
            session.execute(update(t.RecordRow).where(t.RecordRow.id.in_(entry.records)).values(entry_id=entry.id))
            session.add(_entry_row(entry))
            session.flush()
            session.add_all(t.EntryPartyRow(entry_id=entry.id, party=p) for p in entry.parties)
        session.flush()

    @staticmethod
    def _tellers(session: Session, stories: set[str]) -> dict[str, Teller]:
        counted = select(t.CopyRow.story_id, func.count()).where(t.CopyRow.story_id.in_(stories))
        copies = {story: n for story, n in session.execute(counted.group_by(t.CopyRow.story_id))}
        found = session.execute(select(t.StoryRow.id, t.StoryRow.publisher).where(t.StoryRow.id.in_(stories)))
        return {story: Teller(publisher, copies.get(story, 0)) for story, publisher in found}

    # -- asking ----------------------------------------------------------------------------------------------------

    def entry(self, entry_id: str) -> Entry | None:
        """One entry with its life, or None."""
        with self.session() as session:
            query = select(t.RecordRow, t.StoryRow.published).join(t.StoryRow, isouter=True)
            items = [_item(r, p) for r, p in session.execute(query.where(t.RecordRow.entry_id == entry_id))]
            return entry_of(items, self._tellers(session, {i.story for i in items})) if items else None

    def problems(self) -> Iterator[Problem]:
        """What could not be read, and why."""
        with self.session() as session:
            for row in session.scalars(select(t.ProblemRow).order_by(t.ProblemRow.id)):
                yield Problem(story=row.story_id or row.source, reason=row.reason)


def open_engine(where: str | Path) -> Engine:
    """An engine for a path (SQLite) or a database URL."""
    url = str(where) if "://" in str(where) else f"sqlite:///{where}"
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
    return engine


def _set_up_sqlite(connection: Any, _: object) -> None:
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=10000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def record_id(story: str, record: Record) -> str:
    """An id derived from the story, the evidence and what it tells: the same after every re-reading that tells the same."""
    told = (record.type, record.kind, record.parties, record.actor, record.recipient, record.stage, record.negated)
    place = (record.evidence.start, record.evidence.end, record.date, record.name, record.persons)
    return hashlib.sha256(repr((story, told, place)).encode("utf-8", "surrogatepass")).hexdigest()[:20]


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(tzinfo=None, microsecond=0)


def _story_row(story: Story, content: str) -> t.StoryRow:
    return t.StoryRow(
        id=story.id, content=content, title=story.title, publisher=story.publisher, language=story.language,
        published=story.published, url=story.url, text=story.text, added=_now(),
    )  # fmt: skip


def _copy(story: Story, original: str, alike: float) -> t.CopyRow:
    return t.CopyRow(
        story_id=original, own_id=story.id, title=story.title, publisher=story.publisher, url=story.url,
        published=story.published, similarity=alike,
    )  # fmt: skip


def _record_row(item: Item, position: int, origin: str) -> t.RecordRow:
    record = item.record
    return t.RecordRow(
        id=item.id, story_id=item.story, origin=origin, position=position, type=record.type, kind=record.kind,
        stage=record.stage, negated=record.negated, date=record.date, told_from=item.told.first if item.told else None,
        place=record.place, name=record.name, attribution=record.attribution, confidence=record.confidence,
        block=block_of(record), content=record.model_dump(mode="json"), component=item.id, entry_id="",
    )  # fmt: skip


def _party_rows(item: Item) -> list[t.PartyRow]:
    record = item.record
    roles = [("party", record.parties), ("actor", record.actor or ()), ("recipient", record.recipient or ())]
    return [t.PartyRow(record_id=item.id, party=p, role=role) for role, parties in roles for p in dict.fromkeys(parties)]


def _item(row: t.RecordRow, published: dt.date | None) -> Item:
    return Item(row.id, row.story_id or "", published, Record.model_validate(row.content))


def _entry_row(entry: Entry) -> t.EntryRow:
    dates = sorted(s.date for s in entry.steps if s.date)
    reported = sorted(s.reported for s in entry.steps if s.reported)
    return t.EntryRow(
        id=entry.id, type=entry.type, kind=entry.kind, stage=entry.stage, parties=list(entry.parties), name=entry.name,
        first_date=dates[0] if dates else None, last_date=dates[-1] if dates else None,
        first_reported=reported[0] if reported else None, last_reported=reported[-1] if reported else None,
        records=len(entry.records), sources=entry.sources, contradicted=bool(entry.contradictions),
    )  # fmt: skip


__all__ = ["Added", "Ledger", "open_engine", "record_id"]
