"""Web archives (WARC): the pages that a crawler saved, each with its address."""

from __future__ import annotations

import io
import zlib
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

_CUT, _WHOLE = "is damaged or cut off after its last page read", "Get the whole archive"
_BETWEEN = 4  # bytes that end a record, two line breaks
_PAGES = ("text/html", "application/xhtml+xml")


def read_warc(stream: BinaryIO, name: str, settings: Settings) -> Iterator[Story | SourceError]:
    """One story a saved page that answered 200, or the error that kept it from being read; all else is skipped.

    An archive that ends in the middle of a record is told, also where it ends in the headers of one.
    """
    archive, end = ArchiveIterator(stream), 0
    try:
        for record in archive:
            if _is_page(record):
                yield _story(record, settings)
            elif _is_cut(record):
                yield FormatError(name, _CUT, _WHOLE)
            archive.read_to_end()
            end = archive.get_record_offset() + archive.get_record_length()
    except (ArchiveLoadFailed, AttributeError, ValueError, zlib.error) as error:  # some of warcio's, on headers cut off
        broken = isinstance(error, ArchiveLoadFailed) and not end
        what = "is no web archive that can be read" if broken else _CUT
        yield FormatError(name, what, _WHOLE)
        return
    if stream.seekable() and stream.seek(0, io.SEEK_END) - end > (_BETWEEN if end else 0):
        yield FormatError(name, _CUT, _WHOLE)


def _is_page(record: Any) -> bool:
    if record.rec_type not in ("response", "resource"):
        return False
    headers = record.http_headers or record.rec_headers
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    return status == "200" and (headers.get_header("Content-Type") or "").split(";")[0].strip().lower() in _PAGES


def _is_cut(record: Any) -> bool:
    """Whether the headers of a record promise more bytes than are there; reads it to its end."""
    record.raw_stream.read()
    return record.raw_stream.limit > 0 or not record.rec_headers.get_header("Content-Length")


def _story(record: Any, settings: Settings) -> Story | SourceError:
    url = record.rec_headers.get_header("WARC-Target-URI") or "?"
    headers = record.http_headers or record.rec_headers
    charset = (headers.get_header("Content-Type") or "").partition("charset=")[2].strip("\"' ") or None
    try:
        data = record.content_stream().read(settings.max_bytes + 1)
        if len(data) > settings.max_bytes:
            raise TooLargeError.beyond(url, "DRAGOMAN_MAX_BYTES", settings.max_bytes, "bytes")
        if _is_cut(record):
            raise FormatError(url, "is cut off in the web archive", _WHOLE)
        story = read_page(data, url, None, url, charset)
        within(story.text, url, settings)
    except SourceError as error:
        return error
    return story
