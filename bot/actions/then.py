"""Then: what comes after a first message into the same chat, a text below its pictures or another letter: one delivery.

All of a copy or nothing of it. A copy that has begun is finished, whoever stops or halts meanwhile. What cannot follow
has the first taken back; what cannot be taken back is named. After a crash in between the copy is in doubt, as after
one before its answer.
"""

import logging
from dataclasses import replace

from bot.accounts import Lane
from bot.actions.desk import Desk
from bot.actions.job import Unsent
from bot.delivery import Decision, Reason, Receipt, Refusal
from bot.pace import Closed
from bot.transport import Parcel

TRIES = 5
"""How often what certainly did not happen is tried again before the first is taken back."""
LONGEST = 20.0
"""Seconds that the next letter waits for a flood answer to end, with the first in the chat already."""
_log = logging.getLogger(__name__)


async def send_then(desk: Desk, parcel: Parcel, first: Receipt) -> Receipt | Refusal:
    """Send what follows a letter's first message, which has arrived; the receipt is for all of it.

    A refusal names what has arrived and is still there. Raises `Unsent` when nothing of it is there and all of it shall
    wait.
    """
    there = first.message_ids
    for letter in parcel.letter.messages[1:]:
        result = await _persist(desk, parcel._replace(letter=letter, reply_to=None))
        if isinstance(result, Refusal):
            return await _broken_off(desk, parcel.address, result, there)
        there += result.message_ids
    return Receipt(there, first.references)


async def _persist(desk: Desk, parcel: Parcel) -> Receipt | Refusal:
    """One letter, again while it certainly did not happen and waiting is short."""
    for tries in range(TRIES):
        result = await _at_a_turn(desk, parcel)
        if isinstance(result, Receipt) or result.decision is not Decision.AGAIN:
            return result
        seconds = result.retry_after or 2**tries
        if seconds > LONGEST or desk.stopping.is_set():
            return result
        await desk.sleep(seconds)
    return result


async def _at_a_turn(desk: Desk, parcel: Parcel) -> Receipt | Refusal:
    async with desk.transport.ready():
        if not await _turn(desk, parcel):
            return Refusal(Reason.FLOOD, retry_after=desk.pacer.closed_for)
        result = await desk.transport.send(parcel)
    if isinstance(result, Refusal) and result.reason is Reason.FLOOD:
        await desk.pause(result)
    return result


async def _turn(desk: Desk, parcel: Parcel) -> bool:
    """A turn without a slot on the account's row, which hears of it as of a reply; none while a flood answer stands.

    Of what is paid for it does not hear: at a thousand a second all that is free would wait for minutes.
    """
    while True:
        try:
            await desk.pacer.turn(Lane.BROADCAST, parcel.address, paid=parcel.paid)
        except Closed:
            if desk.pacer.closed_for:
                return False
        else:
            desk.pacer.replies += not parcel.paid
            return True
        # Whoever stops sends away all that wait: those who have begun come back.


async def _broken_off(desk: Desk, address: int, refusal: Refusal, there: tuple[int, ...]) -> Refusal:
    """Take back what is there, unless the rest may be there too."""
    _log.info("a copy broke off after %s: %s %s", there, refusal.reason, refusal.detail)
    if refusal.decision is Decision.DOUBT or isinstance(await desk.transport.recall(address, there), Refusal):
        return replace(refusal, arrived=there)
    if refusal.decision in {Decision.AGAIN, Decision.HALT}:
        raise Unsent
    return refusal
