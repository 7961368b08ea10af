"""Gold stories and predictions from JSON lines, as one kind of record that can be compared."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from dragoman.errors import FileError, FormatError
from dragoman.model import DIRECTED, Evidence, Reading, Record, Story

__all__ = ["Filed", "GoldStory", "load_gold", "load_predictions", "of_reading"]


class Sum(BaseModel):
    """A sum of money as filed; whatever is not told is None."""

    min: float | None = None
    max: float | None = None
    currency: str | None = None


class Filed(BaseModel):
    """A record as somebody filed it: nothing but its type must be there. Evidence is a quote or a span."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    type: str
    kind: str | None = None
    parties: frozenset[str] = frozenset()
    actor: frozenset[str] = frozenset()
    recipient: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    stage: str | None = None
    negated: bool = False
    date: str | None = None
    place: str | None = None
    name: str | None = None
    subject: str | None = None
    sectors: frozenset[str] = frozenset()
    amount: Sum | None = None
    attribution: str | None = None
    evidence: str | Evidence = ""
    rule: str = ""
    confidence: float | None = None
    entry: str | None = None

    @field_validator("parties", "actor", "recipient", "persons", "sectors", mode="before")
    @classmethod
    def _none_is_empty(cls, value: object) -> object:
        return () if value is None else value

    @field_validator("negated", "evidence", mode="before")
    @classmethod
    def _none_is_default(cls, value: object, info: object) -> object:
        return value if value is not None else (False if getattr(info, "field_name", "") == "negated" else "")

    @property
    def quote(self) -> str:
        """The words of the evidence."""
        return self.evidence if isinstance(self.evidence, str) else self.evidence.quote

    def span(self, text: str) -> tuple[int, int] | None:
        """Where the evidence stands in `text`: as told, else where its words first occur."""
        if isinstance(self.evidence, Evidence):
            return self.evidence.start, self.evidence.end
        at = text.find(self.evidence) if self.evidence else -1
        return (at, at + len(self.evidence)) if at >= 0 else None

    def record(self, text: str) -> Record:
        """It as a record of the schema; ValueError where it is none, or quotes no words of `text`."""
        span = self.span(text)
        if span is None:
            raise ValueError(f"no words of the story: {self.quote!r}")
        directed = self.type in DIRECTED
        told = self.model_dump(
            include={"type", "kind", "stage", "negated", "date", "place", "name", "subject", "attribution"}
        )
        return Record.model_validate(told | {
            "parties": sorted(self.parties), "persons": sorted(self.persons), "sectors": sorted(self.sectors),
            "actor": sorted(self.actor) if directed else None, "recipient": sorted(self.recipient) if directed else None,
            "amount": self.amount.model_dump() if self.amount and self.amount.min is not None else None,
            "evidence": Evidence.of(text, *span), "rule": "filed", "confidence": 1,
        })  # fmt: skip


class GoldStory(BaseModel):
    """A story with the records that a person filed from it; `copy_of` names the story that it prints again."""

    model_config = ConfigDict(frozen=True)

    story: Story
    records: tuple[Filed, ...]
    copy_of: str | None = None


def load_gold(paths: Iterable[Path]) -> list[GoldStory]:
    """The gold stories of JSON lines files; FileError or FormatError names the file and the line."""
    stories = []
    for where, value in _objects(paths):
        try:
            filed = tuple(Filed.model_validate(record) for record in _records(value))
            story = Story.model_validate(value)
            stories.append(
                GoldStory.model_validate({"story": story, "records": filed, "copy_of": value.get("copy_of")})
            )
        except (ValidationError, TypeError) as error:
            raise FormatError(where, f"is no gold story ({_first(error)})", "Compare docs/command-line.md") from error
    return stories


def load_predictions(path: Path) -> dict[str, tuple[Filed, ...]]:
    """The records of each story of a JSON lines file of `{"id", "records"}`."""
    found = {}
    for where, value in _objects([path]):
        try:
            found[str(value["id"])] = tuple(Filed.model_validate(record) for record in _records(value))
        except (ValidationError, TypeError, KeyError) as error:
            raise FormatError(where, f"is no prediction ({_first(error)})", 'Give {"id": …, "records": […]}') from error
    return found


def of_reading(reading: Reading) -> tuple[Filed, ...]:
    """A reading's records as filed ones."""
    return tuple(Filed.model_validate(record.model_dump()) for record in reading.records)


def _records(value: dict[str, object]) -> list[object]:
    records = value.get("records")
    return records if isinstance(records, list) else []


def _objects(paths: Iterable[Path]) -> Iterator[tuple[str, dict[str, object]]]:
    for path in paths:
        try:
            lines = path.read_text(encoding="utf-8").split("\n")
        except OSError as error:
            raise FileError(str(path), f"cannot be read ({error.strerror})", "Check the name") from error
        except UnicodeDecodeError as error:
            raise FormatError(
                str(path), f"is not UTF-8 ({error.reason} at byte {error.start})", "Convert it"
            ) from error
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield f"{path}:{number}", _object(line, f"{path}:{number}")


def _object(line: str, where: str) -> dict[str, object]:
    try:
        value = json.loads(line)
    except ValueError as error:
        raise FormatError(where, f"is no JSON ({error})", "Give one JSON object a line") from error
    if not isinstance(value, dict):
        raise FormatError(where, "is no JSON object", "Give one JSON object a line")
    return value


def _first(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"
    return str(error)
