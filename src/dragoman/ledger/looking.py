"""Questions that pages ask of the database: what came in of late, counts to narrow a search by, what nobody decided on."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Integer, Select, Text, cast, func, select, text, update

from dragoman.ledger import asking, fulltext
from dragoman.ledger import tables as t
from dragoman.ledger.filters import Filters
from dragoman.ledger.rows import parted
from dragoman.ledger.sql import fetch
from dragoman.model import Entry, Reading

_E, _R, _S, _D = t.ENTRY.c, t.RECORD.c, t.STORY.c, t.DECISION.c
_REVISION = "revision"
_ASKED = f"SELECT value FROM state WHERE key = '{_REVISION}'"
_UP = update(t.STATE).where(t.STATE.c.key == _REVISION).values(value=cast(cast(t.STATE.c.value, Integer) + 1, Text))
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


Chosen = Select[Any] | Sequence[str] | None
"""Which entries are counted: those of a query, those of some ids, or all."""
Facets = dict[str, list[tuple[str, int]]]
"""For each of `type`, `stage`, `party`, `sector`, `year`, `source`: values with how many entries have them."""


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


def facets(db: Connection, words: str, filters: Filters) -> Facets:
    """Counts of what the entries that meet conditions have, the most frequent first."""
    return facets_of(db, _chosen(db, words, filters))


def facets_of(db: Connection, chosen: Chosen) -> Facets:
    """The same of chosen entries."""
    types, stages, years, parties, sectors, publishers = (Counter[str]() for _ in range(6))
    year = func.substr(_E.first, 1, 4).label("year")
    for *values, several, number in _grouped(db, chosen, _E.id, (_E.type, _E.stage, year, _E.parties)):
        for counter, value in zip((types, stages, years), values, strict=True):
            counter[value] += number
        parties.update(dict.fromkeys(parted(several), number))
    key = t.ENTRY_KEY.c.key
    for name, number in _grouped(db, chosen, t.ENTRY_KEY.c.entry_id, (key,), key >= "sector:", key < "sector;"):
        sectors[name.removeprefix("sector:")] += number
    if types.total() <= _MANY:
        for publisher, number in _publishers(db, chosen):
            publishers[publisher] += number
    found = {"type": types, "stage": stages, "party": parties, "sector": sectors, "source": publishers}
    told = {name: sorted(counts.items(), key=lambda one: (-one[1], one[0])) for name, counts in found.items()}
    return {name: [one for one in counts if one[0]] for name, counts in told.items()} | {
        "year": sorted(((value, number) for value, number in years.items() if value), reverse=True)
    }


def party_sets(db: Connection, words: str, filters: Filters) -> list[tuple[tuple[str, ...], int]]:
    """The sets of parties of the entries that meet conditions, with how many entries have each."""
    sets: Counter[str] = Counter()
    for several, number in _grouped(db, _chosen(db, words, filters), _E.id, (_E.parties,)):
        sets[several] += number
    return [(parted(several), number) for several, number in sets.most_common()]


def _chosen(db: Connection, words: str, filters: Filters) -> Chosen:
    """The ids of entries under conditions that hold the words, if any: themselves where they are few."""
    asked = fulltext.parse(words)
    if filters == Filters() and not asked.wanted:
        return None
    query = asking.selected(select(_E.id), filters, None, newest_first=False).order_by(None)
    if asked.wanted:
        hits = text(fulltext.matches(db.dialect.name, "record_text")).columns(_R.seq, rank=t.COPY.c.similarity.type)
        found = hits.bindparams(match=fulltext.match_text(db.dialect.name, asked)).subquery("hits")
        query = query.where(_E.id.in_(select(_R.entry_id).join(found, found.c.seq == _R.seq)))
    few = db.scalars(query.limit(_MANY + 1)).all()
    return few if len(few) <= _MANY else query


def _grouped(db: Connection, chosen: Chosen, by: Any, columns: Sequence[Any], *where: Any) -> Iterable[Any]:
    """Values of columns with how many of the chosen entries (ids in `by`) have them; the same values may come again."""
    query = select(*columns, func.count()).where(*where).group_by(*columns)
    return _of(db, chosen, by, query)


def _of(db: Connection, chosen: Chosen, by: Any, query: Select[Any]) -> Iterable[Any]:
    if chosen is None:
        return db.execute(query)
    return db.execute(query.where(by.in_(chosen))) if isinstance(chosen, Select) else fetch(db, query, by, chosen)


def _publishers(db: Connection, chosen: Chosen) -> Iterable[Any]:
    number = func.count(func.distinct(_R.entry_id))
    query = select(_S.publisher, number).join(t.RECORD, _R.story_id == _S.id).where(_R.entry_id.is_not(None))
    return _of(db, chosen, _R.entry_id, query.group_by(_S.publisher))


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
