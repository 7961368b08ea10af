"""What a clause leaves to the scene: its day, its town, the other side of a contact."""

from __future__ import annotations

import pytest

from dragoman.evaluation.examples import PUBLISHED, short
from dragoman.model import Story
from dragoman.reading.reader import Reader

DAYS = [
    (
        "The Peruvian and Cuban presidents met in Lima on Monday. Peru invited Cuba to the summit in Cusco.",
        "invitation",
        "2025-12-22",
    ),
    (
        "The Omani foreign minister arrived in Rabat on 20 December. He met the Moroccan king the next morning.",
        "meeting",
        "2025-12-21",
    ),
    ("Peru and Chile signed an action plan for 2026-2028.", "agreement", None),
    ("The Nepali premier, on his second visit to Dhaka since May, met the Bangladeshi president.", "meeting", None),
]


@pytest.mark.parametrize(("text", "fact", "date"), DAYS)
def test_day_of_the_occasion(reader: Reader, text: str, fact: str, date: str | None) -> None:
    records = reader.read(Story.of(text, published=PUBLISHED)).records
    found = [r.date for r in records if fact in (r.type, r.kind)]
    assert found
    assert set(found) == {date}


PLACES = [
    ("The Kenyan and Omani presidents held a meeting at State House, Nairobi, on Monday.", "State House, Nairobi"),
    ("The Sudanese president met the Turkish foreign minister in the Egyptian capital.", "Cairo"),
    ("The Finnish and Estonian premiers met in Hamina on Monday.", "Hamina"),
]


@pytest.mark.parametrize(("text", "place"), PLACES)
def test_town_of_a_meeting(reader: Reader, text: str, place: str) -> None:
    records = reader.read(Story.of(text, published=PUBLISHED)).records
    assert [r.place for r in records if r.kind == "meeting"] == [place]


SIDES = [
    (
        "The Kenyan president will visit Muscat in May, Oman said. Oman expects him to sign an accord with Kenya "
        "when he arrives.",
        ["contact/visit/planned KEN OMN"],
    ),
    (
        "Estonia accused Russia of a violation of its airspace. The Russian envoy was called in on Friday.",
        ["contact/meeting/held EST RUS"],
    ),
    ("The Malian president said the meeting had been useful.", []),
    ("The Thai premier spoke to lawmakers on Monday.", []),
    ("Ghana's footballers met Togo in Lome.", []),
]


@pytest.mark.parametrize(("text", "expected"), SIDES)
def test_the_other_side_of_a_contact(reader: Reader, text: str, expected: list[str]) -> None:
    records = reader.read(Story.of(text, published=PUBLISHED)).records
    assert [short(r) for r in records if r.type == "contact"] == expected


ANSWERS = [
    (
        "Malaysia invited the Peruvian president to the summit in Penang and he has accepted.",
        ["invitation/gathering/accepted MYS>PER"],
    ),
    (
        "The Bhutanese king will attend the summit in Delhi at the invitation of Modi.",
        ["invitation/gathering/accepted IND>BTN"],
    ),
    (
        "Putin will host a summit in Kazan, to which he has invited Xi Jinping.",
        ["invitation/gathering/extended RUS>CHN"],
    ),
    ("The Bhutanese king visited Delhi at the invitation of Modi.", []),
]


@pytest.mark.parametrize(("text", "expected"), ANSWERS)
def test_invitation_and_its_answer(reader: Reader, text: str, expected: list[str]) -> None:
    records = reader.read(Story.of(text, published=PUBLISHED)).records
    assert [short(r) for r in records if r.type == "invitation"] == expected


WHERE = [
    ("Tokayev met Costa in Brussels. The second EU-Turkey summit will be held there in May.", "summit", "Brussels"),
    ("Lavrov flew to Algiers and met his Algerian counterpart there.", "meeting", "Algiers"),
    ("The Japanese prime minister called on Beijing to lift its ban on seafood.", "call_for", None),
    ("Washington imposed sanctions on Moscow.", "sanction", None),
    ("Russian missiles struck Kharkiv overnight.", "military", "Kharkiv"),
    ("The Peruvian town of Cusco hosts the MERCOSUR summit on Monday.", "summit", "Cusco"),
    ("Kenya and Uganda signed an agreement on cooperation in Lake Victoria.", "treaty", None),
    ("The summit of leaders of the EU and Turkey in Izmir, organized by Greece, dealt with trade.", "summit", "Izmir"),
]


@pytest.mark.parametrize(("text", "kind", "place"), WHERE)
def test_where_it_was_and_not_whom_it_meant(reader: Reader, text: str, kind: str, place: str | None) -> None:
    records = reader.read(Story.of(text, published=PUBLISHED)).records
    assert [r.place for r in records if r.kind == kind][-1:] == [place]
