"""An evaluation as plain lines."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.evaluation.gold import Filed
from dragoman.evaluation.scoring import Level, Miss, Scores

__all__ = ["miss_lines", "score_lines"]

_QUOTE = 110


def score_lines(scores: Scores) -> Iterator[str]:
    """The figures: overall, by type, by field."""
    yield f"{scores.stories} stories, {scores.gold} gold records, {scores.predicted} predicted"
    yield _level_line("found", scores.found)
    yield _level_line("right", scores.right)
    for name, one in scores.by_type.items():
        counts = f"gold {one.gold:4} predicted {one.predicted:4}"
        yield f"  {name:<11} {counts} found F1 {one.found_f1:.3f} right F1 {one.right_f1:.3f}"
    fields = (f"{name} {one.agree:.2f} ({one.n})" for name, one in scores.fields.items())
    yield "fields of found pairs: " + ", ".join(fields)


def miss_lines(scores: Scores) -> Iterator[str]:
    """One line for each record that is missing, half right or too many."""
    return (_miss_line(miss) for miss in scores.misses)


def _level_line(name: str, level: Level) -> str:
    low, high = level.interval
    return f"{name}: P {level.precision:.3f} R {level.recall:.3f} F1 {level.f1:.3f} [{low:.3f}, {high:.3f}]"


def _miss_line(miss: Miss) -> str:
    if miss.gold and miss.predicted:
        wrong = f"{_name(miss.gold)} read as {_name(miss.predicted)}"
        return f"{miss.story}: PART {wrong}: {_short(miss.gold)}"
    if miss.gold:
        return f"{miss.story}: MISS {_name(miss.gold)}: {_short(miss.gold)}"
    assert miss.predicted is not None
    return f"{miss.story}: EXTRA {_name(miss.predicted)}: {_short(miss.predicted)}"


def _name(record: Filed) -> str:
    negated = " not" if record.negated else ""
    way = f" {_codes(record.actor)}>{_codes(record.recipient)}" if record.actor or record.recipient else ""
    return f"{record.type}/{record.kind}/{record.stage}{negated} {_codes(record.parties)}{way}"


def _codes(parties: frozenset[str]) -> str:
    return ",".join(sorted(parties)) or "-"


def _short(record: Filed) -> str:
    return " ".join(record.quote.split())[:_QUOTE]
