"""Whether readers have had as many promotions in a day as they want; asked for a batch, within one statement."""

from datetime import datetime

from sqlalchemy import BindParameter, ColumnElement, bindparam, case, false, func, or_, select

from bot.broadcast import SENDS
from bot.content import PostKind
from bot.delivery import DeliveryState
from storage.content import posts
from storage.ledger import broadcasts, deliveries
from storage.people import readers


def over_cap() -> ColumnElement[bool]:
    """Of a row of `reader`, with the parameter `since`: false without a limit, and then nothing is counted.

    Counted by the key of `delivery` (broadcast, recipient), once for each broadcast that is going on or ended in the
    last day, which `ix_broadcast_finished_at` finds: no index on the largest table. Two sendings that reach somebody in
    the same second do not see each other's copy.
    """
    since: BindParameter[datetime] = bindparam("since")
    late = broadcasts.c.finished_at.is_(None) | (broadcasts.c.finished_at > since)
    promotion = (posts.c.id == broadcasts.c.post_id) & (posts.c.kind == PostKind.CAMPAIGN)
    copy = (deliveries.c.broadcast_id == broadcasts.c.id) & (deliveries.c.recipient == readers.c.id)
    joined = broadcasts.join(posts, promotion).join(deliveries, copy)
    sends = or_(
        *(broadcasts.c.errand == errand for errand in sorted(SENDS))
    )  # a list would be worded at each execution
    had = select(func.count()).select_from(joined).where(late, sends)
    had = had.where(deliveries.c.state == DeliveryState.SENT, deliveries.c.at > since).correlate(readers)
    return case((readers.c.cap.is_(None), false()), else_=had.scalar_subquery() >= readers.c.cap)
