"""Channels and groups that partners have linked. Whether one is lost is kept on its chat: one fact, one place."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Boolean, Column, ForeignKey, Select, Table, Text, Update, delete, false, select, update

from bot.delivery import Reason
from bot.languages import Form, known
from bot.mistakes import Mistake, Why
from bot.partners import Channel, Past
from storage.chats import CHANNEL, WHOLE, Chats, chats
from storage.schema import AnyRow, Id, Json, Keeper, metadata

channels = Table(
    "channel",
    metadata,
    Column("id", Id, ForeignKey("chat.id"), primary_key=True, autoincrement=False),
    Column("partner_id", Id, ForeignKey("partner.id"), nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("forms", Json, nullable=False),
    Column("separately", Boolean, nullable=False, server_default=false()),
    Column("past", Json),
    Column("is_group", Boolean, nullable=False, server_default=false()),
)


def forms_of(tags: Sequence[str]) -> tuple[Form, ...]:
    """The forms kept as a list of tags; one that is unknown is left out."""
    return tuple(form for form in map(known, tags) if form)


def past_of(kept: Sequence[tuple[str, Sequence[str]]] | None) -> Past:
    """The forms that it had before, each with the moment until which."""
    return tuple((datetime.fromisoformat(until), forms_of(tags)) for until, tags in kept or ())


def _select() -> Select[*tuple[object, ...]]:
    return select(channels, chats.c.address, chats.c.topic, chats.c.gone_at).join(chats, chats.c.id == channels.c.id)


def _channel(row: AnyRow) -> Channel:
    forms = forms_of(row.forms)
    more = {"separately": row.separately, "past": past_of(row.past), "topic": row.topic or None}
    more["group"] = row.is_group
    return Channel(row.id, row.address, row.partner_id, row.title, forms, row.gone_at, **more)


class Channels(Keeper):
    """Keeps channels."""

    async def link(self, channel: Channel) -> Channel:
        """Linking anew what the partner already has brings its title and forms up to date."""
        kept = replace(channel, id=await Chats(self._tx).at(channel.address, CHANNEL, channel.topic))
        await self._add(channels, id=kept.id, partner_id=kept.partner_id, title=kept.title, forms=kept.forms)
        standing = await self.get(kept.id)
        if standing is None or standing.partner_id != channel.partner_id:
            raise Mistake(Why.CHANNEL_TAKEN)
        await self.save(kept)
        return kept

    async def save(self, channel: Channel) -> None:
        changes = update(channels).where(channels.c.id == channel.id)
        past = [(until.isoformat(), forms) for until, forms in channel.past] or None
        told = {"title": channel.title, "forms": channel.forms, "separately": channel.separately, "past": past}
        told["is_group"] = channel.group
        await self._do(changes.values(told))
        await Chats(self._tx).mark(channel.id, channel.lost_at)

    async def unlink(self, channel_id: int) -> None:
        await self._do(delete(channels).where(channels.c.id == channel_id))

    async def get(self, channel_id: int) -> Channel | None:
        one = _select().where(channels.c.id == channel_id)
        row = await self._one(one.with_for_update(key_share=True) if self._writing else one)
        return _channel(row) if row else None

    async def by_address(self, address: int, topic: int | None = None) -> Channel | None:
        row = await self._one(_select().where(chats.c.address == address, chats.c.topic == (topic or WHOLE)))
        return _channel(row) if row else None

    async def all_at(self, address: int) -> Sequence[Channel]:
        rows = await self._all(_select().where(chats.c.address == address).order_by(channels.c.id))
        return [_channel(row) for row in rows]

    async def of(self, partner_id: int) -> Sequence[Channel]:
        rows = await self._all(_select().where(channels.c.partner_id == partner_id).order_by(channels.c.id))
        return [_channel(row) for row in rows]

    async def lost(self) -> Sequence[Channel]:
        rows = await self._all(_select().where(chats.c.gone_at.is_not(None)).order_by(chats.c.gone_at, channels.c.id))
        return [_channel(row) for row in rows]

    async def moved(self, chat_id: int, address: int, at: datetime) -> bool:
        """The new address of a chat and of every topic there; whether a copy for this one may still go there.

        When another chat of ours already has it, the two were always one: that one stays, the moved one is gone for
        good (so whoever was meant twice gets one copy), and its link passes over unless that chat is linked already.
        """
        one = chats.alias()
        here = chats.c.address == select(one.c.address).where(one.c.id == chat_id).scalar_subquery()
        rows = await self._all(select(chats.c.id, chats.c.topic).where(here))
        moved = {row.id: await self._moved(row.id, row.topic, address, at) for row in rows}
        return moved.get(chat_id, False)

    async def _moved(self, chat_id: int, topic: int, address: int, at: datetime) -> bool:
        there = (chats.c.address == address) & (chats.c.topic == topic)
        other = await self._value(select(chats.c.id).where(there, chats.c.id != chat_id))
        if other is None:
            await self._do(update(chats).where(chats.c.id == chat_id).values(address=address, moved_at=at))
            return True
        passed = await self.get(other) is None and await self._do(_pass_over(chat_id, other)) == 1
        if passed:
            await Chats(self._tx).mark(other, None)
        await self.unlink(chat_id)
        await Chats(self._tx).mark(chat_id, at, Reason.MIGRATED)
        return passed


def _pass_over(chat_id: int, other: int) -> Update:
    return update(channels).where(channels.c.id == chat_id).values(id=other)
