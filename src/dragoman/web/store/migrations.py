"""The desk's tables as they came to be: one function a version, run in order when a desk is opened."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, select

from dragoman.ledger.engine import writing
from dragoman.web.store.tables import METADATA, SETTING

_VERSION = "tables"


def bring_up_to_date(engine: Engine) -> None:
    """Make the tables, or bring them to the newest version."""
    with writing(engine) as db:
        SETTING.create(db, checkfirst=True)
        done = int(db.scalar(select(SETTING.c.value).where(SETTING.c.name == _VERSION)) or 0)
        for step in _STEPS[done:]:
            step(db)
        if done < len(_STEPS):
            db.execute(SETTING.delete().where(SETTING.c.name == _VERSION))
            db.execute(SETTING.insert().values(name=_VERSION, value=str(len(_STEPS))))


def _first(db: Connection) -> None:
    """The first tables."""
    METADATA.create_all(db)


_STEPS = (_first,)
