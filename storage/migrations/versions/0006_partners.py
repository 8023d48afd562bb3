"""Partners' own benefits, campaigns' goals, buttons under posts, and how far each version is reviewed."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0004"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite")


def upgrade() -> None:
    op.add_column("partner", sa.Column("own", sa.JSON()))
    op.add_column("campaign", sa.Column("goal", sa.Integer()))
    op.add_column("campaign", sa.Column("ended_at", MOMENT))
    op.add_column("post", sa.Column("ways", sa.JSON()))
    op.add_column("post", sa.Column("hashtag", sa.Text()))
    op.add_column("post", sa.Column("everybody", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("post", sa.Column("review_by", MOMENT))
    op.add_column("post", sa.Column("reminded", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("post", sa.Column("seen_frame", sa.Text()))
    op.create_index("ix_post_campaign_id", "post", ["campaign_id"])
    op.add_column("version", sa.Column("author_id", ID))
    op.add_column("version", sa.Column("basis", sa.Text()))
    op.add_column("version", sa.Column("signed_by", ID))
    op.add_column("version", sa.Column("seen", sa.Text()))
