"""GDELT 2 files as lists of addresses: knowledge graph (`*.gkg.csv`) and mentions (`*.mentions.CSV`), zipped too."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from dragoman.errors import FormatError
from dragoman.settings import Settings
from dragoman.sources.limits import read_within

__all__ = ["addresses"]


class _Columns(NamedTuple):
    source: int
    url: int


_GKG = _Columns(source=2, url=4)
_MENTIONS = _Columns(source=3, url=5)
_FEWEST = 6
_WEB = "1"
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)  # damaged, cut off, encrypted


def addresses(stream: BinaryIO, name: str, settings: Settings) -> Iterator[str | FormatError]:
    """The addresses of web pages that a file names, each once, in its order; in place of a damaged line, the error.

    FormatError is raised where it is no such file, or a zip file that cannot be read to its end.
    """
    columns = _MENTIONS if ".mentions." in name.lower() else _GKG
    lines = _unzipped(stream, name, settings) if name.lower().endswith(".zip") else stream
    seen: set[str] = set()
    for number, line in enumerate(lines, 1):
        cells = line.decode("utf-8", "replace").rstrip("\r\n").split("\t")
        if len(cells) < _FEWEST:
            error = FormatError(
                f"{name}:{number}", "has too few columns for GDELT 2", "Give a .gkg.csv or .mentions.CSV file"
            )
            if number == 1:
                raise error
            yield error
            continue
        url = cells[columns.url]
        if cells[columns.source] == _WEB and url.startswith(("http://", "https://")) and url not in seen:
            seen.add(url)
            yield url


def _unzipped(stream: BinaryIO, name: str, settings: Settings) -> Iterator[bytes]:
    """The lines of the first file in a zip file."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(read_within(stream, name, settings)))
        if not archive.namelist():
            raise FormatError(name, "is an empty zip file", "Download it again")
        yield from archive.open(archive.namelist()[0])
    except _BROKEN as error:
        raise FormatError(name, f"is no zip file that can be read ({error})", "Download it again") from error
