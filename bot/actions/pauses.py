"""A reader's pause of everything until a moment of theirs, and its end."""

from dataclasses import replace
from datetime import datetime

from bot.actions.settle_in import changed, reader_by
from bot.mistakes import Mistake, Why
from bot.notices import Notice, NoticeKind
from bot.people import PAUSE_AT_MOST, Reader
from bot.store import Store

AT_ONCE = 500
"""Pauses that are ended in one transaction."""


def check_end(until: datetime, now: datetime) -> None:
    """A pause ends later than now, and not too late. Raises `Mistake(TIME_PAST | TIME_TOO_FAR)`."""
    if until <= now:
        raise Mistake(Why.TIME_PAST)
    if until > now + PAUSE_AT_MOST:
        raise Mistake(Why.TIME_TOO_FAR, days=PAUSE_AT_MOST.days)


async def pause(store: Store, reader_id: int, until: datetime, now: datetime) -> Reader:
    """Nothing of anybody before this moment; a stop is a pause without an end already.

    Raises `Mistake(TIME_PAST | TIME_TOO_FAR)`.
    """
    check_end(until, now)
    async with store.write() as tx:
        reader = await reader_by(tx, reader_id)
        if reader.stopped_at is None:
            reader = replace(reader, paused_until=until)
            await tx.readers.save(reader)
        return reader


async def resume(store: Store, reader_id: int) -> Reader:
    """Posts come again, before the pause is over."""
    return await changed(store, reader_id, paused_until=None)


async def end_pauses(store: Store, now: datetime) -> bool:
    """End those that are over, and tell each reader that posts come again; false when there was none."""
    async with store.read() as tx:
        if not await tx.readers.paused(now):
            return False
    async with store.write() as tx:
        ended = await tx.readers.resume(now, AT_ONCE)
        await tx.notices.add_all([Notice(reader_id, NoticeKind.RESUMED, at=now) for reader_id in ended])
    return True
