"""Questions that pages ask of the database: what came in of late, counts to narrow a search by, what nobody decided on."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection, Integer, Text, cast, func, select, text, update

from dragoman.ledger import asking, fulltext
from dragoman.ledger import tables as t
from dragoman.ledger.filters import Filters
from dragoman.ledger.sql import fetch
from dragoman.model import Entry, Reading

_E, _R, _S, _D = t.ENTRY.c, t.RECORD.c, t.STORY.c, t.DECISION.c
_REVISION = "revision"
_ASKED = f"SELECT value FROM state WHERE key = '{_REVISION}'"
_UP = update(t.STATE).where(t.STATE.c.key == _REVISION).values(value=cast(cast(t.STATE.c.value, Integer) + 1, Text))


class Arrival(NamedTuple):
    """An entry that stories added of late tell of; `before` is where it stood without them, None for a new one."""

    entry: Entry
    before: str | None


class SourceState(NamedTuple):
    """A publisher with its stories and the day of the latest."""

    publisher: str
    stories: int
    last: dt.date | None


def version(db: Connection) -> int:
    """A number that changes with everything that is added, read again, decided or followed up."""
    return int(db.exec_driver_sql(_ASKED).scalar() or 0)  # asked for with every page


def count_up(db: Connection) -> None:
    """Let `version` tell that something has changed."""
    if db.execute(_UP).rowcount == 0:
        db.execute(t.STATE.insert().values(key=_REVISION, value="1"))


def arrivals(db: Connection, since: dt.datetime, most: int) -> list[Arrival]:
    """Entries that stories added after `since` tell of, those of the latest stories first; `most` stories are looked at."""
    query = select(_S.id, _S.added).order_by(_S.seq.desc()).limit(most)
    fresh = [row.id for row in db.execute(query) if row.added > since]
    by_story = {row.id: row for row in fetch(db, select(_R.id, _R.story_id, _R.entry_id), _R.story_id, fresh)}
    new = {row.id for row in by_story.values()}
    found = asking.entries_by_id(db, {row.entry_id for row in by_story.values() if row.entry_id})
    order = {story: n for n, story in enumerate(fresh)}
    place: dict[str, int] = {}
    for row in by_story.values():
        if row.entry_id in found:
            place[row.entry_id] = min(place.get(row.entry_id, len(order)), order[row.story_id])
    return [Arrival(found[name], _before(found[name], new)) for name in sorted(place, key=lambda n: (place[n], n))]


def _before(entry: Entry, new: set[str]) -> str | None:
    """The stage of the last step that was known before; None where there was none."""
    old = [step for step in entry.steps if step.record not in new and not step.negated]
    known = any(record not in new for record in entry.records)
    return (old[-1].stage if old else entry.stage) if known else None


def source_states(db: Connection) -> list[SourceState]:
    """Publishers, the one with the latest story first."""
    query = select(_S.publisher, func.count(), func.max(_S.published)).where(_S.origin == "story")
    rows = [SourceState(*row) for row in db.execute(query.group_by(_S.publisher))]
    return sorted(rows, key=lambda s: (s.last or dt.date.min, s.publisher), reverse=True)


def reading(db: Connection, story: str) -> Reading | None:
    """The reading of a story without its records, or None."""
    row = db.execute(select(t.READING).where(t.READING.c.story_id == story)).one_or_none()
    if row is None:
        return None
    rest = Reading.model_validate_json(f'{{"id":{_quoted(story)},{row.mentions[1:]}')
    return rest.model_copy(update={"schema_version": row.schema_version})


def _quoted(name: str) -> str:
    import json

    return json.dumps(name)


def matching(db: Connection, words: str, filters: Filters) -> list[str]:
    """The ids of the entries under conditions that hold the words, if any."""
    asked = fulltext.parse(words)
    query = asking.selected(select(_E.id), filters, None, newest_first=False).order_by(None)
    if asked.wanted:
        hits = text(fulltext.matches(db.dialect.name, "record_text")).columns(_R.seq, rank=t.COPY.c.similarity.type)
        found = hits.bindparams(match=fulltext.match_text(db.dialect.name, asked)).subquery("hits")
        query = query.where(_E.id.in_(select(_R.entry_id).join(found, found.c.seq == _R.seq)))
    return list(db.scalars(query))


def sectors(db: Connection) -> dict[str, list[str]]:
    """The sectors of each entry that has any."""
    key, found = t.ENTRY_KEY.c.key, defaultdict[str, list[str]](list)
    for name, entry in db.execute(select(key, t.ENTRY_KEY.c.entry_id).where(key >= "sector:", key < "sector;")):
        found[entry].append(name.removeprefix("sector:"))
    return found


_PUBLISHERS = (
    select(_S.publisher, func.count(func.distinct(_R.entry_id))).join(t.RECORD, _R.story_id == _S.id)
    .where(_S.publisher != "").group_by(_S.publisher)
)  # fmt: skip


def publishers_of(db: Connection, entries: Iterable[str]) -> list[tuple[str, int]]:
    """Who told of some entries, and of how many, the one who told of most first."""
    counts = ((name, number) for name, number in fetch(db, _PUBLISHERS, _R.entry_id, entries))
    return sorted(counts, key=lambda one: (-one[1], one[0]))


def undecided(db: Connection, most: int) -> list[str]:
    """Ids of the latest records that stories told and nobody decided on."""
    query = select(_R.id).where(_R.status == "read", _R.origin == "story", _R.entry_id.is_not(None))
    return list(db.scalars(query.order_by(_R.seq.desc()).limit(most)))


def decided(db: Connection) -> list[str]:
    """Ids of the records that stories told and people decided on."""
    return list(db.scalars(select(_R.id).where(_R.status != "read", _R.origin == "story").order_by(_R.seq)))


def records_of_story(db: Connection, story: str) -> list[str]:
    """Ids of a story's records in the order of its text."""
    return list(db.scalars(select(_R.id).where(_R.story_id == story).order_by(_R.position, _R.seq)))


def latest_decisions(db: Connection, targets: Iterable[str]) -> dict[str, int]:
    """The number of the latest decision on each target that was decided on."""
    query = select(_D.target, func.max(_D.id)).group_by(_D.target)
    return {row.target: row[1] for row in fetch(db, query, _D.target, targets)}
