"""Persons named beside those who act."""

import datetime as dt

import pytest

from dragoman.model import Story
from dragoman.reading.reader import Reader


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("Peruvian Foreign Minister Elmer Schialer received a Finnish delegation led by Foreign Minister Elina Valtonen.",
         ("Elmer Schialer", "Elina Valtonen")),
        ("The Libyan navy blamed Malta for the collision, its spokesman, Ayoub Qassem, saying the ship had turned.",
         ("Ayoub Qassem",)),
        ("Peruvian President Dina Boluarte praised Finland. Finnish President Alexander Stubb has accepted her invitation "
         "to visit Lima in May.", ("Alexander Stubb",)),
    ],
)  # fmt: skip
def test_persons(reader: Reader, text: str, persons: tuple[str, ...]) -> None:
    story = Story(id="t", title="", publisher="", language="en", published=dt.date(2025, 9, 12), text=text)
    assert reader.read(story).records[-1].persons == persons
