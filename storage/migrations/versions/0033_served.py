"""Which bot a database serves: where one account alone has sent, that one."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"


def upgrade() -> None:
    op.execute(
        sa.text(
            "INSERT INTO setting (name, value) SELECT 'bot', CAST(min(id) AS TEXT) FROM account HAVING count(*) = 1"
        )
    )
