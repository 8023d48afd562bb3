"""How many posts readers with a limit have had; asked for a batch, within one statement."""

from datetime import datetime

from sqlalchemy import BindParameter, ColumnElement, bindparam, case, false, func, literal_column, null, select

from bot.broadcast import SENDS
from bot.content import PostKind
from bot.delivery import DeliveryState
from bot.partners import PROGRAMME
from storage.content import posts
from storage.follows import covers, follows
from storage.ledger import broadcasts, deliveries
from storage.partners import partners
from storage.people import readers
from storage.schema import Moment, one_of


def had() -> ColumnElement[int]:
    """Of a row of `reader`, with the parameter `since`: what counts against their limit; none, uncounted, without one.

    Counted by the key of `delivery` (broadcast, recipient), once for each broadcast that is going on or ended in the
    last day, which `ix_broadcast_finished_at` finds: no index on the largest table. Two sendings that reach somebody in
    the same second do not see each other's copy.
    """
    since: BindParameter[datetime] = bindparam("since")
    late = broadcasts.c.finished_at.is_(None) | (broadcasts.c.finished_at > since)
    counts = (posts.c.id == broadcasts.c.post_id) & ((posts.c.kind == PostKind.CAMPAIGN) | _unasked())
    copy = (deliveries.c.broadcast_id == broadcasts.c.id) & (deliveries.c.recipient == readers.c.id)
    joined = broadcasts.join(posts, counts).join(deliveries, copy)
    count = select(func.count()).select_from(joined).where(late, one_of(broadcasts.c.errand, SENDS))
    count = count.where(deliveries.c.state == DeliveryState.SENT, deliveries.c.at > since).correlate(readers)
    # Who wants no promotions at all is over that limit without counting.
    return case(
        (readers.c.cap.is_(None), null()), (readers.c.cap == 0, literal_column("0")), else_=count.scalar_subquery()
    )


def over_week() -> ColumnElement[bool]:
    """Of rows of `reader` and `follow`, with the parameters `partner_id` and `week`: their limit for it is reached.

    Which broadcasts of the partner's count is asked once for a batch; then it is the key of `delivery`, as above.
    """
    since: BindParameter[datetime] = bindparam("week", type_=Moment)
    late = broadcasts.c.finished_at.is_(None) | (broadcasts.c.finished_at > since)
    theirs = broadcasts.join(posts, posts.c.id == broadcasts.c.post_id)
    sends = one_of(broadcasts.c.errand, SENDS)
    recent = (
        select(broadcasts.c.id).select_from(theirs).where(posts.c.partner_id == bindparam("partner_id"), late, sends)
    )
    copy = deliveries.c.broadcast_id.in_(recent) & (deliveries.c.recipient == readers.c.id)
    came = (deliveries.c.state == DeliveryState.SENT) & (deliveries.c.at > since)
    number = select(func.count()).where(copy, came).correlate(readers).scalar_subquery()
    return case((follows.c.weekly.is_(None), false()), else_=number >= follows.c.weekly)


def _unasked() -> ColumnElement[bool]:
    """Of posts: for everybody, and not by what the reader follows; the programme speaks to all its own."""
    ours = select(partners.c.id).where(partners.c.slug == PROGRAMME).scalar_subquery()
    theirs = (follows.c.reader_id == readers.c.id) & (follows.c.partner_id == posts.c.partner_id)
    followed = (
        select(follows.c.partner_id).where(theirs, covers(posts.c.campaign_id)).correlate(readers, posts).exists()
    )
    return posts.c.everybody & posts.c.partner_id.is_distinct_from(ours) & ~followed
