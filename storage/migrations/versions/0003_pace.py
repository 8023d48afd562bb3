"""Accounts learn of pauses that outlive a clock set back and of paid slots; segments of who is sent to once more."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

MOMENT = sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite")


def upgrade() -> None:
    op.add_column("account", sa.Column("paused_at", MOMENT))
    op.add_column("account", sa.Column("paid_next_slot", MOMENT))
    op.execute("UPDATE account SET paused_at = next_slot")  # near enough: it only bounds how long a pause may last
    op.add_column("segment", sa.Column("doubtful", sa.JSON()))
    op.add_column("broadcast", sa.Column("paid", sa.Boolean(), nullable=False, server_default=sa.false()))
