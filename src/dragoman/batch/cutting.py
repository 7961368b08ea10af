"""Where a file of an archive may be cut, so that every piece holds whole stories and few enough of them."""

from __future__ import annotations

import csv
import gzip
import io
import zlib
from collections.abc import Iterator
from typing import IO, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq
import zstandard
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from dragoman.batch.inputs import PARQUET, Input, unpacked
from dragoman.batch.places import Place

__all__ = ["BROKEN", "Cut", "Piece", "cut"]

_BLOCK = 1 << 20
_CELL = 20_000_000  # characters of a cell: a quote that is never closed ends there
_PACKED = 4  # a packed file is unpacked from its beginning for each piece: its pieces are larger
BROKEN = (
    EOFError, OSError, gzip.BadGzipFile, zlib.error, zstandard.ZstdError, ArchiveLoadFailed, pa.ArrowInvalid, csv.Error,
    UnicodeDecodeError,
)  # fmt: skip
"""What files that are damaged raise."""


class Piece(NamedTuple):
    """A part of an input: bytes of it unpacked, or rows of one row group of Parquet (`group`)."""

    start: int
    end: int
    group: int = -1
    first: int = 0
    """Of Parquet: how many rows stand before the group."""


class Cut(NamedTuple):
    """The pieces of an input in its order, and what is wrong with it if it is damaged."""

    pieces: list[Piece]
    problem: str | None


def cut(archive: Place, one: Input, limit: int) -> Cut:
    """Cut an input into pieces of about `limit` bytes, unpacked; what can be read of a damaged one is kept."""
    pieces: list[Piece] = []
    try:
        with archive.fs.open(_path(archive, one), "rb") as raw:
            for piece in _pieces(raw, one, limit):
                pieces.append(piece)
    except BROKEN as error:
        return Cut(pieces, f"is damaged ({type(error).__name__}: {error})")
    return Cut(pieces, None)


def _path(archive: Place, one: Input) -> str:
    return archive.path(one.name) if archive.fs.isdir(archive.root) else archive.root


def _pieces(raw: IO[bytes], one: Input, limit: int) -> Iterator[Piece]:
    if one.kind == PARQUET:
        return _row_pieces(raw, limit)
    if one.kind == "lines" and not one.packing:
        return _between(_sought(raw, one.size, limit))
    stream = unpacked(raw, one.packing)
    marks = {"lines": _line_ends, "table": _row_ends, "warc": _record_starts}[one.kind]
    return _between(_every(marks(stream, min(limit, _BLOCK)), limit * (_PACKED if one.packing else 1)))


def _between(marks: Iterator[int]) -> Iterator[Piece]:
    start = 0
    for mark in marks:
        if mark > start:
            yield Piece(start, mark)
            start = mark


def _every(marks: Iterator[int], limit: int) -> Iterator[int]:
    """Of all places where a cut may be, those about `limit` apart, and the last."""
    last = mark = 0
    try:
        for mark in marks:
            if mark - last >= limit:
                yield mark
                last = mark
    except BROKEN:
        yield mark
        raise
    yield mark


def _sought(raw: IO[bytes], size: int, limit: int) -> Iterator[int]:
    """The ends of the lines behind each multiple of `limit`, looked for there."""
    at = limit
    while at < size:
        raw.seek(at - 1)
        at -= 1
        while block := raw.read(_BLOCK):
            end = block.find(b"\n")
            at += len(block) if end < 0 else end + 1
            if end >= 0:
                break
        yield at
        at = max(at + 1, (at // limit + 1) * limit)
    yield size


def _line_ends(stream: IO[bytes], block_size: int) -> Iterator[int]:
    """The last end of a line in each block; the end of the file."""
    at = 0
    while block := stream.read(block_size):
        end = block.rfind(b"\n")
        if end >= 0:
            yield at + end + 1
        at += len(block)
    yield at


def _row_ends(stream: IO[bytes], _block: int) -> Iterator[int]:
    """The end of each row of CSV: quoted cells may hold line ends. The line of names is no place for a cut."""
    at = 0

    def lines() -> Iterator[str]:
        nonlocal at
        for line in io.BufferedReader(stream) if isinstance(stream, io.RawIOBase) else stream:
            at += len(line)
            yield line.decode("utf-8", "replace")

    csv.field_size_limit(_CELL)
    rows = csv.reader(lines())
    next(rows, None)
    for _ in rows:
        yield at
    yield at


def _record_starts(stream: IO[bytes], _block: int) -> Iterator[int]:
    """Where each record of a web archive begins; the end of the file."""
    archive = ArchiveIterator(stream)
    for _ in archive:
        yield archive.get_record_offset()
    yield stream.tell()


def _row_pieces(raw: IO[bytes], limit: int) -> Iterator[Piece]:
    """Rows of each row group, as many as `limit` bytes of it hold on average."""
    meta = pq.ParquetFile(raw).metadata
    first = 0
    for group in range(meta.num_row_groups):
        rows, size = meta.row_group(group).num_rows, meta.row_group(group).total_byte_size
        step = max(1, rows * limit // max(size, 1))
        for start in range(0, rows, step):
            yield Piece(start, min(start + step, rows), group, first)
        first += rows
