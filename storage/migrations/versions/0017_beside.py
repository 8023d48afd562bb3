"""What a correction needs: the other script that goes along, and the forms that a channel had when a copy came."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.add_column("correction", sa.Column("beside", sa.Text))
    op.add_column("channel", sa.Column("past", sa.JSON))
