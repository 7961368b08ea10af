"""The ledger: stories with their readings, and the entries joined out of their records, in SQLite or PostgreSQL.

>>> with Ledger("dragoman.db") as ledger:  # doctest: +SKIP
...     for entry in ledger.entries(parties=["KAZ", "USA"], since="2025-11"):
...         print(entry.stage, entry.name)
"""

from __future__ import annotations

import datetime as dt
import json
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

from sqlalchemy import Connection, Engine, delete, insert, select

from dragoman.ledger import asking, by_hand, finding, looking, review, undoing
from dragoman.ledger import tables as t
from dragoman.ledger.engine import open_engine, writing
from dragoman.ledger.filters import Filters
from dragoman.ledger.flat import TableName
from dragoman.ledger.joins import Joiner
from dragoman.ledger.objects import Cited, Decision, FollowUp, Kept, Outline, PartyCount, SourceCount, Told, Trouble
from dragoman.ledger.prints import is_known
from dragoman.ledger.reprints import content_hash, words_of
from dragoman.ledger.rereading import Change, replace_readings, stored_stories
from dragoman.ledger.rows import entry_row
from dragoman.ledger.taking import Added, collector_at_rest, store_problems, take_in
from dragoman.model import Entry, Reading, Record, Story

_BATCH = 512  # stories in one transaction at most
_REREAD = 64  # stories read again at a time
_PATIENCE = 2.0  # seconds that a story that is read waits for others


