"""Keeping at hand what is asked for most: after each change of the ledger the first page and the busiest pairs are made."""

from __future__ import annotations

import datetime as dt
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from dragoman.web.charts import of_dossier
from dragoman.web.room import Room
from dragoman.web.views.agenda import coming
from dragoman.web.views.board import board
from dragoman.web.views.dossiers import dossier
from dragoman.web.views.home import home
from dragoman.web.views.lists import outlines_of, parties_of

__all__ = ["Warming"]

_LOOK = 2.0  # seconds between two looks at the ledger
_PAUSE = 0.05  # seconds between two views, for those who are waiting for a page
_PARTIES, _PAIRS = 40, 160


class Warming:
    """A thread that does so until it is closed."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="warming", daemon=True)

    def ready(self) -> None:
        """Make the first page, and load what others wait for longest: to be called before anybody asks."""
        import scipy.stats  # noqa: F401  trends ask for it

        _first_page(self._room)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def close(self) -> None:
        """End after the view that is being made."""
        self._over.set()
        self._thread.join(10)

    def _run(self) -> None:
        done = None
        while not self._over.wait(_LOOK):  # first those who come first
            version = self._room.version()
            if version != done and self._warm(version):
                done = version

    def _warm(self, version: tuple[int, int]) -> bool:
        """Make all views of a version; False where there is a later one before they are made."""
        room = self._room
        _first_page(room)
        coming(room, ())
        board(room, ())
        for codes in _busiest(room):
            if self._over.wait(_PAUSE) or room.version() != version:
                return False
            of_dossier(room, codes, dossier(room, codes))
        return True


def _first_page(room: Room) -> None:
    home(room, dt.datetime.combine(room.today() - dt.timedelta(days=1), dt.time()))


def _busiest(room: Room) -> Iterator[Sequence[str]]:
    """Pairs and parties with the most entries, by turns."""
    pairs = Counter(pair for o in outlines_of(room, ()) if len(o.parties) <= 3 for pair in combinations(o.parties, 2))
    yield from ([party.party] for party in parties_of(room)[:_PARTIES])
    yield from (sorted(pair) for pair, _ in pairs.most_common(_PAIRS))
