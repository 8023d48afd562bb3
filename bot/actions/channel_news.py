"""What happens to a partner's channels on the network: rights lost and given, a new address; its people are told once.

At once, so that they can mend it before the next post is due.
"""

from dataclasses import replace
from datetime import datetime

from bot.notices import Notice, NoticeKind
from bot.partners import Channel
from bot.store import Store, Work


async def channel_rights(store: Store, address: int, *, may_post: bool, now: datetime) -> None:
    """The bot gained or lost the right to post in a chat: a linked channel notes it, its communicators are told."""
    async with store.write() as tx:
        channel = await tx.channels.by_address(address)
        if channel is None or may_post == (channel.lost_at is None):
            return
        if not may_post:
            await lose_channel(tx, channel, now)
            return
        await tx.channels.save(replace(channel, lost_at=None))
        await tx.programme.note(now, None, "back", f"channel {channel.id}")
        await _tell(tx, channel, NoticeKind.CHANNEL_BACK, now)


async def lose_channel(tx: Work, channel: Channel, now: datetime) -> None:
    """Its communicators are told before the next post is due."""
    await tx.channels.save(replace(channel, lost_at=now))
    await tx.programme.note(now, None, "lost", f"channel {channel.id}")
    await _tell(tx, channel, NoticeKind.CHANNEL_LOST, now)


async def pin_rights(store: Store, address: int, *, may_pin: bool, now: datetime) -> None:
    """The bot gained or lost the right to pin where it may post: told to those whose partner pins."""
    async with store.write() as tx:
        channel = await tx.channels.by_address(address)
        partner = await tx.partners.get(channel.partner_id) if channel else None
        if channel is None or partner is None or not partner.benefits.pinning:
            return
        await _tell(tx, channel, NoticeKind.PIN_BACK if may_pin else NoticeKind.PIN_LOST, now)


async def channel_moved(store: Store, old: int, new: int, now: datetime) -> None:
    """A group became a supergroup: posts go to its new address from now on."""
    async with store.write() as tx:
        channel = await tx.channels.by_address(old)
        if channel is not None and await tx.readers.moved(channel.id, new):
            await _tell(tx, channel, NoticeKind.CHANNEL_MOVED, now)


async def channel_found(store: Store, address: int, title: str, by: int, now: datetime) -> None:
    """Somebody who works here made the bot an administrator of a chat that no partner has: they hear how to go on."""
    async with store.write() as tx:
        reader = await tx.readers.by_address(by)
        if reader is None or await tx.channels.by_address(address) is not None:
            return
        is_admin = by in await tx.admins.addresses()
        if is_admin or await tx.partners.of_member(reader.id):
            facts: dict[str, str | int] = {"channel": title, "admin": int(is_admin)}
            await tx.notices.add(Notice(reader.id, NoticeKind.CHANNEL_FOUND, facts, at=now))


async def _tell(tx: Work, channel: Channel, kind: NoticeKind, now: datetime) -> None:
    for member in await tx.partners.members(channel.partner_id):
        await tx.notices.add(Notice(member.id, kind, {"channel": channel.title}, at=now))
