"""Any number of stories, each unlike the others, with two records each."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

from tests.ledger.telling import Pair, record, story

_STATES = ("NOR", "VNM", "PER", "GHA", "LAO", "URY")
_START = dt.date(2024, 1, 1)


def many(number: int, seed: int = 7) -> Iterator[Pair]:
    """The same stories every time."""
    chance = random.Random(seed)
    for n in range(number):
        day = _START + dt.timedelta(days=n // 4)
        who = ",".join(sorted(chance.sample(_STATES, 2)))
        thing = "".join(chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") for _ in range(4))
        met, signed = f"Ministers met in {thing.title()} on day {n}.", f"They signed the {thing} accord, number {n}."
        records = (
            record(met, "contact/meeting", who, "held", date=day.isoformat(), place=thing.title()),
            record(signed, "agreement/treaty", who, "signed", date=day.isoformat(), name=f"{thing} accord"),
        )
        yield story(f"{met} {signed}", *records, published=day.isoformat(), publisher=f"Paper {n % 9}")
