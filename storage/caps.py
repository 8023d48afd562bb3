"""How many posts readers with a limit have had; asked for a batch, within one statement."""

from datetime import datetime
from types import ModuleType
from typing import TypeVar

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    FromClause,
    Select,
    bindparam,
    case,
    cast,
    false,
    func,
    literal_column,
    null,
    select,
    true,
)
from sqlalchemy.dialects import sqlite

from bot.broadcast import SENDS
from bot.content import PostKind
from bot.delivery import DeliveryState
from bot.partners import PROGRAMME
from storage.content import posts
from storage.follows import covers, follows
from storage.ledger import broadcasts, deliveries, segments
from storage.partners import partners
from storage.people import readers
from storage.schema import Moment, one_of

T = TypeVar("T")


def had(dialect: ModuleType) -> ColumnElement[int]:
    """Of a row of `reader`: what counts against their limit of a day; none, uncounted, without one.

    Counted by the key of `delivery` (broadcast, recipient), once for each broadcast that is going on or ended in the
    last day, which `ix_broadcast_finished_at` finds: no index on the largest table. A promotion on its way counts too.
    Parameters: broadcast, since.
    """
    since: BindParameter[datetime] = bindparam("since", type_=Moment)
    late = broadcasts.c.finished_at.is_(None) | (broadcasts.c.finished_at > since)
    promotion = posts.c.kind == PostKind.CAMPAIGN
    counts = (posts.c.id == broadcasts.c.post_id) & (promotion | _unasked())
    copy = (deliveries.c.broadcast_id == broadcasts.c.id) & (deliveries.c.recipient == readers.c.id)
    joined = broadcasts.join(posts, counts).join(deliveries, copy)
    count = select(func.count()).select_from(joined).where(late, one_of(broadcasts.c.errand, SENDS))
    count = count.where(deliveries.c.state == DeliveryState.SENT, deliveries.c.at > since).correlate(readers)
    number = count.scalar_subquery() + _on_its_way(dialect, promotion, since)
    # Who wants no promotions at all is over that limit without counting.
    return case((readers.c.cap.is_(None), null()), (readers.c.cap == 0, literal_column("0")), else_=number)


def over_week(dialect: ModuleType) -> ColumnElement[bool]:
    """Of rows of `reader` and `follow`: whether their limit for the partner is reached, with what is on its way.

    Which broadcasts of the partner's count is asked once for a batch; then it is the key of `delivery`, as above.
    Parameters: broadcast, partner_id, week.
    """
    since: BindParameter[datetime] = bindparam("week", type_=Moment)
    theirs = posts.c.partner_id == bindparam("partner_id")
    late = broadcasts.c.finished_at.is_(None) | (broadcasts.c.finished_at > since)
    recent = _sendings(broadcasts.c.id, theirs).where(late)
    copy = deliveries.c.broadcast_id.in_(recent) & (deliveries.c.recipient == readers.c.id)
    came = (deliveries.c.state == DeliveryState.SENT) & (deliveries.c.at > since)
    count = select(func.count()).where(copy, came).correlate(readers)
    number = count.scalar_subquery() + _on_its_way(dialect, theirs, since)
    return case((follows.c.weekly.is_(None), false()), else_=number >= follows.c.weekly)


def _sendings(what: ColumnElement[T], which: ColumnElement[bool]) -> Select[T]:
    """Of sendings of such posts."""
    joined = broadcasts.join(posts, posts.c.id == broadcasts.c.post_id)
    return select(what).select_from(joined).where(which, one_of(broadcasts.c.errand, SENDS))


def _on_its_way(dialect: ModuleType, which: ColumnElement[bool], since: BindParameter[datetime]) -> ColumnElement[int]:
    """1 for whom a worker has intended another such post that has no outcome yet, else 0; asked once for a batch.

    Strides of one account come one after the other (its row is held), so that of two the later sees the earlier. What
    a crash has left, and nobody has taken up, counts for as long as a copy that arrived.
    """
    each, place, reader = _members(dialect)
    held = (segments.c.broadcast_id == broadcasts.c.id) & segments.c.owner.is_not(None)
    same = (deliveries.c.broadcast_id == segments.c.broadcast_id) & (deliveries.c.recipient == reader)
    others = _sendings(reader, which).join(segments, held).join(each, true())
    meant = others.where(
        broadcasts.c.finished_at.is_(None),
        broadcasts.c.id != bindparam("broadcast"),
        segments.c.lease_until > since,
        place >= segments.c.done,
        place < segments.c.intent,
        ~select(deliveries.c.recipient).where(same).exists(),
    )
    return case((readers.c.id.in_(meant), 1), else_=0)


def _members(dialect: ModuleType) -> tuple[FromClause, ColumnElement[int], ColumnElement[int]]:
    """Those of a segment, with their places from 0."""
    if dialect is sqlite:
        each = func.json_each(segments.c.members).table_valued("key", "value")
        return each, each.c.key, each.c.value
    listed = func.json_array_elements_text(segments.c.members)
    numbered = listed.table_valued("value", with_ordinality="place").render_derived()
    return numbered, numbered.c.place - 1, cast(numbered.c.value, BigInteger)


def _unasked() -> ColumnElement[bool]:
    """Of posts: for everybody, and not by what the reader follows; the programme speaks to all its own."""
    ours = select(partners.c.id).where(partners.c.slug == PROGRAMME).scalar_subquery()
    theirs = (follows.c.reader_id == readers.c.id) & (follows.c.partner_id == posts.c.partner_id)
    followed = (
        select(follows.c.partner_id).where(theirs, covers(posts.c.campaign_id)).correlate(readers, posts).exists()
    )
    return posts.c.everybody & posts.c.partner_id.is_distinct_from(ours) & ~followed
