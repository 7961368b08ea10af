"""Dragoman reads news about relations between states into records that quote their evidence.

>>> import dragoman
>>> reading = dragoman.read("Kazakhstan's president visited Uzbekistan on Monday.", published="2025-12-24")
>>> reading.records[0].evidence.quote  # doctest: +SKIP

`Reader` is loaded once and reads many stories; `read` keeps one for the process.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from dragoman.errors import DragomanError
    from dragoman.model import Amount, Evidence, Mention, Problem, Reading, Record, Story
    from dragoman.reading.reader import Reader

__version__ = "0.1.0"
__all__ = [
    "Amount",
    "DragomanError",
    "Evidence",
    "Mention",
    "Problem",
    "Reader",
    "Reading",
    "Record",
    "Story",
    "__version__",
    "read",
]

_HOMES = dict.fromkeys(("Amount", "Evidence", "Mention", "Problem", "Reading", "Record", "Story"), "dragoman.model")
_HOMES |= {"DragomanError": "dragoman.errors", "Reader": "dragoman.reading.reader"}


def read(text: str, *, published: str | dt.date | None = None, title: str = "", language: str = "en") -> Reading:
    """Read one story; without `published` (ISO date) no relative date resolves.

    ValueError where `published` is no date, ModelError where no language model is installed.
    """
    from dragoman.model import Story
    from dragoman.sources.dates import as_date
    from dragoman.sources.text import mend

    day = as_date(published) if isinstance(published, str) else published
    return _reader().read(Story.of(mend(text), title=mend(title), published=day, language=language))


@cache
def _reader() -> Reader:
    from dragoman.reading.reader import Reader

    return Reader()


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'dragoman' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
