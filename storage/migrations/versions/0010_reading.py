"""Terms that stories are found by; digests; what readers and partners write to each other."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0006"

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
