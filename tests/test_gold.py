"""The project's own filed stories: their records quote them, and the reader finds most of them."""

import json
from pathlib import Path

from dragoman import Reader
from dragoman.evaluation import load_gold, score
from dragoman.evaluation.gold import of_reading
from dragoman.model import Story

STORIES = Path(__file__).parent / "gold" / "stories.jsonl"


def test_every_record_quotes_its_story() -> None:
    stories = [json.loads(line) for line in STORIES.read_text(encoding="utf-8").splitlines()]
    assert len({story["id"] for story in stories}) == len(stories)
    for story in stories:
        assert story["records"]
        assert all(record["evidence"] in story["text"] for record in story["records"])


def test_the_reader_finds_most_of_what_a_person_filed(reader: Reader) -> None:
    lines = STORIES.read_text(encoding="utf-8").splitlines()
    fields = [{key: value for key, value in json.loads(line).items() if key != "records"} for line in lines]
    read = {r.id: of_reading(r) for r in reader.read_all(Story.model_validate(one) for one in fields)}
    scores = score(load_gold([STORIES]), read)
    assert scores.found.f1 > 0.75
    assert scores.right.f1 > 0.55
