"""Lists of names that the parser takes apart."""

from __future__ import annotations

import datetime as dt

import pytest

from dragoman.evaluation.examples import short
from dragoman.model import Story
from dragoman.reading.reader import Reader

PUBLISHED = dt.date(2025, 12, 24)
CASES = [
    ("Mali, Burkina Faso and Niger signed a mutual defence pact.", "agreement/treaty/signed BFA MLI NER"),
    (
        "Russia and North Korea's strategic partnership treaty came into force on Dec. 4.",
        "agreement/treaty/in_force PRK RUS",
    ),
    (
        "Abiy and Somali President Hassan Sheikh Mohamud signed a joint declaration.",
        "agreement/statement/signed ETH SOM",
    ),
    (
        "A truce was struck in July between acting Thai prime minister Phumtham Wechayachai and Hun Manet.",
        "agreement/ceasefire/agreed KHM THA",
    ),
    ("Chile and Peru inked an accord, with Spain acting as guarantor.", "agreement/treaty/signed CHL PER"),
    ("Sudan and Chad signed the Doha agreement.", "agreement/treaty/signed SDN TCD"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_lists_of_names(reader: Reader, text: str, expected: str) -> None:
    records = reader.read(Story.of(text, published=PUBLISHED)).records
    assert [short(r) for r in records if r.type == "agreement"] == [expected]
