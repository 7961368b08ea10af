"""What every page needs at hand: the ledger, the names of parties, the desk's own store, today, and answers kept for a while."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import cached_property
from typing import Any, TypeVar

from starlette.requests import Request

from dragoman.desk import Parties, weights
from dragoman.dossier.series import Weigh
from dragoman.dossier.wording import Names
from dragoman.knowledge import load
from dragoman.knowledge.rows import NoiseRule
from dragoman.ledger import Ledger
from dragoman.reading.noise import NoiseRules
from dragoman.web.options import Options
from dragoman.web.store import Store

__all__ = ["Room", "room_of"]

T = TypeVar("T")
_KEPT = 512  # answers
_STALE = 60.0  # seconds after which an answer is made anew, whatever the ledger says of itself


class Room:
    """Made once for an app; safe to use from many threads."""

    def __init__(self, ledger: Ledger, options: Options) -> None:
        self.ledger = ledger
        self.options = options
        self.parties = Parties(options.knowledge)
        self.store = Store(ledger.engine)
        self._answers: OrderedDict[Hashable, tuple[tuple[int, ...], float, Any]] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def names(self) -> Names:
        """The name of each party."""
        return self.parties.names

    def today(self) -> dt.date:
        """The day that pages are made for."""
        return self.options.today()

    @cached_property
    def weigh(self) -> Weigh:
        """The weights of steps on the Goldstein scale."""
        return weights(self.options.knowledge)

    @cached_property
    def noise(self) -> NoiseRules:
        """The rules that tell the story from what stands around it."""
        return NoiseRules.of(load(self.options.knowledge, ("noise.tsv",)).rows("noise.tsv", NoiseRule))

    def kept(self, key: Hashable, make: Callable[[], T]) -> T:
        """The answer of `make`, made once for as long as the ledger (and the day) stays as it is."""
        version, now = (*self.ledger.version(), self.today().toordinal()), time.monotonic()
        with self._lock:
            found = self._answers.get(key)
            if found is not None and found[0] == version and now - found[1] < _STALE:
                self._answers.move_to_end(key)
                answer: T = found[2]
                return answer
        made = make()
        with self._lock:
            self._answers[key] = (version, now, made)
            while len(self._answers) > _KEPT:
                self._answers.popitem(last=False)
        return made


def room_of(request: Request) -> Room:
    """The room of the app that a request came to."""
    room = request.app.state.room
    assert isinstance(room, Room)
    return room
