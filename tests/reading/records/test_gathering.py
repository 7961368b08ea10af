"""Gatherings read out of single sentences of many regions, voices and tenses."""

from __future__ import annotations

import pytest

from dragoman.evaluation.examples import PUBLISHED, short
from dragoman.model import Story
from dragoman.reading.reader import Reader

CASES = [
    (
        "Trade officials of Peru and Oman met within the Joint Commission in Lima on Monday.",
        ["gathering/session/held OMN PER"],
    ),
    (
        "The foreign ministers of Peru and Oman agreed to transfer the tenth Joint Commission to March.",
        ["gathering/session/planned OMN PER"],
    ),
    (
        "Ghana's president will attend the ninth Ghana-Togo Presidents' Regular Meeting.",
        ["gathering/session/planned GHA TGO"],
    ),
    (
        "Foreign ministers of the Group of 20 will gather in Johannesburg on Thursday for a two-day meeting.",
        ["gathering/conference/planned G20"],
    ),
    ("The Omani sultan will not attend the Arab League summit in Baghdad.", ["gathering/summit/planned LAS"]),
    (
        "South Korea, the United States and Japan began the Freedom Edge trilateral drills off Jeju Island on Monday.",
        ["gathering/exercise/held JPN KOR USA"],
    ),
    (
        "Kenya and Uganda held the fourth session of their Joint Ministerial Commission in Kampala.",
        ["gathering/session/held KEN UGA"],
    ),
    ("Rwanda will host the African Union summit in February.", ["gathering/summit/planned AU RWA"]),
    ("Modi attended the BRICS summit in Rio de Janeiro in July.", ["gathering/summit/held BRICS IND"]),
    ("The EU-Japan summit was held in Tokyo on July 23.", ["gathering/summit/held EU JPN"]),
    ("Xi Jinping chaired the China-Central Asia summit in Astana in June.", ["gathering/summit/held C5 CHN"]),
    (
        "The Arab League summit opened in Baghdad on Saturday. Spain's Pedro Sanchez attended the two-day summit.",
        ["gathering/summit/held ESP LAS"],
    ),
    ("Lavrov met Araghchi on the sidelines of the SCO summit in Tianjin.", ["gathering/summit/held IRN RUS SCO"]),
    ("Foreign ministers of the Group of Seven met in Rome on Monday.", ["gathering/conference/held G7"]),
    ("The ASEAN defence ministers' meeting ended in Kuala Lumpur on Friday.", ["gathering/conference/held ASEAN"]),
    ("Turkey will host the NATO summit in Ankara in July.", ["gathering/summit/planned NATO TUR"]),
    ("Australia and Indonesia began joint naval exercises off Darwin on Monday.", ["gathering/exercise/held AUS IDN"]),
    (
        "India, Japan and the United States took part in the Malabar exercise near Guam.",
        ["gathering/exercise/held IND JPN USA"],
    ),
    ("Thailand cancelled joint military drills with Cambodia.", ["gathering/exercise/cancelled KHM THA"]),
    ("Nigeria postponed the ECOWAS summit until March.", ["gathering/summit/planned ECOWAS NGA"]),
    (
        "The 12th meeting of the Uzbek-Japanese Intergovernmental Commission took place in Tokyo.",
        ["gathering/session/held JPN UZB"],
    ),
    ("The Security Council held an emergency session on Venezuela.", ["gathering/session/held UN"]),
    ("Brazil hosted COP30 in November.", ["gathering/conference/held BRA"]),
    ("Ethiopia will host COP32 in 2027.", ["gathering/conference/planned ETH"]),
    ("Ramaphosa addressed the G20 summit in Johannesburg.", ["gathering/summit/held G20 ZAF"]),
    ("Macron invited Modi to the G7 summit in Evian.", ["gathering/summit/planned FRA G7"]),
    (
        "A conference on Sudan, co-hosted by Britain and Germany, opened in London.",
        ["gathering/conference/held DEU GBR"],
    ),
    ("Milei skipped the Mercosur summit in Asuncion.", ["gathering/summit/held MERCOSUR"]),
    (
        "The second round of the Vietnam-Australia strategic dialogue was held in Hanoi.",
        ["gathering/session/held AUS VNM"],
    ),
    ("EU leaders met in Copenhagen on Wednesday.", ["gathering/summit/held EU"]),
    ("The CARICOM summit is to be held in Kingston next year.", ["gathering/summit/planned CARICOM"]),
    ("Zelenskiy told the Munich Security Conference that Europe needed an army.", ["gathering/conference/held UKR"]),
    ("Ministers of OPEC will hold a meeting in Vienna on Sunday.", ["gathering/conference/planned OPEC"]),
    ("The forum in Doha drew the presidents of Rwanda and Ghana.", ["gathering/forum/held GHA RWA"]),
]

NOTHING = [
    "The coach held a news conference after the match.",
    "The party opened its annual conference in Liverpool.",
    "The company hosted a conference for software developers in Berlin.",
    "The team ended a training session on Monday.",
    "The museum opened an exhibition of Japanese prints.",
    "The minister called for a summit.",
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_reads(reader: Reader, text: str, expected: list[str]) -> None:
    records = reader.read(Story.of(text, published=PUBLISHED)).records
    assert [short(r) for r in records if r.type == "gathering"] == expected


@pytest.mark.parametrize("text", NOTHING)
def test_reads_nothing(reader: Reader, text: str) -> None:
    records = reader.read(Story.of(text, published=PUBLISHED)).records
    assert [short(r) for r in records if r.type == "gathering"] == []


@pytest.mark.parametrize("turned", [False, True])
def test_unites_tellings_in_any_order(reader: Reader, turned: bool) -> None:
    told = ["Rwanda hosted the African Union summit in Kigali.", "Ruto and Tinubu attended the African Union summit."]
    text = " ".join(reversed(told) if turned else told)
    (record,) = (r for r in reader.read(Story.of(text, published=PUBLISHED)).records if r.type == "gathering")
    assert record.parties == ("AU", "KEN", "NGA", "RWA")
    assert record.place == "Kigali"


def test_a_postponed_gathering_is_dated_by_its_new_date(reader: Reader) -> None:
    text = "Ghana on Monday put off the ECOWAS summit until March."
    (record,) = (r for r in reader.read(Story.of(text, published=PUBLISHED)).records if r.type == "gathering")
    assert (record.stage, record.date) == ("planned", "2026-03")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Costa recalled the first EU – Central Asia summit, held in May.", "first EU – Central Asia summit"),
        ("Leaders will gather for the Central Asia – China summit next June.", "Central Asia – China summit"),
        ("Brazil hosted the COP30 climate conference in November.", "COP30 climate conference"),
    ],
)
def test_a_name_goes_through_a_dash(reader: Reader, text: str, name: str) -> None:
    records = reader.read(Story.of(text, published=PUBLISHED)).records
    assert [r.name for r in records if r.type == "gathering"] == [name]
