"""The confusion matrix of event types as a picture (SVG)."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.evaluation.events import NOTHING, TYPES, EventScores

__all__ = ["svg"]

_CELL, _LEFT, _TOP = 34, 110, 110
_STYLE = "text{font:12px sans-serif;fill:#222}.n{text-anchor:middle}.r{text-anchor:end}"


def svg(scores: EventScores) -> str:
    """Rows are the types that sentences tell, columns those that they are given."""
    width = _LEFT + _CELL * (len(TYPES) + 1) + 20
    height = _TOP + _CELL * len(TYPES) + 40
    body = "\n".join((*_labels(), *_cells(scores)))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-label="Confusion matrix of event types">\n<style>{_STYLE}</style>\n'
        f'<rect width="100%" height="100%" fill="#fff"/>\n{body}\n'
        f'<text x="{_LEFT}" y="{height - 12}">rows: the type of the sentence; columns: the type of its first event</text>\n'
        "</svg>\n"
    )


def _labels() -> Iterator[str]:
    for i, name in enumerate((*TYPES, NOTHING)):
        x, y = _LEFT + _CELL * i + _CELL // 2 + 4, _TOP - 8
        yield f'<text transform="translate({x},{y}) rotate(-60)">{name}</text>'
    for i, name in enumerate(TYPES):
        yield f'<text class="r" x="{_LEFT - 8}" y="{_TOP + _CELL * i + 22}">{name}</text>'


def _cells(scores: EventScores) -> Iterator[str]:
    for row, wanted in enumerate(TYPES):
        for column, given in enumerate((*TYPES, NOTHING)):
            count = scores.confusion[wanted, given]
            x, y = _LEFT + _CELL * column, _TOP + _CELL * row
            share = count / scores.by_type[wanted].wanted if count else 0.0
            colour = "46,125,50" if wanted == given else "198,40,40"
            fill = f"rgba({colour},{0.15 + 0.75 * share:.2f})" if count else "#f7f7f7"
            yield f'<rect x="{x}" y="{y}" width="{_CELL - 2}" height="{_CELL - 2}" fill="{fill}"/>'
            if count:
                yield f'<text class="n" x="{x + _CELL // 2 - 1}" y="{y + 21}">{count}</text>'
