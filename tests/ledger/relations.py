"""A year between Norway and Vietnam (with guests) as papers told it: records labelled with the fact that they tell.

Look-alikes that must stay apart (visits of two people in a month, tariffs on two goods, pledges of two sums, sessions of
two years), postponements, renamings, reports that differ by a day, and denials.
"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import NamedTuple

from dragoman.ledger.items import Item
from tests.ledger.telling import tell

_FILE = Path(__file__).parents[1] / "data" / "relations.jsonl"


class Labelled(NamedTuple):
    """A record with the fact that it tells."""

    fact: str
    item: Item


def relations() -> list[Labelled]:
    """All records, in the order of the days of their stories."""
    told = [_labelled(n, json.loads(line)) for n, line in enumerate(_FILE.read_text(encoding="utf-8").splitlines())]
    return sorted(told, key=lambda one: one.item.published or dt.date.min)


def _labelled(number: int, line: dict[str, object]) -> Labelled:
    fact, *told = (str(line.pop(name)) for name in ("fact", "evidence", "what", "who", "stage"))
    persons = {"persons": tuple(line["persons"])} if isinstance(line.get("persons"), list) else {}
    story, reading = tell(*told, **(line | persons))
    name = f"{number:03}"
    return Labelled(fact, Item(f"r{name}", f"s{name}", story.published, reading.records[0], f"Paper {number % 5}"))
