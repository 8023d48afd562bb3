"""Which messages of a reader have been handed on to a partner, so that none is handed on twice."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.add_column("exchange", sa.Column("heard", sa.JSON()))
