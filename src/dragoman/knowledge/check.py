"""Cross-check the data files: what one table says of another must be there, and be said once.

A file that breaks its own format is refused when it is read (`TableError`); `check` finds what only
all files together show. Each check is one function, listed in `CHECKS`, that yields findings.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import NamedTuple, get_args

from pydantic import BaseModel

from dragoman.knowledge import FILES, Knowledge, Table, rows
from dragoman.knowledge.check_lexicon import lexicon_problems
from dragoman.knowledge.names import names
from dragoman.model import SECTORS

__all__ = ["CHECKS", "Finding", "check", "doubts"]


class Finding(NamedTuple):
    """Something wrong or doubtful in a data file: `where` is `file:line`, or the file alone."""

    where: str
    value: str
    problem: str

    def __str__(self) -> str:
        return f"{self.where}: {self.value!r} {self.problem}"


class _Row(NamedTuple):
    table: Table[BaseModel]
    where: str
    row: rows.Row


class _World:
    """All rows with the line they stand in, and all codes that they may use."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.found = [
            _Row(table, table.where(i), row)
            for table in knowledge.tables
            for i, row in enumerate(table.rows)
            if isinstance(row, rows.Row)
        ]

    @property
    def tables(self) -> Iterator[tuple[Table[BaseModel], type[BaseModel]]]:
        """The files with the model of their rows."""
        return ((table, type(table.rows[0])) for table in self.knowledge.tables if table.rows)

    @cached_property
    def states(self) -> frozenset[str]:
        """Codes of states."""
        return frozenset(row.code for row in self.knowledge.rows("states.tsv", rows.State))

    @cached_property
    def parties(self) -> frozenset[str]:
        """Codes of states, bodies, groups and regions."""
        bodies = {row.code for row in self.knowledge.rows("bodies.tsv", rows.Body)}
        groups = {row.code for row in self.knowledge.rows("groups.tsv", rows.Group)}
        regions = {row.code for row in self.knowledge.rows("regions.tsv", rows.Region)}
        return self.states | bodies | groups | regions


def check(knowledge: Knowledge) -> list[Finding]:
    """Everything wrong with the tables, in the order of `CHECKS`; empty where all is well."""
    world = _World(knowledge)
    return [finding for one in CHECKS for finding in one(world)]


def doubts(knowledge: Knowledge) -> list[Finding]:
    """The rows whose note marks a doubt."""
    world = _World(knowledge)
    return [Finding(w, _key(row), row.note) for _, w, row in world.found if rows.is_doubtful(row)]


def _key(row: rows.Row) -> str:
    """The cells that tell a row from the others, as `docs/knowledge.md` lists them."""
    key = next(key for row_type, key in FILES.values() if row_type is type(row))
    cells = (getattr(row, column) for column in key)
    return " ".join("|".join(c) if isinstance(c, tuple) else str(c) for c in cells)


# -- the checks --------------------------------------------------------------------------------------------------------


def _headers(world: _World) -> Iterator[Finding]:
    """A header tells the day of review, and explains every column unless a file of the same kind does."""
    prose: dict[type[BaseModel], str] = defaultdict(str)
    for table, row_type in world.tables:
        prose[row_type] += " ".join(table.comments).lower()
    for table, row_type in world.tables:
        if table.reviewed is None:
            yield Finding(
                str(table.path), "# reviewed:", "is missing: it tells the day, as in '# reviewed: 2026-11-24'"
            )
        for column in table.columns:
            if column != "note" and not re.search(rf"\b{column}\b", prose[row_type]):
                yield Finding(str(table.path), column, "is a column that the header does not explain")


def _repeats(world: _World) -> Iterator[Finding]:
    """No two rows of a directory have one key; the later would silently count alone."""
    seen: dict[tuple[str, ...], str] = {}
    for table, where, row in world.found:
        folder = str(table.path.parent)
        first = seen.setdefault((folder, type(row).__name__, _key(row)), where)
        if first != where:
            yield Finding(where, _key(row), f"stands already in {first}")


def _codes(world: _World) -> Iterator[Finding]:
    """Every code of a party that a row uses is defined."""
    for _, where, row in world.found:
        for code, known in _used(row, world):
            if code not in known:
                yield Finding(where, code, "is the code of no state, body, group or region")


