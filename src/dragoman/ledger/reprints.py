"""Reprints: the same story under other publishers, found by the hash of its words or by MinHash over word shingles.

MinHash signatures estimate the Jaccard similarity of shingle sets (Broder 1997); banding them finds candidates
without comparing all pairs (locality-sensitive hashing, Indyk & Motwani 1998).
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterator

import numpy as np
from datasketch import MinHash

_WORD = re.compile(r"\w+")
_SHINGLE = 4  # words
_PERMUTATIONS = 64
_BANDS = 16
THRESHOLD = 0.7
"""Estimated Jaccard similarity from which two stories are one and its reprint."""


def content_hash(text: str) -> str:
    """Hash of the words of a text, whatever their case and spacing."""
    return hashlib.blake2b(" ".join(_words(text)).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def signature(text: str) -> bytes:
    """MinHash of the text's shingles of four words, as bytes (64 numbers of 32 bits)."""
    minhash = MinHash(num_perm=_PERMUTATIONS, seed=1, hashfunc=int)
    minhash.update_batch(_shingles(_words(text)).tolist())
    return bytes(minhash.hashvalues.astype("<u4").tobytes())


def _shingles(words: list[str]) -> np.ndarray[tuple[int], np.dtype[np.uint32]]:
    """A hash of 32 bits of each four words in a row."""
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


def similarity(one: bytes, two: bytes) -> float:
    """The estimated Jaccard similarity of two texts by their signatures."""
    return float(np.mean(np.frombuffer(one, "<u4") == np.frombuffer(two, "<u4")))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())
