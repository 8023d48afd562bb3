"""An index of urgent broadcasts: what of them is not over is claimed first."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    urgent = sa.text("policy = 'urgent'")
    op.create_index("ix_broadcast_urgent", "broadcast", ["finished_at"], sqlite_where=urgent, postgresql_where=urgent)
