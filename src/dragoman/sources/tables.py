"""CSV of stories: a line with the names of the columns, which are the fields of JSON lines, then a story a row."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator
from typing import BinaryIO

from dragoman.errors import FormatError, SourceError
from dragoman.model import Story
from dragoman.settings import Settings
from dragoman.sources.lines import story_of

__all__ = ["read_table"]

_SEPARATORS = ",;\t"


def read_table(
    stream: BinaryIO, name: str, settings: Settings, published: dt.date | None = None
) -> Iterator[Story | SourceError]:
    """One story a row, or the error that kept it (or its date) from being read; commas, semicolons or tabs between."""
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    csv.field_size_limit(max(csv.field_size_limit(), settings.max_story_chars))
    try:
        head = text.readline()
        names = [n.strip().lower() for n in next(csv.reader([head], delimiter=_separator(head)), [])]
        if "text" not in names:
            raise FormatError(
                f"{name}:1", 'has no column "text"', "Name the columns in the first line: text,title,published"
            )
        for number, row in enumerate(csv.reader(text, delimiter=_separator(head)), 2):
            if row:
                yield from _story(dict(zip(names, row, strict=False)), f"{name}:{number}", settings, published)
    except (UnicodeDecodeError, csv.Error) as error:
        yield FormatError(name, f"is no CSV in UTF-8 ({error})", "Save it as CSV in UTF-8")


def _separator(head: str) -> str:
    return max(_SEPARATORS, key=head.count)


def _story(
    row: dict[str, str], where: str, settings: Settings, published: dt.date | None
) -> Iterator[Story | SourceError]:
    try:
        yield from story_of(row, where, settings, published)
    except SourceError as error:
        yield error