def _used(row: rows.Row, world: _World) -> Iterator[tuple[str, frozenset[str]]]:
    if isinstance(row, rows.OfficeHolder | rows.Organ):
        yield from ((code, world.parties) for code in {row.party} - {"*"})
    elif isinstance(row, rows.Place | rows.Company):
        yield from ((code, world.states) for code in {row.state} - {"*"})
    elif isinstance(row, rows.Format):
        yield from ((code, world.parties) for code in (row.code, *row.parties))
    elif isinstance(row, rows.Region | rows.Body):
        yield from ((code, world.states) for code in row.members)
    elif isinstance(row, rows.Group | rows.Currency):
        yield from ((code, world.states) for code in row.states)


def _terms(world: _World) -> Iterator[Finding]:
    """A term of office has real dates and ends after it begins."""
    for _, where, row in world.found:
        if isinstance(row, rows.OfficeHolder):
            for date in filter(None, (row.since, row.until)):
                if not _is_date(date):
                    yield Finding(where, date, "is no date")
            if row.since and row.until and row.until < row.since[: len(row.until)]:
                yield Finding(where, row.until, f"is before the term began, {row.since}")


def _is_date(text: str) -> bool:
    try:
        dt.date.fromisoformat(text + "-01-01"[: 10 - len(text)] if len(text) == 4 else f"{text}-01"[:10])
    except ValueError:
        return False
    return True


def _vocabularies(world: _World) -> Iterator[Finding]:
    """Offices and sectors are those of the schema."""
    offices = {*get_args(rows.Office), ""}
    for _, where, row in world.found:
        if isinstance(row, rows.Role) and row.office not in offices:
            yield Finding(where, row.office, "is no office of knowledge/rows.py")
        for sector in _sectors(row):
            if sector not in SECTORS:
                yield Finding(where, sector, "is no sector of the schema")


def _sectors(row: rows.Row) -> tuple[str, ...]:
    if isinstance(row, rows.Company):
        return row.sectors
    if isinstance(row, rows.Resource):
        return (row.sector,)
    return (row.sector,) if isinstance(row, rows.Sector) and row.sector != "-" else ()


def _weak(world: _World) -> Iterator[Finding]:
    """A weak name is one of the row's names."""
    for _, where, row in world.found:
        cells = [value for field, value in row if field != "weak" and isinstance(value, str | tuple)]
        own = {name for cell in cells for name in (cell if isinstance(cell, tuple) else (cell,))}
        for name in getattr(row, "weak", ()):
            if name not in own:
                yield Finding(where, name, "is marked as weak and is no name of the row")


def _claims(world: _World) -> Iterator[Finding]:
    """A name stands for one party, unless it is weak for the others or a note tells of it in double quotes."""
    noted = " ".join(row.note for _, _, row in world.found)
    claims: dict[str, set[str]] = defaultdict(set)
    for surface, name in names(world.knowledge):
        if name.kind not in ("person", "place") and not name.weak:
            claims[surface].add(name.party)
    for surface, parties in claims.items():
        if len(parties) > 1 and f'"{surface}"' not in noted:
            where = next((w for _, w, row in world.found if surface in _surfaces(row)), "")
            both = " and ".join(sorted(parties))
            yield Finding(where, surface, f"names {both}: mark it as weak in all but one, or tell why in a note")


def _surfaces(row: rows.Row) -> set[str]:
    return {
        name
        for _, cell in row
        if isinstance(cell, tuple | str)
        for name in (cell if isinstance(cell, tuple) else (cell,))
    }


def _lexicon(world: _World) -> Iterator[Finding]:
    """Lines and operators compile, and use classes, stages and codes that exist."""
    problems = lexicon_problems(world.knowledge, world.parties)
    for _, where, row in world.found:
        for value, problem in problems(row):
            yield Finding(where, value, problem)


CHECKS: tuple[Callable[[_World], Iterator[Finding]], ...] = (
    _headers, _repeats, _codes, _terms, _vocabularies, _weak, _claims, _lexicon,
)  # fmt: skip
