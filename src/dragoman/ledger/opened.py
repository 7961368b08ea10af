"""An opened ledger: its database, one transaction at a time that writes, and the state of long-running work."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, delete, insert, select

from dragoman.ledger import looking
from dragoman.ledger import tables as t
from dragoman.ledger.engine import open_engine, reading, writing
from dragoman.ledger.joins import Joiner


class Opened:
    """A ledger at a path or database URL; it is made where there is none."""

    def __init__(self, where: str | Path = "dragoman.db") -> None:
        self._engine = open_engine(where)
        self._joiner = Joiner()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def engine(self) -> Engine:
        """The database, for those who keep more in it than the ledger."""
        return self._engine

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with reading(self._engine) as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with writing(self._engine) as connection:
            self._joiner.refresh(connection)
            yield connection
            looking.count_up(connection)

    def state(self, key: str) -> dict[str, Any]:
        """What was kept under a key; empty where nothing was."""
        with self._reading() as db:
            found = db.scalar(select(t.STATE.c.value).where(t.STATE.c.key == key))
        return dict(json.loads(found)) if found else {}

    def states(self, prefix: str) -> dict[str, dict[str, Any]]:
        """What was kept under keys that begin so, by the rest of the key."""
        key = t.STATE.c.key
        with self._reading() as db:
            rows = db.execute(select(t.STATE).where(key.startswith(prefix, autoescape=True)).order_by(key)).all()
        return {row.key.removeprefix(prefix): dict(json.loads(row.value)) for row in rows}

    def keep_state(self, key: str, value: dict[str, Any]) -> None:
        """Keep something under a key, in the place of what was there."""
        with writing(self._engine) as db:
            db.execute(delete(t.STATE).where(t.STATE.c.key == key))
            db.execute(insert(t.STATE).values(key=key, value=json.dumps(value)))
