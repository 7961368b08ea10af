from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.knowledge.rows import Resource, Sector
from dragoman.model import SECTORS
from dragoman.reading.topics import Topics, default_topics, find_resources, find_sectors, resources, sectors

TOPICS = default_topics()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ties in civil aviation and car manufacturing", ("automotive", "aviation")),
        ("rare earths and hydropower", ("energy", "mining")),
        ("the railway and the port", ("transport",)),
        ("5G networks, vaccines and tourists", ("digital", "health", "tourism")),
        ("grain and fertilizers", ("agriculture", "chemicals")),
        ("a free trade agreement", ("trade",)),
        ("oil refineries", ("oil_gas",)),
        ("Artificial Intelligence", ("digital",)),
        ("the Security Council met on the West Bank", ()),
        ("to bridge the gap along the road map", ()),
        ("the finance minister and the Minister of Defence", ()),
        ("it was said in it", ()),
        ("IT parks", ("digital",)),
    ],
)
def test_sectors(text: str, expected: tuple[str, ...]) -> None:
    assert sectors(text, 0, len(text), TOPICS) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rare-earth magnets and gallium", ("rare earths", "gallium")),
        ("LNG and crude", ("liquefied natural gas", "crude oil")),
        ("wolfram ore", ("tungsten",)),
        ("they lead the talks", ()),
        ("lead and zinc", ("lead",)),
        ("enriched uranium, then uranium", ("enriched uranium", "uranium")),
    ],
)
def test_resources(text: str, expected: tuple[str, ...]) -> None:
    assert resources(text, 0, len(text), TOPICS) == expected


def test_every_sector_of_the_schema_has_words() -> None:
    assert set(TOPICS.by_sector.topics.values()) == SECTORS | {"-"}


def test_every_term_finds_its_own_topic() -> None:
    for matcher in (TOPICS.by_sector, TOPICS.by_resource):
        proper = {term.lower() for term in matcher.topics if term != term.lower()}
        for term, topic in matcher.topics.items():
            found = [span.topic for span in matcher.find(term, 0, len(term))]
            assert term in proper or found == ([] if topic == "-" else [topic]), term


def test_user_rows_make_their_own_matcher() -> None:
    sector = Sector.model_validate({"sector": "water", "terms": "qanat"})
    topics = Topics.of([sector], [Resource(name="saffron", kind="crop", sector="agriculture")])
    text = "Qanats water the saffron"
    assert sectors(text, 0, len(text), topics) == ("water",)
    assert resources(text, 0, len(text), topics) == ("saffron",)


@given(
    st.one_of(
        st.text(),
        st.lists(st.sampled_from(["oıl", "trade", "union", "ſteel", "IT", "Security", "Council"])).map(" ".join),
    )
)
def test_any_text_gives_ordered_spans(text: str) -> None:
    for find in (find_sectors, find_resources):
        end = 0
        for span in find(text, 0, len(text), TOPICS):
            assert end <= span.start < span.end <= len(text)
            end = span.end
