"""All entries in a few words each, kept at hand: after a change only what has changed is made anew."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from dragoman.ledger import Ledger, Outline
from dragoman.ledger.asking import outline_of, outline_rows
from dragoman.ledger.filters import Filters

__all__ = ["Outlines"]


class Outlines:
    """The outlines of a ledger as they were at its last `refresh`, in the order of their first days."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._lock = threading.Lock()
        self._known: dict[str, tuple[tuple[Any, ...], Outline]] = {}
        self._by_party: dict[str, list[Outline]] = {}

    def refresh(self) -> None:
        """Bring them to how the ledger stands."""
        with self._lock, self._ledger.engine.connect() as db:
            known: dict[str, tuple[tuple[Any, ...], Outline]] = {}
            by_party: dict[str, list[Outline]] = defaultdict(list)
            for row in outline_rows(db, Filters()):
                name: str = row[0]
                before = self._known.get(name)
                kept = before if before is not None and before[0] == row else (row, outline_of(row))
                known[name] = kept
                for party in kept[1].parties:
                    by_party[party].append(kept[1])
            self._known, self._by_party = known, by_party

    def of(self, codes: Sequence[str]) -> list[Outline]:
        """Those in which all of some parties take part; all of them without any."""
        if not codes:
            return [outline for _, outline in self._known.values()]
        if len(codes) == 1:
            return list(self._by_party.get(codes[0], []))
        fewest = min((self._by_party.get(code, []) for code in codes), key=len)
        wanted = set(codes)
        return [outline for outline in fewest if wanted.issubset(outline.parties)]

    def named(self, names: Iterable[str]) -> list[Outline]:
        """Those of some ids."""
        known = self._known
        return [known[name][1] for name in names if name in known]
