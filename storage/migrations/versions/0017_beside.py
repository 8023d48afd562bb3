"""A correction may hold the other script of Chinese, which is derived from the corrected one and changes with it."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.add_column("correction", sa.Column("beside", sa.Text))
