"""Reprints: the same story under other publishers, found by the hash of its words or by MinHash over word shingles.

MinHash signatures estimate the Jaccard similarity of shingle sets (Broder 1997); banding them finds candidates
without comparing all pairs (locality-sensitive hashing, Indyk & Motwani 1998).
"""

from __future__ import annotations

import hashlib
import re
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
    return hashlib.sha256(" ".join(_words(text)).encode("utf-8", "surrogatepass")).hexdigest()


def signature(text: str) -> MinHash:
    """MinHash of the text's shingles of four words."""
    words = _words(text)
    shingles = {" ".join(words[i : i + _SHINGLE]) for i in range(max(1, len(words) - _SHINGLE + 1))}
    minhash = MinHash(num_perm=_PERMUTATIONS, seed=1)
    minhash.update_batch([s.encode("utf-8", "surrogatepass") for s in sorted(shingles)])
    return minhash


def bands(minhash: MinHash) -> Iterator[tuple[int, str]]:
    """The bands of a signature: stories that share one are compared."""
    for number, values in enumerate(np.split(minhash.hashvalues, _BANDS)):
        yield number, hashlib.blake2b(values.tobytes(), digest_size=8).hexdigest()


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]
