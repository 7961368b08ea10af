"""The data files as `dragoman knowledge` shows them: what is there, what is wrong, what may be out of date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel

from dragoman.errors import KnowledgeError
from dragoman.evaluation.examples import event_failures, failures
from dragoman.knowledge import DATA, FILES, Knowledge, Table, TableError, load, petrarch
from dragoman.knowledge.check import check, doubts
from dragoman.knowledge.rows import OfficeHolder, Row, is_doubtful
from dragoman.knowledge.rows_events import EventPredicate
from dragoman.knowledge.rows_lexicon import Predicate
from dragoman.knowledge.stale import stale as stale_findings
from dragoman.knowledge.wikidata import WikidataError, differences, read_response, tsv, unread
from dragoman.reading.reader import Reader

__all__ = ["actors_from", "faults", "listing", "load_knowledge", "offices_from", "stale"]


def load_knowledge(own: Path | None) -> Knowledge:
    """The shipped files and a user's own; KnowledgeError where one breaks its format."""
    try:
        return load(own)
    except TableError as error:
        raise KnowledgeError("knowledge", str(error), "docs/knowledge.md explains the files") from error


def listing(known: Knowledge) -> Iterator[str]:
    """One line a file: its name, rows, doubts and the day of its last review."""
    for table in known.tables:
        doubts = sum(1 for _ in _doubtful(table))
        yield f"{_name(table):<34}{len(table.rows):>7} rows{doubts:>5} doubtful   reviewed {table.reviewed or 'never'}"


def faults(known: Knowledge, own: Path | None, reader: Reader | None) -> Iterator[str]:
    """Files of `own` that nothing reads, tables at odds, and examples that `reader`, if given, reads otherwise."""
    used = {table.path for table in known.tables}
    for path in sorted(own.rglob("*.tsv")) if own is not None else ():
        if path not in used:
            yield f"{path}: nothing reads a file of this name (known: {', '.join(FILES)})"
    yield from map(str, check(known))
    if reader is not None:
        yield from map(str, failures(reader, known.rows("lexicon/*.tsv", Predicate)))
        yield from map(str, event_failures(reader, known.rows("lexicon/events/*.tsv", EventPredicate)))


def stale(known: Knowledge, today: dt.date, days: int) -> Iterator[str]:
    """Files last reviewed more than `days` ago or never, long terms of office, and rows whose note marks a doubt."""
    findings = stale_findings(known, today, days)
    told = {finding.where for finding in findings}
    yield from map(str, [*findings, *(doubt for doubt in doubts(known) if doubt.where not in told)])


def offices_from(file: Path, known: Knowledge, today: dt.date) -> tuple[str, list[str]]:
    """Rows by which Wikidata's answer differs from the office tables, and the results that cannot be used."""
    try:
        response = read_response(file)
        rows = differences(response, known.rows("offices/*.tsv", OfficeHolder), today.isoformat())
    except OSError as error:
        raise KnowledgeError(str(file), f"cannot be read ({error.strerror})", "Check the name") from error
    except WikidataError as error:
        raise KnowledgeError("offices", str(error), "docs/refresh-offices.md says how to ask for it") from error
    return tsv(rows), unread(response)


def actors_from(file: Path, today: dt.date) -> tuple[str, list[str]]:
    """A PETRARCH actor dictionary as rows of `events/actors.tsv`, and its lines that could not be used."""
    try:
        return petrarch.table(file.read_text(encoding="utf-8"), today.isoformat())
    except OSError as error:
        raise KnowledgeError(str(file), f"cannot be read ({error.strerror})", "Check the name") from error
    except UnicodeDecodeError as error:
        what = f"is not UTF-8 ({error.reason} at byte {error.start})"
        raise KnowledgeError(str(file), what, "Name a text file in the PETRARCH format") from error


def _doubtful(table: Table[BaseModel]) -> Iterator[Row]:
    return (row for row in table.rows if isinstance(row, Row) and is_doubtful(row))


def _name(table: Table[BaseModel]) -> str:
    """The file's name within the shipped data, or its path."""
    return str(table.path.relative_to(DATA)) if table.path.is_relative_to(DATA) else str(table.path)
