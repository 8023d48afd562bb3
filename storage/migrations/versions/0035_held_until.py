"""A pause of a plan or of a broadcast may end by itself; an index of plans that are held, which the clock looks at."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"

MOMENT = sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite")


def upgrade() -> None:
    op.add_column("plan", sa.Column("held_until", MOMENT))
    op.add_column("plan", sa.Column("passed", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("broadcast", sa.Column("paused_until", MOMENT))
    held = sa.text("held_at IS NOT NULL")
    op.create_index("ix_plan_held", "plan", ["moment"], sqlite_where=held, postgresql_where=held)
