"""One self-contained HTML page: each story's text with coloured spans, its records beside it."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TextIO, get_args

from jinja2 import Environment, PackageLoader, StrictUndefined

from dragoman.exports.common import Pair, heading, kind_words, visible, who
from dragoman.exports.spans import Piece, pieces
from dragoman.model import Reading, RecordType, Story

__all__ = ["write"]


@dataclass(frozen=True)
class Chapter:
    """One story of the page; `anchor` begins the ids of its parts."""

    anchor: str
    heading: str
    story: Story
    reading: Reading
    pieces: Sequence[Piece]
    link: str | None


def write(pairs: Iterable[Pair], out: TextIO) -> None:
    """Write the page of all stories once the last is read."""
    chapters = [_chapter(number, story, reading) for number, (story, reading) in enumerate(pairs, 1)]
    counts = Counter(record.type for chapter in chapters for record in chapter.reading.records)
    types = [(name, counts[name]) for name in get_args(RecordType) if counts[name]]
    script = _environment().get_template("page.js").render()
    page = _environment().get_template("page.html")
    out.write(page.render(chapters=chapters, types=types, total=counts.total(), script_hash=_hash(script)))


def _chapter(number: int, story: Story, reading: Reading) -> Chapter:
    link = story.url if story.url and story.url.startswith(("https://", "http://")) else None
    return Chapter(f"s{number}", heading(story), story, reading, pieces(story.text, reading.records), link)


def _hash(script: str) -> str:
    """The hash by which the page's security policy lets its own script run, and no other."""
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("dragoman.exports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    environment.filters |= {"visible": visible, "words": kind_words, "who": who}
    return environment
