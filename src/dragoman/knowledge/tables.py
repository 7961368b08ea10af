"""Read a data file: UTF-8, tab-separated, `#` comments first, then a line of column names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError

R = TypeVar("R", bound=BaseModel)
_REVIEWED = re.compile(r"^#\s*reviewed:\s*(\d{4}-\d\d-\d\d)\s*$")


class TableError(ValueError):
    """A data file breaks its format; the message names file, line and value."""


@dataclass(frozen=True)
class Table(Generic[R]):
    """The rows of one file, with the day it was last reviewed (`# reviewed: YYYY-MM-DD`)."""

    path: Path
    reviewed: str | None
    rows: tuple[R, ...]
    lines: tuple[int, ...] = ()
    """The line of each row in the file, from 1."""
    columns: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    """The lines that begin with `#`, without it."""

    def where(self, index: int) -> str:
        """File and line of a row: `states.tsv:12` with its folder."""
        return f"{self.path}:{self.lines[index]}"


def read_table(path: Path, row_type: type[R]) -> Table[R]:
    """Read `path` as rows of `row_type`; TableError at the first line that breaks the format."""
    reviewed: str | None = None
    columns: list[str] | None = None
    comments: list[str] = []
    rows: dict[int, R] = {}
    for number, line in _lines(path):
        if line.startswith("#"):
            comments.append(line.removeprefix("#").strip())
            if found := _REVIEWED.match(line):
                reviewed = found[1]
        elif columns is None:
            columns = _columns(path, number, line, row_type)
        else:
            rows[number] = _row(path, number, line, columns, row_type)
    if columns is None:
        raise TableError(f"{path}: no line of column names")
    return Table(path, reviewed, tuple(rows.values()), tuple(rows), tuple(columns), tuple(comments))


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise TableError(f"{path}: not UTF-8 ({error.reason} at byte {error.start})") from error
    except OSError as error:
        raise TableError(f"{path}: cannot be read ({error.strerror})") from error
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield number, line.rstrip("\r")


def _columns(path: Path, number: int, line: str, row_type: type[BaseModel]) -> list[str]:
    columns = line.split("\t")
    if unknown := [c for c in columns if c not in row_type.model_fields]:
        known = ", ".join(row_type.model_fields)
        raise TableError(f"{path}:{number}: unknown column {unknown[0]!r} (known: {known})")
    return columns


def _row(path: Path, number: int, line: str, columns: list[str], row_type: type[R]) -> R:
    cells = line.split("\t")
    if len(cells) > len(columns):
        raise TableError(f"{path}:{number}: {len(cells)} cells for {len(columns)} columns")
    filled = {column: cell.strip() for column, cell in zip(columns, cells, strict=False) if cell.strip()}
    try:
        return row_type.model_validate(filled)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise TableError(f"{path}:{number}: {where}: {first['msg']} (is {first.get('input')!r})") from error
