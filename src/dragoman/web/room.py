"""What every page needs at hand: the ledger, the names of parties, the desk's own store, today, and answers kept for a while."""

from __future__ import annotations

import datetime as dt
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import cached_property
from typing import Any, TypeVar

from starlette.requests import Request

from dragoman.desk import Parties, weights
from dragoman.dossier.phrasing import Names
from dragoman.dossier.series import Weigh
from dragoman.knowledge import load
from dragoman.knowledge.rows import Abbreviation, NoiseRule
from dragoman.ledger import Ledger, Outline
from dragoman.reading.noise import NoiseRules
from dragoman.reading.sentences import Abbreviations
from dragoman.web.drawing import Drawing
from dragoman.web.options import Options
from dragoman.web.outlines import Outlines
from dragoman.web.replies import Replies
from dragoman.web.store import Store

__all__ = ["Room", "room_of"]

T = TypeVar("T")
_KEPT = 5_000  # answers


class Room:
    """Made once for an app; safe to use from many threads."""

    def __init__(self, ledger: Ledger, options: Options) -> None:
        self.ledger = ledger
        self.options = options
        self.parties = Parties(options.knowledge, ledger.has_party)
        self.store = Store(ledger.engine)
        self.replies = Replies()
        self.drawing = Drawing(apart=options.busy)
        self._outlines = Outlines(ledger)
        self._answers: OrderedDict[Hashable, tuple[tuple[int, int], Any]] = OrderedDict()
        self._doors: OrderedDict[Hashable, threading.Lock] = OrderedDict()
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

    @cached_property
    def abbreviations(self) -> Abbreviations:
        """What does not end a sentence."""
        return Abbreviations.of(
            load(self.options.knowledge, ("abbreviations.tsv",)).rows("abbreviations.tsv", Abbreviation)
        )

    def version(self) -> tuple[int, int]:
        """What changes with the ledger and with the day."""
        return self.ledger.version(), self.today().toordinal()

    def outlines(self, codes: Sequence[str]) -> list[Outline]:
        """All entries between parties (all without any), in a few words each."""
        self.kept("outlines", self._outlines.refresh)
        return self._outlines.of(codes)

    def outlines_named(self, names: Iterable[str]) -> list[Outline]:
        """Entries by their ids, in a few words each; ids that there are not are left out."""
        self.kept("outlines", self._outlines.refresh)
        return self._outlines.named(names)

    def kept(self, key: Hashable, make: Callable[[], T]) -> T:
        """The answer of `make`, made once for as long as the ledger (and the day) stays as it is, however many ask."""
        version = self.version()
        found = self._answer(key, version)
        if found is None:
            with self._door(key):
                found = self._answer(key, version)
                if found is None:
                    found = (version, make())
                    self._keep(key, found)
        answer: T = found[1]
        return answer

    def _door(self, key: Hashable) -> threading.Lock:
        """What those who want the same answer wait behind while one makes it."""
        with self._lock:
            while len(self._doors) > _KEPT:
                self._doors.popitem(last=False)
            return self._doors.setdefault(key, threading.Lock())

    def _answer(self, key: Hashable, version: tuple[int, int]) -> tuple[tuple[int, int], Any] | None:
        with self._lock:
            found = self._answers.get(key)
            if found is None or found[0] != version:
                return None
            self._answers.move_to_end(key)
            return found

    def _keep(self, key: Hashable, answer: tuple[tuple[int, int], Any]) -> None:
        with self._lock:
            self._answers[key] = answer
            while len(self._answers) > _KEPT:
                self._answers.popitem(last=False)


def room_of(request: Request) -> Room:
    """The room of the app that a request came to."""
    room = request.app.state.room
    assert isinstance(room, Room)
    return room
