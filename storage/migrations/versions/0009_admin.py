"""The admins' side: an audit that stays and says of whom and between which states; suspension; follow-ups."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite")


def upgrade() -> None:
    op.add_column("audit", sa.Column("partner_id", ID))
    op.add_column("audit", sa.Column("before", sa.Text()))
    op.add_column("audit", sa.Column("after", sa.Text()))
    op.create_index("ix_audit_partner_id", "audit", ["partner_id"])
    op.create_index("ix_audit_person_id", "audit", ["person_id"])
    keep_for_good("audit")
    op.add_column("partner", sa.Column("suspended_at", MOMENT))
    op.add_column("post", sa.Column("follows_id", ID))


def keep_for_good(table: str) -> None:
    """No row of it can be changed or deleted, whoever tries."""
    if op.get_bind().dialect.name == "sqlite":
        for deed in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{deed.lower()} BEFORE {deed} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
        return
    op.execute(
        f"CREATE FUNCTION {table}_stays() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{table} is append-only'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_stays()"
    )
