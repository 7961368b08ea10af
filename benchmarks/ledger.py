"""How fast a ledger of 200,000 records takes in and answers: `make bench-ledger`, or `python benchmarks/ledger.py STORIES`.

The stories are invented (`invented.py`), two records each, and their readings ready: what is measured is the ledger.
"""

from __future__ import annotations

import datetime as dt
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TypeVar

from invented import STATES, invented

from dragoman.desk import Parties, weights
from dragoman.dossier.brief import brief
from dragoman.dossier.series import series
from dragoman.ledger import Ledger
from dragoman.model import Entry

T = TypeVar("T")
_EARLY = 10_000  # stories, of 20,000 records
_LAP = 2_000
_TIMES = 60
_WANTED = {"entry": 0.150, "find": 0.200, "series": 0.500, "brief": 1.0}
_BUSY = STATES[:2]
_WHOLE = len("YYYY-MM-DD")


def main(stories: int) -> None:
    """Build the ledger and print its figures."""
    with tempfile.TemporaryDirectory() as home:
        path = Path(home) / "ledger.db"
        with Ledger(path) as ledger:
            laps = _fill(ledger, stories)
            print(f"{stories:,} stories, {2 * stories:,} records, {ledger.count():,} entries")
            _print_adding(laps, stories)
            size = sum(p.stat().st_size for p in Path(home).iterdir())
            print(f"size: {size / stories / 1024:.1f} KiB a story ({size / 2**20:.0f} MiB)")
            _print_answers(ledger)


class Lap(NamedTuple):
    """Seconds that a story of a lap took in the ledger alone, by the clock and of this process's processor time."""

    clock: float
    processor: float


def _fill(ledger: Ledger, stories: int) -> list[Lap]:
    """Add the stories, in laps."""
    laps = []
    rest = invented(stories)
    while lap := list(islice(rest, _LAP)):
        since, busy = time.perf_counter(), time.process_time()
        ledger.add(lap)
        laps.append(Lap((time.perf_counter() - since) / len(lap), (time.process_time() - busy) / len(lap)))
    return laps


def _print_adding(laps: list[Lap], stories: int) -> None:
    """Where others use the machine too, the clock tells of them as well: processor time is told beside it."""
    for what, seconds in (
        ("by the clock", [lap.clock for lap in laps]),
        ("of processor time", [lap.processor for lap in laps]),
    ):
        early = statistics.median(seconds[: _EARLY // _LAP])
        late = statistics.median(seconds[-_EARLY // _LAP :])
        print(f"add, {what}: {1 / statistics.mean(seconds):,.0f} stories/s (wanted 1,000); "
              f"a story {early * 1e3:.2f} ms up to {2 * _EARLY:,} records, {late * 1e3:.2f} ms at the end of "
              f"{2 * stories:,}: x{late / early:.2f} (wanted 1.5)")  # fmt: skip


def _print_answers(ledger: Ledger) -> None:
    busy = list(ledger.entries(parties=_BUSY))
    print(f"busy pair {'-'.join(_BUSY)}: {len(busy):,} entries")
    chance = random.Random(2)
    some = [chance.choice(busy) for _ in range(_TIMES)]
    _print_times("entry", some, lambda one: _entry(ledger, one))
    _print_times("find", some, lambda one: ledger.find((one.subject or "").split()[0], parties=_BUSY, limit=50))
    _print_times(
        "find", ["memorandum signed", "visit", "tariff"] * 20, lambda w: ledger.find(w, parties=_BUSY, limit=50)
    )
    weigh, names = weights(), Parties().names
    _print_times("series", range(10), lambda _: series(ledger, _BUSY, weigh))
    today = dt.date.fromisoformat(max(e.date or "" for e in busy if len(e.date or "") == _WHOLE))
    since = (today - dt.timedelta(days=365)).isoformat()
    _print_times("brief", range(10), lambda _: brief(ledger, _BUSY, since, today, names))


def _entry(ledger: Ledger, one: Entry) -> None:
    found = ledger.entry(one.id)
    assert found is not None
    ledger.evidence(found)


def _print_times(name: str, of: Iterable[T], act: Callable[[T], object]) -> None:
    times, busy = [], []
    for one in of:
        since, used = time.perf_counter(), time.process_time()
        act(one)
        times.append(time.perf_counter() - since)
        busy.append(time.process_time() - used)
    wanted = f" (wanted {_WANTED[name] * 1e3:.0f})" if name in _WANTED else ""
    print(f"{name}: p95 {_p95(times) * 1e3:.1f} ms{wanted}, median {statistics.median(times) * 1e3:.1f} ms; "
          f"of processor time p95 {_p95(busy) * 1e3:.1f} ms")  # fmt: skip


def _p95(times: list[float]) -> float:
    return sorted(times)[int(0.95 * len(times)) - 1] if len(times) > 1 else times[0]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
