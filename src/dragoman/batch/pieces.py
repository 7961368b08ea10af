"""A piece of an input to its stories, by the parsers of `dragoman.sources`."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from typing import IO, BinaryIO, cast

import pyarrow.parquet as pq

from dragoman.batch.cutting import BROKEN, Piece
from dragoman.batch.inputs import PARQUET, Input, unpacked
from dragoman.batch.places import Place
from dragoman.errors import FormatError, SourceError
from dragoman.model import Story
from dragoman.settings import Settings
from dragoman.sources.archives import read_warc
from dragoman.sources.lines import read_lines, story_of
from dragoman.sources.tables import read_table

__all__ = ["stories"]

_BLOCK = 1 << 20
_ROWS = 64  # rows of Parquet held at a time
_FIELDS = ("id", "title", "publisher", "language", "url", "published", "text")


def stories(
    archive: Place, one: Input, piece: Piece, settings: Settings, published: dt.date | None = None
) -> Iterator[Story | SourceError]:
    """The stories of a piece, or the errors that kept them from being read, in the order of the input.

    `source` of a story names the input and the line, counted from byte `start` (`news.jsonl@16000000:12`) where the
    piece does not begin the file.
    """
    path = archive.path(one.name) if archive.fs.isdir(archive.root) else archive.root
    try:
        with archive.fs.open(path, "rb") as raw:
            for found in _stories(raw, one, piece, settings, published):
                if isinstance(found, Story) and one.kind == "warc":
                    yield found.model_copy(update={"source": one.name})
                else:
                    yield found
    except BROKEN as error:
        yield FormatError(
            _name(one, piece), f"is damaged ({type(error).__name__}: {error})", "Check where it came from"
        )
    except SourceError as error:
        yield error


def _stories(
    raw: IO[bytes], one: Input, piece: Piece, settings: Settings, published: dt.date | None
) -> Iterator[Story | SourceError]:
    if one.kind == PARQUET:
        return _of_rows(raw, one, piece, settings, published)
    stream = unpacked(raw, one.packing)
    if one.kind == "warc":
        return read_warc(_window(stream, piece), _name(one, piece), settings)
    if one.kind == "table":
        head = b"" if piece.start == 0 else _first_line(stream)
        return read_table(_window(stream, piece, head), _name(one, piece), settings, published)
    return read_lines(_window(stream, piece), _name(one, piece), settings, published)


def _name(one: Input, piece: Piece) -> str:
    return one.name if piece.start == 0 or one.kind == PARQUET else f"{one.name}@{piece.start}"


def _of_rows(
    raw: IO[bytes], one: Input, piece: Piece, settings: Settings, published: dt.date | None
) -> Iterator[Story | SourceError]:
    file = pq.ParquetFile(raw)
    columns = [name for name in _FIELDS if name in file.schema_arrow.names]
    if "text" not in columns:
        raise FormatError(one.name, 'has no column "text"', "Name the columns text, title, published, …")
    at = 0
    for batch in file.iter_batches(_ROWS, row_groups=[piece.group], columns=columns):
        if at >= piece.end:
            return
        for row in batch.to_pylist():
            if piece.start <= at < piece.end:
                where = f"{one.name}:{piece.first + at + 1}"
                try:
                    told = {k: v if k != "published" or v is None else str(v) for k, v in row.items()}
                    yield from story_of(told, where, settings, published)
                except SourceError as error:
                    yield error
            at += 1


def _first_line(stream: IO[bytes]) -> bytes:
    head = stream.readline()
    return head if head.endswith(b"\n") else head + b"\n"


class _Window(io.RawIOBase):
    """Some bytes, and then those of a stream up to a length."""

    def __init__(self, head: bytes, stream: IO[bytes], length: int) -> None:
        self._head, self._stream, self._left = head, stream, length

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        if self._head:
            data, self._head = self._head[: len(buffer)], self._head[len(buffer) :]
        else:
            data = self._stream.read(min(len(buffer), self._left))
            self._left -= len(data)
        buffer[: len(data)] = data
        return len(data)


def _window(stream: IO[bytes], piece: Piece, head: bytes = b"") -> BinaryIO:
    """The bytes of a piece behind `head`."""
    if stream.seekable():
        stream.seek(piece.start)
    else:
        _skip(stream, piece.start - stream.tell())
    return cast(BinaryIO, io.BufferedReader(_Window(head, stream, piece.end - piece.start)))


def _skip(stream: IO[bytes], count: int) -> None:
    while count > 0 and (block := stream.read(min(count, _BLOCK))):
        count -= len(block)
