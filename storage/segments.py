"""Segments: freezing an audience inside the database, and holding a segment under a lease and a fence."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, case, func, insert, literal, select, union, update

from bot.broadcast import CANARY_WAIT, CLAIMED, LEASE, PINS, SEGMENT_SIZE, SENDS, BroadcastState, Errand, Segment
from bot.delivery import DeliveryState
from bot.languages import Form
from bot.places import Place
from storage.channels import channels
from storage.chats import CHANNEL, chats
from storage.follows import everybody, follows, wanted
from storage.ledger import OPEN, broadcasts, deliveries, segments
from storage.people import readers
from storage.programme import HALTED
from storage.schema import Keeper

Audience = CompoundSelect[int, str] | Select[int, str]
"""Ids and kinds of the chats that are meant."""


class Segments(Keeper):
    """The part of a broadcast's keeping that workers share."""

    async def claim(self, owner: str, now: datetime) -> Segment | None:
        """By number first, so that a small broadcast does not wait behind a large one."""
        row = await self._one(_free(now))
        if row is None:
            return None
        lease = {"owner": owner, "fence": row.fence + 1, "lease_until": now + LEASE}
        one = (segments.c.broadcast_id == row.broadcast_id) & (segments.c.no == row.no)
        await self._do(update(segments).where(one).values(lease))
        stands = {"done": row.done, "intent": row.intent, "doubtful": frozenset(row.doubtful or ())}
        return Segment(row.broadcast_id, row.no, tuple(row.members), **stands, **lease)

    async def _freeze(self, broadcast_id: int, meant: Audience, canary: int) -> None:
        """Write an audience into segments by one statement; the canary, if any, is segment 0."""
        people = meant.subquery()
        place = func.row_number().over(order_by=(people.c.kind, people.c.id)) - 1
        beyond = (place - canary) // SEGMENT_SIZE + (1 if canary else 0)
        no = case((place < canary, 0), else_=beyond)
        placed = select(people.c.id, no.label("no"), place.label("place")).subquery()
        ordered = select(placed).order_by(placed.c.place).subquery()
        filled = select(literal(broadcast_id), ordered.c.no, func.count(), self._array(ordered.c.id), *_FRESH)
        names = ["broadcast_id", "no", "size", "members", "state", "fence", "done", "intent"]
        await self._do(insert(segments).from_select(names, filled.group_by(ordered.c.no)))

    def _array(self, ids: ColumnElement[Any]) -> ColumnElement[Any]:
        return func.json_group_array(ids) if self._tx.dialect.name == "sqlite" else func.json_agg(ids)


CANCELLED = BroadcastState.CANCELLED
_FRESH = (literal(OPEN), literal(0), literal(0), literal(0))


def audience(partner_id: int, at: datetime, places: Collection[Place] = (), *, of_everybody: bool = False) -> Audience:
    """Reachable followers who have not muted the partner, of these places only if any are named, each once.

    Of everybody: those too who follow others, but not this partner.
    With no places named, linked channels too; they sort before readers.
    """
    linked = select(chats.c.id, chats.c.kind).join(channels, channels.c.id == chats.c.id)
    following = select(chats.c.id, chats.c.kind).join(readers, readers.c.id == chats.c.id)
    if of_everybody:
        following = following.where(everybody(partner_id, at))
    else:
        following = following.join(follows, follows.c.reader_id == readers.c.id).where(wanted(partner_id, at))
    if places:
        return following.where(readers.c.place.in_(places))
    return union(linked.where(channels.c.partner_id == partner_id, chats.c.gone_at.is_(None)), following)


def not_again(broadcast_id: int) -> ColumnElement[bool]:
    """Of a broadcast's deliveries: those whose recipient no later errand has sent to again."""
    later, told = broadcasts.alias(), deliveries.alias()
    again = (later.c.id == told.c.broadcast_id) & (later.c.origin_id == broadcast_id) & (later.c.errand == Errand.AGAIN)
    return ~select(later.c.id).where(again, told.c.recipient == deliveries.c.recipient).correlate(deliveries).exists()


def copies(broadcast_id: int, states: Collection[DeliveryState], errand: Errand, form: Form | None = None) -> Audience:
    """Those whose delivery of a broadcast ended in one of these states; nobody is sent to again twice.

    With a form: readers whose copy is in it, and every channel, since a channel's copy may hold several.
    """
    mine = (deliveries.c.broadcast_id == broadcast_id) & deliveries.c.state.in_(states)
    if errand is Errand.AGAIN:
        mine &= not_again(broadcast_id)
    if errand in PINS:
        mine &= chats.c.kind == CHANNEL
    if form:
        mine &= (deliveries.c.form == form) | (chats.c.kind == CHANNEL)
    return select(chats.c.id, chats.c.kind).join(deliveries, deliveries.c.recipient == chats.c.id).where(mine)


def _free(now: datetime) -> Select[*tuple[Any, ...]]:
    """One segment that nobody holds; its row stays locked until the claim is committed, and others skip it."""
    # A lease that ends beyond any honest one was written by a clock that has been set back since.
    absurd = segments.c.lease_until > now + 3 * LEASE
    expired = segments.c.lease_until.is_(None) | (segments.c.lease_until <= now) | absurd
    working = (segments.c.broadcast_id == broadcasts.c.id) & broadcasts.c.state.in_(CLAIMED)
    wide = (broadcasts.c.wide_from <= now) | (broadcasts.c.wide_from > now + 10 * CANARY_WAIT)
    open_to_all = (segments.c.no == 0) | wide | (broadcasts.c.state == CANCELLED)
    wanted = select(segments).join(broadcasts, working).where(segments.c.state == OPEN, expired, open_to_all, ~HALTED)
    later = broadcasts.c.errand.not_in(SENDS)  # corrections and recalls wait for what is to be sent
    first = wanted.order_by(later, segments.c.no, segments.c.broadcast_id).limit(1)
    return first.with_for_update(of=segments, skip_locked=True)
