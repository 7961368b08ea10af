"""Dates, towns and names that a fact has from its sentence or its occasion."""

import datetime as dt

import pytest

from dragoman.model import Record, Story
from dragoman.reading.reader import Reader

PUBLISHED = dt.date(2025, 9, 12)  # a Friday


def told(reader: Reader, text: str, kind: str) -> list[Record]:
    story = Story(id="t", title="", publisher="", language="en", published=PUBLISHED, text=text)
    return [r for r in reader.read(story).records if r.type == kind]


@pytest.mark.parametrize(
    ("text", "kind", "date"),
    [
        ("Brazil opposed the embargo on Cuba when it was put to the assembly on 3 March.", "statement", "2025-03-03"),
        ("The Kenyan foreign minister, speaking in Nairobi on Sept. 4, accused Somalia of spying.", "statement",
         "2025-09-04"),
        ("Peru has undertaken to buy 20 Swedish fighters by the end of 2027.", "project", "2027"),
        ("Ghana has postponed until November a visit by Foreign Minister Okudzeto Ablakwa to Togo.", "contact",
         "2025-11"),
        ("Chile and Peru signed on Friday a pact which keeps Chile's tariff on Peruvian wine at 9 percent.", "agreement",
         "2025-09-12"),
        ("Norwegian companies have invested $3 billion in Kenya since 2015.", "project", "2015"),
    ],
)  # fmt: skip
def test_date(reader: Reader, text: str, kind: str, date: str) -> None:
    assert date in [r.date for r in told(reader, text, kind)]


def test_a_day_beside_a_range_tells_when(reader: Reader) -> None:
    text = "During his visit to Oman from 8 to 11 September, Indian President Modi on Tuesday held talks with Sultan Haitham."
    assert [r.date for r in told(reader, text, "contact") if r.kind == "talks"] == ["2025-09-09"]


def test_what_is_done_on_a_visit_has_its_month(reader: Reader) -> None:
    text = (
        "Kenyan President William Ruto paid a visit to Egypt from 2 to 4 September. "
        "Ruto thanked Egypt for its support of the peace process."
    )
    assert [r.date for r in told(reader, text, "statement")] == ["2025-09"]


def test_a_meeting_at_home_is_in_the_town_of_the_dateline(reader: Reader) -> None:
    text = (
        "LIMA, Sept. 11 (Andina) - Peruvian President Dina Boluarte received "
        "Chilean Foreign Minister Alberto van Klaveren on Thursday."
    )
    assert [r.place for r in told(reader, text, "contact")] == ["Lima"]


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("In January, Kenya and Ghana created a confederation known as the Alliance of Lake States.", "mechanism",
         "Alliance of Lake States"),
        ("Norway has invested $2 billion in Kenya.", "project", "investment in Kenya"),
        ("Trade between Peru and Chile reached $4 billion last year.", "project", "Trade between Peru and Chile"),
        ("Oman and India signed on Monday a $40 million contract to modernise the port.", "agreement",
         "contract to modernise the port"),
    ],
)  # fmt: skip
def test_name(reader: Reader, text: str, kind: str, name: str) -> None:
    assert name in [r.name for r in told(reader, text, kind)]
