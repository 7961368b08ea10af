"""What an input holds: plain text, an HTML page, or JSON lines."""

from __future__ import annotations

import re
from enum import Enum
from pathlib import PurePath

__all__ = ["Kind", "kind_of", "kind_of_name"]


class Kind(Enum):
    """The three kinds of input."""

    TEXT = "plain text"
    PAGE = "HTML page"
    LINES = "JSON lines"


_SUFFIXES = {
    ".txt": Kind.TEXT, ".text": Kind.TEXT, ".md": Kind.TEXT,
    ".html": Kind.PAGE, ".htm": Kind.PAGE, ".xhtml": Kind.PAGE,
    ".jsonl": Kind.LINES, ".ndjson": Kind.LINES,
}  # fmt: skip
_CONTENT_TYPES = {
    "text/html": Kind.PAGE, "application/xhtml+xml": Kind.PAGE,
    "application/x-ndjson": Kind.LINES, "application/jsonl": Kind.LINES,
}  # fmt: skip
_PAGE = re.compile(
    rb"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_LINES = re.compile(rb'\s*\{\s*"')
_MARK = b"\xef\xbb\xbf"


def kind_of_name(name: str) -> Kind | None:
    """The kind that a file's name tells, if it does."""
    return _SUFFIXES.get(PurePath(name).suffix.lower())


def kind_of(name: str, head: bytes, content_type: str = "") -> Kind:
    """The kind told by the name or the content type, else by the first bytes."""
    if told := kind_of_name(name) or _CONTENT_TYPES.get(content_type):
        return told
    start = head.removeprefix(_MARK)
    if _PAGE.match(start):
        return Kind.PAGE
    return Kind.LINES if _LINES.match(start) else Kind.TEXT
