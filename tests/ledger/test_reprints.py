"""Reprints by their words."""

from __future__ import annotations

import numpy as np
import pytest
from datasketch import MinHash
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reprints import _shingles, bands, content_hash, is_reprint, signatures, similarity, words_of

TEXT = (
    "Ministers of both states opened the bridge on May 12 and promised to build another one further down the river. "
    "It cost 40 million dollars, twice what was planned, and took seven years. Lorries may use it from next week on."
)
CASES = [
    (TEXT, True),
    (f"HANOI, May 12 (Wire) -- {TEXT} (END)", True),
    (TEXT[: TEXT.index(" Lorries")], True),
    (TEXT.replace("dollars", "US dollars").replace("twice", "double"), True),
    (TEXT.replace("May 12", "June 3"), False),
    (TEXT.replace("40 million", "65 million"), False),
    (
        "The bridge that both states promised was opened, and ministers spoke of lorries, rivers, dollars and years.",
        False,
    ),
]


@pytest.mark.parametrize(("other", "same"), CASES)
def test_is_reprint(other: str, same: bool) -> None:
    assert is_reprint(TEXT, other) is same
    assert is_reprint(other, TEXT) is same


def test_hashes_and_signatures_are_those_of_the_words() -> None:
    text, spaced, nothing = words_of(TEXT), words_of(TEXT.upper().replace(" ", "  ")), words_of("")
    one, two, three = signatures([text, spaced, nothing])
    assert content_hash(spaced) == content_hash(text) != content_hash(nothing)
    assert similarity(one, two) == 1
    assert similarity(one, three) < 0.1
    assert signatures([]) == []


@given(st.lists(st.lists(st.text(alphabet="abcé 0", max_size=3), max_size=80), max_size=70))
def test_signatures_are_those_of_datasketch(texts: list[list[str]]) -> None:
    found = signatures(texts)
    for words, signature in zip(texts, found, strict=True):
        minhash = MinHash(num_perm=63, seed=1, hashfunc=int, scheme="affine32")
        minhash.update_batch(_shingles([words])[0].tolist())
        assert np.array_equal(np.frombuffer(signature, "<u4"), minhash.hashvalues)


def test_texts_share_bands_as_they_are_alike() -> None:
    """21 bands of 3 numbers: those of two texts are the same where all three numbers are."""
    (one, two, other) = bands(signatures([words_of(TEXT), words_of(f"{TEXT} More."), list("abcdefgh")]))
    assert 1 <= len(set(one.tolist()) & set(two.tolist())) < len(one) == 21
    assert not set(one.tolist()) & set(other.tolist())