class Ledger:
    """A ledger at a path or database URL; it is made where there is none."""

    def __init__(self, where: str | Path = "dragoman.db") -> None:
        self._engine = open_engine(where)
        self._joiner = Joiner()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def engine(self) -> Engine:
        """The database, for those who keep more in it than the ledger."""
        return self._engine

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with writing(self._engine) as connection:
            self._joiner.refresh(connection)
            yield connection
            looking.count_up(connection)

    # -- taking in -------------------------------------------------------------------------------------------------

    def add(self, read: Iterable[tuple[Story, Reading]], reader: str = "") -> Added:
        """Take in stories with their readings: each wholly or not at all, and what is there already changes nothing."""
        added = Added()
        for batch in _batches(read):
            with self._writing() as db, collector_at_rest():
                added = added.plus(take_in(db, self._joiner, batch, reader))
        return added

    def unknown(self, stories: Iterable[Story]) -> list[Story]:
        """Those of the stories that the ledger does not have yet."""
        keyed = [(story.id, content_hash(words_of(story.text)), story) for story in stories]
        with self._reading() as db:
            known = is_known(db, [(story_id, content) for story_id, content, _ in keyed])
        return [story for story_id, content, story in keyed if (story_id, content) not in known]

    def note_problems(self, problems: Iterable[tuple[str, str | None, str]]) -> None:
        """Keep what could not be read: source, id of the story if there is one, reason."""
        with self._writing() as db:
            store_problems(db, problems)

    def reread(
        self, read: Callable[[list[Story]], Iterable[Reading]], reader: str, all_of_them: bool = False
    ) -> Iterator[Change]:
        """Read again the stories that `reader` has not read (or all), keep what people decided; yields what changed."""
        after = ""
        while True:
            with self._reading() as db:
                batch = stored_stories(db, after, _REREAD, None if all_of_them else reader)
            if not batch:
                return
            readings = list(zip(batch, read(batch), strict=True))
            with self._writing() as db:
                changes = replace_readings(db, self._joiner, readings, reader)
            yield from changes
            after = batch[-1].id

    # -- people ----------------------------------------------------------------------------------------------------

    def file(self, told: Story, record: Record) -> str:
        """Add a record by hand that rests on a note (see `by_hand.note` and `by_hand.record_by_hand`); its id."""
        with self._writing() as db:
            return by_hand.file_record(db, self._joiner, told, record)

    def follow(self, entry: str, who: str, **what: Any) -> int:
        """Add a step of follow-up to an entry: `owner`, `due`, `next_step`, `status`, `comment`; its number."""
        with self._writing() as db:
            return by_hand.follow(db, entry, who, **what)

    # `seen` is the number of the latest decision that whoever decides knew of: ConflictError where there is a later one
    # on the same; None does not ask.

    def split(self, entry: str, records: Sequence[str], who: str, why: str = "", seen: int | None = None) -> int:
        """Keep records of an entry apart from its others, also after re-reading; the number of the decision."""
        with self._deciding([entry], seen) as db:
            return review.split(db, self._joiner, entry, records, review.By(who, why))

    def merge(self, entries: Sequence[str], who: str, why: str = "", seen: int | None = None) -> int:
        """Keep entries together, also after re-reading; the number of the decision."""
        with self._deciding(entries, seen) as db:
            return review.merge(db, self._joiner, entries, review.By(who, why))

    def accept(self, record: str, who: str, why: str = "", seen: int | None = None) -> int:
        """Confirm a record; the number of the decision."""
        with self._deciding([record], seen) as db:
            return review.judge(db, self._joiner, record, "accept", review.By(who, why))

    def reject(self, record: str, who: str, why: str = "", seen: int | None = None) -> int:
        """Take a record out of all entries; it stays in the ledger. The number of the decision."""
        with self._deciding([record], seen) as db:
            return review.judge(db, self._joiner, record, "reject", review.By(who, why))

    def correct(self, record: str, who: str, why: str = "", seen: int | None = None, **fields: Any) -> int:
        """Let a record stand with other fields; what the story told stays beside it. The number of the decision."""
        with self._deciding([record], seen) as db:
            return review.judge(db, self._joiner, record, "correct", review.By(who, why), fields)

    def undo(self, decision: int, who: str, why: str = "") -> int:
        """Take a decision back; the number of the decision to do so."""
        with self._writing() as db:
            return undoing.undo(db, self._joiner, decision, review.By(who, why))

    @contextmanager
    def _deciding(self, names: Iterable[str], seen: int | None) -> Iterator[Connection]:
        with self._writing() as db:
            undoing.refuse_if_unseen(db, names, seen)
            yield db

    def decisions(self, entry: str | None = None) -> list[Decision]:
        """What people decided, on one entry or at all, the oldest first."""
        with self._reading() as db:
            return review.decisions(db, entry)

    def follow_ups(self, entry: str | None = None) -> list[FollowUp]:
        """The steps of follow-up, of one entry or all, the oldest first."""
        with self._reading() as db:
            return by_hand.follow_ups(db, entry)

    # -- state of long-running work ----------------------------------------------------------------------------------

    def state(self, key: str) -> dict[str, Any]:
        """What was kept under a key; empty where nothing was."""
        with self._reading() as db:
            found = db.scalar(select(t.STATE.c.value).where(t.STATE.c.key == key))
        return dict(json.loads(found)) if found else {}

    def keep_state(self, key: str, value: dict[str, Any]) -> None:
        """Keep something under a key, in the place of what was there."""
        with writing(self._engine) as db:
            db.execute(delete(t.STATE).where(t.STATE.c.key == key))
            db.execute(insert(t.STATE).values(key=key, value=json.dumps(value)))

    # -- asking ----------------------------------------------------------------------------------------------------

    def entries(
        self, *, limit: int | None = None, cursor: str | None = None, newest_first: bool = False, **filters: Any
    ) -> Iterator[Entry]:
        """Entries that meet all conditions (see `Filters`), in the order of their first days, after a `cursor`."""
        with self._reading() as db:
            yield from asking.entries(db, Filters.of(**filters), limit, cursor, newest_first)

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
            return finding.find(db, text, Filters.of(**filters), limit)

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
            return asking.records(db, [name]).get(name)

    def records(self, names: Iterable[str]) -> dict[str, Kept]:
        """Records by id; ids that there are not are left out."""
        with self._reading() as db:
            return asking.records(db, names)

    def story(self, name: str) -> Told | None:
        """The story of an id (its own or that of a reprint), or None."""
        with self._reading() as db:
            return asking.stories(db, [name]).get(name)

    def stories(self, names: Iterable[str]) -> dict[str, Told]:
        """Stories by id, their own or those of reprints; ids that there are not are left out."""
        with self._reading() as db:
            return asking.stories(db, names)

    def records_by_story(self) -> Iterator[tuple[str, list[Kept]]]:
        """Each story's id with the records read out of it; those that people rejected are among them."""
        with self._reading() as db:
            yield from asking.records_by_story(db)

    def readings(self) -> Iterator[tuple[Told, Reading]]:
        """Each story with its reading as the reader made it, without the records (see `records_by_story`)."""
        with self._reading() as db:
            yield from asking.readings(db)

    def evidence(self, entry: Entry | str) -> list[Cited]:
        """What an entry rests on, numbered in the order of its steps; nothing for an id that there is not."""
        found = self.entry(entry) if isinstance(entry, str) else entry
        with self._reading() as db:
            return asking.evidence(db, found) if found is not None else []

    def frame(self, table: TableName = "entries", **filters: Any) -> Any:
        """`entries`, `steps`, `records` or `events` as a data frame: of pandas where it is installed, else of pyarrow."""
        from dragoman.ledger.frames import frame  # pyarrow takes its time

        return frame(self, table, **filters)

    def parties(self) -> list[PartyCount]:
        """All parties, those with the most entries first."""
        with self._reading() as db:
            return asking.parties(db)

    def sources(self) -> list[SourceCount]:
        """All publishers, those with the most stories first."""
        with self._reading() as db:
            return asking.sources(db)

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

    def facets(self, words: str = "", **filters: Any) -> looking.Facets:
        """How many of the entries that meet all conditions (and hold the words) have each type, stage, party and so on."""
        with self._reading() as db:
            return looking.facets(db, words, Filters.of(**filters))

    def party_sets(self, words: str = "", **filters: Any) -> list[tuple[tuple[str, ...], int]]:
        """The sets of parties of the entries that meet all conditions, with how many entries have each."""
        with self._reading() as db:
            return looking.party_sets(db, words, Filters.of(**filters))

    def undecided(self, most: int = 1000) -> list[str]:
        """Ids of the latest records that stories told and nobody decided on."""
        with self._reading() as db:
            return looking.undecided(db, most)

    def decided(self) -> list[str]:
        """Ids of the records that stories told and people decided on."""
        with self._reading() as db:
            return looking.decided(db)

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
            found = asking.records(db, names)
        return [found[name] for name in names]

    def problems(self) -> list[Trouble]:
        """What could not be read, and why, the oldest first."""
        with self._reading() as db:
            return asking.problems(db)


def _batches(read: Iterable[tuple[Story, Reading]]) -> Iterator[list[tuple[Story, Reading]]]:
    """Lists of stories to be stored together: many where they come fast, few where reading them takes its time."""
    batch: list[tuple[Story, Reading]] = []
    since = time.monotonic()
    for pair in read:
        batch.append(pair)
        if len(batch) >= _BATCH or time.monotonic() - since > _PATIENCE:
            yield batch
            batch, since = [], time.monotonic()
    if batch:
        yield batch
