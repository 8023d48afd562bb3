"""What happens to a partner's channels on the network: rights lost and given, a new address; its people are told once.

At once, so that they can mend it before the next post is due. What concerns a group concerns each of its topics.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from bot.notices import Notice, NoticeKind
from bot.partners import Channel, Venue, name_of_topic
from bot.store import Store, Work


async def channel_rights(
    store: Store, address: int, *, may_post: bool, now: datetime, group: bool | None = None
) -> None:
    """The bot gained or lost the right to post in a chat: what is linked there notes it, communicators are told.

    `group`: whether the network calls the chat a group, where it says so.
    """
    async with store.write() as tx:
        for channel in await tx.channels.all_at(address) if group is not None else ():
            if channel.group is not group:
                await tx.channels.save(replace(channel, group=bool(group)))
        if not may_post:
            await lose_channels(tx, address, now)
            return
        back = [channel for channel in await tx.channels.all_at(address) if channel.lost_at is not None]
        missed: dict[int, list[int]] = {}
        for channel in back:
            await tx.channels.save(replace(channel, lost_at=None))
            await tx.programme.note(now, None, "back", f"channel {channel.id}")
            found = await tx.broadcasts.missed(channel.id, channel.lost_at or now)
            missed.setdefault(channel.partner_id, []).extend(each.id for each in found)
        await _tell(tx, back, NoticeKind.CHANNEL_BACK, now, missed)


async def lose_channels(tx: Work, address: int, now: datetime) -> None:
    """Their communicators are told before the next post is due."""
    lost = [channel for channel in await tx.channels.all_at(address) if channel.lost_at is None]
    for channel in lost:
        await tx.channels.save(replace(channel, lost_at=now))
        await tx.programme.note(now, None, "lost", f"channel {channel.id}")
    await _tell(tx, lost, NoticeKind.CHANNEL_LOST, now)


async def pin_rights(store: Store, address: int, *, may_pin: bool, now: datetime) -> None:
    """The bot gained or lost the right to pin where it may post: told to those whose partner pins."""
    async with store.write() as tx:
        channels = await tx.channels.all_at(address)
        partners = await tx.partners.those({channel.partner_id for channel in channels})
        pinning = [channel for channel in channels if partners[channel.partner_id].benefits.pinning]
        await _tell(tx, pinning, NoticeKind.PIN_BACK if may_pin else NoticeKind.PIN_LOST, now)


async def channel_moved(store: Store, old: int, new: int, now: datetime) -> None:
    """A group became a supergroup: posts go to its new address from now on."""
    async with store.write() as tx:
        await _move(tx, (old, new), now)


async def refused_for_moving(tx: Work, recipient_id: int, ways: tuple[int, int], now: datetime) -> bool:
    """As `channel_moved`, learnt from a refused copy (addresses: old, new); whether it may go to the new address."""
    return recipient_id in await _move(tx, ways, now) or await tx.readers.moved(recipient_id, ways[1], now)


async def _move(tx: Work, ways: tuple[int, int], now: datetime) -> set[int]:
    """What was linked at the old address and is at the new one now; a move that is known already is told to nobody."""
    old, new = ways
    moved = [channel for channel in await tx.channels.all_at(old) if await tx.readers.moved(channel.id, new, now)]
    await _tell(tx, moved, NoticeKind.CHANNEL_MOVED, now)
    return {channel.id for channel in moved}


async def channel_found(store: Store, address: int, title: str, by: int, now: datetime) -> None:
    """Somebody who works here made the bot an administrator of a chat that no partner has: they hear how to go on."""
    async with store.write() as tx:
        reader = await tx.readers.by_address(by)
        if reader is None or await tx.channels.all_at(address):
            return
        is_admin = by in await tx.admins.addresses()
        if is_admin or await tx.partners.of_member(reader.id):
            facts: dict[str, str | int] = {"channel": title, "admin": int(is_admin), "address": address}
            await tx.notices.add(Notice(reader.id, NoticeKind.CHANNEL_FOUND, facts, at=now))


async def topic_refused(tx: Work, channel: Channel, now: datetime) -> None:
    """A topic took no post: it may be open again before the next one, so it stays linked."""
    await _tell(tx, [channel], NoticeKind.TOPIC_CLOSED, now)


async def topic_named(store: Store, place: tuple[int, int], names: tuple[str, str], *, renamed: bool) -> None:
    """The network tells what a group and its topic (address, number) are called; or were, when it was not renamed now.

    A name of before counts only for a topic that is called by its number yet.
    """
    async with store.read() as tx:
        linked = await tx.channels.by_address(*place)
    if linked is None or not (renamed or linked.title.endswith(name_of_topic("", place[1]))):
        return
    async with store.write() as tx:
        channel = await tx.channels.get(linked.id)
        if channel is not None:
            await tx.channels.save(replace(channel, title=name_of_topic(names[0], place[1], names[1])))


async def _tell(
    tx: Work,
    channels: Sequence[Channel],
    kind: NoticeKind,
    now: datetime,
    missed: Mapping[int, Collection[int]] = MappingProxyType({}),
) -> None:
    """One notice for each of a partner's people, however many topics of the group it has; it has none: the admins'.

    `missed`: the broadcasts that they did not get meanwhile, by the partner's id.
    """
    for partner_id in dict.fromkeys(channel.partner_id for channel in channels):
        own = [channel for channel in channels if channel.partner_id == partner_id]
        venue = own[0].venue if len(own) == 1 else Venue.GROUP
        facts: dict[str, str | int] = {"channel": " · ".join(each.title for each in own), "venue": venue.value}
        if ids := sorted({*missed.get(partner_id, ())}, reverse=True):
            facts["missed"] = " ".join(map(str, ids))
        for person in await tx.partners.members(partner_id) or await tx.admins.all():
            await tx.notices.add(Notice(person.id, kind, facts, at=now))
