"""Plans that repeat, wait, or mean each reader's own clock; the waves these make; and who pressed which button."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite")


def upgrade() -> None:
    op.add_column("plan", sa.Column("rule", sa.Text()))
    op.add_column("plan", sa.Column("begins", sa.DateTime()))
    op.add_column("plan", sa.Column("round", sa.DateTime()))
    op.add_column("plan", sa.Column("own_zone", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("plan", sa.Column("since", MOMENT))
    op.add_column("plan", sa.Column("wave_id", ID))
    op.add_column("plan", sa.Column("held_at", MOMENT))
    op.create_table(
        "wave",
        sa.Column("broadcast_id", ID, sa.ForeignKey("broadcast.id"), primary_key=True, autoincrement=False),
        sa.Column("first_id", ID, nullable=False),
        sa.Column("zones", sa.JSON(), nullable=False),
    )
    op.create_index("ix_wave_first_id", "wave", ["first_id"])
    op.create_table(
        "press",
        sa.Column("post_id", ID, sa.ForeignKey("post.id"), primary_key=True),
        sa.Column("name", sa.Text(), primary_key=True),
        sa.Column("reader_id", ID, primary_key=True),
        sa.Column("at", MOMENT, nullable=False),
        sqlite_with_rowid=False,
    )
