"""Reprints: the same story under other publishers, found by the hash of its words or by MinHash over word shingles.

MinHash signatures estimate the Jaccard similarity of shingle sets (Broder 1997); banding them finds candidates
without comparing all pairs (locality-sensitive hashing, Indyk & Motwani 1998); the words of candidates are compared.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache

import numpy as np
from datasketch import MinHash

_WORD = re.compile(r"\w+")
_SHINGLE = 3  # words
_PERMUTATIONS = 63
_BANDS = 21
_CANDIDATE = 0.4  # estimated Jaccard similarity from which the words themselves are compared
_SAME = 0.78  # share of the words of the shorter text that the other has in the same order
_COMPARED = 600  # words that are compared at most


def content_hash(text: str) -> str:
    """Hash of the words of a text, whatever their case and spacing."""
    return hashlib.blake2b(" ".join(_words(text)).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def signature(text: str) -> bytes:
    """MinHash of the text's shingles of three words, as bytes (63 numbers of 32 bits)."""
    minhash = _empty().copy()
    minhash.update_batch(_shingles(_words(text)).tolist())
    return bytes(minhash.hashvalues.astype("<u4").tobytes())


@cache
def _empty() -> MinHash:
    return MinHash(num_perm=_PERMUTATIONS, seed=1, hashfunc=int, scheme="affine32")


def _shingles(words: list[str]) -> np.ndarray[tuple[int], np.dtype[np.uint32]]:
    """A hash of 32 bits of each three words in a row."""
    hashes = np.array([zlib.crc32(w.encode("utf-8", "surrogatepass")) for w in words], dtype=np.uint32)
    rows = max(1, len(words) - _SHINGLE + 1)
    found = np.zeros(rows, dtype=np.uint32)
    for k in range(min(_SHINGLE, len(words))):
        found = found * np.uint32(0x9E3779B1) + hashes[k : k + rows]
        found ^= found >> np.uint32(15)
    return np.unique(found)


def bands(signature: bytes) -> Iterator[int]:
    """The bands of a signature as signed numbers of 64 bits: stories that share one are compared."""
    width = len(signature) // _BANDS
    for number in range(_BANDS):
        key = bytes([number]) + signature[number * width : (number + 1) * width]
        yield int.from_bytes(hashlib.blake2b(key, digest_size=8).digest(), "big", signed=True)


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
    a, b = _words(one)[:_COMPARED], _words(two)[:_COMPARED]
    same = SequenceMatcher(None, a, b, autojunk=False)
    if sum(block.size for block in same.get_matching_blocks()) < _SAME * min(len(a), len(b)):
        return False
    changes = ((a[i:j], b[k:m]) for tag, i, j, k, m in same.get_opcodes() if tag == "replace")
    return not any(_exchanged(_numbers(was), _numbers(becomes)) for was, becomes in changes)


def _exchanged(was: set[str], becomes: set[str]) -> bool:
    return bool(was and becomes and not was & becomes)


def _numbers(words: list[str]) -> set[str]:
    return {word for word in words if word.isdigit()}


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())
