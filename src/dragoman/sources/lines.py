"""JSON lines of stories: `id`, `title`, `publisher`, `language`, `published`, `text`, `url`; others are ignored."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from dragoman.errors import FormatError, SourceError, TooLargeError
from dragoman.model import Story
from dragoman.settings import Settings
from dragoman.sources.dates import as_date
from dragoman.sources.limits import within
from dragoman.sources.text import mend

__all__ = ["read_lines", "story_of"]

_JSON_NAMES: dict[type, str] = {
    dict: "an object", list: "a list", str: "a string", int: "a number", float: "a number", bool: "true or false",
    type(None): "null",
}  # fmt: skip
_STRINGS = ("id", "title", "publisher", "language", "url")


def read_lines(
    stream: BinaryIO, name: str, settings: Settings, published: dt.date | None = None
) -> Iterator[Story | SourceError]:
    """One story a line, or the error that kept it (or its date) from being read, in the order of the lines.

    `published` is the date of the stories that tell none.
    """
    for number, line in enumerate(_lines(stream, settings.max_bytes), 1):
        where = f"{name}:{number}"
        try:
            if len(line) > settings.max_bytes:
                raise TooLargeError.beyond(where, "DRAGOMAN_MAX_BYTES", settings.max_bytes, "bytes")
            if line.strip():
                yield from story_of(_object(line, where), where, settings, published)
        except SourceError as error:
            yield error


def _lines(stream: BinaryIO, limit: int) -> Iterator[bytes]:
    """The lines of `stream`; of one longer than `limit` bytes only its first `limit` + 1."""
    while line := stream.readline(limit + 1):
        rest = line
        while len(rest) > limit and not rest.endswith(b"\n"):
            rest = stream.readline(limit + 1)
        yield line


def _object(line: bytes, where: str) -> Mapping[str, object]:
    try:
        value = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise FormatError(
            where, f"is not UTF-8 ({error.reason} at byte {error.start})", "Convert it to UTF-8"
        ) from error
    except json.JSONDecodeError as error:
        what = f"is no JSON ({error.msg} at character {error.pos + 1})"
        raise FormatError(where, what, "Give one JSON object a line") from error
    except (ValueError, RecursionError) as error:
        raise FormatError(where, f"is no JSON that can be read ({error})", "Give one JSON object a line") from error
    if not isinstance(value, dict):
        raise FormatError(where, f"is {_json_name(value)}, no JSON object", 'Give lines like {"text": "…"}')
    return value


def story_of(
    value: Mapping[str, object], where: str, settings: Settings, published: dt.date | None
) -> Iterator[Story | SourceError]:
    """The story of an object with its fields, after the error of its date if it tells one that is none."""
    text = _text(value, where)
    within(text, where, settings)
    fields: dict[str, object] = {key: found for key in _STRINGS if (found := _string(value, key, where))}
    day = _day(value, where, published)
    if isinstance(day, SourceError):
        yield day
    else:
        fields["published"] = day
    yield Story.of(text, source=where, **fields)


def _text(value: Mapping[str, object], where: str) -> str:
    text = value.get("text")
    if text is None:
        raise FormatError(where, 'has no "text"', 'Give lines like {"text": "…"}')
    if not isinstance(text, str):
        raise FormatError(where, f'"text" is {_json_name(text)}, no string', "Give the story as a string")
    if not text.strip():
        raise FormatError(where, '"text" is empty', "Give the story as a string")
    return mend(text)


def _string(value: Mapping[str, object], key: str, where: str) -> str | None:
    found = value.get(key)
    if isinstance(found, int) and key == "id" and not isinstance(found, bool):
        return str(found)
    if found is not None and not isinstance(found, str):
        raise FormatError(where, f'"{key}" is {_json_name(found)}, no string', "Give a string or leave it out")
    return mend(found) if found else None


def _json_name(value: object) -> str:
    """What JSON calls a value, with its article."""
    return _JSON_NAMES[type(value)]


def _day(value: Mapping[str, object], where: str, published: dt.date | None) -> dt.date | SourceError | None:
    """The story's own date, else `published`; the error where it tells one that is none."""
    told = value.get("published")
    if told is None or told == "":
        return published
    try:
        return as_date(str(told))
    except ValueError as error:
        do = "The story is read without it, so that no relative date in it resolves"
        return FormatError(where, f'"published": {error}', do)
