"""An index of held segments: whom they mean may be about to get a post."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    held = sa.text("owner IS NOT NULL")
    op.create_index("ix_segment_held", "segment", ["broadcast_id"], sqlite_where=held, postgresql_where=held)
