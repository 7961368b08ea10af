"""Records are joined by new rules, and people are found however their names are spelled with hyphens and accents."""

from __future__ import annotations

import logging

from alembic import op
from sqlalchemy import delete, select

from dragoman.ledger import tables as t
from dragoman.ledger.joins import Joiner
from dragoman.ledger.migrations.versions.v0002_periods import blocks_anew
from dragoman.ledger.rows import keys_of
from dragoman.ledger.sql import chunks, put_tuples
from dragoman.model import Entry

_LOG = logging.getLogger(__name__)
_MANY = 5_000  # records that take long enough to say so

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Find blocks anew, join all records anew as they were published, and find the keys of entries anew."""
    db, r, e = op.get_bind(), t.RECORD.c, t.ENTRY.c
    stored = db.scalars(select(r.id).where(r.status != "rejected").order_by(r.day, r.id)).all()
    if len(stored) > _MANY:
        _LOG.warning(
            "%s records are joined anew by the rules of this version, about a thousand in two seconds",
            f"{len(stored):,}",
        )
    blocks_anew()
    joiner = Joiner()
    for ids in chunks(stored, 2000):
        joiner.rejoin(db, ids)
    db.execute(delete(t.ENTRY_KEY))
    for some in chunks(db.scalars(select(e.id)).all(), 500):
        rows = db.execute(select(e.id, e.first, e.content).where(e.id.in_(some))).all()
        told = [(row, keys_of(Entry.model_validate_json(row.content))) for row in rows]
        put_tuples(db, t.ENTRY_KEY, sorted((key, row.first, row.id) for row, keys in told for key in keys))
