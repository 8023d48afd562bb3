"""Terms that stories are found by; digests; what readers and partners write to each other."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "story_term",
        sa.Column("term", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), primary_key=True),
        sa.Column("post_id", ID, sa.ForeignKey("post.id"), primary_key=True),
        sa.Column("heading", sa.Boolean(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_story_term_post_id", "story_term", ["post_id"])
    op.create_table(
        "digest",
        sa.Column("reader_id", ID, sa.ForeignKey("reader.id"), primary_key=True, autoincrement=False),
        sa.Column("every", sa.Text()),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("only", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("next_at", MOMENT),
        sa.Column("upto", MOMENT),
    )
    op.create_index("ix_digest_next_at", "digest", ["next_at"])
    op.create_table(
        "exchange",
        sa.Column("id", ID, primary_key=True),
        sa.Column("reader_id", ID, sa.ForeignKey("reader.id"), nullable=False),
        sa.Column("partner_id", ID, sa.ForeignKey("partner.id"), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("answered", sa.Integer(), nullable=False),
    )
    op.create_index("ix_exchange_reader_id_partner_id", "exchange", ["reader_id", "partner_id"], unique=True)
