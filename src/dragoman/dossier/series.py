"""Relation series: contact, cooperation, conflict and net intensity by month or year, with a trend and its uncertainty."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from dragoman.garbage import collector_at_rest
from dragoman.ledger import Ledger, Moment, Outline
from dragoman.ledger.filters import first_day

__all__ = ["Period", "Point", "Series", "Trend", "Weigh", "series", "series_over"]

Period = Literal["month", "year"]
Weigh = Callable[[Outline, Moment], float | None]
"""The weight of a step on the Goldstein scale (-10 to 10); None for a step that is no event."""

_WIDTH = {"month": len("YYYY-MM"), "year": len("YYYY")}
_LEAST = 6  # periods that a trend is told of
_MEETS = frozenset({"contact", "gathering"})


class Point(NamedTuple):
    """One period. `contact` counts entries held in it; the others add the weights of entries, each once, by its strongest
    step in the period; `entries` are the ids of all that were counted."""

    period: str
    contact: int
    cooperation: float
    conflict: float
    net: float
    entries: tuple[str, ...]


class Trend(NamedTuple):
    """The change of net intensity from one period to the next: median slope (Theil and Sen), and the range that holds it
    with 95 % confidence."""

    slope: float
    low: float
    high: float


class Series(NamedTuple):
    """The points of all periods in a row, the trend where there are enough, and the entries too vaguely dated to count."""

    parties: tuple[str, ...]
    by: Period
    points: tuple[Point, ...]
    trend: Trend | None
    undated: tuple[str, ...]


@collector_at_rest()
def series(
    ledger: Ledger, codes: Sequence[str], weigh: Weigh, by: Period = "month", since: str | None = None,
    until: str | None = None,
) -> Series:  # fmt: skip
    """The series of one party, or of what is between several, from the period of `since` to that of `until`."""
    found = ledger.outlines(parties=codes, since=since, until=until)
    return series_over(found, codes, weigh, by, since, until)


def series_over(
    outlines: Iterable[Outline], codes: Sequence[str], weigh: Weigh, by: Period = "month", since: str | None = None,
    until: str | None = None,
) -> Series:  # fmt: skip
    """The same of entries that are at hand in outline."""
    width = _WIDTH[by]
    weights: dict[str, dict[str, float]] = {}
    held: dict[str, set[str]] = {}
    undated: dict[str, None] = {}
    for outline in outlines:
        for moment, weight in _events(outline, weigh):
            day = _counted(moment)
            if day is None or len(day) < width:
                undated[outline.id] = None
                continue
            period = day[:width]
            of = weights.setdefault(period, {})
            of[outline.id] = max(of.get(outline.id, 0.0), weight, key=abs)
            if outline.type in _MEETS and moment.stage == "held":
                held.setdefault(period, set()).add(outline.id)
    periods = _between(weights, since, until, by)
    points = tuple(_point(p, weights.get(p, {}), len(held.get(p, ()))) for p in periods)
    return Series(tuple(codes), by, points, trend(points), tuple(undated))


def _counted(moment: Moment) -> str | None:
    """The day on which a step counts: its own, or that of its report where its own lay ahead, as that of a plan does."""
    ahead = moment.day is not None and moment.reported is not None and first_day(moment.day) > moment.reported
    return moment.reported if ahead else moment.day


def _events(outline: Outline, weigh: Weigh) -> Iterator[tuple[Moment, float]]:
    for moment in outline.life:
        weight = weigh(outline, moment)
        if weight is not None:
            yield moment, weight


def _point(period: str, weights: dict[str, float], contact: int) -> Point:
    cooperation = sum(w for w in weights.values() if w > 0)
    conflict = sum(-w for w in weights.values() if w < 0)
    net = round(cooperation - conflict, 1)
    return Point(period, contact, round(cooperation, 1), round(conflict, 1), net, tuple(sorted(weights)))


def _between(found: Iterable[str], since: str | None, until: str | None, by: Period) -> list[str]:
    """All periods from the first to the last, those without any entry among them."""
    width = _WIDTH[by]
    inside = sorted(p for p in found if (since or "")[:width] <= p and (until is None or p <= until[:width]))
    if not inside:
        return []
    if by == "year":
        return [f"{year:04}" for year in range(int(inside[0]), int(inside[-1]) + 1)]
    first, last = (dt.date.fromisoformat(f"{p}-01") for p in (inside[0], inside[-1]))
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [f"{m // 12:04}-{m % 12 + 1:02}" for m in months]


def trend(points: Sequence[Point]) -> Trend | None:
    """The trend of net intensity; None where there are too few periods to tell."""
    if len(points) < _LEAST:
        return None
    from scipy.stats import theilslopes

    found = theilslopes([p.net for p in points], alpha=0.95)
    slope, low, high = (round(float(v), 3) for v in (found.slope, found.low_slope, found.high_slope))
    return Trend(slope, low, high)
