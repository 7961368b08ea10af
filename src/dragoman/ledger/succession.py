"""What people decided on records stays when a later reading tells a story otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, bindparam, delete, select, update

from dragoman.ledger import tables as t
from dragoman.ledger.items import Item
from dragoman.ledger.joining import pair
from dragoman.ledger.sql import fetch, put
from dragoman.ledger.standing import stand
from dragoman.ledger.words import overlap, topical

_ALIKE = 0.5


def decided_records(db: Connection, ids: Iterable[str]) -> set[str]:
    """Those of the records that a person has decided on or follows up."""
    wanted = list(ids)
    found = {
        row.id for row in fetch(db, select(t.RECORD.c.id).where(t.RECORD.c.status != "read"), t.RECORD.c.id, wanted)
    }
    for column in (t.BOND.c.a, t.BOND.c.b, t.FOLLOW_UP.c.anchor, t.DECISION.c.target):
        found |= {row[0] for row in fetch(db, select(column), column, wanted)}
    return found


def decided_stories(db: Connection, stories: Sequence[str]) -> set[str]:
    """Those of the stories with a record that a person has decided on."""
    of = {r.id: r.story_id for r in fetch(db, select(t.RECORD.c.id, t.RECORD.c.story_id), t.RECORD.c.story_id, stories)}
    return {of[record] for record in decided_records(db, of)}


def successor(old: Item, new: Iterable[Item]) -> Item | None:
    """The record of the same story that tells what `old` told: of its type, from the same words."""
    alike = [(_alike(old, item), item.id, item) for item in new if item.record.type == old.record.type]
    best = max(alike, default=None, key=lambda found: found[:2])
    return best[2] if best is not None and best[0] >= _ALIKE else None


def _alike(old: Item, new: Item) -> float:
    """The share of the words of evidence that two records have in common, and a bit for the same kind and parties."""
    words = overlap(topical(old.record.evidence.quote), topical(new.record.evidence.quote))
    same = (old.record.kind == new.record.kind) + (old.record.parties == new.record.parties)
    return words * (0.8 + 0.1 * same)


def pass_on(db: Connection, heirs: dict[str, str]) -> None:
    """Hand on what people decided from old records to the new ones that took their place; both are stored."""
    if not heirs:
        return
    put(db, t.ALIAS, [{"old": old, "new": new} for old, new in heirs.items()])
    moved = [{"was": old, "becomes": new} for old, new in heirs.items()]
    db.execute(update(t.ALIAS).where(t.ALIAS.c.new == bindparam("was")).values(new=bindparam("becomes")), moved)
    db.execute(
        update(t.FOLLOW_UP).where(t.FOLLOW_UP.c.anchor == bindparam("was")).values(anchor=bindparam("becomes")), moved
    )
    _pass_on_bonds(db, heirs)
    _pass_on_status(db, heirs)


def _pass_on_bonds(db: Connection, heirs: dict[str, str]) -> None:
    rows = [row for row in db.execute(select(t.BOND)) if row.a in heirs or row.b in heirs]
    for row in rows:
        a, b = pair(heirs.get(row.a, row.a), heirs.get(row.b, row.b))
        db.execute(delete(t.BOND).where(t.BOND.c.a == row.a, t.BOND.c.b == row.b))
        db.execute(delete(t.BOND).where(t.BOND.c.a == a, t.BOND.c.b == b))
        if a != b:
            put(db, t.BOND, [{"a": a, "b": b, "together": row.together, "decision": row.decision}])


def _pass_on_status(db: Connection, heirs: dict[str, str]) -> None:
    record = t.RECORD.c
    old = list(
        fetch(db, select(record.id, record.status, record.corrected).where(record.status != "read"), record.id, heirs)
    )
    new = {row.id: row for row in fetch(db, select(t.RECORD), record.id, [heirs[row.id] for row in old])}
    for row in old:
        stand(db, new[heirs[row.id]], row.status, row.corrected)


def resolve(db: Connection, record: str) -> str:
    """The id of the record that stands where `record` stood."""
    return db.scalar(select(t.ALIAS.c.new).where(t.ALIAS.c.old == record)) or record
