"""Deliveries: to whom exactly, and how each ended. A delivery is written once, at its outcome, and never changed."""

from collections import Counter
from collections.abc import Collection, Sequence
from types import ModuleType
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, bindparam, case, false, func, select

from bot.broadcast import BroadcastState
from bot.delivery import DeliveryState, Outcome, Sums
from bot.languages import Because, Form, hinted, known
from bot.people import HOME_ZONE, Quiet
from bot.ports.strides import Recipient
from storage.caps import had, over_week
from storage.channels import channels, forms_of, past_of
from storage.chats import IS_CHANNEL, chats
from storage.digests import digests
from storage.follows import covers, follows, withdrawn
from storage.ledger import broadcasts, deliveries, tallies
from storage.people import consents, quiet_of, readers
from storage.schema import AnyRow, Id, Keeper

_FOLLOWED = follows.c.partner_id.is_not(None) & covers(bindparam("campaign_id", type_=Id))
"""Of a chat joined with what it follows of the partner: whether the post comes by it."""


class Deliveries(Keeper):
    """The part of a broadcast's keeping that concerns single chats."""

    async def known(self, broadcast_id: int, ids: Collection[int]) -> frozenset[int]:
        mine = (deliveries.c.broadcast_id == broadcast_id) & deliveries.c.recipient.in_(ids)
        return frozenset(row.recipient for row in await self._all(select(deliveries.c.recipient).where(mine)))

    async def sums(self, broadcast_id: int) -> Sums:
        mine = await self._one(select(broadcasts.c.meant, broadcasts.c.state).where(broadcasts.c.id == broadcast_id))
        if mine is None:
            return _sums(0, ())
        counted = _TALLIED if mine.state == BroadcastState.FINISHED else _COUNTED
        return _sums(mine.meant, await self._all(counted.params(broadcast=broadcast_id)))


def _ended(table: Table, is_channel: ColumnElement[bool], number: ColumnElement[int]) -> Select[*tuple[Any, ...]]:
    """How many of a broadcast ended how."""
    kinds = (table.c.state, table.c.form, table.c.reason, is_channel.label("is_channel"))
    mine = table.c.broadcast_id == bindparam("broadcast")
    return select(*kinds, number.label("number")).where(mine).group_by(*kinds)


_COUNTED = _ended(deliveries, IS_CHANNEL, func.count()).join(chats, chats.c.id == deliveries.c.recipient)
_TALLIED = _ended(tallies, tallies.c.is_channel, func.sum(tallies.c.number))


def line_of(broadcast_id: int, outcome: Outcome) -> tuple[object, ...]:
    """An outcome as a row: the columns stand in the noun's order."""
    *facts, message_ids = outcome
    return (broadcast_id, *facts, message_ids or None)


def outcome_of(row: AnyRow, *, left_behind: bool = False) -> Outcome:
    """The noun of a row; without message ids when the chat has moved since."""
    return Outcome(
        recipient=row.recipient,
        state=DeliveryState(row.state),
        at=row.at,
        reason=row.reason,
        form=known(row.form),
        because=Because(row.because) if row.because else None,
        message_ids=() if left_behind else tuple(row.message_ids or ()),
    )


def _sums(meant: int, rows: Sequence[AnyRow]) -> Sums:
    states: Counter[DeliveryState] = Counter()
    forms: Counter[Form] = Counter()
    reasons: Counter[tuple[DeliveryState, str]] = Counter()
    for row in rows:
        state = DeliveryState(row.state)
        states[state] += row.number
        if (form := known(row.form)) and state is DeliveryState.SENT and not row.is_channel:
            forms[form] += row.number
        if row.reason:
            reasons[state, row.reason] += row.number
    return Sums(meant, states, forms, reasons)


OWN = 3
"""Columns of a recipient that are nobody else's; in the others many people are alike."""


def select_recipients(dialect: ModuleType, known: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """Chats with what they are to a post: a reader who follows or not, a linked channel, or nothing any more.

    What is everybody's own stands first (`OWN`): id, address and whether they are `known`. Parameters: broadcast,
    partner_id, campaign_id, now, since, week.
    """
    here = (channels.c.id == chats.c.id) & (channels.c.partner_id == bindparam("partner_id"))
    following = (follows.c.reader_id == chats.c.id) & (follows.c.partner_id == bindparam("partner_id"))
    joined = (
        chats.outerjoin(readers, readers.c.id == chats.c.id)
        .outerjoin(channels, here)
        .outerjoin(follows, following)
        .outerjoin(digests, digests.c.reader_id == chats.c.id)
    )
    gone, stopped = chats.c.gone_at.is_not(None), readers.c.stopped_at.is_not(None)
    told = (
        chats.c.topic,
        gone.label("gone"),
        stopped.label("stopped"),
        (readers.c.paused_until > bindparam("now")).label("paused"),
        channels.c.forms,
        channels.c.separately,
        channels.c.past,
        _FOLLOWED.label("followed"),
    )
    person = [readers.c[name] for name in ("form", "hint", "zone")]
    quiet = [readers.c[name] for name in ("quiet_begin", "quiet_end", "quiet_on")]
    muted, only = (follows.c.muted_until > bindparam("now")).label("muted"), digests.c.only | (follows.c.weekly == 0)
    held = (
        muted,
        readers.c.cap,
        had(dialect).label("had"),
        only.label("digest_only"),
        over_week(dialect).label("over_week"),
    )
    shared = (*told, *person, *quiet, *held, _left().label("left"), readers.c.id.is_not(None).label("person"))
    return select(chats.c.id, chats.c.address, known.label("known"), *shared).select_from(joined)


def _left() -> ColumnElement[bool]:
    """Whether who does not follow the partner has said that they want nothing of it; looked up for those alone."""
    line = (consents.c.reader_id == readers.c.id) & (consents.c.partner_id == bindparam("partner_id"))
    return case((_FOLLOWED, false()), else_=withdrawn(line).correlate(readers).exists())


_USUAL = Quiet()


def recipient_of(row: AnyRow) -> Recipient:
    """The noun of a row of `select_recipients`.

    A channel has no hours or zone of its own: the programme's home and its quiet hours stand for them.
    """
    linked, person = row.forms is not None, bool(row.person)
    own = known(row.form) or hinted(row.hint)
    return Recipient(
        id=row.id,
        address=row.address,
        forms=(own,) if person and not linked else forms_of(row.forms or ()),
        is_channel=linked or not person,
        zone=row.zone if person else HOME_ZONE,
        quiet=quiet_of(row) if person else _USUAL,
        stopped=bool(row.stopped),
        gone=bool(row.gone),
        follows=linked or bool(row.followed),
        paused=bool(row.paused),
        muted=bool(row.muted),
        over_cap=row.cap is not None and row.had >= row.cap,
        over_week=bool(row.over_week),
        last_place=bool(row.cap) and row.had >= row.cap - 1,
        digest_only=bool(row.digest_only),
        left=bool(row.left),
        separately=bool(row.separately),
        past=past_of(row.past) if row.past else (),
        topic=row.topic or None,
    )
