"""The reader as a whole: exact spans, the same bytes each time, laziness, what it refuses to parse."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.model import Story
from dragoman.reading.reader import Prepared, Reader
from dragoman.reading.refusals import BROKE

SRC = Path(__file__).parents[2] / "src"
MEETING = "Xi Jinping met Narendra Modi in Tianjin on Monday."
SENTENCES = [
    MEETING,
    "Kazakh President Kassym-Jomart Tokayev invited French President Emmanuel Macron to Astana, he said.",
    "“We thank Türkiye,” Azerbaijan’s foreign minister said — his office (Bakı) confirmed it.",
    "The two sides signed a $2 billion railway agreement.",
    "Brazil and Côte d’Ivoire plan to open embassies next year.",
]
BETWEEN = st.lists(
    st.sampled_from(
        [
            "\n\n",
            " ",
            "\u00a0",
            "🇰🇿",
            "👩🏽‍💼 ",
            "Тоқаев — Қазақстан. ",
            "الرئيس شي ",
            "e\u0301\u0323 ",
            "\u200f",
            "\u0007",
            "“",
            "\n",
        ]
    ),
    max_size=3,
).map("".join)


@st.composite
def _texts(draw: st.DrawFn) -> str:
    """Sentences in any order, with other scripts, marks and breaks before and between them."""
    parts = draw(st.lists(st.tuples(BETWEEN, st.sampled_from(SENTENCES)), min_size=1, max_size=5))
    return "".join(before + sentence for before, sentence in parts) + draw(BETWEEN)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=_texts())
def test_every_span_quotes_its_text(reader: Reader, text: str) -> None:
    reading = reader.read(Story.of(text, title=text[:20], published="2025-12-24"))
    assert not any(problem.reason.startswith(BROKE) for problem in reading.problems), reading.problems
    for record in reading.records:
        assert text[record.evidence.start : record.evidence.end] == record.evidence.quote
    for mention in reading.mentions:
        assert text[mention.start : mention.end] == mention.text


def test_stories_give_the_same_bytes_in_any_order(reader: Reader) -> None:
    stories = [Story.of(f"{one}\n\n{other}", published="2025-12-24") for one in SENTENCES for other in SENTENCES]
    there = {reading.id: reading.model_dump_json() for reading in reader.read_all(stories)}
    back = {reading.id: reading.model_dump_json() for reading in reader.read_all(reversed(stories))}
    assert there == back == {story.id: reader.read(story).model_dump_json() for story in stories}


@pytest.mark.parametrize("seed", ["0", "4711"])
def test_another_process_gives_the_same_bytes(reader: Reader, seed: str) -> None:
    text = "\n\n".join(SENTENCES)
    code = "import sys, dragoman; print(dragoman.read(sys.argv[1], published='2025-12-24').model_dump_json())"
    environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(SRC)}
    found = subprocess.run(
        [sys.executable, "-c", code, text], check=True, capture_output=True, encoding="utf-8", env=environment
    )
    assert found.stdout.strip() == reader.read(Story.of(text, published="2025-12-24")).model_dump_json()


def test_where_a_story_was_had_from_changes_nothing_else(reader: Reader) -> None:
    here, there = (reader.read(Story.of(MEETING, source=source)) for source in ("a.txt", "b.jsonl:3"))
    assert (here.source, there.source) == ("a.txt", "b.jsonl:3")
    assert here.model_copy(update={"source": "b.jsonl:3"}) == there


@pytest.mark.parametrize("step", ["_prepare", "_read_parsed"])
def test_a_broken_rule_costs_one_story(reader: Reader, step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = getattr(reader, step)

    def broken(given: Story | Prepared, *more: object) -> object:
        story = given if isinstance(given, Story) else given.story
        return {}["month"] if story.id == "b" else whole(given, *more)

    monkeypatch.setattr(reader, step, broken)
    a, b, c = reader.read_all([Story(id=name, text=MEETING) for name in "abc"])
    assert a.records
    assert c.records
    assert not b.records
    assert [p.reason for p in (*a.problems, *c.problems)] == []
    (problem,) = b.problems
    assert problem.reason.startswith(BROKE)
    assert "KeyError('month'), test_reader.py line" in problem.reason


def test_reading_many_is_lazy(reader: Reader) -> None:
    given: list[int] = []

    def stories() -> Iterator[Story]:
        for number in range(1000):
            given.append(number)
            yield Story(id=str(number), text=MEETING)

    readings = reader.read_all(stories())
    assert given == []
    assert next(readings).id == "0"
    assert len(given) < 100


def test_a_reader_and_its_readings_can_be_pickled(reader: Reader) -> None:
    story = Story.of(" ".join(SENTENCES), published="2025-12-24")
    reading = reader.read(story)
    assert pickle.loads(pickle.dumps(reading)) == reading
    assert pickle.loads(pickle.dumps(reader)).read(story) == reading


def test_text_without_stops_is_told_and_the_rest_is_read(reader: Reader) -> None:
    endless = "Xi Jinping met Narendra Modi in Tianjin and then " * 18_000
    reading = reader.read(Story.of(f"{MEETING}\n\n{endless}", published="2025-12-24"))
    assert [record.evidence.quote for record in reading.records] == [MEETING]
    assert [problem.reason for problem in reading.problems] == [
        "no end of a sentence in the 881,999 characters from 52: not read"
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "Le président français Emmanuel Macron a reçu à Paris le chef du gouvernement et des ministres.",
            "French (fr)",
        ),
        ("Токаев Мирзиёев", "Cyrillic script"),
        ("习近平会见莫迪。", "Chinese (zh)"),
    ],
)
def test_other_languages_are_named_and_nothing_is_made_of_them(reader: Reader, text: str, reason: str) -> None:
    reading = reader.read(Story.of(text))
    assert not reading.records
    assert reason in reading.problems[0].reason


def test_white_space_between_words_is_no_word(reader: Reader) -> None:
    scenes, _ = reader.scenes(
        Story.of("🇰🇿\u00a0“We  thank Oman,” he said — his\u00a0 office (Baku) agreed.", published="2025-12-24")
    )
    for scene in scenes:
        assert [node.i for node in scene.nodes] == list(range(len(scene.nodes)))


def test_a_sentence_with_a_quotation_tells_all_its_names(reader: Reader) -> None:
    text = "“The weather over Chad and the Peruvian coast was mild,” Emmanuel Macron said in Rabat."
    mentions = reader.read(Story(id="names", text=text)).mentions
    assert {"Chad", "Peruvian", "Emmanuel Macron"} <= {mention.text for mention in mentions}
