"""Reprints: the same story under other publishers, found by the hash of its words or by MinHash over word shingles.

MinHash signatures estimate the Jaccard similarity of shingle sets (Broder 1997); banding them finds candidates
without comparing all pairs (locality-sensitive hashing, Indyk & Motwani 1998); the words of candidates are compared.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import cache, lru_cache
from itertools import chain
from typing import Any

import numpy as np

_Numbers = np.ndarray[Any, np.dtype[np.uint32]]

Hashes = np.ndarray[Any, np.dtype[np.uint64]]

_WORD = re.compile(r"\w+")
_SHINGLE = 3  # words
_PERMUTATIONS = 63
_BANDS = 21
_CANDIDATE = 0.4  # estimated Jaccard similarity from which the words themselves are compared
_SAME = 0.78  # share of the words of the shorter text that the other has in the same order
_AT_ONCE = 16  # texts: what is made of them stays in the cache of a processor
_COMPARED = 600  # words that are compared at most


def words_of(text: str) -> list[str]:
    """The words of a text in lower case."""
    return _WORD.findall(text.lower())


def content_hash(words: Sequence[str]) -> str:
    """Hash of the words of a text, whatever their case and spacing."""
    return hashlib.blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def signatures(texts: Sequence[Sequence[str]]) -> list[bytes]:
    """MinHash of the shingles of three words of each text, as bytes (63 numbers of 32 bits).

    The values are those of `datasketch.MinHash` of the same shingles; here those of many texts are computed at once.
    """
    found: list[bytes] = []
    for start in range(0, len(texts), _AT_ONCE):
        shingles, starts = _shingles(texts[start : start + _AT_ONCE])
        a, b = _permutations()
        permuted = _mixed(shingles)[:, None] * a
        permuted += b
        smallest = np.minimum.reduceat(permuted, starts, axis=0)
        found += [row.tobytes() for row in smallest.astype("<u4")]
    return found


@cache
def _permutations() -> tuple[_Numbers, _Numbers]:
    """Factors, all odd, and summands, drawn as datasketch draws those of its scheme "affine32" with seed 1.

    datasketch itself is not imported here: it brings SciPy, 60 MB in each worker of an archive.
    """
    chance = np.random.RandomState(1)
    odd = chance.randint(0, 1 << 31, _PERMUTATIONS, dtype=np.uint32) * np.uint32(2) + np.uint32(1)
    return odd, chance.randint(0, 1 << 32, _PERMUTATIONS, dtype=np.uint32)


def _mixed(numbers: _Numbers) -> _Numbers:
    """The finalizer of MurmurHash3 for 32 bits, which datasketch applies before its permutations."""
    numbers = (numbers ^ numbers >> np.uint32(16)) * np.uint32(0x85EBCA6B)
    numbers = (numbers ^ numbers >> np.uint32(13)) * np.uint32(0xC2B2AE35)
    return numbers ^ numbers >> np.uint32(16)


def _shingles(texts: Sequence[Sequence[str]]) -> tuple[_Numbers, np.ndarray[Any, np.dtype[np.intp]]]:
    """A hash of 32 bits of each three words in a row of all texts, and where the hashes of each text begin.

    A text of fewer words has one hash, of all of them.
    """
    told = [words or [""] for words in texts]
    lengths = np.array([len(words) for words in told])
    hashes = np.fromiter(map(_word_hash, chain.from_iterable(told)), np.uint32, lengths.sum())
    ends = np.cumsum(lengths)
    left = np.repeat(ends, lengths) - np.arange(len(hashes))  # words from each one to the end of its text
    first = left == np.repeat(lengths, lengths)
    rows = np.flatnonzero(first | (left >= _SHINGLE))
    found = np.zeros(len(rows), dtype=np.uint32)
    for k in range(_SHINGLE):
        longer = found * np.uint32(0x9E3779B1) + hashes[np.minimum(rows + k, len(hashes) - 1)]
        longer ^= longer >> np.uint32(15)
        found = np.where(left[rows] > k, longer, found)
    return found, np.flatnonzero(first[rows])


@lru_cache(maxsize=100_000)
def _word_hash(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


def bands(signatures: Sequence[bytes]) -> Hashes:
    """A hash of 64 bits of each band (columns) of each signature (rows): stories that share one are compared."""
    numbers = np.frombuffer(b"".join(signatures), "<u4").reshape(-1, _BANDS, _PERMUTATIONS // _BANDS).astype(np.uint64)
    found = np.arange(_BANDS, dtype=np.uint64)[None, :]
    for k in range(numbers.shape[2]):
        found = (found ^ numbers[:, :, k]) * np.uint64(0x9E3779B97F4A7C15)
        found ^= found >> np.uint64(32)
    return found


def are_candidates(one: bytes, two: bytes) -> bool:
    """Whether two signatures are alike enough to compare the texts."""
    return similarity(one, two) >= _CANDIDATE


def similarity(one: bytes, two: bytes) -> float:
    """The estimated Jaccard similarity of two texts by their signatures."""
    return float(np.mean(np.frombuffer(one, "<u4") == np.frombuffer(two, "<u4")))


def is_reprint(one: str, two: str) -> bool:
    """Whether almost all words of the shorter text are in the other, in order, and no number was exchanged for another.

    Desks cut a story, change its dateline and its spelling; a new day or sum makes a new story of it.
    """
    a, b = words_of(one)[:_COMPARED], words_of(two)[:_COMPARED]
    same = SequenceMatcher(None, a, b, autojunk=False)
    if sum(block.size for block in same.get_matching_blocks()) < _SAME * min(len(a), len(b)):
        return False
    changes = ((a[i:j], b[k:m]) for tag, i, j, k, m in same.get_opcodes() if tag == "replace")
    return not any(_exchanged(_numbers(was), _numbers(becomes)) for was, becomes in changes)


def _exchanged(was: set[str], becomes: set[str]) -> bool:
    return bool(was and becomes and not was & becomes)


def _numbers(words: list[str]) -> set[str]:
    return {word for word in words if word.isdigit()}
