"""Names given by the user to stories: files, directories, addresses and standard input."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from dragoman.errors import FileError, SourceError
from dragoman.model import Story
from dragoman.settings import Settings
from dragoman.sources.kinds import Kind, kind_of, kind_of_name
from dragoman.sources.limits import read_within, within
from dragoman.sources.lines import read_lines
from dragoman.sources.pages import read_page
from dragoman.sources.text import mend, plain_text
from dragoman.sources.web import fetch

__all__ = ["count", "is_address", "starts_as_lines", "stories"]

_SNIFF = 1024
_CHUNK = 1 << 20


def stories(
    names: Iterable[str], settings: Settings, published: dt.date | None = None, stdin: BinaryIO | None = None
) -> Iterator[Story | SourceError]:
    """The stories of all `names`, in their order; in place of one that was not read, the error that says why.

    A name is a file, a directory (its .txt, .html and .jsonl files, sorted), an http(s) address, or "-" for
    `stdin`. `published` is the date of plain texts and pages, and of JSON lines that tell none.
    """
    for name in names:
        try:
            yield from _stories(name, settings, published, stdin)
        except SourceError as error:
            yield error


def count(names: Iterable[str]) -> int | None:
    """How many stories `names` hold at most; None where that cannot be told without reading them."""
    total = 0
    for path in map(Path, names):
        if _is_directory(path):
            total += count(str(one) for one in path.rglob("*") if kind_of_name(one.name)) or 0
        elif kind_of_name(path.name) is Kind.LINES and path.is_file():
            with path.open("rb") as stream:
                total += sum(chunk.count(b"\n") for chunk in iter(lambda: stream.read(_CHUNK), b""))
        elif str(path) == "-":
            return None
        else:
            total += 1
    return total


def starts_as_lines(stream: BinaryIO) -> bool:
    """Whether a stream that can be peeked into begins as JSON lines do."""
    return isinstance(stream, io.BufferedReader) and kind_of("", stream.peek(_SNIFF)[:_SNIFF]) is Kind.LINES


def is_address(name: str) -> bool:
    """Whether a name is a web address."""
    return name.startswith(("http://", "https://"))


def _stories(
    name: str, settings: Settings, published: dt.date | None, stdin: BinaryIO | None
) -> Iterator[Story | SourceError]:
    if is_address(name):
        return _from_web(name, settings, published)
    if name == "-" and stdin is not None:
        return _from_stream(stdin, "-", settings, published)
    if _is_directory(Path(name)):
        return stories(_files(Path(name)), settings, published)
    return _from_file(Path(name), settings, published)


def _is_directory(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name too long for the file system, say; opening it tells what is wrong
        return False


def _files(directory: Path) -> list[str]:
    """The files under `directory` whose names say that they hold stories, hidden ones left out."""
    found = sorted(path for path in directory.rglob("*") if path.is_file() and kind_of_name(path.name))
    shown = [path for path in found if not any(part.startswith(".") for part in path.relative_to(directory).parts)]
    if not shown:
        raise FileError(str(directory), "holds no .txt, .html or .jsonl file", "Name the files themselves")
    return [str(path) for path in shown]


def _from_file(path: Path, settings: Settings, published: dt.date | None) -> Iterator[Story | SourceError]:
    try:
        with path.open("rb") as stream:
            yield from _from_stream(stream, str(path), settings, published)
    except FileNotFoundError as error:
        raise FileError(str(path), "does not exist", "Check the name") from error
    except OSError as error:
        raise FileError(
            str(path), f"cannot be read ({error.strerror})", "Check what it is and who may read it"
        ) from error


def _from_stream(
    stream: BinaryIO, name: str, settings: Settings, published: dt.date | None
) -> Iterator[Story | SourceError]:
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(io.BytesIO(stream.read()))
    kind = kind_of(name, buffered.peek(_SNIFF)[:_SNIFF])
    if kind is Kind.LINES:
        yield from read_lines(buffered, name, settings, published)
    else:
        yield _single(read_within(buffered, name, settings), kind, name, settings, published)


def _from_web(url: str, settings: Settings, published: dt.date | None) -> Iterator[Story | SourceError]:
    page = fetch(url, settings)
    kind = kind_of("", page.data[:_SNIFF], page.content_type)
    if kind is Kind.LINES:
        yield from read_lines(io.BytesIO(page.data), url, settings, published)
    else:
        yield _single(page.data, kind, url, settings, published, page.url, page.charset)


def _single(
    data: bytes, kind: Kind, where: str, settings: Settings, published: dt.date | None,
    url: str | None = None, charset: str | None = None,
) -> Story:  # fmt: skip
    if kind is Kind.PAGE:
        story = read_page(data, where, published, url, charset)
        within(story.text, where, settings)
        return story
    text = within(plain_text(data, where, charset), where, settings)
    return Story.of(mend(text), published=published, url=url or (None if where == "-" else where))
