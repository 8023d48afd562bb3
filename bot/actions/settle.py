"""Messages that asked admins for a decision: once one has decided, those of the others say what became of it."""

import logging

from bot.accounts import Lane
from bot.actions.desk import Desk
from bot.actions.notice_letters import letter_of
from bot.delivery import AGAIN_LATER, Reason, Receipt, Refusal
from bot.notices import Asked, Notice, settled
from bot.people import Speaker
from bot.store import Store
from bot.transport import Parcel

_log = logging.getLogger(__name__)


async def keep_asked(desk: Desk, notice: Notice, message_id: int) -> None:
    """Remember where it stands; what was settled while it was on its way is settled once more."""
    async with desk.store.write() as tx:
        await tx.notices.keep_asked(notice, message_id)
    async with desk.store.read() as tx:  # a read of its own: whoever decided before it sees that message, or is seen
        reader = await tx.readers.get(notice.person_id)
        late = reader is not None and await letter_of(tx, settled(notice.facts), reader) is not None
    if late:
        async with desk.store.write() as tx:
            await tx.notices.add(settled(notice.facts, desk.now()))


async def settle(desk: Desk, notice: Notice) -> bool:
    """Whether every message about it says what became of it, as well as it can."""
    async with desk.store.read() as tx:
        asked = await tx.notices.asked(notice.matter)
    return all([await _settled(desk, notice, each) for each in asked])


async def _settled(desk: Desk, notice: Notice, asked: Asked) -> bool:
    async with desk.store.read() as tx:
        reader = await tx.readers.get(asked.person_id)
        letter = await letter_of(tx, notice, reader) if reader else None
    if reader is not None and letter is None:
        return True  # it waits again, and so does the message
    if reader is not None and letter is not None:
        parcel = Parcel(reader.address, letter)
        result = await desk.in_turn(
            Lane.CORRECTION, parcel, lambda told: desk.transport.edit(told, (asked.message_id,))
        )
        if not await _is_well(desk, result):
            return False
    async with desk.store.write() as tx:
        await tx.notices.answered(asked.person_id, asked.message_id)
    return True


async def _is_well(desk: Desk, result: Receipt | Refusal | None) -> bool:
    """Whether there is no reason to try again."""
    if isinstance(result, Refusal):
        _log.info("a message that asks for a decision stays as it is: %s %s", result.reason, result.detail)
        if result.reason is Reason.FLOOD:
            await desk.pause(result)
        return result.decision not in AGAIN_LATER
    return result is not None


async def opened(store: Store, speaker: Speaker, message_id: int) -> None:
    """That message of theirs has turned into what it asked about."""
    async with store.write() as tx:
        await tx.notices.answered(speaker.reader.id, message_id)
