"""Ledgers to test on: one suite runs over SQLite and PostgreSQL."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from dragoman.ledger import Ledger
from tests.ledger.postgres import NoPostgresError, server

_NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a PostgreSQL server; skipped by name where there is none, which fails where CI is set."""
    try:
        with server() as url:
            yield url
    except NoPostgresError as error:
        if os.environ.get("CI") == "true":
            pytest.fail(f"PostgreSQL: {error}")
        pytest.skip(f"PostgreSQL: {error}")


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The name of an empty ledger, in each kind of database."""
    if request.param == "sqlite":
        return str(tmp_path / "ledger.db")
    url: str = request.getfixturevalue("postgres")
    name = f"ledger{next(_NUMBERS)}"
    plain = url.replace("postgresql://", "postgresql+psycopg://")
    engine = create_engine(plain.format(database="postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return url.format(database=name)


@pytest.fixture
def ledger(where: str) -> Iterator[Ledger]:
    """An empty ledger in each kind of database."""
    with Ledger(where) as opened:
        yield opened
