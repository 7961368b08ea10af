"""HTML pages: main text, title, site and date, found by trafilatura."""

from __future__ import annotations

import datetime as dt
import re

from trafilatura import bare_extraction
from trafilatura.settings import Document

from dragoman.errors import FormatError
from dragoman.model import Story
from dragoman.sources.dates import as_date
from dragoman.sources.text import decode, mend

__all__ = ["read_page"]

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_LANGUAGE = re.compile(r"<html[^>]{0,500}?\blang\s*=\s*[\"']?([a-zA-Z]{2})\b", re.IGNORECASE)
_HEAD = 4096
_FEWEST_WORDS = 10
_SENTENCE_END = re.compile(r"[.!?…。؟।]")


def read_page(
    data: bytes, where: str, published: dt.date | None = None, url: str | None = None, charset: str | None = None
) -> Story:
    """The article of an HTML page; `published` goes before the date that the page tells.

    FormatError where the page holds no article.
    """
    meta = _CHARSET.search(data[:_HEAD])
    html = decode(data, where, charset or (meta[1].decode("ascii") if meta else None))
    found = _extract(html, url)
    text = found.text if found is not None else None
    if found is None or text is None or not _is_article(text):
        raise FormatError(where, "holds no article that could be found", "Give the text of the story instead")
    return Story.of(
        mend(text),
        title=mend(found.title or ""),
        publisher=mend(found.sitename or found.hostname or ""),
        language=_language(html),
        published=published or _day(found.date),
        url=url or where,
    )


def _extract(html: str, url: str | None) -> Document | None:
    """What trafilatura finds; its date only where the page's own markup or address tells one."""
    dates = {"extensive_search": False, "original_date": True}
    found = bare_extraction(
        html, url=url, with_metadata=True, include_comments=False, include_tables=False, date_extraction_params=dates
    )
    return found if isinstance(found, Document) else None


def _is_article(text: str) -> bool:
    """Whether text holds a sentence, and is not only names of pages and links."""
    return len(text.split()) >= _FEWEST_WORDS and _SENTENCE_END.search(text) is not None


def _language(html: str) -> str:
    told = _LANGUAGE.search(html[:_HEAD])
    return told[1].lower() if told else "en"


def _day(told: str | None) -> dt.date | None:
    try:
        return as_date(told) if told else None
    except ValueError:
        return None
