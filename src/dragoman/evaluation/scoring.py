"""Precision, recall and F1 of predicted records, found and right, overall, by type and by field."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from pydantic import BaseModel, ConfigDict

from dragoman.evaluation.gold import Filed, GoldStory
from dragoman.evaluation.matching import agreement, is_right, matched

__all__ = ["FieldScore", "Level", "Miss", "Scores", "TypeScore", "score"]

_DRAWS = 1000
_LOW, _HIGH = 25, 974  # of 1000 sorted draws: the middle 95 %


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Level(_Frozen):
    """Precision, recall and F1, with the 95 % bootstrap interval of F1 over stories."""

    precision: float
    recall: float
    f1: float
    interval: tuple[float, float]


class TypeScore(_Frozen):
    """Counts and F1 of one record type."""

    gold: int
    predicted: int
    found: int
    right: int
    found_f1: float
    right_f1: float


class FieldScore(_Frozen):
    """In what part of the `n` found pairs that tell it a field agrees."""

    n: int
    agree: float


class Miss(_Frozen):
    """A gold record not found, one found but not right, or a predicted one that pairs with none."""

    story: str
    gold: Filed | None
    predicted: Filed | None


class Scores(_Frozen):
    """All figures of one evaluation; types and fields in the order to show."""

    stories: int
    gold: int
    predicted: int
    found: Level
    right: Level
    by_type: dict[str, TypeScore]
    fields: dict[str, FieldScore]
    misses: tuple[Miss, ...]


def score(stories: Sequence[GoldStory], predicted: Mapping[str, Sequence[Filed]]) -> Scores:
    """The scores of `predicted` records by story id; a story without predictions counts as read to nothing."""
    tally = _Tally()
    for gold in stories:
        tally.add(gold, predicted.get(gold.story.id, ()))
    total = _total(tally.counts)
    return Scores(
        stories=len(stories),
        gold=total["gold"],
        predicted=total["predicted"],
        found=_level("found", tally.counts),
        right=_level("right", tally.counts),
        by_type=_by_type(tally.types),
        fields={name: _field_score(seen) for name, seen in sorted(tally.fields.items())},
        misses=tuple(tally.misses),
    )


class _Tally:
    """Counts of gold, predicted, found and right records, a story and a type."""

    def __init__(self) -> None:
        self.counts: list[Counter[str]] = []
        self.types: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.fields: defaultdict[str, list[bool]] = defaultdict(list)
        self.misses: list[Miss] = []

    def add(self, gold: GoldStory, predicted: Sequence[Filed]) -> None:
        self.counts.append(Counter())
        self._count("gold", gold.records)
        self._count("predicted", predicted)
        pairs = matched(gold.records, predicted, gold.story.text)
        for i, j in pairs:
            self._pair(gold.story.id, gold.records[i], predicted[j])
        paired_gold, paired = {i for i, _ in pairs}, {j for _, j in pairs}
        for i, record in enumerate(gold.records):
            if i not in paired_gold:
                self.misses.append(Miss(story=gold.story.id, gold=record, predicted=None))
        for j, record in enumerate(predicted):
            if j not in paired:
                self.misses.append(Miss(story=gold.story.id, gold=None, predicted=record))

    def _pair(self, story: str, gold: Filed, predicted: Filed) -> None:
        self._count("found", [gold])
        for field, agrees in agreement(gold, predicted).items():
            self.fields[field].append(agrees)
        if is_right(gold, predicted):
            self._count("right", [gold])
        else:
            self.misses.append(Miss(story=story, gold=gold, predicted=predicted))

    def _count(self, what: str, records: Iterable[Filed]) -> None:
        for record in records:
            self.counts[-1][what] += 1
            self.types[record.type][what] += 1


def _by_type(types: Mapping[str, Counter[str]]) -> dict[str, TypeScore]:
    ordered = sorted(types.items(), key=lambda item: -item[1]["gold"])
    return {name: _type_score(counts) for name, counts in ordered}


def _type_score(counts: Counter[str]) -> TypeScore:
    return TypeScore(
        gold=counts["gold"],
        predicted=counts["predicted"],
        found=counts["found"],
        right=counts["right"],
        found_f1=_f1("found", counts)[2],
        right_f1=_f1("right", counts)[2],
    )


def _field_score(agrees: Sequence[bool]) -> FieldScore:
    return FieldScore(n=len(agrees), agree=sum(agrees) / len(agrees))


def _level(what: str, counts: Sequence[Counter[str]]) -> Level:
    precision, recall, f1 = _f1(what, _total(counts))
    return Level(precision=precision, recall=recall, f1=f1, interval=_interval(what, counts))


def _interval(what: str, counts: Sequence[Counter[str]]) -> tuple[float, float]:
    """The middle 95 % of F1 over samples of the stories, drawn the same way every time."""
    if not counts:
        return 0.0, 0.0
    draw = random.Random(0)
    values = sorted(_f1(what, _total(draw.choices(counts, k=len(counts))))[2] for _ in range(_DRAWS))
    return values[_LOW], values[_HIGH]


def _total(counts: Iterable[Counter[str]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for one in counts:
        total.update(one)
    return total


def _f1(what: str, counts: Counter[str]) -> tuple[float, float, float]:
    precision = counts[what] / counts["predicted"] if counts["predicted"] else 0.0
    recall = counts[what] / counts["gold"] if counts["gold"] else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0
