"""The filter: what it sets aside and why, and that it loses nothing that the lexicon's examples tell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.batch.relevance import Relevance
from dragoman.knowledge import load
from dragoman.knowledge.rows_lexicon import Predicate
from dragoman.model import Story
from dragoman.reading.reader import Reader
from dragoman.settings import Settings

EXAMPLES = Path(__file__).parents[2] / "src/dragoman/examples"
NO_TWO = "names no two parties"
NOTHING = "tells of nothing that the lexicon knows in the sentences that name a party"


@pytest.fixture(scope="module")
def relevance(reader: Reader) -> Relevance:
    return Relevance.load(Settings(), reader)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Kazakhstan and Uzbekistan signed a treaty in Tashkent.", None),
        ("The Kazakh leader called Putin on Monday.", None),
        ("Turkey imposed a tariff. Its neighbour Greece was not amused.", None),
        ("Two states met. France and Peru sent their ministers. The two sides signed an accord.", None),
        ("The council met on Monday. Residents of Leeds complained about the noise.", NO_TWO),
        ("Portugal had rain on Monday. A storm brought floods.", NO_TWO),
        ("Tourists from Germany and Britain fill the beaches of Greece in July.", NOTHING),
        ("The film won a prize in Venice. It is about a boy from Peru. Critics in France loved it.", NOTHING),
        ("", NO_TWO),
    ],
)
def test_reasons(relevance: Relevance, text: str, reason: str | None) -> None:
    assert relevance.unconcerned(Story.of(text)) == reason


def test_a_long_story_needs_two_sentences_that_can_tell_something(relevance: Relevance) -> None:
    rest = "The weather was fine. " * 6
    assert relevance.unconcerned(Story.of(f"{rest} Norway and Chile signed a treaty. {rest}")) == NOTHING
    told = f"{rest} Norway and Chile signed a treaty. {rest} Norway and Chile opened talks."
    assert relevance.unconcerned(Story.of(told)) is None


def test_example_stories_are_of_concern(relevance: Relevance) -> None:
    for name in ("stories.jsonl", "year.jsonl"):
        for line in (EXAMPLES / name).read_text(encoding="utf-8").splitlines():
            assert relevance.unconcerned(Story.model_validate(json.loads(line))) is None


def test_nearly_all_lexicon_examples_of_two_parties_pass(relevance: Relevance) -> None:
    told = [row for row in load().rows("lexicon/*.tsv", Predicate) if row.expects != "nothing"]
    lost = [row.example for row in told if relevance.unconcerned(Story.of(row.example)) == NOTHING]
    assert len(lost) <= 0.01 * len(told), lost
