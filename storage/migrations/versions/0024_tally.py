"""How the deliveries of finished broadcasts ended, counted once."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "tally",
        sa.Column("id", ID, primary_key=True),
        sa.Column("broadcast_id", ID, sa.ForeignKey("broadcast.id"), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.Column("form", sa.Text()),
        sa.Column("place", sa.Text()),
        sa.Column("zone", sa.Text()),
        sa.Column("is_channel", sa.Boolean(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
    )
    op.create_index("ix_tally_broadcast_id", "tally", ["broadcast_id"])
    kinds = "d.broadcast_id, d.state, d.reason, d.form, r.place, r.zone, c.kind = 'channel'"
    # No values in it, only these columns.
    op.execute(
        "INSERT INTO tally (broadcast_id, state, reason, form, place, zone, is_channel, number)"  # noqa: S608
        f" SELECT {kinds}, count(*) FROM delivery d JOIN broadcast b ON b.id = d.broadcast_id"
        " JOIN chat c ON c.id = d.recipient LEFT JOIN reader r ON r.id = d.recipient"
        f" WHERE b.state = 'finished' GROUP BY {kinds}"
    )
