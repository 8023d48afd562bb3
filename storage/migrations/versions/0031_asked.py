"""Which messages ask admins for a decision: when one has decided, those of the others say so."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "asked",
        sa.Column("id", ID, primary_key=True),
        sa.Column("matter", sa.Text, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("message_id", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_asked_matter", "asked", ["matter"])
