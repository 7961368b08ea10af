"""Alembic runs the migrations on the connection that `upgrade` hands it."""

from __future__ import annotations

from alembic import context

from dragoman.ledger.tables import Base

context.configure(
    connection=context.config.attributes["connection"], target_metadata=Base.metadata, transactional_ddl=True
)
context.run_migrations()
