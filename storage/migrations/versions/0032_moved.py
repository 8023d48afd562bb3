"""Since when a chat is at the address to which it moved: messages from before have other numbers there, or none."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"

MOMENT = sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite")


def upgrade() -> None:
    op.add_column("chat", sa.Column("moved_at", MOMENT))
