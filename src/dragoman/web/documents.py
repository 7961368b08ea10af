"""Documents that people hand in, as stories; nothing of them is kept but their text."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

from fastapi import HTTPException

from dragoman.errors import SourceError
from dragoman.model import Story
from dragoman.settings import load_settings
from dragoman.sources import stories

__all__ = ["MOST_BYTES", "told_in"]

MOST_BYTES = 10_000_000
_KINDS = frozenset({".txt", ".md", ".html", ".htm", ".pdf", ".docx", ".eml"})


def told_in(name: str, content: bytes, day: dt.date | None) -> Story:
    """The text of a document; HTTP 422 where it holds none, 413 where it is too large."""
    suffix = Path(name).suffix.lower()
    if len(content) > MOST_BYTES:
        raise HTTPException(413, f"{name}: is larger than {MOST_BYTES:,} bytes")
    if suffix not in _KINDS:
        raise HTTPException(422, f"{name}: is none of {', '.join(sorted(_KINDS))}")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"document{suffix}"
        path.write_bytes(content)
        for found in stories([str(path)], load_settings(), day):
            if isinstance(found, SourceError):
                raise HTTPException(422, f"{name}: {found.what}. {found.do}.")
            return found
    raise HTTPException(422, f"{name}: holds no text")
