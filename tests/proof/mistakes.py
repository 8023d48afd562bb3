"""Workers with a mistake: the campaign's comparison of the ledger with the network's record has to catch each."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import replace
from functools import partial
from typing import Any

import bot.actions.deliver
import bot.actions.line
from bot.actions import carry as carrying
from bot.delivery import DeliveryState, Outcome, Reason, Receipt, Refusal
from bot.transport import Parcel, Told
from bot.transports.telegram import Opening, Telegram
from storage import Database

_leaving: set[asyncio.Task[Any]] = set()


class _Deaf:
    """A line that hears nothing of its copies."""

    def __init__(self, job: Any) -> None:
        self.job = job

    def ended(self, outcome: Outcome | None) -> None: ...

    def persist(self, work: Coroutine[Any, Any, None]) -> None:
        leaving = asyncio.create_task(work)
        _leaving.add(leaving)
        leaving.add_done_callback(_leaving.discard)


def keeps_before_it_sends() -> None:
    """Everybody's outcome is kept as if the copy had left; only then it leaves."""
    really, kept = carrying.carry, Database.stride
    waiting: list[Callable[[], None]] = []

    def carry(line: Any, member: int, *more: Any) -> None:
        waiting.append(partial(really, _Deaf(line.job), member, *more))
        line.ended(Outcome(member, DeliveryState.SENT, line.job.desk.now(), message_ids=(1,)))

    async def stride(store: Database, told: Any) -> Any:
        ahead = await kept(store, told)
        for leave in waiting:
            asyncio.get_running_loop().call_soon(leave)  # whoever is killed at the end of the stride has sent nothing
        waiting.clear()
        return ahead

    vars(bot.actions.line)["carry"] = carry
    Database.stride = stride  # type: ignore[assignment, method-assign]


def sends_again_without_an_answer() -> None:
    """A request that left and was not answered is made once more."""
    really, speaks = Telegram.send, Opening.send

    async def again(telegram: Telegram, parcel: Parcel, said: Awaitable[Receipt | Refusal]) -> Receipt | Refusal:
        result = await said
        unanswered = isinstance(result, Refusal) and result.reason is Reason.UNANSWERED
        return await really(telegram, parcel) if unanswered else result

    async def send(self: Telegram, parcel: Parcel) -> Receipt | Refusal:
        return await again(self, parcel, really(self, parcel))

    def speak(self: Opening, parcel: Parcel, told: Told) -> None:
        telegram = self._telegram
        speaks(self, parcel, lambda said: told(said if isinstance(said, Receipt) else again(telegram, parcel, said)))

    Telegram.send = send  # type: ignore[method-assign]
    Opening.send = speak  # type: ignore[method-assign]


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
