"""What is held on one person is found by an index where a table grows with the readers: conversations and presses."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# The third part of a key, "bot:chat:person:…". SQLite's cast takes the digits that a text begins with.
AFTER_BOT = "substr(key, instr(key, ':') + 1)"
PERSON = {
    "sqlite": f"CAST(substr({AFTER_BOT}, instr({AFTER_BOT}, ':') + 1) AS INTEGER)",
    "postgresql": "CAST(split_part(key, ':', 3) AS bigint)",
}


def upgrade() -> None:
    op.add_column("dialogue", sa.Column("address", ID))
    op.execute(f"UPDATE dialogue SET address = {PERSON[op.get_bind().dialect.name]}")  # noqa: S608 - no input in it
    op.create_index("ix_dialogue_address", "dialogue", ["address"])
    op.create_index("ix_press_reader_id", "press", ["reader_id"])
