"""The migrations make the tables that the code speaks of."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

import dragoman.ledger.migrations as migrations
from benchmarks.invented import invented
from dragoman.ledger import Ledger
from dragoman.ledger.engine import NEWEST, open_engine
from dragoman.ledger.tables import Base
from tests.ledger.telling import tell


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


def test_what_an_older_version_stored_is_found_as_new(where: str) -> None:
    """Blocks and bands of version 0001 had other keys: they are found anew, those of rejected records left out."""
    with Ledger(where) as ledger:
        ledger.add(invented(60))
        ledger.reject(next(ledger.entries()).records[0], "Ada")
        expected = _keys(ledger)
        with ledger.engine.begin() as connection:
            connection.execute(text("UPDATE record_block SET block = -block"))
            connection.execute(text("UPDATE signature_band SET band = -band"))
            connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    with Ledger(where) as ledger:
        assert _keys(ledger) == expected
        assert all(len(keys) > 120 for keys in expected)


def test_words_that_an_older_version_indexed_otherwise_are_found(where: str) -> None:
    with Ledger(where) as ledger:
        ledger.add([tell("France and Germany signed a U.S.-backed accord.", "agreement/treaty", "FRA,DEU", "signed")])
        with ledger.engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                for table in ("record_text", "story_text"):
                    connection.execute(text(f"UPDATE {table} SET words = to_tsvector('dragoman', 'u.s.-backed')"))
            connection.execute(text("UPDATE alembic_version SET version_num = '0004'"))
    with Ledger(where) as ledger:
        assert len(ledger.find("U.S.")) == 1
        assert len(ledger.find("France")) == 1


def test_an_index_of_an_older_version_is_replaced(where: str) -> None:
    with Ledger(where) as ledger:
        expected = _indexes(ledger)
        with ledger.engine.begin() as connection:
            connection.execute(text("DROP INDEX story_publisher_origin_published"))
            connection.execute(text("CREATE INDEX story_publisher ON story (publisher)"))
            connection.execute(text("UPDATE alembic_version SET version_num = '0003'"))
        assert _indexes(ledger) != expected
    with Ledger(where) as ledger:
        assert _indexes(ledger) == expected


def _indexes(ledger: Ledger) -> dict[str | None, list[str | None]]:
    return {found["name"]: found["column_names"] for found in inspect(ledger.engine).get_indexes("story")}


def _keys(ledger: Ledger) -> list[list[tuple[int, object]]]:
    with ledger.engine.connect() as connection:
        queries = ("SELECT block, record_id FROM record_block", "SELECT band, signature FROM signature_band")
        return [sorted((row[0], row[1]) for row in connection.execute(text(query))) for query in queries]


def test_a_ledger_opens_again(where: str) -> None:
    for _ in range(2):
        with Ledger(where) as ledger:
            assert ledger.count() == 0


def test_what_an_older_version_joined_is_joined_anew(where: str) -> None:
    with Ledger(where) as ledger:
        ledger.add(invented(60))
        ledger.reject(next(ledger.entries()).records[0], "Ada")
        expected = {entry.id: entry.model_dump_json() for entry in ledger.entries()}
        assert any(len(entry.records) > 1 for entry in ledger.entries())
        with ledger.engine.begin() as connection:
            connection.execute(text("UPDATE record SET links = ''"))
            connection.execute(text("UPDATE record_block SET block = -block"))
            connection.execute(text("DELETE FROM entry_key WHERE key LIKE 'person:%'"))
            connection.execute(text("UPDATE alembic_version SET version_num = '0005'"))
    with Ledger(where) as ledger:
        assert {entry.id: entry.model_dump_json() for entry in ledger.entries()} == expected
        person = next(entry.persons[0] for entry in ledger.entries() if entry.persons)
        assert list(ledger.entries(persons=[person]))
