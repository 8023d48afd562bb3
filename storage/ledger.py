"""The ledger's tables: a broadcast, its frozen segments, and one delivery for each outcome, written once."""

from sqlalchemy import Boolean, Column, ColumnElement, ForeignKey, Index, Integer, Table, Text, false, select, text

from bot.broadcast import Errand
from storage.schema import Id, Json, Moment, metadata

_URGENT = "policy = 'urgent'"
_HELD = "owner IS NOT NULL"
OPEN = "open"
DONE = "done"
FREEZING = "freezing"
"""Of the row that marks how far a large audience is frozen; it is no segment."""

broadcasts = Table(
    "broadcast",
    metadata,
    Column("id", Id, primary_key=True),
    Column("post_id", Id, ForeignKey("post.id"), nullable=False, index=True),
    Column("moment", Moment, nullable=False),
    Column("content_hash", Text, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("meant", Integer, nullable=False),
    Column("state", Text, nullable=False, index=True),
    Column("policy", Text, nullable=False),
    Column("finished_at", Moment, index=True),
    Column("errand", Text, nullable=False, server_default="send"),
    Column("origin_id", Id),  # no foreign key: SQLite cannot add one to a table that is there
    Column("wide_from", Moment),
    Column("progress_message", Id),
    Column("paid", Boolean, nullable=False, server_default=false()),
    Column("media_id", Id),  # as above
    Column("paused_until", Moment),
    # Whether anything urgent is under way is asked at each claim.
    Index("ix_broadcast_urgent", "finished_at", sqlite_where=text(_URGENT), postgresql_where=text(_URGENT)),
)


def recalled() -> ColumnElement[bool]:
    """Whether a broadcast's copies are deleted, or are being."""
    recall = broadcasts.alias()
    about_it = (recall.c.origin_id == broadcasts.c.id) & (recall.c.errand == Errand.RECALL)
    return select(recall.c.id).where(about_it).exists()


segments = Table(
    "segment",
    metadata,
    Column("broadcast_id", Id, ForeignKey("broadcast.id"), primary_key=True),
    Column("no", Integer, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("members", Json, nullable=False),
    Column("state", Text, nullable=False),
    Column("owner", Text),
    Column("lease_until", Moment),
    Column("fence", Integer, nullable=False),
    Column("done", Integer, nullable=False),
    Column("intent", Integer, nullable=False),
    Column("doubtful", Json),
    # In the order of claims, and only what is left to do.
    Index(
        "ix_segment_open",
        "no",
        "broadcast_id",
        sqlite_where=text("state = 'open'"),
        postgresql_where=text("state = 'open'"),
    ),
    # Whose copies may be on their way.
    Index("ix_segment_held", "broadcast_id", sqlite_where=text(_HELD), postgresql_where=text(_HELD)),
)
deliveries = Table(
    "delivery",
    metadata,
    Column("broadcast_id", Id, ForeignKey("broadcast.id"), primary_key=True),
    # No foreign key: it would cost a look-up for each of a million rows, and chats are never deleted.
    Column("recipient", Id, primary_key=True),
    Column("state", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("reason", Text),
    Column("form", Text),
    Column("because", Text),
    Column("message_ids", Json),
    sqlite_with_rowid=False,
)
tallies = Table(
    "tally",
    metadata,
    Column("id", Id, primary_key=True),
    Column("broadcast_id", Id, ForeignKey("broadcast.id"), nullable=False, index=True),
    Column("state", Text, nullable=False),
    Column("reason", Text),
    Column("form", Text),
    Column("place", Text),
    Column("zone", Text),
    Column("is_channel", Boolean, nullable=False),
    Column("number", Integer, nullable=False),
)
"""How the deliveries of a finished broadcast ended, counted once: a million lines take seconds to count."""
waves = Table(
    "wave",
    metadata,
    Column("broadcast_id", Id, ForeignKey("broadcast.id"), primary_key=True, autoincrement=False),
    Column("first_id", Id, nullable=False, index=True),
    Column("zones", Json, nullable=False),
)


def received(recipient: int) -> ColumnElement[bool]:
    """Everything that one chat was meant for: by the key (broadcast, recipient), as there is no other."""
    return deliveries.c.broadcast_id.in_(select(broadcasts.c.id)) & (deliveries.c.recipient == recipient)
