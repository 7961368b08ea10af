"""The stories of a publisher are counted, and its latest is found, without opening them."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Index publishers together with what is asked of them."""
    op.create_index(
        "story_publisher_origin_published", "story", ["publisher", "origin", "published"], if_not_exists=True
    )
    op.drop_index("story_publisher", "story", if_exists=True)
