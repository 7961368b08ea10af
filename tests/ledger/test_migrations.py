"""The migrations make the tables that the code speaks of."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

import dragoman.ledger.migrations as migrations
from dragoman.ledger import Ledger
from dragoman.ledger.engine import NEWEST, open_engine
from dragoman.ledger.tables import Base


def _ours(name: str | None, kind: str, *_: object) -> bool:
    """Whether a thing of the database is described by the code: not the full-text tables, which each database has."""
    return kind != "table" or name in Base.metadata.tables


def test_the_tables_are_those_of_the_code(where: str) -> None:
    engine = open_engine(where)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": _ours})
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_the_newest_migration_is_the_one_that_is_asked_for() -> None:
    assert ScriptDirectory(str(migrations.__path__[0])).get_current_head() == NEWEST


def test_a_ledger_opens_again(where: str) -> None:
    for _ in range(2):
        with Ledger(where) as ledger:
            assert ledger.count() == 0
