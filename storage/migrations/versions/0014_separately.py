"""A channel may take each of its languages in a message of its own."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.add_column("channel", sa.Column("separately", sa.Boolean(), nullable=False, server_default=sa.false()))
