"""Sources, reader and exports put together, for the commands."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import tee
from pathlib import Path

from rich.console import Console

from dragoman.errors import KnowledgeError, ModelError, SourceError
from dragoman.evaluation import GoldStory, Scores, load_gold, load_predictions, score
from dragoman.evaluation.calibration import judged
from dragoman.evaluation.confusion import svg
from dragoman.evaluation.entries import BCubed, joined_as_filed
from dragoman.evaluation.events import EventScores, load_sentences, score_events
from dragoman.evaluation.gold import Filed, of_reading
from dragoman.explanation import SentenceExplanation
from dragoman.exports import Format, Pair
from dragoman.exports.common import visible
from dragoman.garbage import keep_loaded
from dragoman.knowledge.tables import TableError
from dragoman.model import Story
from dragoman.progress import with_progress
from dragoman.reading.explain import explain
from dragoman.reading.parse import ModelError as NoModel
from dragoman.reading.reader import Reader
from dragoman.settings import Settings
from dragoman.sources import Kind, count, kind_of_name, starts_as_lines, stories

__all__ = [
    "Report",
    "default_format",
    "evaluation",
    "event_evaluation",
    "explanations",
    "joining",
    "judgements",
    "load_reader",
    "named_stories",
    "readings",
]

_FORMATS: dict[str, Format] = {
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".html": "html",
    ".htm": "html",
    ".csv": "csv",
    ".parquet": "parquet",
}


class Report:
    """Tells the user on standard error what was not read, and counts it."""

    def __init__(self) -> None:
        self.count = 0
        self.console = Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)

    def tell(self, message: object) -> None:
        """Say that something was not read."""
        self.count += 1
        self.console.print(f"dragoman: {visible(str(message))}")


def load_reader(settings: Settings) -> Reader:
    """The reader of the settings, kept out of the search for garbage; KnowledgeError or ModelError where none loads."""
    try:
        reader = Reader(settings.knowledge, settings.model, settings.ontology)
    except TableError as error:
        raise KnowledgeError("knowledge", str(error), "docs/knowledge.md explains the files") from error
    except NoModel as error:
        raise ModelError("model", str(error), "Compare DRAGOMAN_MODEL in docs/command-line.md") from error
    keep_loaded()
    return reader


def named_stories(names: Iterable[str], settings: Settings, published: date | None, report: Report) -> Iterator[Story]:
    """The stories of `names`; what cannot be read is told to `report`."""
    for found in stories(names, settings, published, sys.stdin.buffer):
        if isinstance(found, SourceError):
            report.tell(found)
        else:
            yield found


def readings(
    names: list[str], settings: Settings, published: date | None, report: Report, bar: bool = False
) -> Iterator[Pair]:
    """Each story of `names` with its reading, in order, as they are read."""
    reader = load_reader(settings)
    given, read = tee(named_stories(names, settings, published, report))
    pairs = zip(given, reader.read_all(read), strict=True)
    for story, reading in with_progress(pairs, count(names), report.console) if bar else pairs:
        for problem in reading.problems:
            report.tell(f"{story.source or story.url or story.id}: {problem.reason}")
        yield story, reading


def explanations(
    names: list[str], settings: Settings, published: date | None, report: Report
) -> Iterator[tuple[Story, list[SentenceExplanation]]]:
    """Each story with how its reading came to be, sentence by sentence."""
    reader = load_reader(settings)
    for story in named_stories(names, settings, published, report):
        for problem in reader.read(story).problems:
            report.tell(f"{story.source or story.url or story.id}: {problem.reason}")
        yield story, explain(reader, story)


def evaluation(gold: list[Path], predicted: Path | None, settings: Settings) -> Scores:
    """The scores of `predicted` records, or of the reader where none are given, on gold files."""
    stories_ = load_gold(gold)
    return score(stories_, _predictions(stories_, predicted, settings))


def joining(gold: list[Path], settings: Settings) -> tuple[BCubed, BCubed]:
    """How well records are joined into entries: those that the reader finds, and those that a person filed."""
    stories_ = load_gold(gold)
    readings_ = load_reader(settings).read_all(one.story for one in stories_)
    return joined_as_filed(stories_, {reading.id: reading for reading in readings_})


def judgements(gold: list[Path], predicted: Path | None, settings: Settings) -> list[tuple[Filed, bool]]:
    """Each record of `predicted`, or of the reader where none are given, and whether it is right by gold files."""
    stories_ = load_gold(gold)
    return list(judged(stories_, _predictions(stories_, predicted, settings)))


def _predictions(gold: list[GoldStory], predicted: Path | None, settings: Settings) -> Mapping[str, tuple[Filed, ...]]:
    if predicted is not None:
        return load_predictions(predicted)
    found = load_reader(settings).read_all(one.story for one in gold)
    return {reading.id: of_reading(reading) for reading in found}


def event_evaluation(sentences: Path, settings: Settings) -> tuple[EventScores, str]:
    """The scores of the coder on a file of sentences, and their confusion matrix as SVG."""
    scores = score_events(load_reader(settings), load_sentences(sentences))
    return scores, svg(scores)


def default_format(names: list[str], out: Path | None) -> Format:
    """What the name of `out` tells; else JSON lines for JSON lines, and a table for all other input."""
    if out is not None and out.suffix.lower() in _FORMATS:
        return _FORMATS[out.suffix.lower()]
    lines = all(
        kind_of_name(name) is Kind.LINES or (name == "-" and starts_as_lines(sys.stdin.buffer)) for name in names
    )
    return "jsonl" if lines else "table"
