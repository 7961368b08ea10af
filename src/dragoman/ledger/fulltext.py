"""Full-text search over records and stories: FTS5 in SQLite, tsvector in PostgreSQL, asked in the same words.

A query is words that all have to be there, `"phrases"`, and `-word` for what must not be; word endings do not matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, text

_TERM = re.compile(r'(-?)(?:"([^"]*)"|(\S+))')
_WORD = re.compile(r"\w+")
TABLES = ("record_text", "story_text")


class Query(NamedTuple):
    """What has to be there and what must not, each term as its words."""

    wanted: tuple[tuple[str, ...], ...]
    unwanted: tuple[tuple[str, ...], ...]


def parse(query: str) -> Query:
    """The terms of a query as a user writes it."""
    wanted: list[tuple[str, ...]] = []
    unwanted: list[tuple[str, ...]] = []
    for minus, phrase, word in _TERM.findall(query):
        words = tuple(_WORD.findall(phrase or word))
        if words:
            (unwanted if minus else wanted).append(words)
    return Query(tuple(wanted), tuple(unwanted))


def put(db: Connection, table: str, rows: Sequence[tuple[int, str]]) -> None:
    """Index texts under their row numbers."""
    if not rows:
        return
    if db.dialect.name == "postgresql":
        statement = f"INSERT INTO {table} (seq, words) VALUES (%s, to_tsvector('dragoman', %s))"
        rows = [(seq, " ".join(_WORD.findall(words))) for seq, words in rows]  # else "U.S." is the name of a host
    else:
        statement = f"INSERT INTO {table} (rowid, words) VALUES (?, ?)"
    db.exec_driver_sql(statement, list(rows))


def take_out(db: Connection, table: str, rows: Sequence[tuple[int, str]]) -> None:
    """Undo `put` of the same rows and texts."""
    if not rows:
        return
    if db.dialect.name == "postgresql":
        statement = text(f"DELETE FROM {table} WHERE seq = :seq")
        db.execute(statement, [{"seq": seq} for seq, _ in rows])
    else:
        statement = text(f"INSERT INTO {table} ({table}, rowid, words) VALUES ('delete', :seq, :words)")
        db.execute(statement, [{"seq": seq, "words": words} for seq, words in rows])


def matches(dialect: str, table: str) -> str:
    """SQL that selects `seq` and `rank` (smaller is better) of the rows that match the parameter `:match`."""
    if dialect == "postgresql":
        return (
            f"SELECT seq, -ts_rank_cd(words, query) AS rank FROM {table}, to_tsquery('dragoman', :match) AS query "
            "WHERE words @@ query"
        )
    return f"SELECT rowid AS seq, rank FROM {table} WHERE {table} MATCH :match"


def match_text(dialect: str, query: Query) -> str:
    """The value of `:match` for a query with at least one wanted term."""
    if dialect == "postgresql":
        wanted = [f"({' <-> '.join(words)})" for words in query.wanted]
        unwanted = [f"!({' <-> '.join(words)})" for words in query.unwanted]
        return " & ".join(wanted + unwanted)
    asked = " AND ".join(map(_phrase, query.wanted))
    return f"({asked})" + "".join(f" NOT {_phrase(words)}" for words in query.unwanted)


def _phrase(words: Iterable[str]) -> str:
    return '"' + " ".join(words) + '"'
