"""Questions to the database: entries under conditions, by words, and what stands behind them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Select, Text, and_, bindparam, exists, func, or_, select

from dragoman.ledger import tables as t
from dragoman.ledger.filters import Filters, first_day, last_day
from dragoman.ledger.objects import Outline
from dragoman.ledger.rows import moments, pair_key, parted, party_key, person_key
from dragoman.ledger.sql import fetch
from dragoman.model import Entry

_E, _K = t.ENTRY.c, t.ENTRY_KEY.c
_CONTENTS = select(_E.id, _E.content)


def cursor_of(entry: Entry, first: str) -> str:
    """Where a list of entries may go on after this one."""
    return f"{first}|{entry.id}"


def selected(query: Select[Any], filters: Filters, cursor: str | None, newest_first: bool) -> Select[Any]:
    """A query on entries under conditions, in the order of their first days."""
    keys = keys_of(filters)
    if keys:
        query = query.join(t.ENTRY_KEY, and_(_K.entry_id == _E.id, _K.key == keys[0]))
        for key in keys[1:]:
            other = t.ENTRY_KEY.alias()
            query = query.where(
                exists().where(other.c.key == key, other.c.first == _E.first, other.c.entry_id == _E.id)
            )
    day = _K.first if keys else _E.first
    for column, several in ((_E.type, filters.types), (_E.kind, filters.kinds), (_E.stage, filters.stages)):
        if several:
            query = query.where(column.in_(several))
    query = _within(query, filters, day)
    if cursor is not None:
        query = query.where(_after(cursor, day, newest_first))
    return query.order_by(day.desc(), _E.id.desc()) if newest_first else query.order_by(day, _E.id)


def keys_of(filters: Filters) -> list[str]:
    """The keys that an entry must have, the most selective ones first."""
    persons = [person_key(p) for p in filters.persons]
    parties = list(filters.parties)
    pairs = [pair_key(a, b) for a, b in zip(parties[::2], parties[1::2], strict=False)]
    return persons + pairs + [party_key(p) for p in (parties[-1:] if len(parties) % 2 else [])]


def _within(query: Select[Any], filters: Filters, day: Any) -> Select[Any]:
    if filters.sectors:
        other = t.ENTRY_KEY.alias()
        keys = [f"sector:{s}" for s in filters.sectors]
        query = query.where(exists().where(other.c.key.in_(keys), other.c.first == _E.first, other.c.entry_id == _E.id))
    if filters.since is not None:
        query = query.where(_E.last >= first_day(filters.since))
    if filters.until is not None:
        query = query.where(day <= last_day(filters.until), day != "")
    if filters.publishers:
        told = select(t.RECORD.c.entry_id).join(t.STORY, t.STORY.c.id == t.RECORD.c.story_id)
        query = query.where(_E.id.in_(told.where(t.STORY.c.publisher.in_(filters.publishers))))
    if filters.contradicted is not None:
        query = query.where(_E.contradicted == filters.contradicted)
    return query


def _after(cursor: str, day: Any, newest_first: bool) -> Any:
    first, _, entry = cursor.partition("|")
    if newest_first:
        return or_(day < first, and_(day == first, _E.id < entry))
    return or_(day > first, and_(day == first, _E.id > entry))


def entries(
    db: Connection, filters: Filters, limit: int | None, cursor: str | None, newest_first: bool
) -> Iterator[Entry]:
    """Entries under conditions."""
    query = selected(select(_E.content), filters, cursor, newest_first).limit(limit)
    for row in db.execution_options(yield_per=500).execute(query):
        yield Entry.model_validate_json(row.content)


_OUTLINED = (
    _E.id, _E.type, _E.kind, _E.stage, _E.negated, _E.parties, _E.actor, _E.recipient, _E.first, _E.sources,
    _E.contradicted, _E.last, _E.reported_first, _E.reported_last, _E.life,
)  # fmt: skip


def outlines(db: Connection, filters: Filters) -> Iterator[Outline]:
    """Entries under conditions, each in a few words."""
    return map(outline_of, outline_rows(db, filters))


def outline_rows(db: Connection, filters: Filters) -> Iterator[tuple[Any, ...]]:
    """What outlines are made of, to see which have changed; the first value is the entry's id."""
    for row in db.execute(selected(select(*_OUTLINED), filters, None, newest_first=False)):
        yield tuple(row)


def outline_of(row: tuple[Any, ...]) -> Outline:
    """The outline of a row."""
    name, kind_of, kind, stage, negated, parties, actor, recipient, first, sources, contradicted, *days, life = row
    last, announced, reported = (day or None for day in days)
    return Outline(
        name, kind_of, kind, stage, negated, parted(parties), parted(actor), parted(recipient), first or None, sources,
        contradicted, last, announced, reported, moments(life),
    )  # fmt: skip


def count(db: Connection, filters: Filters) -> int:
    """How many entries meet the conditions."""
    query = selected(select(_E.id), filters, None, newest_first=False).order_by(None)
    return int(db.scalar(select(func.count()).select_from(query.subquery())) or 0)


def entry_named(db: Connection, name: str) -> Entry | None:
    """The entry of an id; that of a record, or of an entry joined into another since, leads to the entry it is in."""
    content = db.scalar(_NAMED, {"name": name, "record": f"r{name[1:]}"})
    return Entry.model_validate_json(content) if content is not None else None


_newer = select(t.ALIAS.c.new).where(t.ALIAS.c.old == bindparam("record")).scalar_subquery()
_record = func.coalesce(_newer, bindparam("record", type_=Text))
_current = select(t.RECORD.c.entry_id).where(t.RECORD.c.id == _record).scalar_subquery()
_NAMED = select(_E.content).where(_E.id == func.coalesce(_current, bindparam("name", type_=Text)))


def entries_by_id(db: Connection, ids: Iterable[str]) -> dict[str, Entry]:
    """Entries by their own ids."""
    rows = fetch(db, _CONTENTS, _E.id, ids)
    return {row.id: Entry.model_validate_json(row.content) for row in rows}
