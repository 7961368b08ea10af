"""A text cut at the ends of all evidence, so that spans may overlap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from dragoman.model import Record

__all__ = ["Piece", "pieces"]


@dataclass(frozen=True)
class Piece:
    """A stretch of text; `records`, `starts` and `ends` are numbers (from 1) of records it belongs to, that begin
    or end with it; `colour` is the type of the record with the shortest evidence."""

    text: str
    records: tuple[int, ...] = ()
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    colour: str = ""


def pieces(text: str, records: Sequence[Record]) -> list[Piece]:
    """The pieces of `text`, which joined give it again."""
    spans = [(r.evidence.start, r.evidence.end) for r in records]
    cuts = sorted({0, len(text), *(cut for span in spans for cut in span)})
    return [_piece(text, start, end, records) for start, end in pairwise(cuts)]


def _piece(text: str, start: int, end: int, records: Sequence[Record]) -> Piece:
    here = [(n, r) for n, r in enumerate(records, 1) if r.evidence.start <= start and end <= r.evidence.end]
    shortest = min(here, key=lambda pair: pair[1].evidence.end - pair[1].evidence.start, default=None)
    return Piece(
        text[start:end],
        tuple(n for n, _ in here),
        tuple(n for n, r in here if r.evidence.start == start),
        tuple(n for n, r in here if r.evidence.end == end),
        shortest[1].type if shortest else "",
    )
