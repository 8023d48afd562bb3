"""Whose partner a line of the audit concerns, by the thing that its subject names."""

from typing import Any

from sqlalchemy import ScalarSelect, Select, select

from bot.audit import id_in
from storage.campaigns import campaigns
from storage.channels import channels
from storage.content import posts
from storage.corrections import corrections
from storage.ledger import broadcasts


def partner_in(subject: str) -> int | ScalarSelect[Any] | None:
    """The partner that a subject names, or whose thing it is."""
    named = id_in(subject, "partner")
    if named is not None:
        return named
    for thing, whose in _WHOSE.items():
        thing_id = id_in(subject, thing)
        if thing_id is not None:
            query, key = whose
            return query.where(key == thing_id).scalar_subquery()
    return None


_SENT = select(posts.c.partner_id).join(broadcasts, broadcasts.c.post_id == posts.c.id)
_WHOSE: dict[str, tuple[Select[Any], Any]] = {
    "post": (select(posts.c.partner_id), posts.c.id),
    "broadcast": (_SENT, broadcasts.c.id),
    "correction": (_SENT.join(corrections, corrections.c.broadcast_id == broadcasts.c.id), corrections.c.id),
    "campaign": (select(campaigns.c.partner_id), campaigns.c.id),
    "channel": (select(channels.c.partner_id), channels.c.id),
}
