"""A partner's channel may be a group. Topics are of groups, and a short negative number is a group's."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.add_column("channel", sa.Column("is_group", sa.Boolean(), nullable=False, server_default=sa.false()))
    groups = "SELECT id FROM chat WHERE topic <> 0 OR address BETWEEN -999999999999 AND -1"
    op.execute(f"UPDATE channel SET is_group = true WHERE id IN ({groups})")  # noqa: S608 - names of our own
