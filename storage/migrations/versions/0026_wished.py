"""The moment that a post's author named before it could be scheduled."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    op.add_column("post", sa.Column("wished", sa.Text))
