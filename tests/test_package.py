"""What `import dragoman` gives, and what the package ships."""

import json
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

import dragoman
from dragoman.model import Story

SRC = Path(__file__).parents[1] / "src"


@pytest.mark.parametrize("name", dragoman.__all__)
def test_every_name_is_there(name: str) -> None:
    assert getattr(dragoman, name)
    assert name in dir(dragoman)


def test_other_names_are_not() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        getattr(dragoman, "no_such_name")  # noqa: B009


def test_import_alone_loads_nothing_heavy() -> None:
    code = "import sys, dragoman; print('pydantic' in sys.modules, 'spacy' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=SRC)
    assert found.stdout.split() == ["False", "False"]


def test_read_gives_a_typed_reading_with_exact_quotes() -> None:
    text = "Uzbek President Shavkat Mirziyoyev met Kazakh President Kassym-Jomart Tokayev in Tashkent on Monday."
    reading = dragoman.read(text, published="2025-12-24")
    assert isinstance(reading, dragoman.Reading)
    assert reading.records
    for record in reading.records:
        assert text[record.evidence.start : record.evidence.end] == record.evidence.quote


def test_read_takes_lone_surrogates_and_gives_what_can_be_written() -> None:
    reading = dragoman.read("Xi Jinping met Narendra Modi in Tianjin.\ud800")
    assert "\ufffd" in reading.model_dump_json() or not reading.records


def test_read_refuses_a_date_that_is_none() -> None:
    with pytest.raises(ValueError, match="'soon' is no ISO date"):
        dragoman.read("Text.", published="soon")


def test_the_example_stories_are_shipped_and_well_formed() -> None:
    lines = files("dragoman").joinpath("examples/stories.jsonl").read_text(encoding="utf-8").splitlines()
    stories = [Story.model_validate(json.loads(line)) for line in lines]
    assert len({story.id for story in stories}) == len(stories) == 8
    for story in stories:
        assert story.published
        assert 150 <= len(story.text.split()) <= 350
