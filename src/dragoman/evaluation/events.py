"""Score event coding on sentences whose first event is known: F1 by type, and what is taken for what."""

from __future__ import annotations

import csv
import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, get_args

from dragoman.errors import FileError, FormatError
from dragoman.evaluation.examples import Reads
from dragoman.model import Event, EventType, Story

__all__ = ["NOTHING", "TYPES", "EventScores", "Sentence", "load_sentences", "score_events", "table_lines"]

TYPES: tuple[str, ...] = get_args(EventType)
NOTHING = "none"
_PUBLISHED = dt.date(2025, 12, 24)
_COLUMNS = ("type", "actors", "recipients", "text")


class Sentence(NamedTuple):
    """A sentence with the type of its first event and the countries of both sides."""

    type: str
    actors: frozenset[str]
    recipients: frozenset[str]
    text: str


class Score(NamedTuple):
    """Counts of one type: sentences, sentences given it, right ones, right ones with both sides right."""

    wanted: int
    given: int
    right: int
    sides: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 0 where nothing is right."""
        return 2 * self.right / (self.wanted + self.given) if self.right else 0.0


class EventScores(NamedTuple):
    """Counts by type, and how often a type (first) was given as another (second)."""

    by_type: dict[str, Score]
    confusion: Counter[tuple[str, str]]


def load_sentences(path: Path) -> list[Sentence]:
    """The sentences of a tab-separated file; FileError or FormatError names what is wrong."""
    try:
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    except OSError as error:
        raise FileError(str(path), f"cannot be read ({error.strerror})", "Name a file of sentences") from error
    except UnicodeDecodeError as error:
        raise FormatError(str(path), f"is not UTF-8 ({error.reason} at byte {error.start})", "Convert it") from error
    rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    if not rows:
        raise FormatError(str(path), "holds no sentence", f"Columns: {', '.join(_COLUMNS)}")
    for row in rows:
        if set(row) != set(_COLUMNS) or row["type"] not in TYPES:
            raise FormatError(str(path), f"is no sentence with a type: {row}", f"Columns: {', '.join(_COLUMNS)}")
    return [Sentence(row["type"], _codes(row["actors"]), _codes(row["recipients"]), row["text"]) for row in rows]


def score_events(reader: Reads, sentences: Sequence[Sentence]) -> EventScores:
    """Read each sentence by itself and compare its first event."""
    stories = (Story.of(one.text, published=_PUBLISHED) for one in sentences)
    firsts = [next((e for e in reading.events if not e.negated), None) for reading in reader.read_all(stories)]
    pairs = list(zip(sentences, firsts, strict=True))
    confusion = Counter((one.type, event.type if event else NOTHING) for one, event in pairs)
    sides: Counter[str] = Counter(
        one.type for one, event in pairs if event and event.type == one.type and _fits(one, event)
    )
    wanted = Counter(one.type for one in sentences)
    given: Counter[str] = Counter(event.type for event in firsts if event)
    return EventScores({t: Score(wanted[t], given[t], confusion[t, t], sides[t]) for t in TYPES}, confusion)


def table_lines(scores: EventScores) -> Iterator[str]:
    """The table as Markdown: a line a type, and their mean."""
    yield "| type | sentences | precision | recall | F1 | both sides right |"
    yield "| --- | --: | --: | --: | --: | --: |"
    for name, one in scores.by_type.items():
        parts = (_share(one.right, one.given), _share(one.right, one.wanted), f"{one.f1:.2f}")
        yield f"| {name} | {one.wanted} | {' | '.join(parts)} | {_share(one.sides, one.wanted)} |"
    told = [one for one in scores.by_type.values() if one.wanted]
    mean = sum(one.f1 for one in told) / len(told) if told else 0.0
    total = sum(one.wanted for one in told)
    sides = _share(sum(one.sides for one in told), total)
    yield f"| all | {total} | | {_share(sum(one.right for one in told), total)} | {mean:.2f} | {sides} |"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "–"


def _codes(cell: str | None) -> frozenset[str]:
    return frozenset(code for code in (cell or "").split(",") if code)


def _fits(wanted: Sentence, event: Event) -> bool:
    """Whether both sides are right; of a reciprocal event all may stand on either side."""
    actors, recipients = _countries(event.actors), _countries(event.recipients)
    if not wanted.recipients and len(wanted.actors) > 1:
        return actors | recipients == wanted.actors
    return actors == wanted.actors and (not wanted.recipients or recipients == wanted.recipients)


def _countries(side: Iterable[object]) -> frozenset[str]:
    return frozenset(country for actor in side if (country := getattr(actor, "country", None)))
