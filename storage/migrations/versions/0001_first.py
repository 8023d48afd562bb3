"""The first tables. Constraints are named by the convention in `storage.schema`; the types stand here for good."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.sql.schema import SchemaItem

revision = "0001"
down_revision = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite")
JSON = sa.JSON()


def upgrade() -> None:
    people()
    partners()
    content()
    ledger()
    house()


def people() -> None:
    op.create_table(
        "chat",
        key("id"),
        sa.Column("address", ID, nullable=False, unique=True),
        must("kind", sa.Text()),
        may("gone_at", MOMENT),
        may("gone_reason", sa.Text()),
    )
    op.create_table(
        "reader",
        sa.Column("id", ID, sa.ForeignKey("chat.id"), primary_key=True, autoincrement=False),
        must("name", sa.Text()),
        must("met_at", MOMENT),
        may("form", sa.Text()),
        may("hint", sa.Text()),
        must("zone", sa.Text()),
        must("quiet_begin", sa.Time()),
        must("quiet_end", sa.Time()),
        must("quiet_on", sa.Boolean()),
        may("stopped_at", MOMENT),
        may("menu", sa.Text()),
    )
    op.create_table(
        "admin",
        sa.Column("address", ID, primary_key=True, autoincrement=False),
        must("at", MOMENT),
    )


def partners() -> None:
    op.create_table(
        "partner",
        key("id"),
        sa.Column("slug", sa.Text(), nullable=False, unique=True),
        must("kind", sa.Text()),
        must("names", JSON),
        must("about", JSON),
    )
    op.create_table(
        "consent",
        key("id"),
        must("reader_id", ID, "reader.id", index=True),
        must("purpose", sa.Text()),
        must("given", sa.Boolean()),
        must("at", MOMENT),
        must("form", sa.Text()),
        may("partner_id", ID, "partner.id"),
        must("text_version", sa.Text()),
    )
    op.create_table(
        "follow",
        key("reader_id", of="reader.id"),
        key("partner_id", of="partner.id"),
        must("at", MOMENT),
        sa.Index(None, "partner_id", "reader_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "member",
        key("partner_id", of="partner.id"),
        sa.Column("reader_id", ID, sa.ForeignKey("reader.id"), primary_key=True, index=True),
        must("at", MOMENT),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "invitation",
        sa.Column("token_hash", sa.Text(), primary_key=True),
        must("partner_id", ID, "partner.id"),
        must("made_by", ID),
        must("expires_at", MOMENT),
        may("used_by", ID),
        may("used_at", MOMENT),
    )
    op.create_table(
        "channel",
        sa.Column("id", ID, sa.ForeignKey("chat.id"), primary_key=True, autoincrement=False),
        must("partner_id", ID, "partner.id", index=True),
        must("title", sa.Text()),
        must("forms", JSON),
    )


def content() -> None:
    op.create_table(
        "campaign",
        key("id"),
        must("partner_id", ID, "partner.id", index=True),
        must("names", JSON),
        must("begins", sa.Date()),
        must("ends", sa.Date()),
        may("hashtag", sa.Text()),
    )
    op.create_table(
        "post",
        key("id"),
        must("partner_id", ID, "partner.id"),
        must("author_id", ID),
        must("kind", sa.Text()),
        must("state", sa.Text()),
        must("created_at", MOMENT),
        may("source", sa.Text()),
        may("campaign_id", ID, "campaign.id"),
        may("approved_hash", sa.Text()),
        may("reviewer_id", ID),
        may("comment", sa.Text()),
        may("sent_at", MOMENT),
        sa.Index(None, "partner_id", "sent_at"),
        sa.Index(None, "state", "sent_at"),
    )
    op.create_table(
        "version",
        key("post_id", of="post.id"),
        sa.Column("form", sa.Text(), primary_key=True),
        must("text", sa.Text()),
        may("derived_from", sa.Text()),
    )
    op.create_table("media", key("id"), must("kind", sa.Text()), may("path", sa.Text()))
    op.create_table(
        "post_media",
        key("post_id", of="post.id"),
        key("no"),
        must("media_id", ID, "media.id"),
    )
    op.create_table(
        "media_reference",
        key("media_id", of="media.id"),
        key("account_id"),
        must("reference", sa.Text()),
    )


def ledger() -> None:
    op.create_table(
        "plan",
        sa.Column("post_id", ID, sa.ForeignKey("post.id"), primary_key=True, autoincrement=False),
        must("wall", sa.DateTime()),
        must("zone", sa.Text()),
        must("moment", MOMENT, index=True),
        must("planned_by", ID),
    )
    op.create_table(
        "occurrence",
        key("post_id", of="post.id"),
        sa.Column("moment", MOMENT, primary_key=True),
        must("at", MOMENT),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "broadcast",
        key("id"),
        must("post_id", ID, "post.id", index=True),
        must("moment", MOMENT),
        must("content_hash", sa.Text()),
        must("started_at", MOMENT),
        must("meant", sa.Integer()),
        must("state", sa.Text(), index=True),
        must("policy", sa.Text()),
        may("finished_at", MOMENT),
    )
    open_only = sa.text("state = 'open'")
    op.create_table(
        "segment",
        key("broadcast_id", of="broadcast.id"),
        sa.Column("no", sa.Integer(), primary_key=True),
        must("size", sa.Integer()),
        must("members", JSON),
        must("state", sa.Text()),
        may("owner", sa.Text()),
        may("lease_until", MOMENT),
        must("fence", sa.Integer()),
        must("done", sa.Integer()),
        must("intent", sa.Integer()),
        sa.Index("ix_segment_open", "no", "broadcast_id", sqlite_where=open_only, postgresql_where=open_only),
    )
    op.create_table(
        "delivery",
        key("broadcast_id", of="broadcast.id"),
        key("recipient"),
        must("state", sa.Text()),
        must("at", MOMENT),
        may("reason", sa.Text()),
        may("form", sa.Text()),
        may("because", sa.Text()),
        may("message_ids", JSON),
        sqlite_with_rowid=False,
    )


def house() -> None:
    op.create_table(
        "account",
        sa.Column("id", ID, primary_key=True, autoincrement=False),
        must("next_slot", MOMENT),
        must("rate", sa.Float()),
        may("paused_until", MOMENT),
    )
    op.create_table(
        "notice",
        key("id"),
        must("person_id", ID),
        must("kind", sa.Text()),
        must("facts", JSON),
        may("at", MOMENT),
        must("tries", sa.Integer()),
        may("rests_until", MOMENT),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "dialogue",
        sa.Column("key", sa.Text(), primary_key=True),
        may("state", sa.Text()),
        may("data", sa.Text()),
    )
    op.create_table(
        "programme",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        may("halted_at", MOMENT),
    )
    op.create_table("setting", sa.Column("name", sa.Text(), primary_key=True), must("value", sa.Text()))
    op.create_table(
        "audit",
        key("id"),
        must("at", MOMENT),
        may("person_id", ID),
        must("verb", sa.Text()),
        must("subject", sa.Text()),
    )


def key(name: str, of: str | None = None) -> SchemaItem:
    """A number that is the table's key or a part of it, perhaps of another table's row."""
    return sa.Column(name, ID, *_foreign(of), primary_key=True)


def must(name: str, kind: sa.types.TypeEngine[Any], of: str | None = None, *, index: bool = False) -> SchemaItem:
    """A column that every row fills."""
    return sa.Column(name, kind, *_foreign(of), nullable=False, index=index)


def may(name: str, kind: sa.types.TypeEngine[Any], of: str | None = None) -> SchemaItem:
    """A column that a row may leave empty."""
    return sa.Column(name, kind, *_foreign(of), nullable=True)


def _foreign(of: str | None) -> list[sa.ForeignKey]:
    return [sa.ForeignKey(of)] if of else []
