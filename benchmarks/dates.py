"""Measure the date grammar against dateparser on a table of sentences: `python -m benchmarks.dates`.

dateparser (`pip install dateparser`) is told the language, the day of publication and, by tense, whether
past or future dates are meant; its first find counts, cut to the precision of the expected value.
"""

from __future__ import annotations

import csv
import datetime as dt
import importlib
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple, cast

from dragoman.reading.when import Tense, default_calendar, find_dates, resolve

CASES = Path(__file__).parent / "dates.tsv"


class Case(NamedTuple):
    """A sentence with one date: the day of publication, the tense of its clause, the value expected."""

    text: str
    published: dt.date | None
    tense: Tense
    value: str | None


def cases() -> Iterator[Case]:
    """The rows of `dates.tsv`."""
    lines = [line for line in CASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
        published = dt.date.fromisoformat(row["published"]) if row["published"] else None
        yield Case(row["text"], published, cast(Tense, row["tense"]), row["value"] or None)


def by_grammar(case: Case) -> str | None:
    """The first value that the grammar gives; the years of names count for nothing."""
    spans = find_dates(case.text, 0, len(case.text), default_calendar())
    dated = [resolve(s, case.published, case.tense) for s in spans if s.kind != "name_year"]
    return next((d.value for d in dated if d), None)


def by_dateparser(case: Case) -> str | None:
    """The first date that dateparser finds, as precise as the expected one."""
    search = importlib.import_module("dateparser.search").search_dates
    base = dt.datetime.combine(case.published or dt.date(1900, 1, 1), dt.time(12))
    prefer = "future" if case.tense == "future" else "past"
    found = search(case.text, languages=["en"], settings={"RELATIVE_BASE": base, "PREFER_DATES_FROM": prefer})
    return found[0][1].date().isoformat()[: len(case.value or "YYYY-MM-DD")] if found else None


def measure(reader: Callable[[Case], str | None]) -> tuple[int, int, int, float]:
    """Right values of the dated sentences, right silences of the others, dates made up there, microseconds a word."""
    table = list(cases())
    reader(table[0])
    began = time.perf_counter()
    answers = [reader(case) for case in table]
    spent = time.perf_counter() - began
    right = sum(a == c.value for a, c in zip(answers, table, strict=True) if c.value)
    silent = sum(a is None for a, c in zip(answers, table, strict=True) if not c.value)
    made_up = sum(a is not None for a, c in zip(answers, table, strict=True) if not c.value)
    return right, silent, made_up, spent * 1e6 / sum(len(c.text.split()) for c in table)


def main() -> None:
    """Print the table of `docs/dates.md`."""
    dated = sum(bool(c.value) for c in cases())
    print(
        f"| reader | right, of {dated} dated | made up, of {len(list(cases())) - dated} undated | microseconds a word |"
    )
    print("| --- | --- | --- | --- |")
    for name, reader in (("grammar", by_grammar), ("dateparser", by_dateparser)):
        right, _, made_up, cost = measure(reader)
        print(f"| {name} | {right} | {made_up} | {cost:.1f} |")


if __name__ == "__main__":
    main()
