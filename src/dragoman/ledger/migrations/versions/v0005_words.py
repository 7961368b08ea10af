"""PostgreSQL indexes the words that SQLite does: "U.S." and "Paris/Berlin" are no names of hosts and files."""

from __future__ import annotations

from typing import Any

from alembic import op
from sqlalchemy import select, text

from dragoman.ledger import fulltext
from dragoman.ledger import tables as t
from dragoman.ledger.rows import searchable
from dragoman.ledger.sql import chunks
from dragoman.model import Record

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Index the words of stories and records anew, where the database is PostgreSQL."""
    db, r, s = op.get_bind(), t.RECORD.c, t.STORY.c
    if db.dialect.name != "postgresql":
        return
    for table in fulltext.TABLES:
        db.execute(text(f"DELETE FROM {table}"))
    for some in chunks(db.scalars(select(s.seq)).all(), 500):
        rows = db.execute(select(s.seq, s.title, s.text).where(s.seq.in_(some)))
        fulltext.put(db, "story_text", [(row.seq, f"{row.title}\n{row.text}") for row in rows])
    query = select(r.seq, r.content, r.corrected, s.title).join(t.STORY, s.id == r.story_id)
    for some in chunks(db.scalars(select(r.seq)).all(), 500):
        rows = db.execute(query.where(r.seq.in_(some)))
        fulltext.put(db, "record_text", [(row.seq, searchable(_record(row), row.title)) for row in rows])


def _record(row: Any) -> Record:
    return Record.model_validate_json(row.corrected or row.content)
