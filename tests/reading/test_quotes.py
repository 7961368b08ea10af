"""Quotations and who speaks them; readouts and who hands them on."""

from __future__ import annotations

import pytest

from dragoman.model import Story
from dragoman.reading.quotes import quotations
from dragoman.reading.reader import Reader
from dragoman.reading.relay import relays

QUOTED = [
    ('He said “yes” and "no".', ["“yes”", '"no"']),
    ("“Open to the end\nNext line", ["“Open to the end"]),
    ("No marks at all", []),
]


@pytest.mark.parametrize(("text", "expected"), QUOTED)
def test_quotations(text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b in quotations(text)] == expected


RELAYED = [
    ("The below is attributable to Spokesperson Ann Example:\nThe envoy met the king.\n", ["Spokesperson Ann Example"]),
    ("Briefing by the Presidential Spokesperson\n\nThe president met the envoy.", ["Presidential Spokesperson"]),
    ("The president met the envoy.", []),
]


@pytest.mark.parametrize(("text", "expected"), RELAYED)
def test_relays(text: str, expected: list[str]) -> None:
    assert [relay.text for relay in relays(text)] == expected


def test_a_bare_source_tells_the_sentence_before(reader: Reader) -> None:
    text = "The presidents of Uruguay and Chile met in Santiago on Monday. Uruguay's press service reported."
    records = reader.read(Story.of(text)).records
    assert [r.attribution for r in records if r.type == "contact"] == ["Uruguay's press service"]


def test_an_aside_is_the_storys_own_voice(reader: Reader) -> None:
    text = "Ghana's president said the road, which Ghana and Togo opened in May, would bring jobs."
    assert all(r.attribution is None for r in reader.read(Story.of(text)).records if r.type == "project")
