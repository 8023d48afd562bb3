"""Until when a reader wants nothing at all, and an index of those: their pauses end by the clock."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"

MOMENT = sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite")


def upgrade() -> None:
    op.add_column("reader", sa.Column("paused_until", MOMENT))
    paused = sa.text("paused_until IS NOT NULL")
    op.create_index("ix_reader_paused", "reader", ["paused_until"], sqlite_where=paused, postgresql_where=paused)
