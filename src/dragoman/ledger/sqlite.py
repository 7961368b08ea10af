"""How SQLite is connected to: in WAL mode, or, where nothing may be written, for reading alone."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, event

from dragoman.ledger.refusals import LedgerError

_PRAGMAS = ("foreign_keys=ON", "busy_timeout=60000", "cache_size=-65536", "temp_store=MEMORY", "mmap_size=2147418112")
_WRITERS_PRAGMAS = ("journal_mode=WAL", "synchronous=NORMAL", "wal_autocheckpoint=8000")


def set_up(engine: Engine) -> None:
    """Let every connection be set up, and transactions begin as they are meant."""
    pragmas = _PRAGMAS if engine.url.query.get("mode") == "ro" else (*_WRITERS_PRAGMAS, *_PRAGMAS)

    def connected(connection: Any, _: object) -> None:
        connection.isolation_level = None  # transactions begin where SQLAlchemy says so
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", _begin)


def for_reading(url: URL) -> URL | None:
    """The same file, opened for reading alone, where it or its folder may not be written; None where both may be.

    Whoever reads while others may write makes files beside the ledger. Where he cannot, it is taken as one that nobody
    changes meanwhile, unless a log beside it holds what is not yet in the file itself: LedgerError if that log cannot
    be read.
    """
    if url.query or not Path(url.database or "").is_file():
        return None
    file = Path(str(url.database)).resolve()
    beside = _writable(file.parent)
    if beside and _writable(file):
        return None
    log = file.with_name(f"{file.name}-wal")
    logged = log.exists() and log.stat().st_size > 0
    if logged and not beside and not file.with_name(f"{file.name}-shm").exists():
        raise LedgerError(
            f"{file}: part of it is in {log.name}, and its folder is read-only. Copy both to where you may write."
        )
    query = {"mode": "ro", "uri": "true"} | ({} if beside or logged else {"immutable": "1"})
    return url.set(database=f"file:{quote(str(file))}", query=query)


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    driver: Any = connection.connection.driver_connection  # straight, for it goes before every question
    driver.execute("BEGIN IMMEDIATE" if writes else "BEGIN")
