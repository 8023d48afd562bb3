"""What a reader had asked for of a partner that has left, for its return: a mute, a limit."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "follow_aside",
        sa.Column("partner_id", ID, sa.ForeignKey("partner.id"), primary_key=True),
        sa.Column("reader_id", ID, sa.ForeignKey("reader.id"), primary_key=True),
        sa.Column("muted_until", MOMENT),
        sa.Column("weekly", sa.Integer()),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_follow_aside_reader_id", "follow_aside", ["reader_id"])
