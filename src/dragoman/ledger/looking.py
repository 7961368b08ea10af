"""Questions that pages ask of the database: what came in of late, counts to narrow a search by, what nobody decided on."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, func, select, text

from dragoman.ledger import asking, fulltext
from dragoman.ledger import tables as t
from dragoman.ledger.filters import Filters
from dragoman.ledger.rows import parted
from dragoman.ledger.sql import fetch
from dragoman.model import Entry, Reading

_E, _R, _S, _D = t.ENTRY.c, t.RECORD.c, t.STORY.c, t.DECISION.c
_MANY = 5_000  # entries beyond which publishers are not counted


class Arrival(NamedTuple):
    """An entry that stories added of late tell of; `before` is where it stood without them, None for a new one."""

    entry: Entry
    before: str | None


class SourceState(NamedTuple):
    """A publisher with its stories and the day of the latest."""

    publisher: str
    stories: int
    last: dt.date | None


Facets = dict[str, list[tuple[str, int]]]
"""For each of `type`, `stage`, `party`, `sector`, `year`, `source`: values with how many entries have them."""


def version(db: Connection) -> tuple[int, ...]:
    """Numbers that change when something is added, read again, decided or followed up."""
    keys = (_S.seq, t.COPY.c.seq, _R.seq, _D.id, t.FOLLOW_UP.c.id)
    return tuple(int(db.scalar(select(func.coalesce(func.max(key), 0))) or 0) for key in keys)


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


def facets(db: Connection, words: str, filters: Filters) -> Facets:
    """Counts of what the entries that meet conditions have, the most frequent first."""
    chosen = _chosen(db, words, filters)
    counted = {name: _counted(db, chosen, column) for name, column in (("type", _E.type), ("stage", _E.stage))}
    counted["year"] = sorted(_counted(db, chosen, func.substr(_E.first, 1, 4)), reverse=True)
    parties: Counter[str] = Counter()
    for several, number in _counted(db, chosen, _E.parties):
        parties.update(dict.fromkeys(parted(several), number))
    counted["party"] = parties.most_common()
    counted["sector"] = _sectors(db, chosen)
    few = sum(number for _, number in counted["type"]) <= _MANY
    counted["source"] = _publishers(db, chosen) if few else []
    return counted


def party_sets(db: Connection, words: str, filters: Filters) -> list[tuple[tuple[str, ...], int]]:
    """The sets of parties of the entries that meet conditions, with how many entries have each."""
    return [(parted(several), number) for several, number in _counted(db, _chosen(db, words, filters), _E.parties)]


def _chosen(db: Connection, words: str, filters: Filters) -> Select[Any]:
    """The ids of entries under conditions that hold the words, if any."""
    query = asking.selected(select(_E.id), filters, None, newest_first=False).order_by(None)
    asked = fulltext.parse(words)
    if not asked.wanted:
        return query
    hits = text(fulltext.matches(db.dialect.name, "record_text")).columns(_R.seq, rank=t.COPY.c.similarity.type)
    found = hits.bindparams(match=fulltext.match_text(db.dialect.name, asked)).subquery("hits")
    return query.where(_E.id.in_(select(_R.entry_id).join(found, found.c.seq == _R.seq)))


def _counted(db: Connection, chosen: Select[Any], column: Any) -> list[tuple[str, int]]:
    number = func.count()
    query = select(column, number).where(_E.id.in_(chosen)).group_by(column).order_by(number.desc(), column)
    return [(value, n) for value, n in db.execute(query) if value]


def _sectors(db: Connection, chosen: Select[Any]) -> list[tuple[str, int]]:
    key, number = t.ENTRY_KEY.c.key, func.count()
    query = select(key, number).where(key >= "sector:", key < "sector;", t.ENTRY_KEY.c.entry_id.in_(chosen))
    rows = db.execute(query.group_by(key).order_by(number.desc(), key))
    return [(name.removeprefix("sector:"), n) for name, n in rows]


def _publishers(db: Connection, chosen: Select[Any]) -> list[tuple[str, int]]:
    number = func.count(func.distinct(_R.entry_id))
    query = select(_S.publisher, number).join(t.RECORD, _R.story_id == _S.id).where(_R.entry_id.in_(chosen))
    rows = db.execute(query.group_by(_S.publisher).order_by(number.desc(), _S.publisher))
    return [(name, n) for name, n in rows if name]


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
