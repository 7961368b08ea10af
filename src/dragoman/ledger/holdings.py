"""Questions of what a ledger holds: records, stories, evidence, parties, publishers, what could not be read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, exists, func, select

from dragoman.ledger import tables as t
from dragoman.ledger.objects import Cited, Copy, Kept, PartyCount, SourceCount, Told, Trouble
from dragoman.ledger.rows import party_key, person_key
from dragoman.ledger.sql import chunks, fetch
from dragoman.model import Entry, Reading, Record

_E, _K = t.ENTRY.c, t.ENTRY_KEY.c
_RECORDS, _STORIES = select(t.RECORD), select(t.STORY)
_COPIES = select(t.COPY).order_by(t.COPY.c.published, t.COPY.c.id)
_ORIGINALS = select(t.COPY.c.id, t.COPY.c.story_id)


def readings(db: Connection) -> Iterator[tuple[Told, Reading]]:
    """Each story that papers told with its reading as it was made, in the order of the stories' ids."""
    s, r = t.STORY.c, t.READING.c
    for chunk in chunks(db.scalars(select(s.id).where(s.origin == "story").order_by(s.id)).all(), 200):
        told = stories(db, chunk)
        for row in sorted(fetch(db, select(t.READING), r.story_id, chunk), key=lambda row: str(row.story_id)):
            rest = Reading.model_validate(json.loads(row.mentions) | {"id": row.story_id})
            yield told[row.story_id], rest.model_copy(update={"schema_version": row.schema_version})


def records(db: Connection, ids: Iterable[str]) -> dict[str, Kept]:
    """Records by id, as they stand and as they were told."""
    found = {}
    for row in fetch(db, _RECORDS, t.RECORD.c.id, ids):
        told = Record.model_validate_json(row.content)
        stands = Record.model_validate_json(row.corrected) if row.corrected else told
        found[row.id] = Kept(
            id=row.id, story=row.story_id, origin=row.origin, status=row.status, entry=row.entry_id,
            published=row.published or None, record=stands, told=told if row.corrected else None,
        )  # fmt: skip
    return found


def records_by_story(db: Connection) -> Iterator[tuple[str, list[Kept]]]:
    """The records of each story that papers told, in the order of the stories' ids and of the text."""
    s, r = t.STORY.c, t.RECORD.c
    for chunk in chunks(db.scalars(select(s.id).where(s.origin == "story").order_by(s.id)).all(), 200):
        query = select(r.id, r.story_id).order_by(r.position)
        of = {row.id: row.story_id for row in fetch(db, query, r.story_id, chunk)}
        kept = records(db, of)
        yield from ((story, [kept[i] for i, told in of.items() if told == story]) for story in chunk)


def stories(db: Connection, ids: Iterable[str]) -> dict[str, Told]:
    """Stories by their own ids or those of reprints, with all their reprints."""
    wanted = list(dict.fromkeys(ids))
    of = {row.id: row.story_id for row in fetch(db, _ORIGINALS, t.COPY.c.id, wanted)}
    names = {i: of.get(i, i) for i in wanted}
    copies: dict[str, list[Copy]] = {}
    for row in fetch(db, _COPIES, t.COPY.c.story_id, names.values()):
        copies.setdefault(row.story_id, []).append(_copy(row))
    rows = fetch(db, _STORIES, t.STORY.c.id, names.values())
    told = {row.id: _told(row, copies.get(row.id, [])) for row in rows}
    return {i: told[name] for i, name in names.items() if name in told}


def _copy(row: Any) -> Copy:
    return Copy(
        id=row.id,
        title=row.title,
        publisher=row.publisher,
        url=row.url,
        published=row.published,
        similarity=row.similarity,
    )


def _told(row: Any, copies: list[Copy]) -> Told:
    return Told(
        id=row.id, title=row.title, publisher=row.publisher, language=row.language, published=row.published,
        url=row.url, text=row.text, origin=row.origin, copies=tuple(copies),
    )  # fmt: skip


def evidence(db: Connection, entry: Entry) -> list[Cited]:
    """What an entry rests on, step by step: the record of each step first, then the others that tell it."""
    kept = records(db, entry.records)
    told = stories(db, {k.story for k in kept.values()})
    return [_cited(n, k, told[k.story]) for n, k in enumerate(in_order(kept.values(), entry), 1)]


