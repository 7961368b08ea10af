"""The keys by which printings that may be of one story are stored and found: a hash of each band, in a period of time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

import numpy as np
from sqlalchemy import Connection

from dragoman.ledger import tables as t
from dragoman.ledger.periods import HASH_MASK, UNTOLD, key, present, touched
from dragoman.ledger.spans import Span
from dragoman.reprints import Hashes, bands

APART = 60
"""Days within which the same words are a reprint."""
_PERIOD = 128  # days


class BandKeys:
    """The keys of printings taken in together: `minhashes` and `published` by their ids."""

    def __init__(self, db: Connection, minhashes: Mapping[str, bytes], published: Mapping[str, dt.date | None]) -> None:
        hashes = bands(list(minhashes.values())) & np.uint64(HASH_MASK)
        own = {i: _periods(published[i], 0)[0] for i in minhashes}
        known = present(db, t.BAND, "band") | set(own.values())
        self.stored = {i: _keys([own[i]], of) for i, of in zip(minhashes, hashes, strict=True)}
        """The keys under which each is stored."""
        self.asked = {i: _keys(_around(published[i], known), of) for i, of in zip(minhashes, hashes, strict=True)}
        """The keys under which those are stored that may print the same; what has no date may print anything."""


def _keys(periods: Iterable[int], hashes: Hashes) -> list[int]:
    return [k for period in periods for k in (hashes | np.uint64(key(period, 0))).tolist()]


def _periods(published: dt.date | None, days: int) -> range:
    return touched(Span(published, published) if published else None, days, _PERIOD)


def _around(published: dt.date | None, known: frozenset[int]) -> Iterable[int]:
    return known if published is None else known.intersection((*_periods(published, APART), UNTOLD))
