"""Which stories of a month print the words of an earlier one, by MinHash signatures in numpy.

Two stories are alike where their signatures say that seven in ten shingles are the same, and where no number stands
in each of them that the other lacks: a new day or sum makes a new story.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dragoman.reprints import bands, content_hash, signatures, words_of

__all__ = ["APART", "Print", "alike", "prints_of"]

APART = dt.timedelta(days=30)  # within which the same words are a reprint
_ALIKE = 0.7  # share of equal numbers of the signatures
_FEWEST_WORDS = 40  # of shorter texts only those of the same words are reprints
_NUMBERED = 600  # words in which numbers are looked for
_CROWD = 50  # neighbours before it that a story is compared with in each band


class Print(NamedTuple):
    """What is kept of a story to tell whether another prints it: in order of time, then of id and content."""

    published: dt.date | None
    id: str
    content: str
    shard: str
    ordinal: int
    minhash: bytes | None
    numbers: frozenset[str]

    @property
    def rank(self) -> tuple[bool, dt.date, str, str, str, int]:
        """Who printed first; without a day last."""
        day = self.published
        return (day is None, day or dt.date.max, self.id, self.content, self.shard, self.ordinal)


class Words(NamedTuple):
    """What is kept of the words of a text: their hash, their signature (none of a short text), their numbers."""

    content: str
    minhash: bytes | None
    numbers: list[str]


def prints_of(texts: Sequence[str]) -> list[Words]:
    """What is kept of the words of texts, a few dozen at a time."""
    told = [words_of(text) for text in texts]
    long = [words for words in told if len(words) > _FEWEST_WORDS]
    signed = iter(signatures(long)) if long else iter(())
    return [
        Words(content_hash(words), next(signed) if len(words) > _FEWEST_WORDS else None, _numbers(words))
        for words in told
    ]


def _numbers(words: Sequence[str]) -> list[str]:
    return sorted({word for word in words[:_NUMBERED] if word.isdigit()})


def alike(prints: Iterable[Print]) -> Iterator[tuple[Print, Print]]:
    """Pairs of an earlier story and one that prints the same words, from prints of any order."""
    ordered = sorted(prints, key=lambda p: p.rank)
    yield from _same_words(ordered)
    signed = [p for p in _firsts(ordered) if p.minhash is not None]
    if len(signed) < 2:
        return
    hashes = np.stack([np.frombuffer(p.minhash or b"", "<u4") for p in signed])
    pairs = _candidates(signed)
    for low in range(0, len(pairs), 100_000):
        chunk = pairs[low : low + 100_000]
        share = np.mean(hashes[chunk[:, 0]] == hashes[chunk[:, 1]], axis=1)
        for a, b in chunk[share >= _ALIKE]:
            if _near(signed[a], signed[b]) and _same_numbers(signed[a], signed[b]):
                yield signed[a], signed[b]


def _same_words(ordered: Sequence[Print]) -> Iterator[tuple[Print, Print]]:
    """Stories with the same words, each with the first of them that is near in time."""
    first: dict[str, Print] = {}
    for one in ordered:
        known = first.get(one.content)
        if known is not None and _near(known, one):
            yield known, one
        else:
            first[one.content] = one


def _firsts(ordered: Sequence[Print]) -> Iterator[Print]:
    """The stories that are not the very words of one before."""
    later = {(b.shard, b.ordinal) for _, b in _same_words(ordered)}
    return (one for one in ordered if (one.shard, one.ordinal) not in later)


def _candidates(signed: Sequence[Print]) -> npt.NDArray[np.int64]:
    """Pairs of places, the earlier first, that share a band; each once, sorted."""
    keys = bands([p.minhash or b"" for p in signed])
    found: list[npt.NDArray[np.int64]] = []
    for column in keys.T:
        order = np.argsort(column, kind="stable")
        for step in range(1, min(_CROWD, len(order) - 1) + 1):
            same = column[order[step:]] == column[order[:-step]]
            if not same.any():
                break
            found.append(np.stack([order[:-step][same], order[step:][same]], axis=1))
    if not found:
        return np.empty((0, 2), dtype=np.int64)
    return np.unique(np.concatenate(found), axis=0)


def _near(one: Print, two: Print) -> bool:
    if one.published is None or two.published is None:
        return one.published is two.published
    return abs(two.published - one.published) <= APART


def _same_numbers(one: Print, two: Print) -> bool:
    """Whether one of them has no number that the other lacks: a desk that cuts a story drops some."""
    return one.numbers <= two.numbers or two.numbers <= one.numbers
