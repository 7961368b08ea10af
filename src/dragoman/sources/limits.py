"""The limits of the settings on what is read."""

from __future__ import annotations

from typing import BinaryIO

from dragoman.errors import TooLargeError
from dragoman.settings import Settings

__all__ = ["read_within", "within"]


def within(text: str, where: str, settings: Settings) -> str:
    """`text`; TooLargeError where it is longer than a story may be."""
    if len(text) > settings.max_story_chars:
        raise TooLargeError.beyond(where, "DRAGOMAN_MAX_STORY_CHARS", settings.max_story_chars, "characters")
    return text


def read_within(stream: BinaryIO, where: str, settings: Settings) -> bytes:
    """All bytes of `stream`; TooLargeError where there are more than a file may have."""
    data = stream.read(settings.max_bytes + 1)
    if len(data) > settings.max_bytes:
        raise TooLargeError.beyond(where, "DRAGOMAN_MAX_BYTES", settings.max_bytes, "bytes")
    return data
