"""Taking in: stories with their readings, many in one transaction, each of them wholly or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, delete, select, update

from dragoman.ledger import fulltext
from dragoman.ledger import tables as t
from dragoman.ledger.entries import store_entries
from dragoman.ledger.items import Item
from dragoman.ledger.joins import Joiner
from dragoman.ledger.prints import Sorted, sort_out
from dragoman.ledger.rows import block_rows, copy_row, now, record_id, record_row, searchable, story_row
from dragoman.ledger.sql import chunks, fetch, next_seq, put, put_tuples
from dragoman.model import Reading, Record, Story


class Added(NamedTuple):
    """What became of what was given to `Ledger.add`."""

    new: int = 0
    copies: int = 0
    known: int = 0

    def plus(self, other: Added) -> Added:
        """The sum of two."""
        return Added(self.new + other.new, self.copies + other.copies, self.known + other.known)


def take_in(db: Connection, joiner: Joiner, read: Sequence[tuple[Story, Reading]], reader: str) -> Added:
    """Store what is new among stories with their readings."""
    prints = sort_out(db, [story for story, _ in read])
    stories = [one.document for one in prints.new if one.story == one.document.id]
    copies = [one for one in prints.new if one.story != one.document.id]
    told = [(d.given, d.content, read[d.at][1]) for d in stories if d.given is not None]
    store_stories(db, [(story, content) for story, content, _ in told])
    loose = [record for story, by in prints.demoted.items() for record in _demote(db, joiner, story, by)]
    _store_copies(db, copies)
    put(db, t.READING, [reading_row(story.id, reading, reader) for story, _, reading in told])
    store_problems(db, [(s.url or s.id, s.id, p.reason) for s, _, reading in told for p in reading.problems])
    joiner.rejoin(db, loose)
    store_records(db, joiner, [item for story, _, reading in told for item in items_of(story, reading.records)])
    return Added(len(stories), len(copies), prints.known)


def store_stories(db: Connection, stories: Sequence[tuple[Story, str]], origin: str = "story") -> None:
    """Store stories with their content hashes, and index their words."""
    seq = next_seq(db, t.STORY)
    rows = [story_row(story, content) | {"origin": origin, "seq": n} for n, (story, content) in enumerate(stories, seq)]
    put(db, t.STORY, rows)
    fulltext.put(db, "story_text", [(row["seq"], f"{row['title']}\n{row['text']}") for row in rows])


def _store_copies(db: Connection, copies: Iterable[Sorted]) -> None:
    rows = [
        copy_row(d.given, d.content, story, alike, keep_text=alike < 1)
        for d, story, alike in copies
        if d.given is not None
    ]
    put(db, t.COPY, rows)


def reading_row(story: str, reading: Reading, reader: str) -> dict[str, object]:
    """The row of a reading: all of it but its records, which have rows of their own.

    One at which the reader broke is signed by nobody, so that the next `reread` takes the story up.
    """
    rest = reading.model_dump_json(include={"mentions", "events", "problems"})
    version = reading.schema_version
    signed = "" if reading.broke else reader
    return {"story_id": story, "reader": signed, "schema_version": version, "read": now(), "mentions": rest}


def items_of(story: Story, records: Iterable[Record]) -> list[Item]:
    """The records of a story with their ids, each once."""
    items = [Item(record_id(story.id, r), story.id, story.published, r, story.publisher) for r in records]
    return list({item.id: item for item in items}.values())


def store_records(db: Connection, joiner: Joiner, items: Sequence[Item]) -> None:
    """Store records of stored stories, and join them into entries."""
    put_tuples(db, t.BLOCK, sorted(row for item in items for row in block_rows(item)))
    places = joiner.join(db, items)
    seq = next_seq(db, t.RECORD)
    rows = []
    for n, item in enumerate(items):
        place = {"seq": seq + n, "links": places[item.id].links, "entry_id": places[item.id].entry}
        rows.append(record_row(item, n) | place)
    put(db, t.RECORD, rows)
    titles = dict(
        tuple(r) for r in fetch(db, select(t.STORY.c.id, t.STORY.c.title), t.STORY.c.id, {i.story for i in items})
    )
    words = [(seq + n, searchable(item.record, titles.get(item.story, ""))) for n, item in enumerate(items)]
    fulltext.put(db, "record_text", words)


def remove_records(db: Connection, joiner: Joiner, ids: Sequence[str]) -> list[str]:
    """Take records out with all that is kept of them; the ids of those that it concerns, to be joined anew."""
    concerned = [i for i in joiner.around(db, ids) if i not in set(ids)]
    record = t.RECORD.c
    query = select(record.id, record.seq, record.entry_id, record.content, record.corrected, t.STORY.c.title)
    rows = list(fetch(db, query.join(t.STORY, t.STORY.c.id == record.story_id), record.id, ids))
    words = [(r.seq, searchable(Record.model_validate_json(r.corrected or r.content), r.title)) for r in rows]
    fulltext.take_out(db, "record_text", words)
    for chunk in chunks(ids):
        db.execute(delete(t.BLOCK).where(t.BLOCK.c.record_id.in_(chunk)))
        db.execute(delete(t.RECORD).where(record.id.in_(chunk)))
    left = {r.entry_id for r in fetch(db, select(record.entry_id), record.entry_id, {r.entry_id for r in rows})}
    store_entries(db, {r.entry_id for r in rows if r.entry_id} - left, [])
    return concerned


def _demote(db: Connection, joiner: Joiner, story: str, by: str) -> list[str]:
    """Make a stored story a reprint of the one that was printed before it; the records to be rejoined."""
    row = db.execute(select(t.STORY).where(t.STORY.c.id == story)).one()
    records = [r.id for r in db.execute(select(t.RECORD.c.id).where(t.RECORD.c.story_id == story))]
    loose = remove_records(db, joiner, records)
    fulltext.take_out(db, "story_text", [(row.seq, f"{row.title}\n{row.text}")])
    db.execute(update(t.COPY).where(t.COPY.c.story_id == story).values(story_id=by))
    told = Story(
        id=row.id, text=row.text, title=row.title, publisher=row.publisher, language=row.language,
        published=row.published, url=row.url,
    )  # fmt: skip
    put(db, t.COPY, [copy_row(told, row.content, by, 1.0, keep_text=True)])
    db.execute(delete(t.READING).where(t.READING.c.story_id == story))
    db.execute(delete(t.STORY).where(t.STORY.c.id == story))
    return loose


def store_problems(db: Connection, problems: Iterable[tuple[str, str | None, str]]) -> None:
    """Note what could not be read: where it came from, the story's id if it has one, and the reason; each once."""
    rows = {(source, reason): story for source, story, reason in problems}
    for (source, reason), story in rows.items():
        db.execute(delete(t.PROBLEM).where(t.PROBLEM.c.source == source, t.PROBLEM.c.reason == reason))
        put(db, t.PROBLEM, [{"source": source, "reason": reason, "story_id": story, "at": now()}])


__all__ = ["Added", "items_of", "remove_records", "store_problems", "store_records", "store_stories", "take_in"]
