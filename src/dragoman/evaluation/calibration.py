"""Whether confidence keeps its word: how many of the records with a confidence are right, and the shares to give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from pydantic import BaseModel, ConfigDict

from dragoman.evaluation.gold import Filed, GoldStory
from dragoman.evaluation.matching import is_right, matched

__all__ = ["Bin", "calibration_lines", "fitted_lines", "judged", "reliability"]

Judged = tuple[Filed, bool]
_BINS = 10
_WEIGHT = 10  # records that the share of all types counts as beside those of one type


class Bin(BaseModel):
    """The records whose confidence lies from `low` to less than `high`."""

    model_config = ConfigDict(frozen=True)

    low: float
    high: float
    records: int
    confidence: float
    right: float


def judged(stories: Iterable[GoldStory], predicted: Mapping[str, Sequence[Filed]]) -> Iterator[Judged]:
    """Each predicted record of the stories, and whether it is right."""
    for gold in stories:
        found = predicted.get(gold.story.id, ())
        pairs = matched(gold.records, found, gold.story.text)
        right = {j for i, j in pairs if is_right(gold.records[i], found[j])}
        yield from ((record, j in right) for j, record in enumerate(found))


def reliability(records: Iterable[Judged]) -> tuple[Bin, ...]:
    """The reliability table: by confidence, how many records are right; records without one are left out."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for record, right in records:
        if record.confidence is not None:
            at = min(int(record.confidence * _BINS), _BINS - 1)
            bins.setdefault(at, []).append((record.confidence, right))
    return tuple(_bin(at, bins[at]) for at in sorted(bins))


def _bin(at: int, seen: Sequence[tuple[float, bool]]) -> Bin:
    mean = sum(confidence for confidence, _ in seen) / len(seen)
    right = sum(right for _, right in seen) / len(seen)
    return Bin(low=at / _BINS, high=(at + 1) / _BINS, records=len(seen), confidence=mean, right=right)


def calibration_lines(bins: Sequence[Bin]) -> Iterator[str]:
    """The table as plain lines, and the mean distance of confidence from the share that is right."""
    yield "confidence  records  told   right"
    for one in bins:
        yield f"{one.low:.1f} - {one.high:.1f}   {one.records:7}  {one.confidence:.3f}  {one.right:.3f}"
    total = sum(one.records for one in bins)
    if total:
        error = sum(one.records * abs(one.confidence - one.right) for one in bins) / total
        yield f"off by {error:.3f} on average of {total} records"


def fitted_lines(records: Iterable[Judged], manner: Callable[[str], str]) -> Iterator[str]:
    """Rows of `confidence.tsv`: shares by type and by `manner` of the rule, drawn towards that of the manner."""
    told: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for record, is_one in records:
        for key in ((record.type, manner(record.rule)), ("*", manner(record.rule))):
            told[key] += 1
            right[key] += is_one
    yield "type\tmanner\trecords\tright\tshare"
    for record_type, how in sorted(told):
        key, overall = (record_type, how), ("*", how)
        prior = (right[overall] + 1) / (told[overall] + 2)
        share = (right[key] + _WEIGHT * prior) / (told[key] + _WEIGHT)
        yield f"{record_type}\t{how}\t{told[key]}\t{right[key]}\t{share:.2f}"
