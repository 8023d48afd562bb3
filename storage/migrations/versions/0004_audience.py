"""Whom a broadcast means: places, mutes, limits; how it goes out: urgent, paid; and corrections that were proposed."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite")


def upgrade() -> None:
    op.add_column("reader", sa.Column("place", sa.Text()))
    op.add_column("reader", sa.Column("cap", sa.Integer()))
    # Whoever chose another clock than the city's has said where they live; the city's own is also what nobody chose.
    op.execute("UPDATE reader SET place = 'hong_kong' WHERE zone = 'Asia/Hong_Kong'")
    op.execute("UPDATE reader SET place = 'macau' WHERE zone = 'Asia/Macau'")
    op.execute(
        "UPDATE reader SET place = 'abroad' WHERE place IS NULL AND zone NOT IN ('Asia/Shanghai', 'Asia/Urumqi')"
    )
    op.add_column("follow", sa.Column("muted_until", MOMENT))
    op.add_column("post", sa.Column("places", sa.JSON()))
    op.add_column("post", sa.Column("urgent", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("post", sa.Column("paid", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index("ix_broadcast_finished_at", "broadcast", ["finished_at"])
    op.create_table(
        "correction",
        sa.Column("id", ID, primary_key=True),
        sa.Column("broadcast_id", ID, sa.ForeignKey("broadcast.id"), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.Text(), nullable=False),
        sa.Column("proposed_by", ID, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("decided_by", ID),
    )
