"""People who let go and people who take part: how a reader came, their requests, stubs, shared stories, votes."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite")


def upgrade() -> None:
    op.add_column("reader", sa.Column("came_by", sa.Text()))
    op.add_column("reader", sa.Column("welcomed_at", MOMENT))
    op.create_index("ix_reader_came_by", "reader", ["came_by"])
    op.add_column("post", sa.Column("credit", sa.Text()))
    requests()
    shares()


def requests() -> None:
    op.create_table(
        "request",
        sa.Column("id", ID, primary_key=True),
        sa.Column("reader_id", ID, sa.ForeignKey("reader.id"), nullable=False, index=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("text", sa.Text()),
        sa.Column("answer", sa.Text()),
        sa.Column("done_at", MOMENT),
    )
    op.create_table(
        "stub",
        sa.Column("id", ID, primary_key=True),
        sa.Column("mark", sa.Text(), nullable=False, index=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("text_version", sa.Text(), nullable=False),
        sa.Column("until", MOMENT, nullable=False),
    )


def shares() -> None:
    op.create_table(
        "share",
        sa.Column("id", ID, primary_key=True),
        sa.Column("reader_id", ID, sa.ForeignKey("reader.id"), index=True),
        sa.Column("state", sa.Text(), nullable=False, index=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("form", sa.Text()),
        sa.Column("place", sa.Text()),
        sa.Column("credit", sa.Text()),
        sa.Column("rights_at", MOMENT),
        sa.Column("submitted_at", MOMENT),
        sa.Column("decided_by", ID),
        sa.Column("comment", sa.Text()),
        sa.Column("post_id", ID),
        sa.Column("told_at", MOMENT),
    )
    op.create_table(
        "share_media",
        sa.Column("share_id", ID, sa.ForeignKey("share.id"), primary_key=True),
        sa.Column("no", ID, primary_key=True),
        sa.Column("media_id", ID, nullable=False),
    )
    op.create_table(
        "vote",
        sa.Column("month", sa.Text(), primary_key=True),
        sa.Column("reader_id", ID, sa.ForeignKey("reader.id"), primary_key=True, index=True),
        sa.Column("share_id", ID, sa.ForeignKey("share.id"), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
    )
