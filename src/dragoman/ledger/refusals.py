"""What a database refuses, as a LedgerError that names the ledger and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, OperationalError

_READ_ONLY = "is read-only for you, so nothing can be written to it. Ask for the right to write, or use a copy of it."
_DAMAGED = "is no ledger, or is damaged. Put a copy of it back, or name another file."
_TOLD = {
    "SQLITE_READONLY": _READ_ONLY,
    "SQLITE_NOTADB": _DAMAGED,
    "SQLITE_CORRUPT": _DAMAGED,
    "SQLITE_FULL": "has no room left on its disk. Make some; what was stored before is safe.",
    "SQLITE_BUSY": "is held by another program that writes to it. Try again when that is done.",
    "42501": _READ_ONLY,  # insufficient_privilege
    "25006": _READ_ONLY,  # read_only_sql_transaction
}
"""What is said by the error of SQLite (also where more follows its name) or the SQLSTATE of PostgreSQL."""


class LedgerError(Exception):
    """A ledger cannot be opened, or cannot do what it was asked; the message says what to do."""


@contextmanager
def explained(where: str) -> Iterator[None]:
    """Turn what a database refuses into a LedgerError that names `where`; a broken constraint stays what it is."""
    try:
        yield
    except DBAPIError as error:
        told = _told(error)
        if told is None:
            raise
        raise LedgerError(f"{where}: {told}") from error


def short(error: Exception) -> str:
    """The first line of what a database said."""
    return str(getattr(error, "orig", None) or error).strip().splitlines()[0]


def error_name(error: DBAPIError) -> str:
    """The error as SQLite names it or the SQLSTATE of PostgreSQL; empty where there is neither."""
    return getattr(error.orig, "sqlite_errorname", None) or getattr(error.orig, "sqlstate", None) or ""


def _told(error: DBAPIError) -> str | None:
    name = error_name(error)
    found = next((told for start, told in _TOLD.items() if name.startswith(start)), None)
    if found is None and isinstance(error, OperationalError):
        return f"could not be asked ({short(error)}). Check that it is there, and your rights to it."
    return found
