"""Reading stored stories again: new readings take the place of old ones, what people decided stays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection, delete, select, update

from dragoman.ledger import tables as t
from dragoman.ledger.items import Item
from dragoman.ledger.joins import Joiner
from dragoman.ledger.sql import fetch, put
from dragoman.ledger.succession import decided_records, pass_on, successor
from dragoman.ledger.taking import items_of, reading_row, remove_records, store_problems, store_records
from dragoman.model import Reading, Record, Story


class Change(NamedTuple):
    """What a new reading of a story changed: records gone and new, and those kept because people decided on them."""

    story: Story
    gone: tuple[Record, ...]
    new: tuple[Record, ...]
    kept: tuple[Record, ...]


def stored_stories(db: Connection, after: str, limit: int, reader: str | None) -> list[Story]:
    """Stored stories in the order of their ids, those that `reader` has read left out."""
    s = t.STORY.c
    query = select(t.STORY).where(s.origin == "story", s.id > after).order_by(s.id).limit(limit)
    if reader is not None:
        query = query.join(t.READING, t.READING.c.story_id == s.id).where(t.READING.c.reader != reader)
    return [
        Story(
            id=row.id, text=row.text, title=row.title, publisher=row.publisher, language=row.language,
            published=row.published, url=row.url,
        )
        for row in db.execute(query)
    ]  # fmt: skip


def replace_readings(
    db: Connection, joiner: Joiner, read: Sequence[tuple[Story, Reading]], reader: str
) -> list[Change]:
    """Put new readings in the place of those that stored stories have; what changed.

    Where the reader broke, what was read before stays.
    """
    _note_broken(db, [pair for pair in read if pair[1].broke])
    read = [pair for pair in read if not pair[1].broke]
    before = _stored_items(db, joiner, [story.id for story, _ in read])
    plans = [(story, before.get(story.id, []), items_of(story, reading.records)) for story, reading in read]
    fresh = [item for _, old, new in plans for item in new if item.id not in {o.id for o in old}]
    stale = [item for _, old, new in plans for item in old if item.id not in {n.id for n in new}]
    heirs, kept = _heirs(db, stale, fresh)
    store_records(db, joiner, fresh)
    pass_on(db, heirs)
    gone = [item.id for item in stale if item.id not in kept]
    concerned = remove_records(db, joiner, gone)
    joiner.forget()
    joiner.rejoin(db, [*concerned, *joiner.around(db, [item.id for item in fresh])])
    for story, reading in read:
        db.execute(delete(t.READING).where(t.READING.c.story_id == story.id))
        put(db, t.READING, [reading_row(story.id, reading, reader)])
        _replace_problems(db, story, reading)
    changes = (_change(story, old, new, kept) for story, old, new in plans)
    return [c for c in changes if c.gone or c.new or c.kept]


def _note_broken(db: Connection, read: Sequence[tuple[Story, Reading]]) -> None:
    """Note why the reader broke at stories, and have them read again the next time."""
    for story, reading in read:
        db.execute(update(t.READING).where(t.READING.c.story_id == story.id).values(reader=""))
        _replace_problems(db, story, reading)


def _replace_problems(db: Connection, story: Story, reading: Reading) -> None:
    db.execute(delete(t.PROBLEM).where(t.PROBLEM.c.story_id == story.id))
    store_problems(db, [(story.url or story.id, story.id, p.reason) for p in reading.problems])


def _stored_items(db: Connection, joiner: Joiner, stories: Sequence[str]) -> dict[str, list[Item]]:
    query = select(t.RECORD.c.id, t.RECORD.c.story_id).order_by(t.RECORD.c.position)
    ids = [row.id for row in fetch(db, query, t.RECORD.c.story_id, stories)]
    found: dict[str, list[Item]] = {}
    for item in joiner.items(db, ids).values():
        found.setdefault(item.story, []).append(item)
    return found


def _heirs(db: Connection, stale: Sequence[Item], fresh: Sequence[Item]) -> tuple[dict[str, str], set[str]]:
    """For decided records that are not read any more: which takes their place, and which stay for want of one."""
    decided = decided_records(db, [item.id for item in stale])
    heirs: dict[str, str] = {}
    for item in stale:
        if item.id in decided:
            heir = successor(item, (f for f in fresh if f.story == item.story and f.id not in heirs.values()))
            heirs |= {item.id: heir.id} if heir is not None else {}
    return heirs, decided - heirs.keys()


def _change(story: Story, old: Sequence[Item], new: Sequence[Item], kept: set[str]) -> Change:
    was, becomes = {i.id: i.record for i in old}, {i.id: i.record for i in new}
    gone = [i for i in was if i not in becomes]
    return Change(
        story,
        tuple(was[i] for i in gone if i not in kept),
        tuple(becomes[i] for i in becomes if i not in was),
        tuple(was[i] for i in gone if i in kept),
    )
