"""JSON lines of stories."""

import datetime as dt
import io
import json

import pytest

from dragoman.errors import FormatError, SourceError, TooLargeError
from dragoman.model import Story
from dragoman.settings import Settings
from dragoman.sources.lines import read_lines


def lines(*values: object, **settings: object) -> list[Story | SourceError]:
    raw = [v if isinstance(v, bytes) else json.dumps(v).encode() for v in values]
    return list(read_lines(io.BytesIO(b"\n".join(raw)), "s.jsonl", Settings(**settings)))  # type: ignore[arg-type]


def test_a_whole_story_and_fields_that_are_ignored() -> None:
    told = {"id": "x", "title": "T", "publisher": "P", "language": "fr", "published": "2025-12-24", "text": "Bonjour."}
    (story,) = lines({**told, "url": "https://example.org/a", "records": [1], "extra": {}})
    assert isinstance(story, Story)
    assert story.model_dump(mode="json") == {**told, "url": "https://example.org/a", "source": "s.jsonl:1"}


def test_a_story_without_id_has_one_derived_from_its_text() -> None:
    one, same, other = lines({"text": "One."}, {"text": "One."}, {"text": "Other."})
    assert isinstance(one, Story)
    assert isinstance(other, Story)
    assert isinstance(same, Story)
    assert one.id == same.id
    assert one.id != other.id


@pytest.mark.parametrize(
    ("line", "what"),
    [
        (b'{"text": "half', "no JSON"),
        (b"[1, 2]", "is a list, no JSON object"),
        (b"\xff\xfe{}", "not UTF-8"),
        (b'{"id": "a"}', 'has no "text"'),
        (b'{"text": null}', 'has no "text"'),
        (b'{"text": "  "}', "empty"),
        (b'{"text": 5}', '"text" is a number, no string'),
        (b'{"text": "T.", "title": ["x"]}', '"title" is a list'),
        (b'{"text": "T.", "id": true}', '"id" is true or false, no string'),
        (b"[" * 100_000, "no JSON"),
        (b'{"text": "T.", "n": ' + b"9" * 5000 + b"}", "no JSON"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_read(line: bytes, what: str) -> None:
    before, error, after = lines({"text": "Before."}, line, {"text": "After."})
    assert isinstance(before, Story)
    assert isinstance(after, Story)
    assert isinstance(error, FormatError)
    assert str(error).startswith("s.jsonl:2: ")
    assert what in str(error)


@pytest.mark.parametrize(("told", "day"), [("2025-12-24", "2025-12-24"), ("2025-12-24T23:30:00-05:00", "2025-12-24")])
def test_published(told: str, day: str) -> None:
    (story,) = lines({"text": "T.", "published": told})
    assert isinstance(story, Story)
    assert str(story.published) == day


@pytest.mark.parametrize("told", ["yesterday", "2025-13-45", 20251, "2025"])
def test_a_date_that_is_none_is_told_and_the_story_read_without(told: object) -> None:
    error, story = lines({"text": "T.", "published": told})
    assert isinstance(error, FormatError)
    assert str(told) in str(error)
    assert isinstance(story, Story)
    assert story.published is None


def test_the_given_date_fills_only_gaps() -> None:
    stream = io.BytesIO(b'{"text": "A."}\n{"text": "B.", "published": "2024-01-02"}')
    days = [s.published for s in read_lines(stream, "s", Settings(), dt.date(2025, 5, 5)) if isinstance(s, Story)]
    assert days == [dt.date(2025, 5, 5), dt.date(2024, 1, 2)]


def test_numbers_as_ids_blank_lines_mark_and_lone_surrogates() -> None:
    (story,) = lines(b"\xef\xbb\xbf" + rb'{"id": 7, "text": "a\ud800b"}', b"", b"   ")
    assert isinstance(story, Story)
    assert (story.id, story.text) == ("7", "a�b")


def test_long_lines_are_skipped_by_the_limits() -> None:
    long_line, long_text, fine = lines(
        {"text": "x" * 300}, {"text": "y" * 60}, {"text": "Fine."}, max_bytes=200, max_story_chars=50
    )
    assert isinstance(long_line, TooLargeError)
    assert "DRAGOMAN_MAX_BYTES" in str(long_line)
    assert isinstance(long_text, TooLargeError)
    assert "DRAGOMAN_MAX_STORY_CHARS" in str(long_text)
    assert isinstance(fine, Story)
