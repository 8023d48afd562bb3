"""Whether a version was written by a machine: its readers are told until a person has signed it."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.add_column("version", sa.Column("machine", sa.Boolean(), nullable=False, server_default=sa.false()))
