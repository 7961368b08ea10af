"""A stream of news, invented: stories of no concern, stories of states (out of the lexicon's examples), reprints.

The same seed gives the same stream. No sentence is from a story.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
import random
from collections import defaultdict, deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dragoman.knowledge import load
from dragoman.knowledge.rows import State
from dragoman.knowledge.rows_lexicon import Predicate

__all__ = ["stream", "write"]

_START = dt.date(2024, 1, 1)
_A_DAY = 400
_SYLLABLES = "ba den kor lin mar nu or pel ran shu tal ven yar zho gir mek".split()
_SENTENCES = (14, 24)
_RECENT = 400  # stories that a reprint may be of
_ABROAD = 0.3  # share of the sentences with states that stay in a story of no concern


def stream(stories: int, concern: float = 0.3, reprints: float = 0.2, seed: int = 1) -> Iterator[dict[str, Any]]:
    """So many stories: a share of concern, and of all of them a share that prints a recent one again."""
    writer = _Writer(seed)
    recent: deque[dict[str, Any]] = deque(maxlen=_RECENT)
    for n in range(stories):
        day = (_START + dt.timedelta(days=n // _A_DAY)).isoformat()
        if recent and writer.chance.random() < reprints:
            text = writer.reprint(writer.chance.choice(recent)["text"])
        else:
            text = writer.of_states() if writer.chance.random() < concern else writer.of_nothing()
        told = {"id": f"news-{n}", "title": text[:60].rpartition(" ")[0], "published": day, "text": text}
        told["publisher"] = f"Paper {n % 40}"
        if len(recent) < _RECENT or writer.chance.random() < 0.9:
            recent.append(told)
        yield told


def write(path: Path, stories: int, concern: float = 0.3, reprints: float = 0.2, seed: int = 1) -> None:
    """The stream as JSON lines."""
    with path.open("w", encoding="utf-8") as out:
        for story in stream(stories, concern, reprints, seed):
            out.write(json.dumps(story, ensure_ascii=False) + "\n")


class _Writer:
    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        known = load(only=("states.tsv", "lexicon/*.tsv"))
        self._states = [row.name for row in known.rows("states.tsv", State)]
        self._told = [row.example for row in known.rows("lexicon/*.tsv", Predicate)]
        self._topics: dict[str, list[str]] = defaultdict(list)
        with (Path(__file__).parent / "nothing.tsv").open(encoding="utf-8") as lines:
            for row in csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"):
                self._topics[row["topic"]].append(row["sentence"])

    def of_states(self) -> str:
        """A story of examples of the lexicon, with a sentence of something else now and then."""
        topics = list(self._topics)
        sentences = [
            self._filled(self.chance.choice(self._topics[self.chance.choice(topics)]))
            if self.chance.random() < 0.25 else self.chance.choice(self._told)
            for _ in range(self.chance.randint(*_SENTENCES))
        ]  # fmt: skip
        return self._in_paragraphs(sentences)

    def of_nothing(self) -> str:
        """A story on one topic; some name states."""
        own = self._topics[self.chance.choice(list(self._topics))]
        kept = [s for s in own if "{s}" not in s or self.chance.random() < _ABROAD]
        sentences = [self._filled(self.chance.choice(kept)) for _ in range(self.chance.randint(*_SENTENCES))]
        return self._in_paragraphs(sentences)

    def reprint(self, text: str) -> str:
        """A story with another paper's dateline, its end cut off now and then."""
        kept = text.split("\n\n")
        if len(kept) > 4 and self.chance.random() < 0.5:
            kept = kept[:-1]
        return f"{self._name().upper()} - " + "\n\n".join(kept)

    def _in_paragraphs(self, sentences: list[str]) -> str:
        return "\n\n".join(" ".join(sentences[i : i + 3]) for i in range(0, len(sentences), 3))

    def _filled(self, sentence: str) -> str:
        s, r = self.chance.sample(self._states, 2)
        while "{n}" in sentence:
            sentence = sentence.replace("{n}", str(self.chance.randint(2, 99)), 1)
        person = f"{self._name()} {self._name()}"
        return sentence.format(p=person, t=self._name(), w=self._word(), s=s, r=r)

    def _name(self) -> str:
        return self._word().title()

    def _word(self) -> str:
        return "".join(self.chance.choice(_SYLLABLES) for _ in range(self.chance.randint(2, 3)))
