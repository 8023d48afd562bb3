"""Whose partner a line of the audit concerns, by the thing that its subject names."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, null, select

from bot.audit import id_in
from storage.campaigns import campaigns
from storage.channels import channels
from storage.content import posts
from storage.corrections import corrections
from storage.ledger import broadcasts
from storage.schema import Id

_SENT = select(posts.c.partner_id).join(broadcasts, broadcasts.c.post_id == posts.c.id)
_THING = bindparam("thing", type_=Id)


def _of(query: Select[Any], key: ColumnElement[int]) -> ColumnElement[Any]:
    return query.where(key == _THING).scalar_subquery()


WHOSE: Mapping[str, ColumnElement[Any]] = {
    "partner": _THING,
    "post": _of(select(posts.c.partner_id), posts.c.id),
    "broadcast": _of(_SENT, broadcasts.c.id),
    "correction": _of(_SENT.join(corrections, corrections.c.broadcast_id == broadcasts.c.id), corrections.c.id),
    "campaign": _of(select(campaigns.c.partner_id), campaigns.c.id),
    "channel": _of(select(channels.c.partner_id), channels.c.id),
    "": null(),
}
"""What a subject may name -> the partner whose thing it is, of the parameter `thing`; a subject may name nothing."""


def thing_in(subject: str) -> tuple[str, int | None]:
    """The first of these that a subject names, and its id."""
    found = ((thing, id_in(subject, thing)) for thing in WHOSE if thing)
    return next(((thing, thing_id) for thing, thing_id in found if thing_id is not None), ("", None))
