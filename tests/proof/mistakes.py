"""Workers with a mistake: the campaign's comparison of the ledger with the network's record has to catch each."""

import asyncio
from dataclasses import replace
from typing import Any

import bot.actions.deliver
import bot.actions.line
from bot.actions import carry as carrying
from bot.delivery import DeliveryState, Outcome, Reason, Receipt, Refusal
from bot.transport import Parcel
from bot.transports.telegram import Telegram

_leaving: set[asyncio.Task[Any]] = set()


def keeps_before_it_sends() -> None:
    """Everybody's outcome is kept as if the copy had left."""
    really = carrying.carry

    async def carry(job: Any, member: int, *more: Any) -> Outcome:
        leaving = asyncio.create_task(really(job, member, *more))
        _leaving.add(leaving)
        leaving.add_done_callback(_leaving.discard)
        return Outcome(member, DeliveryState.SENT, job.desk.now(), message_ids=(1,))

    vars(bot.actions.line)["carry"] = carry


def sends_again_without_an_answer() -> None:
    """A request that left and was not answered is made once more."""
    really = Telegram.send

    async def send(self: Telegram, parcel: Parcel) -> Receipt | Refusal:
        result = await really(self, parcel)
        unanswered = isinstance(result, Refusal) and result.reason is Reason.UNANSWERED
        return await really(self, parcel) if unanswered else result

    Telegram.send = send  # type: ignore[method-assign]


def forgets_whom_a_crash_left_in_doubt() -> None:
    """Whoever takes a segment over goes on at `done`, as if nobody had been intended."""
    really = bot.actions.deliver._doubt

    async def doubt(job: Any, segment: Any) -> Any:
        return await really(job, replace(segment, intent=segment.done))

    bot.actions.deliver._doubt = doubt


MISTAKES = {
    each.__name__: each
    for each in (keeps_before_it_sends, sends_again_without_an_answer, forgets_whom_a_crash_left_in_doubt)
}


def make(name: str | None) -> None:
    """Make one of them in this process, if any."""
    if name:
        MISTAKES[name]()
