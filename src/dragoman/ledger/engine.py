"""The database of a ledger: SQLite in WAL mode at a path, or PostgreSQL at a URL, brought to the newest tables."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

NEWEST = "0003"
"""The migration that the tables of this version come from."""
_WRITERS_LOCK = 0x6472_6167  # advisory lock of PostgreSQL: one process writes at a time
_PRAGMAS = (
    "journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=60000", "cache_size=-65536",
    "temp_store=MEMORY", "wal_autocheckpoint=8000", "mmap_size=2147418112",
)  # fmt: skip


class LedgerError(Exception):
    """A ledger cannot be opened, or cannot do what it was asked; the message says what to do."""


def open_engine(where: str | Path) -> Engine:
    """An engine for a path (SQLite) or a database URL, its tables brought up to date; LedgerError if not."""
    url = _url(str(where))
    try:
        engine = create_engine(url)
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _set_up_sqlite)
            event.listen(engine, "begin", _begin_sqlite)
        _bring_up_to_date(engine)
    except (SQLAlchemyError, ArgumentError, NoSuchModuleError) as error:
        raise LedgerError(
            f"{where}: cannot be opened as a ledger ({_short(error)}). Check the name and its rights."
        ) from error
    return engine


def _url(where: str) -> str:
    if "://" not in where:
        return f"sqlite:///{where}"
    for plain in ("postgresql://", "postgres://"):
        if where.startswith(plain):
            return f"postgresql+psycopg://{where.removeprefix(plain)}"
    if where.startswith(("sqlite://", "postgresql+psycopg://")):
        return where
    raise LedgerError(f"{where}: cannot be opened as a ledger. Name a SQLite file or a postgresql:// URL.")


def _short(error: Exception) -> str:
    return str(getattr(error, "orig", None) or error).strip().splitlines()[0]


def _set_up_sqlite(connection: Any, _: object) -> None:
    connection.isolation_level = None  # transactions begin where SQLAlchemy says so
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    driver: Any = connection.connection.driver_connection  # straight, for it goes before every question
    driver.execute("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes: one at a time, whoever else has the ledger open; all of it is kept or nothing."""
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _WRITERS_LOCK})
        yield connection


def _bring_up_to_date(engine: Engine) -> None:
    if _version(engine) == NEWEST:
        return
    from dragoman.ledger.migrations import upgrade

    with writing(engine) as connection:
        upgrade(connection)


def _version(engine: Engine) -> str | None:
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return found
