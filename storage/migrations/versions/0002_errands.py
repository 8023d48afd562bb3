"""Broadcasts get errands, pauses and a canary; posts remember when they were submitted."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite")


def upgrade() -> None:
    op.add_column("broadcast", sa.Column("errand", sa.Text(), nullable=False, server_default="send"))
    op.add_column("broadcast", sa.Column("origin_id", ID))
    op.add_column("broadcast", sa.Column("wide_from", MOMENT))
    op.add_column("broadcast", sa.Column("progress_message", ID))
    op.execute("UPDATE broadcast SET wide_from = started_at")
    op.add_column("post", sa.Column("submitted_at", MOMENT))
