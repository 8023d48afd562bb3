"""The highest number that a button of a post was ever given: none is given twice."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"


def upgrade() -> None:
    op.add_column("post", sa.Column("numbers", sa.Integer, nullable=False, server_default="0"))
    # Which numbers of buttons that were taken away were ever given is not known, but those that were pressed are.
    pressed = "(SELECT COALESCE(MAX(number), 0) FROM passage WHERE post_id = post.id)"
    op.execute(f"UPDATE post SET numbers = {pressed}")  # noqa: S608 - a constant
