"""Which predicted record tells which gold record, and in what they agree.

*Found*: the same type, half or more of the parties shared, and evidence that overlaps (or the same kind and
the same parties, where a story tells a fact twice). *Right*: found, and agreeing in kind, parties, direction,
stage and negation, so that nobody would have to correct it before filing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.evaluation.gold import Filed
from dragoman.model import DIRECTED

__all__ = ["agreement", "is_right", "matched"]

_SHARED = 0.5
_LONG_WORD = 3


def matched(gold: Sequence[Filed], predicted: Sequence[Filed], text: str) -> list[tuple[int, int]]:
    """Pairs of places in `gold` and `predicted`, each used once, the best pairs first."""
    ranked = sorted((-worth, i, j) for worth, i, j in _candidates(gold, predicted, text))
    pairs: list[tuple[int, int]] = []
    for _, i, j in ranked:
        if all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    return pairs


def is_right(gold: Filed, predicted: Filed) -> bool:
    """Whether a found record could be filed without a correction."""
    one, other = ((r.kind, r.parties, r.stage, r.negated) for r in (gold, predicted))
    return one == other and _same_way(gold, predicted)


def agreement(gold: Filed, predicted: Filed) -> dict[str, bool]:
    """Whether each field of a found pair agrees: those every record has, and those that the gold fills."""
    return dict(_always(gold, predicted)) | dict(_where_told(gold, predicted))


def _candidates(gold: Sequence[Filed], predicted: Sequence[Filed], text: str) -> Iterator[tuple[float, int, int]]:
    for i, g in enumerate(gold):
        for j, p in enumerate(predicted):
            if g.type == p.type and (worth := _worth(g, p, text)) is not None:
                yield worth, i, j


def _worth(gold: Filed, predicted: Filed, text: str) -> float | None:
    """How good a pair is; None where the two do not tell one fact."""
    shared = _overlap(gold.parties, predicted.parties)
    near = _touch(gold.span(text), predicted.span(text))
    same_kind = gold.kind == predicted.kind
    if shared < _SHARED or not (near or (same_kind and shared == 1.0)):
        return None
    worth = 3 * is_right(gold, predicted) + 2 * shared + same_kind + near + (gold.stage == predicted.stage)
    return worth + (0.5 * (gold.date == predicted.date) + 0.5 * _overlap(gold.persons, predicted.persons))


def _always(gold: Filed, predicted: Filed) -> Iterator[tuple[str, bool]]:
    yield "kind", gold.kind == predicted.kind
    yield "parties", gold.parties == predicted.parties
    yield "stage", gold.stage == predicted.stage
    yield "negated", gold.negated == predicted.negated
    yield "date", gold.date == predicted.date
    neither = not gold.attribution and not predicted.attribution
    yield "attribution", neither or bool(_words(gold.attribution) & _words(predicted.attribution))


def _where_told(gold: Filed, predicted: Filed) -> Iterator[tuple[str, bool]]:
    if gold.type in DIRECTED:
        yield "direction", _same_way(gold, predicted)
    if gold.persons:
        yield "persons", gold.persons == predicted.persons
    if gold.place:
        yield "place", bool(_words(gold.place) & _words(predicted.place))
    if gold.name:
        yield "name", _overlap(_words(gold.name), _words(predicted.name)) >= _SHARED
    if gold.sectors:
        yield "sectors", gold.sectors == predicted.sectors
    if gold.amount:
        told, found = gold.amount, predicted.amount
        yield "amount", (told.min, told.currency) == ((found.min, found.currency) if found else (None, None))


def _same_way(gold: Filed, predicted: Filed) -> bool:
    if gold.type not in DIRECTED:
        return True
    return (gold.actor, gold.recipient) == (predicted.actor, predicted.recipient)


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """The shared part of two sets, 0 to 1; two empty sets are the same."""
    return len(one & other) / len(one | other) if one | other else 1.0


def _touch(one: tuple[int, int] | None, other: tuple[int, int] | None) -> bool:
    return one is not None and other is not None and one[0] < other[1] and other[0] < one[1]


def _words(text: str | None) -> frozenset[str]:
    spaced = "".join(c if c.isalnum() else " " for c in (text or "").lower())
    return frozenset(word for word in spaced.split() if len(word) >= _LONG_WORD)
