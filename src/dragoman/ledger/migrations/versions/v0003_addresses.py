"""Stories are found by their addresses, to see which were printed again with other words."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Index the addresses of stories and reprints."""
    for table in ("story", "story_copy"):
        op.create_index(f"{table}_url", table, ["url"], if_not_exists=True)
