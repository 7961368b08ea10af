"""Invitations read out of single sentences."""

from __future__ import annotations

import pytest

from dragoman.evaluation.examples import PUBLISHED, short
from dragoman.model import Story
from dragoman.reading.reader import Reader

CASES = [
    (
        "Peru's foreign minister said its president would not be able to accept Oman's invitation to the summit in Muscat.",
        ["invitation/gathering/declined OMN>PER"],
    ),
    (
        "The Peruvian president could not accept an invitation from Oman to the summit in Muscat.",
        ["invitation/gathering/declined OMN>PER"],
    ),
    (
        "The presidents of Peru and Kenya invited each other to visit their countries.",
        ["invitation/visit/extended PER>KEN", "invitation/visit/extended KEN>PER"],
    ),
    (
        "Tokayev and Aliyev invited each other to their capitals.",
        ["invitation/visit/extended KAZ>AZE", "invitation/visit/extended AZE>KAZ"],
    ),
    (
        "Peru and Chile host fairs. Both South American leaders have invited Macron to visit their countries.",
        ["invitation/visit/extended PER>FRA", "invitation/visit/extended CHL>FRA"],
    ),
    ("The Turkish president invited his Serbian counterpart to Ankara.", ["invitation/visit/extended TUR>SRB"]),
    (
        "Brazil invited the Indian prime minister to the climate summit in Belem.",
        ["invitation/gathering/extended BRA>IND"],
    ),
    ("Tokayev extended an invitation to the Finnish president.", ["invitation/visit/extended KAZ>FIN"]),
    ("The Ghanaian president received an invitation from China.", ["invitation/visit/extended CHN>GHA"]),
    ("Kyiv rejected an invitation from Moscow.", ["invitation/visit/declined RUS>UKR"]),
    (
        "The Indian prime minister accepted Canada's invitation to the summit in Alberta.",
        ["invitation/gathering/accepted CAN>IND"],
    ),
    ("Spain rescinded its invitation to the Israeli minister.", ["invitation/visit/extended! ESP>ISR"]),
    ("The Omani sultan visited Madrid at the invitation of the Spanish king.", []),
    ("France did not invite Russia to the summit.", ["invitation/gathering/extended! FRA>RUS"]),
    (
        "The presidents of Peru and Chile were invited by Spain to Seville.",
        ["invitation/visit/extended ESP>PER", "invitation/visit/extended ESP>CHL"],
    ),
    ("Uruguay renewed its invitation to the French president.", ["invitation/visit/extended URY>FRA"]),
    ("The mayor invited children to the town hall.", []),
    (
        "Mexico has not received a formal invitation to the summit from Canada.",
        ["invitation/gathering/extended! CAN>MEX"],
    ),
    (
        "South Africa has not been invited to next year's G20 summit in Miami, Trump said.",
        ["invitation/gathering/extended! USA>ZAF"],
    ),
    (
        "The Kyrgyz leader noted that Baku backs the plan and invited the Azerbaijani president to Osh.",
        ["invitation/visit/extended KGZ>AZE"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_invitation_of_sentence(reader: Reader, text: str, expected: list[str]) -> None:
    records = reader.read(Story.of(text, published=PUBLISHED)).records
    assert [short(r) for r in records if r.type == "invitation"] == expected
