"""GDELT 2 files as lists of addresses: knowledge graph (`*.gkg.csv`) and mentions (`*.mentions.CSV`), zipped too."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from dragoman.errors import FormatError
from dragoman.settings import Settings
from dragoman.sources.limits import read_within

__all__ = ["Link", "addresses"]


class Link(NamedTuple):
    """An address of a page, and the day on which GDELT saw it (null: the page tells its own)."""

    url: str
    published: dt.date | None


class _Columns(NamedTuple):
    day: int
    source: int
    url: int


_GKG = _Columns(day=1, source=2, url=4)
_MENTIONS = _Columns(day=2, source=3, url=5)
_FEWEST = 6
_WEB = "1"


def addresses(stream: BinaryIO, name: str, settings: Settings) -> Iterator[Link]:
    """The addresses of web pages that a file names, each once, in its order; FormatError where it is no such file."""
    columns = _MENTIONS if ".mentions." in name.lower() else _GKG
    lines = _unzipped(stream, name, settings) if name.lower().endswith(".zip") else stream
    seen: set[str] = set()
    for number, line in enumerate(lines, 1):
        cells = line.decode("utf-8", "replace").rstrip("\r\n").split("\t")
        if len(cells) < _FEWEST:
            raise FormatError(
                f"{name}:{number}", "has too few columns for GDELT 2", "Give a .gkg.csv or .mentions.CSV file"
            )
        url = cells[columns.url]
        if cells[columns.source] == _WEB and url.startswith(("http://", "https://")) and url not in seen:
            seen.add(url)
            yield Link(url, None)


def _unzipped(stream: BinaryIO, name: str, settings: Settings) -> BinaryIO:
    try:
        archive = zipfile.ZipFile(io.BytesIO(read_within(stream, name, settings)))
        return archive.open(archive.namelist()[0])  # type: ignore[return-value]
    except (zipfile.BadZipFile, IndexError) as error:
        raise FormatError(name, f"is no zip file that can be read ({error})", "Download it again") from error
