"""Standing in resources read out of single sentences of many regions, voices and tenses."""

from __future__ import annotations

import pytest

from dragoman.evaluation.examples import PUBLISHED, short
from dragoman.model import Story
from dragoman.reading.reader import Reader

CASES = [
    ("Bolivia has the world's largest lithium reserves.", ["resource/reserves/reported BOL"]),
    ("Guinea is the world's second-largest producer of bauxite.", ["resource/producer/reported GIN"]),
    ("Kazakhstan, the largest uranium producer, will raise its output.", ["resource/producer/reported KAZ"]),
    ("Congo accounts for 70 percent of the world's cobalt.", ["resource/producer/reported COD"]),
    ("China refines nearly 90 percent of the world's rare earths.", ["resource/dominant/reported CHN"]),
    ("China dominates the market for gallium.", ["resource/dominant/reported CHN"]),
    ("Brussels fears China's monopoly on rare earths.", ["resource/dominant/reported CHN"]),
    ("Japan depends on imports of crude oil.", ["resource/dependent/reported JPN"]),
    ("Slovakia is heavily dependent on Russian oil.", ["resource/dependent/reported SVK"]),
    ("Lithuania gets 90 percent of its gas from Norway.", ["resource/dependent/reported LTU"]),
    ("Vietnam sits on large deposits of rare earths.", ["resource/reserves/reported VNM"]),
    ("Turkmenistan is rich in natural gas.", ["resource/reserves/reported TKM"]),
    ("Indonesia remains the top producer of nickel.", ["resource/producer/reported IDN"]),
    ("Mongolia's reserves of copper draw investors.", ["resource/reserves/reported MNG"]),
    ("Greenland is home to deposits of uranium.", ["resource/reserves/reported GRL"]),
    ("South Africa holds most of the world's platinum reserves.", ["resource/reserves/reported ZAF"]),
    ("Chile is among the leading producers of lithium.", ["resource/producer/reported CHL"]),
    ("Australia mines a third of the world's lithium.", ["resource/producer/reported AUS"]),
    ("Armenia remains dependent on Russian gas.", ["resource/dependent/reported ARM"]),
    ("Some 70 percent of the world's cobalt is produced in Congo.", ["resource/producer/reported COD"]),
    ("Niger possesses large uranium deposits.", ["resource/reserves/reported NER"]),
    ("Ukraine boasts significant deposits of titanium.", ["resource/reserves/reported UKR"]),
    ("Germany's dependence on Chinese magnets has grown.", ["resource/dependent/reported DEU"]),
    ("Most of the world's lithium is refined in China.", ["resource/dominant/reported CHN"]),
    ("Brazil has large reserves of talent in midfield.", []),
    ("The Spanish champion dominates the market for tennis rackets.", []),
    ("The Kenyan runner holds the record.", []),
    ("Police in Spain seized 13 tons of cocaine.", []),
    ("The team depends on its Nigerian striker.", []),
    ("China turns out 90 percent of the world's gallium.", ["resource/dominant/reported CHN"]),
    ("Chile turns out a quarter of the world's copper.", ["resource/producer/reported CHL"]),
    ("Nearly all of Nepal's petrol comes from India.", ["resource/dependent/reported NPL"]),
    ("Landlocked, gas-rich Turkmenistan wants new routes.", ["resource/reserves/reported TKM"]),
    ("Gabon is one of the world's top exporters of manganese.", ["resource/producer/reported GAB"]),
    ("Zimbabwe has relied on China to invest in power plants.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_resources(reader: Reader, text: str, expected: list[str]) -> None:
    records = reader.read(Story.of(text, published=PUBLISHED)).records
    assert sorted(short(r) for r in records if r.type == "resource") == expected
