"""RSS and Atom feeds: the stories that they announce."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import urljoin

import feedparser

from dragoman.errors import FormatError

__all__ = ["Announced", "announced"]


class Announced(NamedTuple):
    """A story that a feed announces: its address, its headline, the day it was published if the feed tells it."""

    url: str
    title: str
    published: dt.date | None


def announced(data: bytes, where: str) -> list[Announced]:
    """The stories of a feed, the oldest first; FormatError where it is none."""
    found = feedparser.parse(data, response_headers={"content-location": where})
    if not found.version and not found.entries:
        raise FormatError(where, "is no RSS or Atom feed", "Check the address of the feed")
    return sorted(_announced(found.entries, where), key=lambda a: a.published or dt.date.max)


def _announced(entries: list[Any], where: str) -> Iterator[Announced]:
    for entry in entries:
        link = entry.get("link")
        if isinstance(link, str) and (url := urljoin(where, link)).startswith(("http://", "https://")):
            yield Announced(url, " ".join(str(entry.get("title", "")).split()), _day(entry))


def _day(entry: Any) -> dt.date | None:
    told = entry.get("published_parsed") or entry.get("updated_parsed")
    try:
        return dt.date(*told[:3]) if told else None
    except (TypeError, ValueError):
        return None
