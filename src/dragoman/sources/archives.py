"""Web archives (WARC): the pages that a crawler saved, each with its address."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from dragoman.errors import FormatError, SourceError, TooLargeError
from dragoman.model import Story
from dragoman.settings import Settings
from dragoman.sources.limits import within
from dragoman.sources.pages import read_page

__all__ = ["read_warc"]

_PAGES = ("text/html", "application/xhtml+xml")


def read_warc(stream: BinaryIO, name: str, settings: Settings) -> Iterator[Story | SourceError]:
    """One story a saved page that answered 200, or the error that kept it from being read; all else is skipped."""
    try:
        for record in ArchiveIterator(stream):
            if _is_page(record):
                yield _story(record, settings)
    except ArchiveLoadFailed as error:
        yield FormatError(name, f"is no web archive that can be read ({error})", "Check where it came from")


def _is_page(record: Any) -> bool:
    if record.rec_type not in ("response", "resource"):
        return False
    headers = record.http_headers or record.rec_headers
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    return status == "200" and (headers.get_header("Content-Type") or "").split(";")[0].strip().lower() in _PAGES


def _story(record: Any, settings: Settings) -> Story | SourceError:
    url = record.rec_headers.get_header("WARC-Target-URI") or "?"
    headers = record.http_headers or record.rec_headers
    charset = (headers.get_header("Content-Type") or "").partition("charset=")[2].strip("\"' ") or None
    try:
        data = record.content_stream().read(settings.max_bytes + 1)
        if len(data) > settings.max_bytes:
            raise TooLargeError.beyond(url, "DRAGOMAN_MAX_BYTES", settings.max_bytes, "bytes")
        story = read_page(data, url, None, url, charset)
        within(story.text, url, settings)
    except SourceError as error:
        return error
    return story
