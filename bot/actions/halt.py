"""Stop all sending at once, and go on again."""

from datetime import datetime

from bot.broadcast import BroadcastState
from bot.people import Speaker
from bot.store import Store


async def halt(store: Store, speaker: Speaker, now: datetime) -> int:
    """Stop everything; how many broadcasts are stopped in the middle. Those that somebody had paused stood already."""
    speaker.must_be_admin()
    async with store.write() as tx:
        if await tx.programme.halt(now):
            await tx.programme.note(now, speaker.reader.id, "halt", "programme", ("on", "off"))
        return sum(each.state is not BroadcastState.PAUSED for each in await tx.broadcasts.unfinished())


async def resume(store: Store, speaker: Speaker, now: datetime) -> None:
    """Go on where sending stopped; what somebody had paused stays so."""
    speaker.must_be_admin()
    async with store.write() as tx:
        if await tx.programme.resume():
            await tx.programme.note(now, speaker.reader.id, "resume", "programme", ("off", "on"))
