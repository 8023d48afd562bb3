"""Corrections of buttons and of a picture, and the picture that an errand puts in place of another."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("correction", sa.Column("ways", sa.JSON))
    op.add_column("correction", sa.Column("media_no", sa.Integer))
    op.add_column("correction", sa.Column("media_id", ID))
    op.add_column("broadcast", sa.Column("media_id", ID))
