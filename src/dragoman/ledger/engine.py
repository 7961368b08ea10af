"""The database of a ledger: SQLite at a path, or PostgreSQL at a URL, brought to the newest tables."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote

from sqlalchemy import Connection, Engine, create_engine, inspect, make_url, text
from sqlalchemy.exc import SQLAlchemyError

from dragoman.ledger import sqlite
from dragoman.ledger.refusals import LedgerError, explained, short

NEWEST = "0006"
"""The migration that the tables of this version come from."""
_WRITERS_LOCK = 0x6472_6167  # advisory lock of PostgreSQL: one process writes at a time
_NAMES = "Name a SQLite file or a postgresql:// URL."


def open_engine(where: str | Path) -> Engine:
    """An engine for a path (SQLite) or a database URL, its tables brought up to date; LedgerError if not.

    A SQLite file that may not be written, or whose folder may not, is opened for reading.
    """
    try:
        url = make_url(_url(str(where)))
        read_only = sqlite.for_reading(url) if url.get_backend_name() == "sqlite" else None
        engine = create_engine(read_only or url)
    except (SQLAlchemyError, ImportError) as error:
        raise LedgerError(f"{where}: cannot be opened as a ledger ({short(error)}). {_NAMES}") from error
    if engine.dialect.name == "sqlite":
        sqlite.set_up(engine)
    with explained(_name(engine)):
        _bring_up_to_date(engine)
    return engine


def _url(where: str) -> str:
    if "://" not in where:
        return f"sqlite:///{where}"
    for plain in ("postgresql://", "postgres://"):
        if where.startswith(plain):
            return f"postgresql+psycopg://{where.removeprefix(plain)}"
    if where.startswith(("sqlite://", "postgresql+psycopg://")):
        return where
    raise LedgerError(f"{where}: cannot be opened as a ledger. {_NAMES}")


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes: one at a time, whoever else has the ledger open; all of it is kept or nothing."""
    with explained(_name(engine)), engine.connect() as plain:
        connection = plain.execution_options(writes=True)
        with connection.begin():
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _WRITERS_LOCK})
            yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that asks."""
    with explained(_name(engine)), engine.connect() as connection:
        yield connection


def _name(engine: Engine) -> str:
    """The ledger as its user names it, without a password."""
    if engine.dialect.name == "sqlite":
        return unquote((engine.url.database or "").removeprefix("file:"))
    return engine.url.set(drivername="postgresql").render_as_string()


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
