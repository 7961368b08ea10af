"""A brief as Markdown: every sentence ends with the numbers of its evidence, as links to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dragoman.dossier.brief import Brief
from dragoman.dossier.citing import Source
from dragoman.dossier.points import Point
from dragoman.dossier.sections import Section
from dragoman.exports.briefs.parts import link, origin, rest, subtitle
from dragoman.exports.common import visible

__all__ = ["render"]

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&])")


def render(brief: Brief) -> bytes:
    """The brief as UTF-8."""
    return ("\n".join(_lines(brief)) + "\n").encode("utf-8", "replace")


def _lines(brief: Brief) -> Iterator[str]:
    yield f"# {_plain(brief.title)}"
    yield f"\n{subtitle(brief)}"
    for section in brief.sections:
        yield f"\n## {section.title}\n"
        yield from _section(section)
    yield "\n## Evidence\n"
    for source in brief.sources:
        yield _source(source)


def _section(section: Section) -> Iterator[str]:
    yield from (f"* {_point(point)}" for point in section.points)
    if section.rows:
        yield f"| {' | '.join(section.head)} | Evidence |"
        yield f"|{' --- |' * (len(section.head) + 1)}"
        for row in section.rows:
            yield f"| {' | '.join(map(_plain, row.cells))} | {_cites(row.cites)} |"
    if more := rest(section):
        yield f"\n{more}"


def _point(point: Point) -> str:
    return " ".join(f"{_plain(s.text)} {_cites(s.cites)}" for s in point.sentences)


def _cites(numbers: Sequence[int]) -> str:
    return " ".join(f"[\\[{n}\\]](#e{n})" for n in numbers)


def _source(source: Source) -> str:
    address = f" <{found}>" if (found := link(source)) else ""
    return f'{source.number}. <a id="e{source.number}"></a>“{_plain(source.quote)}” {_plain(origin(source))}.{address}'


def _plain(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", visible(text))
