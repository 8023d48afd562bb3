"""A chat may be one topic of a group. SQLite drops no constraint, so its table is made anew within the transaction."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite")


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        made_anew()
        return
    op.add_column("chat", sa.Column("topic", ID, nullable=False, server_default=sa.text("0")))
    op.drop_constraint("uq_chat_address", "chat")
    op.create_unique_constraint("uq_chat_address_topic", "chat", ["address", "topic"])


def made_anew() -> None:
    """Readers and channels refer to chats all the while: whether each is there is looked at when all is done."""
    had = "id, address, kind, gone_at, gone_reason"
    op.execute("PRAGMA defer_foreign_keys=ON")
    op.execute(f"CREATE TABLE chat_before AS SELECT {had} FROM chat")  # noqa: S608 - names of our own
    op.drop_table("chat")
    op.create_table(
        "chat",
        sa.Column("id", ID, primary_key=True),
        sa.Column("address", ID, nullable=False),
        sa.Column("topic", ID, nullable=False, server_default=sa.text("0")),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("gone_at", MOMENT),
        sa.Column("gone_reason", sa.Text()),
        sa.UniqueConstraint("address", "topic"),
    )
    op.execute(f"INSERT INTO chat ({had}) SELECT {had} FROM chat_before")  # noqa: S608 - as above
    op.drop_table("chat_before")
