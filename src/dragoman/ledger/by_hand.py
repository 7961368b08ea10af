"""What people add: records with a note or a document as their evidence, and the follow-up of entries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, func, insert, select

from dragoman.ledger import tables as t
from dragoman.ledger.asking import entry_named
from dragoman.ledger.checking import checked
from dragoman.ledger.items import Item
from dragoman.ledger.joins import Joiner
from dragoman.ledger.objects import FollowUp
from dragoman.ledger.refusals import LedgerError
from dragoman.ledger.rows import now, record_id
from dragoman.ledger.sql import fetch
from dragoman.ledger.taking import store_records, store_stories
from dragoman.model import STAGES, Entry, Evidence, Record, Story
from dragoman.reprints import content_hash, words_of

RULE = "by hand"


def note(who: str, text: str, title: str = "", published: dt.date | None = None, url: str | None = None) -> Story:
    """A person's note (or a document handed in) as a story: the person is its publisher."""
    day = published or dt.datetime.now(dt.UTC).date()
    text = text.replace("\0", "\ufffd")  # PostgreSQL stores none
    told = Story.of(text, title=title, publisher=who, published=day, url=url)
    return told.model_copy(update={"id": f"h{told.id}"})


def record_by_hand(fields: Mapping[str, Any], text: str, quote: str | None = None) -> Record:
    """A checked record whose evidence is a quote of the text, or all of it; LedgerError says what does not fit."""
    words = quote if quote is not None else text
    at = text.find(words)
    if not words.strip():
        raise LedgerError("the evidence is empty: tell what you know, or quote the words of the document.")
    if at < 0:
        raise LedgerError(f"{words!r}: is not in the note or document. Quote it exactly.")
    given: dict[str, Any] = {"rule": RULE, "confidence": 1.0} | dict(fields)
    stages = STAGES.get(str(given.get("type")), ())
    if len(stages) == 1:
        given.setdefault("stage", stages[0])
    return checked(given | {"evidence": Evidence.of(text, at, at + len(words))})


def file_record(db: Connection, joiner: Joiner, told: Story, record: Record) -> str:
    """Store a record with the note (or the stored story) that it rests on, and join it; its id. The same again changes
    nothing."""
    if db.scalar(select(t.STORY.c.id).where(t.STORY.c.id == told.id)) is None:
        if not told.publisher.strip():
            raise LedgerError("a record filed by hand: nobody is named who files it. Say who.")
        store_stories(db, [(told, content_hash(words_of(told.text)))], origin="hand")
    name = record_id(told.id, record)
    if db.scalar(select(t.RECORD.c.id).where(t.RECORD.c.id == name)) is None:
        item = Item(name, told.id, told.published, record, told.publisher, "hand")
        store_records(db, joiner, [item])
    return name


def follow(db: Connection, entry: str, who: str, **what: Any) -> int:
    """Add a step to the follow-up of an entry: `owner`, `due`, `next_step`, `status`, `comment`; its number."""
    found = entry_named(db, entry)
    if found is None:
        raise LedgerError(f"{entry}: there is no such entry. Ids of entries are shown by timeline and find.")
    if not who.strip() or not any(value for value in what.values()):
        raise LedgerError(f"{entry}: nothing to note. Say who, and an owner, due date, next step, status or comment.")
    number = int(db.scalar(select(func.coalesce(func.max(t.FOLLOW_UP.c.id), 0))) or 0) + 1
    row = {"id": number, "anchor": min(found.records), "at": now(), "who": who, **what}
    db.execute(insert(t.FOLLOW_UP).values(row))
    return number


_STEPS = select(t.FOLLOW_UP).order_by(t.FOLLOW_UP.c.id)


def follow_ups(db: Connection, entry: Entry | str | None) -> list[FollowUp]:
    """All steps of follow-up, or those of an entry, the oldest first."""
    wanted = entry_named(db, entry) if isinstance(entry, str) else entry
    if wanted is not None:
        found = fetch(db, _STEPS, t.FOLLOW_UP.c.anchor, {*wanted.records, f"r{wanted.id[1:]}"})
        return [_step(row, wanted.id) for row in found]
    if entry is not None:
        return []
    rows = list(db.execute(_STEPS))
    query = select(t.RECORD.c.id, t.RECORD.c.entry_id)
    of = {row.id: row.entry_id for row in fetch(db, query, t.RECORD.c.id, [row.anchor for row in rows])}
    return [_step(row, of.get(row.anchor) or f"e{row.anchor[1:]}") for row in rows]


def _step(row: Any, entry: str) -> FollowUp:
    fields = dict(row._mapping)
    del fields["anchor"]
    return FollowUp(entry=entry, **fields)
