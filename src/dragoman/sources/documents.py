"""PDF and Word documents: their text, with the lines of a printed page put together again."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator
from typing import Any
from zipfile import BadZipFile

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from dragoman.errors import FormatError
from dragoman.model import Story
from dragoman.sources.text import mend

__all__ = ["read_docx", "read_pdf", "unwrap"]

_HYPHEN = re.compile(r"(?<=[a-z])-\n(?=[a-z])")
_FULL = 0.75  # a line at least so long, measured by the longest, goes on in the next


def read_pdf(data: bytes, where: str, published: dt.date | None = None, url: str | None = None) -> Story:
    """The text of a PDF; FormatError where it is none, is locked, or holds pictures of text only."""
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise FormatError(where, "is locked with a password", "Save it without one")
        pages = [page.extract_text() for page in reader.pages]
        title = str((reader.metadata.title if reader.metadata else None) or "")
    except (PyPdfError, ValueError, KeyError, TypeError, NotImplementedError, OSError) as error:
        raise FormatError(
            where, f"is no PDF that can be read ({error})", "Give the text of the story instead"
        ) from error
    text = "\n\n".join(unwrap(page) for page in pages if page.strip())
    return _story(text, title, where, published, url, "holds no text (a scan, perhaps)")


def read_docx(data: bytes, where: str, published: dt.date | None = None, url: str | None = None) -> Story:
    """The paragraphs of a Word document; FormatError where it is none or empty."""
    try:
        document = Document(io.BytesIO(data))
    except (PackageNotFoundError, BadZipFile, ValueError, KeyError, OSError) as error:
        raise FormatError(
            where, "is no Word document that can be read", "Give the text of the story instead"
        ) from error
    told = (p.text.strip() for p in _paragraphs(document))
    text = "\n\n".join(filter(None, told))
    return _story(text, document.core_properties.title or "", where, published, url, "holds no text")


def _paragraphs(document: Any) -> Iterator[Any]:
    """The paragraphs of a document in their order, those of its tables row by row."""
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            yield from (p for row in block.rows for cell in row.cells for p in cell.paragraphs)
        else:
            yield block


def unwrap(page: str) -> str:
    """Paragraphs out of the lines of a page: a line that fills it goes on in the next one."""
    lines = [line.strip() for line in _HYPHEN.sub("", page).splitlines()]
    longest = max(map(len, lines), default=0)
    paragraphs = [""]
    goes_on = False
    for line in lines:
        if line and goes_on:
            paragraphs[-1] += f" {line}"
        elif line:
            paragraphs.append(line)
        goes_on = len(line) >= _FULL * longest
    return "\n\n".join(p for p in paragraphs if p)


def _story(text: str, title: str, where: str, published: dt.date | None, url: str | None, empty: str) -> Story:
    if not text.strip():
        raise FormatError(where, empty, "Give the text of the story instead")
    return Story.of(mend(text), title=mend(title.strip()), published=published, url=url or where)
