"""The system's clock is set by an hour amid the work: nobody lost, nobody twice, and nobody waits for an hour."""

import asyncio
import time
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from bot import broadcast as broadcasting
from bot.actions.deliver import deliver
from bot.actions.notify import notify
from bot.broadcast import BroadcastState
from bot.content import Post
from bot.pace import Pacer
from bot.ports.strides import Ahead, Stride
from tests import cast
from tests.actions.conftest import Newsroom
from tests.actions.deeds import READERS, copies, due
from tests.ledger import claimed
from tests.openings import Onward
from tests.proof.networks import AtFirst, ended
from tests.strides import intend

HOUR = timedelta(hours=1)
SOON = 180.0
"""Seconds by any steady clock within which everything is over that takes no more than leases and pauses of a minute."""


both = pytest.mark.parametrize("jump", [HOUR, -HOUR], ids=["forward", "back"])


@dataclass
class Steady:
    """Sleeps take no time, and are counted: what a clock that nobody sets would show."""

    newsroom: Newsroom
    seconds: float = 0.0

    async def sleep(self, seconds: float) -> None:
        self.pass_by(seconds)
        await asyncio.sleep(0)

    def pass_by(self, seconds: float) -> None:
        self.seconds += seconds
        self.newsroom.watch.forward(timedelta(seconds=seconds))

    async def over_soon(self, post: Post) -> None:
        """Deliver, and wait a little while there is nothing to do, until its broadcast is over: soon."""
        end = self.seconds + SOON
        while self.seconds < end and (await self.newsroom.broadcasts(post))[0].state is not BroadcastState.FINISHED:
            await self.newsroom.deliver_all()
            self.pass_by(5.0)
        assert self.seconds < end


@pytest.fixture
def steady(newsroom: Newsroom) -> Steady:
    clock = Steady(newsroom)
    newsroom.desk.pacer = Pacer(lambda: time.monotonic() + clock.seconds)
    newsroom.desk.sleep = clock.sleep
    return clock


@both
async def test_in_the_middle_of_a_broadcast(newsroom: Newsroom, steady: Steady, jump: timedelta) -> None:
    async def set_the_clock() -> None:
        newsroom.watch.forward(jump)

    post = await newsroom.approved()
    await due(newsroom, post)
    newsroom.desk.transport = AtFirst(newsroom.desk.transport, set_the_clock)
    await steady.over_soon(post)
    await ended(newsroom, post, sent=6)


@both
async def test_between_a_stride_and_the_first_copy_of_it(
    newsroom: Newsroom, steady: Steady, monkeypatch: pytest.MonkeyPatch, jump: timedelta
) -> None:
    really, strides = newsroom.store.stride, 0

    async def stride(asked: Stride) -> Ahead | None:
        nonlocal strides
        ahead, strides = await really(asked), strides + 1
        if strides == 1:
            newsroom.watch.forward(jump)
        return ahead

    monkeypatch.setattr(newsroom.store, "stride", stride)
    post = await newsroom.approved()
    await due(newsroom, post)
    async with asyncio.timeout(60):  # a copy that waits for its slot for an hour waits really
        await steady.over_soon(post)
    await ended(newsroom, post, sent=6)


@both
async def test_between_two_broadcasts(newsroom: Newsroom, steady: Steady, jump: timedelta) -> None:
    first, second = await newsroom.approved(), await newsroom.approved()
    await due(newsroom, first)
    await steady.over_soon(first)
    newsroom.watch.forward(jump)
    await due(newsroom, second)
    await steady.over_soon(second)
    assert list((await newsroom.outcomes(second)).values()) == [("sent", None)] * 6
    assert [await copies(newsroom, address) for address in READERS] == [2] * 5


@both
async def test_during_a_flood_pause(newsroom: Newsroom, steady: Steady, jump: timedelta) -> None:
    await newsroom.fault(chat_id=cast.KAMAN, retry_after=5)
    post = await newsroom.approved()
    await due(newsroom, post)
    await newsroom.deliver_all()
    newsroom.watch.forward(jump)
    await steady.over_soon(post)
    await ended(newsroom, post, sent=6)


@both
async def test_while_a_dead_worker_still_holds_a_segment(newsroom: Newsroom, steady: Steady, jump: timedelta) -> None:
    post = await newsroom.approved()
    await due(newsroom, post)
    segment = await claimed(newsroom.store, "died", newsroom.watch())
    assert segment is not None
    assert await intend(newsroom.store, segment, 2, newsroom.watch())
    newsroom.watch.forward(jump)
    await steady.over_soon(post)
    await ended(newsroom, post, sent=4, unknown=2)


@both
async def test_between_a_canary_and_the_rest(
    newsroom: Newsroom, steady: Steady, monkeypatch: pytest.MonkeyPatch, jump: timedelta
) -> None:
    monkeypatch.setattr(broadcasting, "CANARY_FROM", 6)
    monkeypatch.setattr("storage.starting.canary_size", lambda _meant: 2)
    post = await newsroom.approved()
    await due(newsroom, post)
    await newsroom.deliver_all()
    newsroom.watch.forward(jump)
    await steady.over_soon(post)
    await ended(newsroom, post, sent=6)


@both
async def test_while_a_notice_rests(newsroom: Newsroom, steady: Steady, jump: timedelta) -> None:
    while await notify(newsroom.desk):
        pass
    post = await newsroom.approved()
    await newsroom.fault(chat_id=cast.ZIQING, error=[500, "Internal Server Error"])
    while await notify(newsroom.desk):
        pass
    begin = len(await newsroom.received(cast.ZIQING))
    newsroom.watch.forward(jump)
    while steady.seconds < SOON and not await notify(newsroom.desk):
        steady.pass_by(1.0)
    assert len(await newsroom.received(cast.ZIQING)) == begin + 1, post.id


async def test_a_clock_set_back_and_forth_again_and_again_loses_nobody_and_sends_nothing_twice(
    newsroom: Newsroom, steady: Steady
) -> None:
    post = await newsroom.approved()
    await due(newsroom, post)
    jumps = iter([HOUR, -HOUR] * 1000)

    class Restless(Onward):
        async def send(self, parcel):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - as the transport's
            newsroom.watch.forward(next(jumps))
            return await super().send(parcel)

    desk = replace(newsroom.desk, transport=Restless(newsroom.desk.transport))
    while (await newsroom.broadcasts(post))[0].state is not BroadcastState.FINISHED:
        if not await deliver(desk):
            steady.pass_by(60.0)
    await ended(newsroom, post, sent=6)
