"""Blocks of records and bands of signatures side by side by the periods of time that they tell of."""

from __future__ import annotations

from alembic import op
from sqlalchemy import delete, select

from dragoman.ledger import tables as t
from dragoman.ledger.bands import BandKeys
from dragoman.ledger.rows import block_rows, item_of
from dragoman.ledger.sql import chunks, put_tuples

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Find blocks and bands anew: the tables stay as they are."""
    blocks_anew()
    _bands()


def blocks_anew() -> None:
    """Store the blocks of all records as the rules are now."""
    db, r = op.get_bind(), t.RECORD.c
    db.execute(delete(t.BLOCK))
    query = select(
        r.seq, r.id, r.story_id, r.published, r.content, r.corrected, r.origin, t.STORY.c.publisher
    ).join(t.STORY, t.STORY.c.id == r.story_id)  # fmt: skip
    for rows in chunks(db.execute(query.where(r.status != "rejected")).all(), 5000):
        put_tuples(db, t.BLOCK, sorted(found for row in rows for found in block_rows(item_of(row))))


def _bands() -> None:
    db, s = op.get_bind(), t.SIGNATURE.c
    db.execute(delete(t.BAND))
    published = {
        row.id: row.published for of in (t.STORY, t.COPY) for row in db.execute(select(of.c.id, of.c.published))
    }
    query = select(s.seq, s.document, s.minhash).order_by(s.seq)
    for rows in chunks((row for row in db.execute(query).all() if row.document in published), 5000):
        keys = BandKeys(db, {row.document: row.minhash for row in rows}, published).stored
        put_tuples(db, t.BAND, sorted((key, row.seq) for row in rows for key in set(keys[row.document])))
