"""What a ledger answers: entries and what they rest on, and what else it holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from dragoman.ledger import asking, finding, holdings
from dragoman.ledger.filters import Filters
from dragoman.ledger.flat import TableName
from dragoman.ledger.objects import Cited, Kept, Outline, PartyCount, SourceCount, Told, Trouble
from dragoman.ledger.opened import Opened
from dragoman.ledger.refusals import LedgerError
from dragoman.ledger.rows import entry_row
from dragoman.model import Entry, Reading

_Limit = TypeVar("_Limit", int, int | None)


class Answers(Opened):
    """Questions on entries, records, stories, and on what the ledger holds at all."""

    def entries(
        self, *, limit: int | None = None, cursor: str | None = None, newest_first: bool = False, **filters: Any
    ) -> Iterator[Entry]:
        """Entries that meet all conditions (see `Filters`), in the order of their first days, after a `cursor`."""
        with self._reading() as db:
            yield from asking.entries(db, Filters.of(**filters), _at_most(limit), cursor, newest_first)

    def cursor(self, entry: Entry) -> str:
        """Where `entries` may go on after this one."""
        return asking.cursor_of(entry, entry_row(entry)["first"])

    def outlines(self, **filters: Any) -> Iterator[Outline]:
        """Entries that meet all conditions in a few words each, for counting and drawing thousands."""
        with self._reading() as db:
            yield from asking.outlines(db, Filters.of(**filters))

    def count(self, **filters: Any) -> int:
        """How many entries meet all conditions."""
        with self._reading() as db:
            return asking.count(db, Filters.of(**filters))

    def find(self, text: str, *, limit: int = 50, **filters: Any) -> list[Entry]:
        """Entries that meet all conditions and whose evidence, names or headlines hold the words, the best first."""
        with self._reading() as db:
            return finding.find(db, text, Filters.of(**filters), _at_most(limit))

    def entry(self, name: str) -> Entry | None:
        """The entry of an id (its own, that of one of its records, or of an entry it was joined with), or None."""
        with self._reading() as db:
            return asking.entry_named(db, name)

    def entries_by_id(self, names: Iterable[str]) -> dict[str, Entry]:
        """Entries by their own ids; ids that there are not are left out."""
        with self._reading() as db:
            return asking.entries_by_id(db, names)

    def record(self, name: str) -> Kept | None:
        """The record of an id, or None."""
        with self._reading() as db:
            return holdings.records(db, [name]).get(name)

    def records(self, names: Iterable[str]) -> dict[str, Kept]:
        """Records by id; ids that there are not are left out."""
        with self._reading() as db:
            return holdings.records(db, names)

    def story(self, name: str) -> Told | None:
        """The story of an id (its own or that of a reprint), or None."""
        with self._reading() as db:
            return holdings.stories(db, [name]).get(name)

    def stories(self, names: Iterable[str]) -> dict[str, Told]:
        """Stories by id, their own or those of reprints; ids that there are not are left out."""
        with self._reading() as db:
            return holdings.stories(db, names)

    def records_by_story(self) -> Iterator[tuple[str, list[Kept]]]:
        """Each story's id with the records read out of it; those that people rejected are among them."""
        with self._reading() as db:
            yield from holdings.records_by_story(db)

    def readings(self) -> Iterator[tuple[Told, Reading]]:
        """Each story with its reading as the reader made it, without the records (see `records_by_story`)."""
        with self._reading() as db:
            yield from holdings.readings(db)

    def evidence(self, entry: Entry | str) -> list[Cited]:
        """What an entry rests on, numbered in the order of its steps; nothing for an id that there is not."""
        found = self.entry(entry) if isinstance(entry, str) else entry
        with self._reading() as db:
            return holdings.evidence(db, found) if found is not None else []

    def frame(self, table: TableName = "entries", **filters: Any) -> Any:
        """`entries`, `steps`, `records` or `events` as a data frame: of pandas where it is installed, else of pyarrow."""
        from dragoman.ledger.frames import frame  # pyarrow takes its time

        return frame(self, table, **filters)

    def parties(self) -> list[PartyCount]:
        """All parties, those with the most entries first."""
        with self._reading() as db:
            return holdings.parties(db)

    def has_party(self, code: str) -> bool:
        """Whether an entry has a party of this code."""
        with self._reading() as db:
            return holdings.has_party(db, code)

    def persons_like(self, name: str, most: int = 3) -> list[str]:
        """The person of this name, else some whose names hold it."""
        with self._reading() as db:
            return holdings.persons_like(db, name, most)

    def sources(self) -> list[SourceCount]:
        """All publishers, those with the most stories first."""
        with self._reading() as db:
            return holdings.sources(db)

    def problems(self) -> list[Trouble]:
        """What could not be read, and why, the oldest first."""
        with self._reading() as db:
            return holdings.problems(db)


def _at_most(limit: _Limit) -> _Limit:
    """A limit; LedgerError where it is below nothing, which databases take for different things."""
    if limit is not None and limit < 0:
        raise LedgerError(f"{limit} is no limit. Say how many entries at most, or none for all.")
    return limit
