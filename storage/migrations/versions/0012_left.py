"""Who has left a partner is looked up by the partner, for what it sends to everybody."""

from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.create_index("ix_consent_partner_id_reader_id", "consent", ["partner_id", "reader_id"])
