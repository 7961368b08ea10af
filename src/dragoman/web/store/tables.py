"""The desk's own tables; `migrations.py` makes them."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, DateTime, Index, Integer, MetaData, Table, Text

METADATA = MetaData()

ACCOUNT = Table(
    "desk_account",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("password", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("made", DateTime, nullable=False),
    Column("seen", DateTime),
)
"""A person: `password` is an Argon2 hash, sessions of an earlier `epoch` have ended, `seen` is the visit before this."""

SETTING = Table(
    "desk_setting",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
"""What the desk has to remember of itself: the key that sessions are signed with."""

AUDIT = Table(
    "desk_audit",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("at", DateTime, nullable=False),
    Column("who", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Index("desk_audit_action_at", "action", "at"),
)
"""Who did what, when and from where; appended only."""

ALERT = Table(
    "desk_alert",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("query", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("webhook", Text, nullable=False),
    Column("secret", Text, nullable=False),
    Column("made", DateTime, nullable=False),
)
"""A saved search: `query` is the query string of the search page; where its news go to."""

DELIVERY = Table(
    "desk_delivery",
    METADATA,
    Column("alert", Text, primary_key=True),
    Column("channel", Text, primary_key=True),
    Column("entry", Text, primary_key=True),
    Column("at", DateTime, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("done", Boolean, nullable=False),
    Column("error", Text, nullable=False),
)
"""An entry that an alert told of (or tries to), once for each channel."""
