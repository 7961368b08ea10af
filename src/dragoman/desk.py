"""What views of a ledger need to know of the world: names of parties, and the weights of what happened."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import Path

from dragoman.dossier.phrasing import Names
from dragoman.dossier.series import Weigh
from dragoman.errors import KnowledgeError
from dragoman.knowledge import Knowledge, TableError, load
from dragoman.knowledge.rows import Body, Group, Place, Region, State
from dragoman.knowledge.rows_events import CameoCode, FromRecord
from dragoman.ledger import LedgerError, Moment, Outline

__all__ = ["Parties", "weights"]

_GROUP = "X:"  # groups may be filed before anybody has heard of them
_NAMES = ("states.tsv", "bodies.tsv", "regions.tsv", "groups.tsv")
_PLACES = ("states.tsv", "places.tsv")
_WEIGHTS = ("events/from_records.tsv", "events/cameo.tsv")


class Parties:
    """The parties that are known, by code and by name; `own` is a directory of one's own knowledge files.

    `held` says whether a ledger has a party of a code: what it holds is known too.
    """

    def __init__(self, own: Path | None = None, held: Callable[[str], bool] = lambda _: False) -> None:
        known = _load(own, _NAMES)
        self._own, self._held = own, held
        self._names: dict[str, str] = {}
        self._codes: dict[str, str] = {}
        for code, names in _named(known):
            self._names.setdefault(code, names[0])
            for name in (code, *names):
                self._codes.setdefault(name.casefold(), code)
        for body in known.rows("bodies.tsv", Body):
            self._codes.setdefault(body.code.casefold(), body.code)  # also those without a name here

    def name(self, code: str) -> str:
        """The name of a party; the code where none is known."""
        return self._names.get(code, code)

    def code(self, word: str) -> str:
        """The code of a party that was named by code or name; LedgerError where neither data nor ledger know it."""
        found = self._codes.get(word.casefold())
        if found is None and not self._held(word):
            raise LedgerError(f"{word!r}: no party is known by this name. Name it by its code, such as KAZ or EU.")
        return found or word

    def state_of(self, place: str) -> str | None:
        """The state that a town or venue lies in; None where that is not known, or contested."""
        return self._states.get(place.casefold())

    @cached_property
    def _states(self) -> dict[str, str | None]:
        """States by their places: towns, venues and provinces, and those that stand for a state."""
        found: dict[str, set[str]] = {}
        for name, state in _places(_load(self._own, _PLACES)):
            found.setdefault(name.casefold(), set()).add(state)
        return {name: next(iter(states - {"*"}), None) for name, states in found.items() if len(states) == 1}

    def filed(self, word: str) -> str:
        """The code of a party as somebody files it: as `code`, and any group."""
        return word if word.startswith(_GROUP) else self.code(word)

    @cached_property
    def names(self) -> Names:
        """`name` and `state_of`, for the views."""
        return Names(self.name, self.state_of)


def _named(known: Knowledge) -> Iterator[tuple[str, tuple[str, ...]]]:
    for state in known.rows("states.tsv", State):
        yield state.code, (state.name, *state.names)
    for body in known.rows("bodies.tsv", Body):
        if body.kind not in ("organ", "accord"):
            yield body.code, (body.code if len(body.code) < 6 else body.name, body.name, *body.names)
    for region in known.rows("regions.tsv", Region):
        yield region.code, region.names
    for group in known.rows("groups.tsv", Group):
        yield group.code, (group.code.removeprefix("X:"), *group.names)


def _places(known: Knowledge) -> Iterator[tuple[str, str]]:
    for state in known.rows("states.tsv", State):
        yield from ((name, state.code) for name in (*state.capitals, *state.seats))
    for place in known.rows("places.tsv", Place):
        yield from ((name, place.state) for name in (place.name, *place.names))


def weights(own: Path | None = None) -> Weigh:
    """The value of each step on the Goldstein scale, by the tables that code records as events."""
    known = _load(own, _WEIGHTS)
    scale = {row.code: row.goldstein for row in known.rows("events/cameo.tsv", CameoCode)}
    told = {(r.record, r.stage, bool(r.negated)): r for r in known.rows("events/from_records.tsv", FromRecord)}

    def weigh(outline: Outline, moment: Moment) -> float | None:
        found = (told.get(key) for key in _keys(outline, moment))
        row = next((r for r in found if r is not None), None)
        return _value(scale, row.cameo) if row is not None else None

    return weigh


def _keys(outline: Outline, moment: Moment) -> Iterable[tuple[str, str, bool]]:
    """The rows that may tell of a step, the most exact first; what is denied has a row of its own or counts as nothing."""
    for kind in (outline.kind, "*"):
        for stage in (moment.stage, "*"):
            yield f"{outline.type}/{kind}", stage, moment.negated


def _value(scale: dict[str, float], cameo: str) -> float:
    found = (scale.get(cameo[:size]) for size in range(len(cameo), 1, -1))
    return next((value for value in found if value is not None), 0.0)


def _load(own: Path | None, only: tuple[str, ...]) -> Knowledge:
    try:
        return load(own, only)
    except TableError as error:
        raise KnowledgeError("knowledge", str(error), "Correct the file") from error
