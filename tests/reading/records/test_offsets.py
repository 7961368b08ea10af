"""Dates told by their distance from another, asides of other times, and sums told twice."""

from __future__ import annotations

import pytest

from dragoman.model import Story
from dragoman.reading.reader import Reader

CASES = [
    (
        "Chad shut its border on 20 December, two days after Cameroon had recalled its ambassador from N'Djamena.",
        "measure",
        "sanction",
        "2025-12-18",
    ),
    (
        "Peru sent a delegation to Chile in November 2024, five months after the two states had signed a trade agreement.",
        "agreement",
        "treaty",
        "2024-06",
    ),
    (
        "Kenya and Uganda agreed on 5 December to revive a plan for a railway to Kampala.",
        "project",
        "infrastructure",
        "2025-12-05",
    ),
    (
        "Congo, the world's largest cobalt producer, halted exports of the metal in February.",
        "resource",
        "producer",
        None,
    ),
]


@pytest.mark.parametrize(("text", "type_", "kind", "date"), CASES)
def test_dates(reader: Reader, text: str, type_: str, kind: str, date: str | None) -> None:
    records = reader.read(Story.of(text, published="2025-12-24")).records
    assert [r.date for r in records if (r.type, r.kind) == (type_, kind)] == [date]


def test_the_sum_in_brackets_is_a_gloss(reader: Reader) -> None:
    text = "Japan and Australia will set up a A$900 million ($585 million) fund for minerals."
    records = reader.read(Story.of(text, published="2025-12-24")).records
    assert [r.amount.currency for r in records if r.amount is not None] == ["AUD"]