def in_order(kept: Iterable[Kept], entry: Entry) -> list[Kept]:
    """The records of an entry in the order in which its evidence is numbered."""
    order = {s.record: n for n, s in enumerate(entry.steps)}
    return sorted(kept, key=lambda k: (_step_of(k, entry), order.get(k.id, len(order)), str(k.published), k.id))


def _step_of(kept: Kept, entry: Entry) -> int:
    same = (n for n, s in enumerate(entry.steps) if (s.stage, s.negated) == (kept.record.stage, kept.record.negated))
    own = (n for n, s in enumerate(entry.steps) if s.record == kept.id)
    dated = (n for n, s in enumerate(entry.steps) if s.stage == kept.record.stage and s.date == kept.record.date)
    return next(own, next(dated, next(same, len(entry.steps))))


def _cited(number: int, kept: Kept, story: Told) -> Cited:
    quote, record = kept.record.evidence, kept.record
    return Cited(
        number=number, record=kept.id, stage=record.stage, negated=record.negated, date=record.date, quote=quote.quote,
        start=quote.start, end=quote.end, story=story.id, title=story.title, publisher=story.publisher,
        published=story.published, url=story.url, attribution=record.attribution, origin=kept.origin,
        copies=len(story.copies),
    )  # fmt: skip


def parties(db: Connection) -> list[PartyCount]:
    """All parties, those with the most entries first."""
    number = func.count()
    query = select(_K.key, number, func.min(_E.reported_first), func.max(_E.reported_last)).join(
        t.ENTRY, _E.id == _K.entry_id
    )
    query = query.where(_K.key >= "party:", _K.key < "party;").group_by(_K.key).order_by(number.desc(), _K.key)
    rows = db.execute(query)
    return [PartyCount(key.removeprefix("party:"), n, first or None, last or None) for key, n, first, last in rows]


def has_party(db: Connection, code: str) -> bool:
    """Whether an entry has a party of this code."""
    return bool(db.scalar(select(exists().where(_K.key == party_key(code)))))


def persons_like(db: Connection, name: str, most: int) -> list[str]:
    """The names of persons of the ledger that are `name`, else those that hold its words, as entries tell them."""
    if keys := list(db.scalars(select(_K.key).where(_K.key == person_key(name)).limit(1))):
        return _as_told(db, keys)
    part = person_key(name).removeprefix("person:")
    query = select(_K.key).distinct().where(_K.key.startswith("person:"), _K.key.contains(part, autoescape=True))
    return _as_told(db, list(db.scalars(query.order_by(_K.key).limit(most))))


def _as_told(db: Connection, keys: Sequence[str]) -> list[str]:
    """The names behind keys of persons, in the case in which they are told."""
    names = []
    for key in keys:
        query = select(_E.content).join(t.ENTRY_KEY, _K.entry_id == _E.id).where(_K.key == key)
        one = db.scalar(query.limit(1))
        persons = Entry.model_validate_json(one).persons if one else ()
        names += [person for person in persons if person_key(person) == key][:1]
    return names


def sources(db: Connection) -> list[SourceCount]:
    """All publishers, those with the most stories first."""
    told = dict(tuple(r) for r in db.execute(select(t.STORY.c.publisher, func.count()).group_by(t.STORY.c.publisher)))
    copied = dict(tuple(r) for r in db.execute(select(t.COPY.c.publisher, func.count()).group_by(t.COPY.c.publisher)))
    of_records = select(t.STORY.c.publisher, func.count()).join(t.RECORD, t.RECORD.c.story_id == t.STORY.c.id)
    filed = dict(tuple(r) for r in db.execute(of_records.group_by(t.STORY.c.publisher)))
    rows = [SourceCount(p, told.get(p, 0), copied.get(p, 0), filed.get(p, 0)) for p in {*told, *copied}]
    return sorted(rows, key=lambda s: (-s.stories, -s.copies, s.publisher))


def problems(db: Connection) -> list[Trouble]:
    """What could not be read, the oldest first."""
    query = select(t.PROBLEM).order_by(t.PROBLEM.c.at, t.PROBLEM.c.source, t.PROBLEM.c.reason)
    return [Trouble(row.source, row.story_id, row.reason, row.at) for row in db.execute(query)]
