"""Mechanisms read out of single sentences of many regions, voices and tenses."""

from __future__ import annotations

import pytest

from dragoman.evaluation.examples import PUBLISHED, short
from dragoman.model import Story
from dragoman.reading.reader import Reader

CASES = [
    (
        "Modi met Japanese Prime Minister Sanae Takaichi in Tokyo. They agreed to set up a working group on steel.",
        ["mechanism/working_group/being_established IND JPN"],
    ),
    (
        "Modi met Japanese Prime Minister Sanae Takaichi in Tokyo. It was decided to form a working group on steel.",
        ["mechanism/working_group/being_established IND JPN"],
    ),
    (
        "Modi, who is in Kuala Lumpur, Malaysia, met Japanese Prime Minister Sanae Takaichi. "
        "The two leaders decided to create a fund for solar power.",
        ["mechanism/fund/being_established IND JPN"],
    ),
    (
        "Kenyan and Ugandan ministers agreed on the creation of a joint fund.",
        ["mechanism/fund/being_established KEN UGA"],
    ),
    (
        "Peru and Chile agreed to set up a joint commission on water.",
        ["mechanism/commission/being_established CHL PER"],
    ),
    ("A joint fund was created by Oman and India in 2010.", ["mechanism/fund/established IND OMN"]),
    ("Serbia opened an embassy in Accra on Monday.", ["mechanism/office/established GHA SRB"]),
    ("Denmark closed its embassy in Baghdad in 2024.", ["mechanism/office/dissolved DNK IRQ"]),
    ("Fiji will open a consulate in Auckland next year.", ["mechanism/office/being_established FJI NZL"]),
    ("Vietnam proposed a joint working group with Laos on railways.", ["mechanism/working_group/proposed LAO VNM"]),
    (
        "The establishment of a Saudi-Pakistani business council was announced in Riyadh.",
        ["mechanism/council/established PAK SAU"],
    ),
    ("Canada and Ukraine launched a 50 million euro joint fund for drones.", ["mechanism/fund/established CAN UKR"]),
    ("India and Sri Lanka did not set up a joint commission.", ["mechanism/commission/established! IND LKA"]),
    ("Rwanda and Congo will form a joint security mechanism.", ["mechanism/dialogue/being_established COD RWA"]),
    ("Morocco and Spain inaugurated a joint research centre in Tangier.", ["mechanism/centre/established ESP MAR"]),
    ("Japan and the Philippines started a strategic dialogue.", ["mechanism/dialogue/established JPN PHL"]),
    ("Greece and Egypt are working to establish a joint energy fund.", ["mechanism/fund/being_established EGY GRC"]),
    ("Kazakhstan suggested the creation of a joint logistics hub with Georgia.", ["mechanism/centre/proposed GEO KAZ"]),
    ("Uganda and Rwanda dissolved their joint commission.", ["mechanism/commission/dissolved RWA UGA"]),
    ("Switzerland reopened its embassy in Tripoli.", ["mechanism/office/established CHE LBY"]),
    ("Brazil and Angola discussed the creation of a joint bank.", ["mechanism/bank/proposed AGO BRA"]),
    ("A Turkish consulate opened in Karachi in May.", ["mechanism/office/established PAK TUR"]),
    (
        "Poland and Lithuania agreed on a joint task force against smuggling.",
        ["mechanism/working_group/being_established LTU POL"],
    ),
    (
        "The two countries proposed nothing, but Iran and Iraq formed a joint committee.",
        ["mechanism/commission/established IRN IRQ"],
    ),
    ("Moscow ordered the closure of the Finnish consulate in Murmansk.", ["mechanism/office/dissolved FIN RUS"]),
    ("Estonia and Latvia put together a joint task force on cables.", ["mechanism/working_group/established EST LVA"]),
    ("The United States and Uzbekistan announced a business council.", ["mechanism/council/being_established USA UZB"]),
    (
        "Jordan and Syria set up a joint border committee in May. It was established in Amman.",
        ["mechanism/commission/established JOR SYR"],
    ),
    ("India upgraded its mission in Kabul to an embassy.", ["mechanism/office/established AFG IND"]),
    ("Chile has maintained an embassy in Nairobi since 2011.", ["mechanism/office/established CHL KEN"]),
    ("Peru is mulling the opening of a joint centre with Chile.", ["mechanism/centre/proposed CHL PER"]),
    ("The joint unit of Peru and Chile began operating in May.", ["mechanism/office/established CHL PER"]),
    (
        "Oslo and Madrid recognised Palestine; Israel closed its embassy in Ireland.",
        ["mechanism/office/dissolved IRL ISR"],
    ),
]

NOTHING = [
    "The government set up a commission of inquiry into the floods.",
    "The bank opened a branch in Nairobi.",
    "The city opened a shopping centre.",
    "The football federation created a disciplinary committee.",
    "Google opened a research centre in Zurich.",
    "The joint commission met on Monday.",
    "Parliament in Jakarta set up a commission on bread prices.",
    "The French government closed a youth office in Lyon.",
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_reads(reader: Reader, text: str, expected: list[str]) -> None:
    records = reader.read(Story.of(text, published=PUBLISHED)).records
    assert [short(r) for r in records if r.type == "mechanism"] == expected


@pytest.mark.parametrize("text", NOTHING)
def test_reads_nothing(reader: Reader, text: str) -> None:
    records = reader.read(Story.of(text, published=PUBLISHED)).records
    assert [short(r) for r in records if r.type == "mechanism"] == []


def test_fields(reader: Reader) -> None:
    text = "Canada and Ukraine agreed to set up a $50 million joint fund for mining in May."
    (record,) = (r for r in reader.read(Story.of(text, published=PUBLISHED)).records if r.type == "mechanism")
    assert record.amount is not None
    assert record.amount.min == 5e7
    assert record.sectors == ("mining",)
