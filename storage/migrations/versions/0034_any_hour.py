"""A digest comes at any time of day, and a weekly one on any day of the week."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"


def upgrade() -> None:
    op.add_column("digest", sa.Column("minute", sa.Integer, nullable=False, server_default="0"))
    op.add_column("digest", sa.Column("weekday", sa.Integer, nullable=False, server_default="6"))
