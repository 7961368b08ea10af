"""Saved searches and what they told of, in the desk's own tables."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Collection, Iterable
from typing import Literal, NamedTuple

from sqlalchemy import Engine, delete, insert, select, update

from dragoman.ledger import LedgerError
from dragoman.ledger.engine import writing
from dragoman.ledger.rows import now
from dragoman.web.store.tables import ALERT, DELIVERY

__all__ = ["TRIES", "Alert", "Alerts", "Channel"]

Channel = Literal["seen", "email", "webhook"]
TRIES = 8
"""How often a mail or a webhook is tried."""


class Alert(NamedTuple):
    """A saved search: `query` is a query string; `secret` signs webhooks and opens the feed to readers without a session."""

    id: str
    owner: str
    title: str
    query: str
    email: str
    webhook: str
    secret: str
    made: dt.datetime


class Alerts:
    """The alerts of a ledger's database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def all(self) -> list[Alert]:
        """All alerts, the oldest first."""
        with self._engine.connect() as db:
            return [Alert(**row._mapping) for row in db.execute(select(ALERT).order_by(ALERT.c.made, ALERT.c.id))]

    def get(self, name: str) -> Alert | None:
        """The alert of an id, or None."""
        return next((alert for alert in self.all() if alert.id == name), None)

    def add(self, owner: str, title: str, query: str, email: str, webhook: str, known: Iterable[str]) -> Alert:
        """Save a search; the entries `known` are not told of."""
        alert = Alert(secrets.token_hex(6), owner, title, query, email, webhook, secrets.token_urlsafe(24), now())
        with writing(self._engine) as db:
            db.execute(insert(ALERT).values(alert._asdict()))
        self._put(alert.id, "seen", known, done=True)
        return alert

    def remove(self, name: str, owner: str | None) -> None:
        """Take an alert away, of an owner (or anybody's)."""
        found = self.get(name)
        if found is None or (owner is not None and found.owner != owner):
            raise LedgerError(f"{name}: is no alert of yours.")
        with writing(self._engine) as db:
            db.execute(delete(ALERT).where(ALERT.c.id == name))
            db.execute(delete(DELIVERY).where(DELIVERY.c.alert == name))

    def told(self, name: str) -> set[str]:
        """Ids of the entries that an alert told of, tries to tell of, or knew from the beginning."""
        with self._engine.connect() as db:
            return set(db.scalars(select(DELIVERY.c.entry).where(DELIVERY.c.alert == name)))

    def take(self, name: str, entries: Collection[str], channels: Iterable[Channel]) -> None:
        """Note entries as to be told of by channels; those of an alert without any are just known."""
        wanted = list(channels)
        for channel in wanted or ["seen"]:
            self._put(name, channel, entries, done=not wanted)

    def _put(self, name: str, channel: str, entries: Iterable[str], done: bool) -> None:
        rows = [
            {"alert": name, "channel": channel, "entry": entry, "at": now(), "tries": 0, "done": done, "error": ""}
            for entry in dict.fromkeys(entries)
        ]
        if rows:
            with writing(self._engine) as db:
                db.execute(insert(DELIVERY), rows)

    def waiting(self, name: str, channel: Channel) -> list[str]:
        """Ids of entries that are still to be told of."""
        d = DELIVERY.c
        query = select(d.entry).where(d.alert == name, d.channel == channel, ~d.done, d.tries < TRIES)
        with self._engine.connect() as db:
            return list(db.scalars(query.order_by(d.at, d.entry)))

    def tried(self, name: str, channel: Channel, entries: Collection[str], error: str = "") -> None:
        """Note that entries were told of, or why not."""
        d = DELIVERY.c
        here = (d.alert == name, d.channel == channel, d.entry.in_(list(entries)))
        with writing(self._engine) as db:
            db.execute(
                update(DELIVERY).where(*here).values(tries=d.tries + 1, done=not error, error=error[:500], at=now())
            )

    def errors(self, name: str) -> str:
        """Why the latest try of an alert failed; nothing where none is left to be tried."""
        d = DELIVERY.c
        query = select(d.error).where(d.alert == name, ~d.done, d.error != "").order_by(d.at.desc()).limit(1)
        with self._engine.connect() as db:
            return db.scalar(query) or ""
