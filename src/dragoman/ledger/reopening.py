"""What people decided is looked at again where the source has changed its text since."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import Connection, func, select

from dragoman.ledger import tables as t
from dragoman.ledger.sql import fetch
from dragoman.model import Record

__all__ = ["Reopened", "reopened"]

_JUDGED = ("accept", "reject", "correct")


class Reopened(NamedTuple):
    """A decided record whose source printed its story again: the later story (or reprint) with its
    address, and whether it still holds the
    words that the record rests on."""

    record: str
    later: str
    url: str | None
    holds: bool


def reopened(db: Connection) -> dict[str, Reopened]:
    """Decided records whose story came again with other words since they were decided on, by their ids."""
    r, s = t.RECORD.c, t.STORY.c
    query = select(r.id, r.content, s.id.label("story"), s.url, s.content.label("words")).join(
        t.STORY, s.id == r.story_id
    )
    rows = list(db.execute(query.where(r.status != "read", r.origin == "story")))
    decided, later = _decided(db, [row.id for row in rows]), _versions(db, rows)
    found = {}
    for row in rows:
        since = decided.get(row.id)
        news = [v for v in later.get(row.url or row.story, ()) if v.content != row.words and since and v.added >= since]
        if news:
            newest = max(news, key=lambda v: (v.added, v.id))
            quote = Record.model_validate_json(row.content).evidence.quote
            found[row.id] = Reopened(row.id, newest.id, newest.url, _plain(quote) in _plain(newest.text or ""))
    return found


def _decided(db: Connection, records: list[str]) -> dict[str, Any]:
    """When each record was decided on last, under its own id or an earlier one."""
    aliases = {row.old: row.new for row in fetch(db, select(t.ALIAS.c.old, t.ALIAS.c.new), t.ALIAS.c.new, records)}
    d = t.DECISION.c
    query = select(d.target, func.max(d.at).label("at")).where(d.action.in_(_JUDGED), d.superseded_by.is_(None))
    found: dict[str, Any] = {}
    for row in fetch(db, query.group_by(d.target), d.target, [*records, *aliases]):
        name = aliases.get(row.target, row.target)
        found[name] = max(found.get(name, row.at), row.at)
    return found


def _versions(db: Connection, rows: list[Any]) -> dict[str, list[Any]]:
    """All printings under the addresses of some records' stories, or under their ids where they have no address."""
    found: dict[str, list[Any]] = {}
    for of in (t.STORY, t.COPY):
        query = select(of.c.id, of.c.url, of.c.content, of.c.text, of.c.added)
        for row in fetch(db, query, of.c.url, {row.url for row in rows if row.url}):
            found.setdefault(row.url, []).append(row)
        for name in {row.story for row in rows if not row.url}:  # another text under a known id is called ID-HASH
            for row in db.execute(query.where(of.c.id > f"{name}-", of.c.id < f"{name}.")):
                if row.id == f"{name}-{row.content[:8]}":
                    found.setdefault(name, []).append(row)
    return found


def _plain(text: str) -> str:
    return " ".join(text.split())
