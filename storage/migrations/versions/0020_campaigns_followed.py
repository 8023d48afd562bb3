"""What a reader follows: a partner or campaigns of it, at most so often, and cities beside their own."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite")


def upgrade() -> None:
    op.add_column("follow", sa.Column("whole", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.add_column("follow", sa.Column("weekly", sa.Integer()))
    op.add_column("consent", sa.Column("campaign_id", ID))
    op.create_table(
        "campaign_follow",
        sa.Column("campaign_id", ID, sa.ForeignKey("campaign.id"), primary_key=True),
        sa.Column("reader_id", ID, sa.ForeignKey("reader.id"), primary_key=True),
        sa.Column("at", MOMENT, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_campaign_follow_reader_id", "campaign_follow", ["reader_id"])
    op.create_table(
        "place_follow",
        sa.Column("place", sa.Text(), primary_key=True),
        sa.Column("reader_id", ID, sa.ForeignKey("reader.id"), primary_key=True),
        sa.Column("at", MOMENT, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_place_follow_reader_id", "place_follow", ["reader_id"])
