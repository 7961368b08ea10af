"""Names given by the user to stories: files, directories, addresses and standard input."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from dragoman.errors import FileError, FormatError, SourceError
from dragoman.model import Story
from dragoman.settings import Settings
from dragoman.sources.archives import read_warc
from dragoman.sources.documents import read_docx, read_pdf
from dragoman.sources.gdelt import addresses
from dragoman.sources.kinds import MANY, Kind, kind_of, kind_of_name
from dragoman.sources.limits import read_within, within
from dragoman.sources.lines import read_lines
from dragoman.sources.mail import read_mail, read_mailbox
from dragoman.sources.pages import read_page
from dragoman.sources.polite import Polite
from dragoman.sources.tables import read_table
from dragoman.sources.text import mend, plain_text
from dragoman.sources.web import Page, fetch

__all__ = ["count", "is_address", "page_story", "starts_as_lines", "stories"]

_SNIFF = 1024
_CHUNK = 1 << 20
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


def stories(
    names: Iterable[str], settings: Settings, published: dt.date | None = None, stdin: BinaryIO | None = None
) -> Iterator[Story | SourceError]:
    """The stories of all `names`, in their order; in place of one that was not read, the error that says why.

    A name is a file, a directory (its files of known kinds, sorted), an http(s) address, or "-" for
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
            inside = count(str(one) for one in path.rglob("*") if kind_of_name(one.name))
            if inside is None:
                return None
            total += inside
        elif kind_of_name(path.name) is Kind.LINES and path.is_file():
            with path.open("rb") as stream:
                total += sum(chunk.count(b"\n") for chunk in iter(lambda: stream.read(_CHUNK), b""))
        elif str(path) == "-" or kind_of_name(path.name) in MANY:
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
    if not name.strip():
        raise FileError("''", "is an empty name", "Name a file, a directory (. is this one) or an address")
    if is_address(name):
        return _from_web(name, settings, published)
    if scheme := _SCHEME.match(name):
        raise FileError(name, f"is an address that begins with {scheme[0]}", "Give one that begins with https://")
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
        raise FileError(
            str(directory), "holds no file whose name tells that it has stories", "Name the files themselves"
        )
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
    if not buffered.peek(1):
        raise FormatError(name, "is empty", "Give a file with the text of a story")
    kind = kind_of(name, buffered.peek(_SNIFF)[:_SNIFF])
    if kind in MANY:
        yield from _several(buffered, kind, name, settings, published)
    else:
        yield _single(read_within(buffered, name, settings), kind, name, settings, published)


def _several(
    stream: BinaryIO, kind: Kind, name: str, settings: Settings, published: dt.date | None
) -> Iterator[Story | SourceError]:
    """The stories of an input that holds any number of them."""
    if kind is Kind.MBOX:
        return read_mailbox(stream, name, settings)
    if kind is Kind.TABLE:
        return read_table(stream, name, settings, published)
    if kind is Kind.WARC:
        return read_warc(stream, name, settings)
    if kind is Kind.GDELT:
        return _linked(addresses(stream, name, settings), settings)
    return read_lines(stream, name, settings, published)


def _linked(links: Iterable[str | SourceError], settings: Settings) -> Iterator[Story | SourceError]:
    """The pages that a list of addresses names, asked for politely."""
    polite = Polite(settings)
    for link in links:
        try:
            yield link if isinstance(link, SourceError) else page_story(polite.fetch(link), settings)
        except SourceError as error:
            yield error


def page_story(page: Page, settings: Settings, published: dt.date | None = None, title: str = "") -> Story:
    """The story of a fetched page or document; FormatError where it has none."""
    kind = kind_of("", page.data[:_SNIFF], page.content_type)
    if kind in MANY:
        raise FormatError(page.url, f"is {kind.value}, no single story", "Give its address to `add` itself")
    story = _single(page.data, kind, page.url, settings, published, page.url, page.charset)
    return story if story.title or not title else story.model_copy(update={"title": title})


def _from_web(url: str, settings: Settings, published: dt.date | None) -> Iterator[Story | SourceError]:
    page = fetch(url, settings)
    name = urlsplit(page.url)._replace(query="", fragment="").geturl()
    listed = kind_of_name(name) is Kind.GDELT  # which no content type and no first bytes tell
    kind = Kind.GDELT if listed else kind_of("", page.data[:_SNIFF], page.content_type)
    if kind in MANY:
        yield from _several(io.BytesIO(page.data), kind, name if listed else url, settings, published)
    else:
        yield _single(page.data, kind, url, settings, published, page.url, page.charset)


def _single(
    data: bytes, kind: Kind, where: str, settings: Settings, published: dt.date | None,
    url: str | None = None, charset: str | None = None,
) -> Story:  # fmt: skip
    if kind is not Kind.TEXT:
        story = _document(data, kind, where, published, url, charset)
        within(story.text, where, settings)
        return story.model_copy(update={"source": where})
    text = within(plain_text(data, where, charset), where, settings)
    return Story.of(mend(text), published=published, url=url or (None if where == "-" else where), source=where)


def _document(
    data: bytes, kind: Kind, where: str, published: dt.date | None, url: str | None, charset: str | None
) -> Story:
    if kind is Kind.PDF:
        return read_pdf(data, where, published, url)
    if kind is Kind.DOCX:
        return read_docx(data, where, published, url)
    if kind is Kind.MAIL:
        return read_mail(data, where, published)
    return read_page(data, where, published, url, charset)
