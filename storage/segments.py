"""Segments: whom a broadcast means, and which segment is free to be held under a lease and a fence."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    bindparam,
    func,
    literal_column,
    select,
    true,
    union,
)

from bot.broadcast import CANARY_WAIT, CLAIMED, LATER, LEASE, PINS, BroadcastState, Errand, Policy, Saying
from bot.content import Whom
from bot.delivery import LEFT_OUT, DeliveryState, Reason
from storage.channels import channels
from storage.chats import CHANNEL, chats
from storage.follows import everybody, follows, in_places, wanted
from storage.ledger import OPEN, broadcasts, deliveries, segments
from storage.people import readers
from storage.programme import HALTED
from storage.schema import Moment, one_of

Audience = CompoundSelect[int, str] | Select[int, str]
"""Ids and kinds of the chats that are meant."""
CANCELLED = BroadcastState.CANCELLED
URGENT = (broadcasts.c.policy == literal_column(f"'{Policy.URGENT}'")) & broadcasts.c.finished_at.is_(None)
"""In the words of `ix_broadcast_urgent`."""


def first(meant: Select[int, str], whom: Whom, most: int, after: int = 0) -> Select[int, str]:
    """The first so many of these readers; after a reader's id the next ones."""
    meant = meant.where(_key(whom) > after) if after else meant
    few = meant.order_by(_key(whom)).limit(most).subquery()
    return select(few.c.id, few.c.kind)


def with_channels(meant: Select[int, str], whom: Whom) -> Audience:
    """The partner's linked channels too, unless the post is for some places; they sort before readers.

    Also those where the bot may not post now: the ledger names them as lost, so that they can be sent to later.
    """
    if whom.places:
        return meant
    linked = select(chats.c.id, chats.c.kind).join(channels, channels.c.id == chats.c.id)
    return union(linked.where(channels.c.partner_id == whom.partner_id), meant)


def readers_meant(whom: Whom, at: datetime) -> Select[int, str]:
    """Those who follow the partner or the post's campaign, or of everybody: who follow anybody."""
    meant = select(chats.c.id, chats.c.kind).join(readers, readers.c.id == chats.c.id)
    if whom.everybody:
        meant = meant.where(everybody(whom, at))
    else:
        meant = meant.join(follows, follows.c.reader_id == readers.c.id).where(wanted(whom, at))
    return meant.where(in_places(whom.places)) if whom.places else meant


def _key(whom: Whom) -> ColumnElement[int]:
    """A reader's id, in the table whose order is there already."""
    return readers.c.id if whom.everybody else follows.c.reader_id


NOT_FOUND = chats.c.gone_reason == Reason.CHAT_NOT_FOUND
"""What a network says that errs, too; who blocked the bot or is no more is gone for sure."""


def may_come_again(broadcast_id: int) -> ColumnElement[bool]:
    """Of a broadcast's deliveries and their chats: those that can be reached, and that nobody has sent to since.

    Who was skipped for a reason of their own stays so.
    """
    left_out = (deliveries.c.state != DeliveryState.SKIPPED) | deliveries.c.reason.in_(LEFT_OUT)
    return (chats.c.gone_at.is_(None) | NOT_FOUND) & left_out & _not_since(broadcast_id)


def _not_since(broadcast_id: int) -> ColumnElement[bool]:
    """Of a broadcast's deliveries: those whose recipient neither an errand nor a later round of the post has meant."""
    told, one = deliveries.alias(), broadcasts.alias()
    errand = (broadcasts.c.origin_id == broadcast_id) & broadcasts.c.errand.in_(LATER)
    post_id = select(one.c.post_id).where(one.c.id == broadcast_id).scalar_subquery()
    after = (broadcasts.c.id > broadcast_id) & (broadcasts.c.errand == Errand.SEND)
    later = select(broadcasts.c.id).where(broadcasts.c.post_id == post_id, errand | after)
    # By the ledger's key; joined, SQLite walks through all copies of all posts for each of this one's.
    theirs = told.c.broadcast_id.in_(later) & (told.c.recipient == deliveries.c.recipient)
    return ~select(told.c.recipient).where(theirs).correlate(deliveries).exists()


def says(saying: Saying) -> ColumnElement[bool]:
    """Of a delivery: whether its copy says something in one of these forms."""
    own = deliveries.c.form.in_(saying.forms) & deliveries.c.recipient.not_in(saying.spared)
    return own | deliveries.c.recipient.in_(saying.channels)


def copies(
    broadcast_id: int, states: Collection[DeliveryState], errand: Errand, saying: Saying | None = None
) -> Audience:
    """Those whose delivery of a broadcast ended in one of these states; nobody is sent to later twice.

    Only copies that say it, when that is named.
    """
    mine = (deliveries.c.broadcast_id == broadcast_id) & deliveries.c.state.in_(states)
    if errand in LATER:
        mine &= may_come_again(broadcast_id)
    if errand in PINS:
        mine &= chats.c.kind == CHANNEL
    if saying:
        mine &= says(saying)
    return select(chats.c.id, chats.c.kind).join(deliveries, deliveries.c.recipient == chats.c.id).where(mine)


def free(errands: Collection[Errand], *, urgent: bool = False) -> Select[int, int]:
    """Key of one segment that nobody holds; its row stays locked until the claim is committed, and others skip it.

    By number first, so that a small broadcast does not wait behind a large one. Parameters: those of `moments`.
    """
    first = unheld(errands, urgent=urgent).order_by(segments.c.no, segments.c.broadcast_id)
    return first.limit(literal_column("1")).with_for_update(of=segments, skip_locked=True)


def unheld(errands: Collection[Errand], *, urgent: bool) -> Select[int, int]:
    """Keys of the segments of such broadcasts that nobody holds, if need be of the urgent ones alone.

    Only the key, and in the order of `ix_segment_open` (which SQLite takes only for a literal): the members of all that
    is open are not read to find one.
    """
    state = func.coalesce(broadcasts.c.state, "")  # else SQLite begins with the index of broadcasts, and sorts
    # A lease that ends beyond any honest one was written by a clock that has been set back since.
    absurd = segments.c.lease_until > bindparam("absurd_lease", type_=Moment)
    expired = segments.c.lease_until.is_(None) | (segments.c.lease_until <= bindparam("now", type_=Moment)) | absurd
    working = (segments.c.broadcast_id == broadcasts.c.id) & one_of(state, CLAIMED)
    begun = broadcasts.c.wide_from <= bindparam("now", type_=Moment)
    wide = begun | (broadcasts.c.wide_from > bindparam("absurd_canary", type_=Moment))
    open_to_all = (segments.c.no == 0) | wide | (broadcasts.c.state == literal_column(f"'{CANCELLED}'"))
    mine = one_of(broadcasts.c.errand, errands) & (URGENT if urgent else true())
    found = select(segments.c.broadcast_id, segments.c.no).select_from(segments.join(broadcasts, working))
    return found.where(segments.c.state == literal_column(f"'{OPEN}'"), mine, expired, open_to_all, ~HALTED)


def moments(now: datetime) -> dict[str, datetime]:
    """What `free` asks with."""
    return {"now": now, "absurd_lease": now + 3 * LEASE, "absurd_canary": now + 10 * CANARY_WAIT}
