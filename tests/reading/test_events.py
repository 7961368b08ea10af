"""Events: sentences of every type, lexicon examples, modality, non-events, own codes and actors."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from dragoman.evaluation.events import load_sentences, score_events
from dragoman.evaluation.examples import event_failures, short_event
from dragoman.knowledge import load
from dragoman.knowledge.rows_events import CameoCode, EventPredicate, FromRecord, PloverType, Transform
from dragoman.model import Event, Story
from dragoman.reading.reader import Reader

SENTENCES = Path(__file__).parents[1] / "data/events.tsv"
FLOOR, SIDES = 0.85, 0.65


def events(reader: Reader, text: str) -> tuple[Event, ...]:
    return reader.read(Story.of(text, published=dt.date(2025, 12, 24))).events


def test_sentences_of_every_type(reader: Reader) -> None:
    sentences = load_sentences(SENTENCES)
    scores = score_events(reader, sentences)
    for name, one in scores.by_type.items():
        assert one.wanted >= 25, name
        assert one.f1 >= FLOOR, name
        assert one.sides >= SIDES * one.wanted, name


def test_examples_of_the_lexicon(reader: Reader) -> None:
    lines = load().rows("lexicon/events/*.tsv", EventPredicate)
    assert [str(failure) for failure in event_failures(reader, lines)] == []


def test_codes_that_rows_use_are_known() -> None:
    known = load()
    codes = {row.code for row in known.rows("events/cameo.tsv", CameoCode)}
    modes = {(row.type, row.mode) for row in known.rows("events/plover.tsv", PloverType)}
    rows = (
        *known.rows("lexicon/events/*.tsv", EventPredicate), *known.rows("events/from_records.tsv", FromRecord),
        *known.rows("events/transform.tsv", Transform),
    )  # fmt: skip
    assert {row.cameo for row in rows} <= codes
    used = {tuple((row.yields + "/").split("/")[:2]) for row in rows}
    assert {(kind, mode) for kind, mode in used if (kind, mode) not in modes} == set()


@pytest.mark.parametrize(
    ("text", "told", "modality", "negated"),
    [
        ("Chad's president visited Niger on Monday.", "CONSULT TCD>NER", "factual", False),
        ("Chad's president will visit Niger on Monday.", "AGREE TCD>NER", "planned", False),
        ("Chad's president did not visit Niger.", "CONSULT! TCD>NER", "factual", True),
        ("Chad's president will not visit Niger.", "REJECT TCD>NER", "factual", False),
        ("Iran could attack Israel.", "THREATEN IRN>ISR", "hypothetical", False),
        ("Turkey will not attack Syria.", "AGREE TUR>SYR", "planned", False),
        ("Gunmen tried to assassinate a Lebanese minister.", "ASSAULT LBN>LBN", "factual", False),
        ("Nigeria will withdraw its troops unless Chad holds elections.", "THREATEN NGA>TCD", "planned", False),
    ],
)
def test_what_did_not_happen_is_marked(reader: Reader, text: str, told: str, modality: str, negated: bool) -> None:
    first = events(reader, text)[0]
    assert (short_event(first), first.modality, first.negated) == (told, modality, negated)


@pytest.mark.parametrize(
    "text",
    [
        "Argentina beat Brazil 2-1 in the World Cup qualifier on Tuesday.",
        "France attacked from the first minute and their midfielder struck twice.",
        "The climbers reached the summit of the mountain in Nepal.",
        "A novel by a Kenyan writer was fired with anger and struck a chord.",
        "Sales of Japanese cars fell in March.",
        "The weather in Norway was mild.",
    ],
)
def test_what_is_no_event(reader: Reader, text: str) -> None:
    assert [short_event(event) for event in events(reader, text)] == []


@pytest.mark.parametrize(
    ("text", "actor", "recipient"),
    [
        ("Rebels in Chad attacked an army post.", ("TCD", "REB"), ("TCD", "MIL")),
        ("Turkish police arrested a Greek journalist.", ("TUR", "COP"), ("GRC", "MED")),
        ("Peruvian miners clashed with police.", ("PER", "LAB"), ("PER", "COP")),
        ("Amnesty International accused Eritrea of torture.", ("NGO", "NGO"), ("ERI", None)),
    ],
)
def test_groups_have_country_and_sector(
    reader: Reader, text: str, actor: tuple[str, str], recipient: tuple[str, str | None]
) -> None:
    first = events(reader, text)[0]
    sides = [(side[0].country, next(iter(side[0].sectors), None)) for side in (first.actors, first.recipients)]
    assert sides == [actor, recipient]


def test_every_event_names_its_words_and_line(reader: Reader) -> None:
    text = "Armenia promised Georgia more power. Armenian forces shelled an Azerbaijani village."
    for event in events(reader, text):
        assert text[event.evidence.start : event.evidence.end] == event.evidence.quote
        assert event.trigger in event.evidence.quote
        assert " -> " in event.rule


def test_own_codes_and_actors(tmp_path: Path) -> None:
    (tmp_path / "events").mkdir()
    (tmp_path / "events/actors.tsv").write_text(
        "# reviewed: 2026-11-24\nname\tcode\tcountry\tsectors\tsince\tuntil\n"
        "Blue Lantern Front\tTCDREBBLF\tTCD\tREB\t2020-01-01\t\n",
        encoding="utf-8",
    )
    codes = tmp_path / "codes.tsv"
    codes.write_text(
        "type\tmode\tcameo\tmodality\tcode\nASSAULT\t\t\t\tV1\nASSAULT\tabduct\t\t\tV2\n", encoding="utf-8"
    )
    own = Reader(tmp_path, ontology=codes)
    first = events(own, "The Blue Lantern Front kidnapped a Kenyan nurse.")[0]
    assert (first.own_code, first.actors[0].code, first.actors[0].sectors) == ("V2", "TCDREBBLF", ("REB",))
