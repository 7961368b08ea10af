"""What an input holds: a text, a page, a document, mails, or a list of stories or of addresses."""

from __future__ import annotations

import re
from enum import Enum
from pathlib import PurePath

__all__ = ["MANY", "Kind", "kind_of", "kind_of_name"]


class Kind(Enum):
    """The kinds of input."""

    TEXT = "plain text"
    PAGE = "HTML page"
    LINES = "JSON lines"
    PDF = "PDF"
    DOCX = "Word document"
    MAIL = "mail"
    MBOX = "mailbox"
    TABLE = "CSV"
    WARC = "web archive"
    GDELT = "GDELT list of addresses"


MANY = frozenset({Kind.LINES, Kind.MBOX, Kind.TABLE, Kind.WARC, Kind.GDELT})
"""Kinds that hold any number of stories, and are read as a stream."""


_SUFFIXES = {
    ".txt": Kind.TEXT, ".text": Kind.TEXT, ".md": Kind.TEXT,
    ".html": Kind.PAGE, ".htm": Kind.PAGE, ".xhtml": Kind.PAGE,
    ".jsonl": Kind.LINES, ".ndjson": Kind.LINES,
    ".pdf": Kind.PDF, ".docx": Kind.DOCX, ".eml": Kind.MAIL, ".mbox": Kind.MBOX,
    ".csv": Kind.TABLE, ".tsv": Kind.TABLE, ".warc": Kind.WARC,
}  # fmt: skip
_CONTENT_TYPES = {
    "text/html": Kind.PAGE, "application/xhtml+xml": Kind.PAGE,
    "application/x-ndjson": Kind.LINES, "application/jsonl": Kind.LINES,
    "application/pdf": Kind.PDF, "text/csv": Kind.TABLE, "message/rfc822": Kind.MAIL, "application/warc": Kind.WARC,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": Kind.DOCX,
}  # fmt: skip
_ENDINGS = {
    ".gkg.csv": Kind.GDELT, ".mentions.csv": Kind.GDELT, ".gkg.csv.zip": Kind.GDELT, ".mentions.csv.zip": Kind.GDELT,
    ".warc.gz": Kind.WARC,
}  # fmt: skip
_SIGNATURES = {b"%PDF-": Kind.PDF, b"WARC/1.": Kind.WARC, b"From ": Kind.MBOX}
_OFFICE = (b"PK\x03\x04", b"[Content_Types].xml")
_PAGE = re.compile(
    rb"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_LINES = re.compile(rb'\s*\{\s*"')
_MAILBOX = re.compile(rb"From \S+ +(Mon|Tue|Wed|Thu|Fri|Sat|Sun) ")
_MARK = b"\xef\xbb\xbf"


def kind_of_name(name: str) -> Kind | None:
    """The kind that a file's name tells, if it does."""
    lower = name.lower()
    endings = (kind for ending, kind in _ENDINGS.items() if lower.endswith(ending))
    return next(endings, None) or _SUFFIXES.get(PurePath(lower).suffix)


def kind_of(name: str, head: bytes, content_type: str = "") -> Kind:
    """The kind told by the name or the content type, else by the first bytes."""
    if told := kind_of_name(name) or _CONTENT_TYPES.get(content_type):
        return told
    start = head.removeprefix(_MARK)
    if signed := next((kind for signature, kind in _SIGNATURES.items() if start.startswith(signature)), None):
        return signed if signed is not Kind.MBOX or _MAILBOX.match(start) else Kind.TEXT
    if start.startswith(_OFFICE[0]) and _OFFICE[1] in start:
        return Kind.DOCX
    if _PAGE.match(start):
        return Kind.PAGE
    return Kind.LINES if _LINES.match(start) else Kind.TEXT
