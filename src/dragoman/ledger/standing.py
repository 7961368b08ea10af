"""How a record stands: as told, accepted, rejected or corrected; its row, its words and its blocks go together."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, select, update

from dragoman.ledger import fulltext
from dragoman.ledger import tables as t
from dragoman.ledger.rows import block_rows, item_of, searchable
from dragoman.ledger.sql import put_tuples
from dragoman.model import Record


class _Stands(NamedTuple):
    """What `item_of` needs to know of a row, as it is about to stand."""

    id: str
    story_id: str
    published: str
    origin: str
    content: str
    corrected: str | None
    publisher: str = ""


def stand(db: Connection, row: Any, status: str, corrected: str | None) -> None:
    """Let the record of a row (of the whole table) stand otherwise; it has to be joined anew."""
    title = db.scalar(select(t.STORY.c.title).where(t.STORY.c.id == row.story_id)) or ""
    before, after = (Record.model_validate_json(told or row.content) for told in (row.corrected, corrected))
    fulltext.take_out(db, "record_text", [(row.seq, searchable(before, title))])
    fulltext.put(db, "record_text", [(row.seq, searchable(after, title))])
    item = item_of(_Stands(row.id, row.story_id, row.published, row.origin, row.content, corrected))
    told = item.told
    days = {"told_from": told.first.isoformat() if told else "", "told_to": told.last.isoformat() if told else ""}
    changed = {"status": status, "corrected": corrected, "day": item.key[0], **days}
    if status == "rejected":
        changed |= {"links": "", "entry_id": None}
    db.execute(update(t.RECORD).where(t.RECORD.c.id == row.id).values(changed))
    db.execute(delete(t.BLOCK).where(t.BLOCK.c.record_id == row.id))
    put_tuples(db, t.BLOCK, block_rows(item) if status != "rejected" else [])
