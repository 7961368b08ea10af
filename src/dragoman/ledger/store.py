"""The ledger: stories with their readings, and the entries joined out of their records, in SQLite or PostgreSQL.

>>> with Ledger("dragoman.db") as ledger:  # doctest: +SKIP
...     for entry in ledger.entries(parties=["KAZ", "USA"], since="2025-11"):
...         print(entry.stage, entry.name)
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator

from dragoman.garbage import collector_at_rest
from dragoman.ledger.answers import Answers
from dragoman.ledger.hands import Hands
from dragoman.ledger.prints import is_known
from dragoman.ledger.rereading import Change, replace_readings, stored_stories
from dragoman.ledger.taking import Added, store_problems, take_in
from dragoman.ledger.views import Views
from dragoman.model import Reading, Story
from dragoman.reprints import content_hash, words_of

_BATCH = 2048  # stories in one transaction at most: pages of an index that several need are written once
_REREAD = 64  # stories read again at a time
_PATIENCE = 2.0  # seconds that a story that is read waits for others


class Ledger(Answers, Views, Hands):
    """A ledger at a path or database URL; it is made where there is none."""

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
