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


LINES = [
    (
        "The following documents were signed on Tuesday in Accra by the foreign ministers of Kenya and Ghana:\n\n"
        "1. Agreement on Cooperation in Fisheries\n"
        "2. MoU on Vocational Schools\n"
        "3. MoU between the Kenya Ports Authority and the Ghana Ports Authority on Training\n"
        "4. Additional Protocol expanding the EU-Kenya Economic Partnership Agreement\n\n"
        "The ministers dined at the harbour.",
        [
            ("agreement/treaty/signed GHA KEN", "Agreement on Cooperation in Fisheries"),
            ("agreement/memorandum/signed GHA KEN", "MoU on Vocational Schools"),
            (
                "agreement/memorandum/signed GHA KEN",
                "MoU between the Kenya Ports Authority and the Ghana Ports Authority on Training",
            ),
            ("agreement/treaty/signed EU KEN", "Additional Protocol"),
        ],
    ),
    (
        "The presidents of Kenya and Ghana met in Accra on Tuesday, after which there were signed:\n"
        "- Joint Statement on the Blue Economy;\n"
        "\u2013 Programme of Cultural Exchanges for 2026.",
        [
            ("agreement/statement/signed GHA KEN", "Joint Statement on the Blue Economy"),
            ("agreement/roadmap/signed GHA KEN", "Programme of Cultural Exchanges for 2026"),
        ],
    ),
    (
        "The presidents of Kenya and Ghana witnessed on Tuesday the signing of the following:\n"
        "(i) Agreement on Visas\n"
        "(ii) Memorandum of Understanding on Minerals",
        [
            ("agreement/treaty/signed GHA KEN", "Agreement on Visas"),
            ("agreement/memorandum/signed GHA KEN", "Memorandum of Understanding on Minerals"),
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), LINES)
def test_documents_in_lines_below_a_sentence(reader: Reader, text: str, expected: list[tuple[str, str]]) -> None:
    """Each line is a record of its own, dated by the sentence above, which makes none."""
    records = [r for r in reader.read(Story.of(text, published=PUBLISHED)).records if r.type == "agreement"]
    assert [(short(r), r.name) for r in records] == expected
    assert {r.date for r in records} == {"2025-12-23"}
    assert all(text[r.evidence.start : r.evidence.end] in text.splitlines() for r in records)


IN_A_SENTENCE = [
    (
        "Kenya and Ghana signed a memorandum on fishing, one on visas and one on ports.",
        ["memorandum on fishing", "memorandum on visas", "memorandum on ports"],
    ),
    (
        "The leaders of Kenya and Ghana met on Monday. Four memorandums followed, among them one on visas and one on ports.",
        ["memorandum on visas", "memorandum on ports"],
    ),
    (
        "Kenya and Ghana signed three documents: an agreement on fishing, a memorandum on ports and a programme of exchanges.",
        ["agreement on fishing", "memorandum on ports", "programme of exchanges"],
    ),
    ("Kenya and Ghana signed two memorandums on ports.", ["two memorandums on ports"]),
]


@pytest.mark.parametrize(("text", "names"), IN_A_SENTENCE)
def test_documents_in_one_sentence(reader: Reader, text: str, names: list[str]) -> None:
    records = reader.read(Story.of(text, published=PUBLISHED)).records
    assert [r.name for r in records if r.type == "agreement"] == names
