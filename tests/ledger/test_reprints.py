"""Reprints by their words."""

from __future__ import annotations

import pytest

from dragoman.ledger.reprints import content_hash, is_reprint, signature, similarity

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
    spaced = TEXT.upper().replace(" ", "  ")
    assert content_hash(spaced) == content_hash(TEXT)
    assert similarity(signature(spaced), signature(TEXT)) == 1
    assert content_hash("") != content_hash(TEXT)
    assert similarity(signature(""), signature(TEXT)) < 0.1
