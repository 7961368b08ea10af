"""Mails: single ones (EML) and mailboxes (mbox); subject, sender, date and text of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime
from typing import BinaryIO

from dragoman.errors import FormatError, SourceError, TooLargeError
from dragoman.model import Story
from dragoman.settings import Settings
from dragoman.sources.limits import within
from dragoman.sources.pages import read_page
from dragoman.sources.text import mend

__all__ = ["read_mail", "read_mailbox"]

_START = b"From "


def read_mail(data: bytes, where: str, published: dt.date | None = None) -> Story:
    """The story of a mail, its sender the publisher; FormatError where it has no text."""
    try:
        message = message_from_bytes(data, policy=policy.default)
        body = message.get_body(("plain", "html"))
        content = body.get_content() if body is not None else ""
    except (MessageError, LookupError, ValueError, KeyError, AttributeError) as error:
        raise FormatError(where, f"is no mail that can be read ({error})", "Give its text instead") from error
    html = body is not None and body.get_content_type() == "text/html"
    text = read_page(str(content).encode(), where).text if html else str(content).replace("\r\n", "\n").strip()
    if not text.strip():
        raise FormatError(where, "is a mail without text", "Give the text of the story instead")
    return Story.of(
        mend(text),
        title=_header(message, "subject"),
        publisher=_sender(message),
        published=_day(message) or published,
        url=where,
    )


def read_mailbox(stream: BinaryIO, name: str, settings: Settings) -> Iterator[Story | SourceError]:
    """One story a mail of a mailbox, or the error that kept it from being read."""
    for number, data in enumerate(_mails(stream, settings.max_bytes), 1):
        where = f"{name}:{number}"
        try:
            if len(data) > settings.max_bytes:
                raise TooLargeError.beyond(where, "DRAGOMAN_MAX_BYTES", settings.max_bytes, "bytes")
            story = read_mail(data, where)
            within(story.text, where, settings)
            yield story
        except SourceError as error:
            yield error


def _mails(stream: BinaryIO, limit: int) -> Iterator[bytes]:
    """The mails between lines that begin with "From "; of a longer one than `limit` its beginning."""
    lines: list[bytes] = []
    size, blank = 0, True
    for line in stream:
        if line.startswith(_START) and blank:
            if lines:
                yield b"".join(lines)
            lines, size = [], 0
        elif size <= limit:
            lines.append(line[1:] if line.startswith(b">From ") else line)
            size += len(line)
        blank = not line.strip()
    if lines:
        yield b"".join(lines)


def _header(message: EmailMessage, name: str) -> str:
    return mend(" ".join(str(message.get(name, "")).split()))


def _sender(message: EmailMessage) -> str:
    name, address = parseaddr(_header(message, "from"))
    return name or address


def _day(message: EmailMessage) -> dt.date | None:
    try:
        return parsedate_to_datetime(str(message["date"])).date() if message["date"] else None
    except ValueError:
        return None
