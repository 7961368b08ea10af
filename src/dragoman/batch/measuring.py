"""What the filter sets aside: how much work that saves, and how many records that a person filed it would lose."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.batch.mind import Mind
from dragoman.errors import FileError, FormatError
from dragoman.model import Story

__all__ = ["Sifted", "sifted"]


@dataclass
class Sifted:
    """Counts of stories, words and records, of all and of what was set aside."""

    stories: int = 0
    words: int = 0
    records: int = 0
    stories_aside: int = 0
    words_aside: int = 0
    records_aside: int = 0
    reasons: Counter[str] = field(default_factory=Counter)

    @property
    def recall(self) -> float | None:
        """The share of the filed records whose stories are read; None where none are filed."""
        return 1 - self.records_aside / self.records if self.records else None

    def lines(self) -> Iterator[str]:
        """The counts as text."""
        share = self.words_aside / max(self.words, 1)
        yield f"stories  {self.stories:9,}, set aside {self.stories_aside:,} ({self.stories_aside / max(self.stories, 1):.1%})"
        yield f"words    {self.words:9,}, not parsed {self.words_aside:,} ({share:.1%} of the work)"
        if self.recall is not None:
            yield f"records  {self.records:9,}, lost {self.records_aside:,} (recall {self.recall:.4f})"
        for reason, count in self.reasons.most_common():
            yield f"{count:9,} {reason}"


def sifted(files: Iterable[Path], mind: Mind) -> Sifted:
    """Judge the stories of JSON lines, with the `records` filed for them where there are any."""
    found = Sifted()
    for story, records in _stories(files):
        words, reason = len(story.text.split()), mind.unconcerned(story)
        found.stories += 1
        found.words += words
        found.records += records
        if reason is not None:
            found.stories_aside += 1
            found.words_aside += words
            found.records_aside += records
            found.reasons[reason] += 1
    return found


def _stories(files: Iterable[Path]) -> Iterator[tuple[Story, int]]:
    for file in files:
        try:
            with file.open(encoding="utf-8") as lines:
                for number, line in enumerate(lines, 1):
                    yield _story(line, f"{file}:{number}")
        except OSError as error:
            raise FileError(str(file), f"cannot be read ({error.strerror})", "Check the name") from error


def _story(line: str, where: str) -> tuple[Story, int]:
    try:
        told = json.loads(line)
        return Story.of(told.pop("text"), **told), len(told.get("records") or ())
    except (ValueError, KeyError, AttributeError) as error:
        raise FormatError(where, f"is no story ({error})", 'Give lines like {"text": "…", "records": []}') from error
