"""What pages ask of a ledger: what came in of late, counts to narrow a search by, what nobody decided on yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from dragoman.ledger import holdings, looking
from dragoman.ledger.filters import Filters
from dragoman.ledger.objects import Kept
from dragoman.ledger.opened import Opened
from dragoman.ledger.reopening import Reopened, reopened
from dragoman.model import Reading


class Views(Opened):
    """Questions of those who show a ledger."""

    def version(self) -> int:
        """A number that changes with everything that is added, read again, decided or followed up."""
        with self._reading() as db:
            return looking.version(db)

    def arrivals(self, since: dt.datetime, most: int = 500) -> list[looking.Arrival]:
        """Entries that stories added after `since` (UTC) tell of, and where each stood before, the latest first."""
        with self._reading() as db:
            return looking.arrivals(db, since, most)

    def source_states(self) -> list[looking.SourceState]:
        """Publishers with the day of their latest story, the latest first."""
        with self._reading() as db:
            return looking.source_states(db)

    def matching(self, words: str = "", **filters: Any) -> list[str]:
        """Ids of the entries that meet all conditions (and hold the words), in no order."""
        with self._reading() as db:
            return looking.matching(db, words, Filters.of(**filters))

    def sectors(self) -> dict[str, list[str]]:
        """The sectors of each entry that has any, by its id."""
        with self._reading() as db:
            return looking.sectors(db)

    def publishers_of(self, entries: Iterable[str]) -> list[tuple[str, int]]:
        """Who told of entries that are known by their ids, and of how many of them, the one who told of most first."""
        with self._reading() as db:
            return looking.publishers_of(db, entries)

    def undecided(self, most: int = 1000) -> list[str]:
        """Ids of the latest records that stories told and nobody decided on."""
        with self._reading() as db:
            return looking.undecided(db, most)

    def decided(self) -> list[str]:
        """Ids of the records that stories told and people decided on."""
        with self._reading() as db:
            return looking.decided(db)

    def reopened(self) -> dict[str, Reopened]:
        """Records that people decided on and whose source has changed its text since, by their ids."""
        with self._reading() as db:
            return reopened(db)

    def latest_decisions(self, records: Iterable[str]) -> dict[str, int]:
        """The number of the latest decision on each record that was decided on."""
        with self._reading() as db:
            return looking.latest_decisions(db, records)

    def reading(self, story: str) -> Reading | None:
        """The reading of a story as the reader made it, without its records; None where it has none."""
        with self._reading() as db:
            return looking.reading(db, story)

    def records_of_story(self, story: str) -> list[Kept]:
        """The records of a story in the order of its text, those that people rejected among them."""
        with self._reading() as db:
            names = looking.records_of_story(db, story)
            found = holdings.records(db, names)
        return [found[name] for name in names]
