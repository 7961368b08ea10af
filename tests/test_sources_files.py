"""Names to stories."""

import io
from pathlib import Path

import pytest

from dragoman.errors import FileError, SourceError, TooLargeError
from dragoman.model import Story
from dragoman.settings import Settings
from dragoman.sources import count, stories
from dragoman.sources.kinds import Kind, kind_of
from dragoman.sources.pages import read_page

PAGE = """<!doctype html><html lang="en"><head><title>Talks held in Vienna</title>
<meta property="article:published_time" content="2025-03-04T10:00:00Z">
<meta property="og:site_name" content="Daily"></head>
<body><nav><a href="/">Home</a><a href="/a">World</a></nav><article><h1>Talks held in Vienna</h1>
<p>The foreign ministers of Austria and Hungary met in Vienna on Tuesday and talked about the railway between them.</p>
<p>They will meet again in Budapest in June, when the two governments hope to sign an agreement on a new bridge.</p>
<p>The Austrian minister said that the talks had been held in a good spirit, and thanked his colleague for coming.</p>
</article><footer>All rights reserved.</footer></body></html>"""


def read(*names: object, **settings: object) -> list[Story | SourceError]:
    return list(stories(map(str, names), Settings(**settings)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "head", "content_type", "kind"),
    [
        ("a.txt", b"<html>", "", Kind.TEXT),
        ("a.HTM", b"text", "", Kind.PAGE),
        ("a.jsonl", b"", "", Kind.LINES),
        ("a", b'\xef\xbb\xbf {"id"', "", Kind.LINES),
        ("a", b"\n<!-- c --><!DOCTYPE html>", "", Kind.PAGE),
        ("a", b"{ not json", "", Kind.TEXT),
        ("", b"x", "text/html", Kind.PAGE),
        ("a", b"ASTANA -", "text/plain", Kind.TEXT),
    ],
)
def test_kinds(name: str, head: bytes, content_type: str, kind: Kind) -> None:
    assert kind_of(name, head, content_type) is kind


def test_a_page_gives_its_article_title_site_date_and_language() -> None:
    story = read_page(PAGE.encode(), "a.html")
    assert "Austria and Hungary met in Vienna" in story.text
    assert "All rights reserved" not in story.text
    assert (story.title, story.publisher, str(story.published)) == ("Talks held in Vienna", "Daily", "2025-03-04")
    assert story.language == "en"


def test_a_page_in_its_declared_encoding() -> None:
    page = PAGE.replace("<head>", '<head><meta charset="iso-8859-2">').replace("Budapest", "Győr")
    assert "Győr" in read_page(page.encode("iso-8859-2"), "a.html").text


@pytest.mark.parametrize("body", ["<nav><a href='/'>Home</a></nav>", "<a href='/a'>Link</a> " * 50, ""])
def test_a_page_without_article_is_an_error(tmp_path: Path, body: str) -> None:
    (tmp_path / "a.html").write_text(f"<html><body>{body}</body></html>")
    (error,) = read(tmp_path / "a.html")
    assert "holds no article" in str(error)


def test_a_directory_is_read_in_order_without_hidden_and_other_files(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("b.txt", "a.txt", "sub/c.jsonl", ".hidden.txt", "picture.png"):
        (tmp_path / name).write_text('{"text": "In c."}' if name.endswith("l") else f"In {name}.")
    found = read(tmp_path)
    assert [s.text for s in found if isinstance(s, Story)] == ["In a.txt.", "In b.txt.", "In c."]
    assert count([str(tmp_path)]) == 4 - 1


def test_one_bad_file_keeps_none_of_the_others_from_being_read(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("Good.")
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "none").mkdir()
    names = [tmp_path / "missing.txt", tmp_path / "empty.txt", tmp_path / "none", "x" * 5000, tmp_path / "good.txt"]
    *errors, good = read(*names)
    assert isinstance(good, Story)
    assert [type(error).__name__ for error in errors] == ["FileError", "FormatError", "FileError", "FileError"]
    assert all(str(name) in str(error) for name, error in zip(names, errors, strict=False))


def test_an_address_that_is_not_of_the_web_is_named_as_given() -> None:
    (error,) = read("ftp://example.org/a.txt")
    assert isinstance(error, FileError)
    assert str(error).startswith("ftp://example.org/a.txt: is an address that begins with ftp://.")


def test_limits_on_a_file_and_a_story(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("word " * 100)
    for setting in ("max_bytes", "max_story_chars"):
        (error,) = read(tmp_path / "a.txt", **{setting: 99})
        assert isinstance(error, TooLargeError)
        assert f"DRAGOMAN_{setting.upper()}" in str(error)


@pytest.mark.parametrize(
    ("data", "texts"), [(b"Plain.", ["Plain."]), (b'{"text": "A."}\n{"text": "B."}', ["A.", "B."])]
)
def test_standard_input(data: bytes, texts: list[str]) -> None:
    found = list(stories(["-"], Settings(), stdin=io.BytesIO(data)))
    assert [s.text for s in found if isinstance(s, Story)] == texts


def test_an_unreadable_file_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    (error,) = read(tmp_path / "a.txt")
    assert isinstance(error, FileError)
    assert "Permission denied" in str(error)
