"""Turns on one account: never too many in any window, replies first, corrections not for ever last."""

import asyncio
from bisect import bisect_left
from collections.abc import Coroutine
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.accounts import DEFAULT_RATE, PAID, PAID_RATE, PERMITTED, Lane
from bot.pace import (
    CATCH_UP,
    CHAT_SECONDS,
    CHAT_SENDS,
    CROWD,
    GROUP_SECONDS,
    GROUP_SENDS,
    LEAD,
    REPLY_WAITS,
    TOGETHER,
    Chats,
    Closed,
    Moment,
    Pacer,
    Window,
)
from tests.proof.virtual import VirtualLoop, in_no_time

SECOND = 1.0


class Left:
    """What left when, in virtual time."""

    def __init__(self) -> None:
        self.loop = VirtualLoop()
        self.pacer = Pacer(self.loop.time)
        self.log: list[tuple[float, Lane]] = []

    async def send(self, lane: Lane, address: int, at: float = 0.0, *, paid: bool = False) -> None:
        await self.pacer.turn(lane, address, at=at, paid=paid)
        self.log.append((self.loop.time(), lane))

    def run(self, work: Coroutine[Any, Any, Any]) -> list[float]:
        in_no_time(self.loop, work)
        return [moment for moment, _ in self.log]


def fullest(moments: list[float], seconds: float = SECOND) -> int:
    """The largest number within any span, by looking at every one."""
    times = sorted(moments)
    return max((bisect_left(times, begin + seconds) - no for no, begin in enumerate(times)), default=0)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(Lane), st.floats(0, 5), st.integers(1, 10**6)), max_size=150))
def test_no_second_holds_more_than_is_permitted_whoever_asks_when(asked: list[tuple[Lane, float, int]]) -> None:
    left = Left()

    async def everybody() -> None:
        async def one(lane: Lane, when: float, address: int) -> None:
            await asyncio.sleep(when)
            await left.send(lane, address)

        await asyncio.gather(*(one(*each) for each in asked))

    moments = left.run(everybody())
    assert len(moments) == len(asked)
    assert fullest(moments) <= PERMITTED


def test_a_window_that_holds_more_than_it_may_waits_until_it_holds_less() -> None:
    window = Window(2, SECOND)
    for moment in (0.0, 0.5, 0.75):  # corrections and replies may have come between
        window.sent(moment)
    assert window.free_at(0.75) == 1.5


def test_a_broadcast_at_its_slots_takes_what_is_permitted_and_no_more() -> None:
    left = Left()
    slots = [no / DEFAULT_RATE for no in range(300)]
    moments = left.run(_all(left.send(Lane.BROADCAST, 1000 + no, slot) for no, slot in enumerate(slots)))
    assert all(moment >= slot for moment, slot in zip(sorted(moments), slots, strict=True))
    assert max(moments) < slots[-1] + 0.05
    assert fullest(moments) <= PERMITTED


async def _gathered(work: list[Coroutine[Any, Any, None]]) -> None:
    await asyncio.gather(*work)


def _all(work: Any) -> Coroutine[Any, Any, None]:
    return _gathered(list(work))


def test_who_is_called_has_turns_as_who_waits_and_none_when_nothing_may_leave() -> None:
    left, told = Left(), list[tuple[int, float | None]]()

    def ask(no: int, at: float) -> None:
        def given(moment: Moment | None) -> None:
            told.append((no, moment[0] if moment else None))

        left.pacer.ask(Lane.BROADCAST, 1000 + no, given, at=at)

    async def work() -> None:
        for no, at in enumerate((0.0, 2.0, 1.0, 9.0)):
            ask(no, at)
        assert told == [(0, 0.0)]
        await asyncio.sleep(3)
        left.pacer.close(5)
        ask(4, 0.0)

    left.run(work())
    assert told == [(0, 0.0), (2, 1.0), (1, 2.0), (3, None), (4, None)]


def test_who_is_called_when_a_slot_is_near_is_called_once_and_at_once_when_dismissed() -> None:
    left, called = Left(), list[tuple[str, float]]()  # to a tenth of a second

    async def work() -> None:
        left.pacer.when_near(5.0, lambda: called.append(("near", round(left.loop.time(), 1))))
        left.pacer.when_near(60.0, lambda: called.append(("dismissed", round(left.loop.time(), 1))))
        await asyncio.sleep(10)
        left.pacer.dismiss()
        await asyncio.sleep(100)

    left.run(work())
    assert called == [("near", 5.0 - LEAD), ("dismissed", 10.0)]


def test_who_woke_up_late_catches_up_without_breaking_the_window() -> None:
    left = Left()

    async def late() -> None:
        sending = [asyncio.ensure_future(left.send(Lane.BROADCAST, 1000 + no, no / 29.7)) for no in range(60)]
        await asyncio.sleep(0.5)
        left.loop._leap.seconds += 0.9  # the machine was elsewhere
        await asyncio.gather(*sending)

    assert fullest(left.run(late())) <= PERMITTED


def test_turns_that_were_given_before_the_machine_was_elsewhere_count_from_when_they_are_taken() -> None:
    left = Left()
    look = left.pacer._look

    def busy() -> None:
        look()
        if left.loop.time() == pytest.approx(1.0):
            left.loop._leap.seconds += 0.9

    left.pacer._look = busy  # type: ignore[method-assign]
    moments = left.run(_all(left.send(Lane.BROADCAST, 1000 + no, 1.0) for no in range(2 * PERMITTED)))
    assert fullest(moments) <= PERMITTED


def test_who_asks_later_does_not_overtake_who_waits_in_the_same_lane() -> None:
    left = Left()

    async def ask() -> None:
        for no in range(PERMITTED):
            await left.send(Lane.BROADCAST, 1000 + no)
        waiting = asyncio.ensure_future(left.send(Lane.BROADCAST, 1))
        await asyncio.sleep(0)
        left.loop._leap.seconds += 1.5  # the machine was elsewhere
        await left.send(Lane.BROADCAST, 2)
        assert waiting.done()

    left.run(ask())


def test_a_paid_broadcast_that_is_late_catches_up_gently() -> None:
    left = Left()

    async def late() -> None:
        slots = [no / PAID_RATE for no in range(1500)]
        sending = [left.send(Lane.BROADCAST, 1000 + no, at, paid=True) for no, at in enumerate(slots)]
        many = [asyncio.ensure_future(each) for each in sending]
        await asyncio.sleep(0.5)
        left.loop._leap.seconds += 0.1  # the machine was elsewhere
        await asyncio.gather(*many)

    moments = left.run(late())
    assert fullest(moments) <= PAID
    assert fullest([moment for moment in moments if moment > 0.55], 0.1) <= 0.1 * PAID_RATE * CATCH_UP + CROWD
    assert moments[-1] < 1500 / PAID_RATE + 0.1


@pytest.mark.parametrize("milliseconds", [15, 40, 100, 400])
@pytest.mark.parametrize("latency", [0.001, 0.2])
def test_a_receiver_that_stands_still_and_then_gets_all_at_once_is_not_flooded(
    milliseconds: int, latency: float
) -> None:
    left, arrived = Left(), list[float]()
    begins, ends = 1.0, 1.0 + milliseconds / 1000

    async def one(no: int) -> None:
        await left.send(Lane.BROADCAST, 1000 + no, no / PAID_RATE, paid=True)
        now = left.loop.time()
        if begins <= now < ends:
            await asyncio.sleep(ends - now)
        arrived.append(left.loop.time())
        await asyncio.sleep(max(latency, ends - left.loop.time() if begins <= now + latency < ends else 0))
        left.pacer.heard()

    left.run(_all(one(no) for no in range(3000)))
    assert fullest(arrived) <= PAID
    assert max(arrived) < 3000 / PAID_RATE + 2 * (ends - begins) + 0.1


def test_a_reply_goes_before_the_broadcast_that_waits() -> None:
    left = Left()

    async def talk() -> None:
        sending = [asyncio.ensure_future(left.send(Lane.BROADCAST, 1000 + no, no / DEFAULT_RATE)) for no in range(200)]
        await asyncio.sleep(3)
        asked = left.loop.time()
        await left.send(Lane.REPLY, 7)
        assert left.loop.time() - asked < 2 / DEFAULT_RATE
        await asyncio.gather(*sending)

    left.run(talk())


def test_corrections_come_last_and_still_get_every_tenth_turn() -> None:
    left = Left()
    many = [left.send(Lane.BROADCAST, 1000 + no) for no in range(150)]
    left.run(_all([*many, *(left.send(Lane.CORRECTION, 5000 + no) for no in range(150))]))
    during = [lane for _, lane in left.log[PERMITTED:150]]  # broadcasts wait all the while
    assert during.count(Lane.CORRECTION) == pytest.approx(len(during) / 11, abs=2)


def test_a_private_chat_gets_three_at_once_and_then_about_a_message_a_second() -> None:
    left = Left()
    moments = left.run(_all(left.send(Lane.REPLY, 7) for _ in range(9)))
    assert moments == pytest.approx([0, 0, 0, *(no * CHAT_SECONDS for no in range(1, 7))])


def test_a_group_gets_twenty_a_minute_and_holds_up_nobody_else() -> None:
    left = Left()
    group = [left.send(Lane.BROADCAST, -100) for _ in range(41)]
    moments = left.run(_all([*group, left.send(Lane.BROADCAST, 7)]))
    assert fullest(moments, 60.0) == 20 + 1  # the other's
    assert moments[-1] >= 120.0
    assert sorted(moments)[20] < 1.0


def test_a_chat_has_no_more_than_the_network_allows_though_its_first_messages_were_slow_on_their_way() -> None:
    chats, slow = Chats(), 0.1
    for address, at_once in ((7, CHAT_SENDS), (-1, GROUP_SENDS)):
        for _ in range(at_once):
            chats.sent(address, 0.0)
    assert chats.free_at(7, 0.0) >= slow + 1.0
    assert chats.free_at(-1, 0.0) >= slow + 60.0


@given(st.lists(st.floats(0, 20), max_size=60).map(sorted))
def test_a_private_chat_gets_exactly_what_a_bucket_of_three_and_a_second_or_so_each_would_let_through(
    asked: list[float],
) -> None:
    chats, inside, last = Chats(), float(CHAT_SENDS), 0.0
    for now in asked:
        inside, last = min(CHAT_SENDS, inside + (now - last) / CHAT_SECONDS), now
        assume(abs(inside - 1) > 1e-9)
        assert (chats.free_at(7, now) <= now) == (inside >= 1)
        if inside >= 1:
            chats.sent(7, now)
            inside -= 1


def test_what_is_remembered_of_chats_goes_with_what_left_just_now_and_not_with_the_audience() -> None:
    chats, most = Chats(), 0
    for no in range(20_000):
        chats.sent(1000 + no, no / PAID)
        most = max(most, len(chats))
    assert most <= 2 * CHAT_SECONDS * PAID + 1


def test_of_groups_only_those_are_remembered_whose_minute_is_not_over_long_ago() -> None:
    chats, most = Chats(), 0
    for no in range(20_000):
        chats.sent(-1000 - no, no / PERMITTED)
        most = max(most, len(chats))
    assert most <= 2 * GROUP_SECONDS * PERMITTED + 1


def test_what_a_group_got_in_the_last_minute_counts_though_its_first_message_is_older() -> None:
    chats = Chats()
    chats.sent(-1, 0.0)
    for _ in range(GROUP_SENDS - 1):
        chats.sent(-1, 59.0)
    chats.sent(-2, 61.0)  # looks through all that is remembered
    assert chats.free_at(-1, 61.0) == 61.0
    chats.sent(-1, 61.0)
    assert chats.free_at(-1, 61.0) == 59.0 + GROUP_SECONDS


def test_a_flood_answer_sends_broadcasts_away_and_lets_replies_wait() -> None:
    left = Left()

    async def flooded() -> None:
        waiting = asyncio.ensure_future(left.send(Lane.BROADCAST, 1, 5.0))
        reply = asyncio.ensure_future(left.send(Lane.REPLY, 5, 5.0))
        await asyncio.sleep(0.1)
        left.pacer.close(10)
        with pytest.raises(Closed):
            await waiting
        with pytest.raises(Closed):
            await left.send(Lane.CORRECTION, 2)
        await left.send(Lane.REPLY, 3)
        assert left.loop.time() == pytest.approx(10.1)
        await left.send(Lane.BROADCAST, 4)
        await reply

    left.run(flooded())


def test_a_second_and_shorter_flood_answer_opens_nothing_earlier() -> None:
    left = Left()

    async def flooded() -> None:
        left.pacer.close(10)
        left.pacer.close(1)
        await left.send(Lane.REPLY, 3)

    assert left.run(flooded()) == [pytest.approx(10)]


def test_no_reply_waits_for_a_day_whether_it_came_before_the_flood_answer_or_after() -> None:
    left = Left()

    async def flooded() -> None:
        left.pacer.close(REPLY_WAITS)
        before = asyncio.ensure_future(left.send(Lane.REPLY, 3))
        await asyncio.sleep(1)
        left.pacer.close(86_400)
        for waiting in (before, left.send(Lane.REPLY, 4)):
            with pytest.raises(Closed):
                await waiting

    assert not left.run(flooded())
    assert left.loop.time() < REPLY_WAITS


def test_who_waits_for_a_far_slot_is_called_a_little_before_it_or_when_all_are_sent_away() -> None:
    left = Left()

    async def wait() -> None:
        await left.pacer.near(5.0)
        assert left.loop.time() == pytest.approx(5.0 - LEAD)
        far = asyncio.ensure_future(left.pacer.near(60.0))
        await asyncio.sleep(1)
        left.pacer.dismiss()
        await far
        assert left.loop.time() < 6.0

    left.run(wait())


def test_who_goes_away_while_waiting_takes_nobodys_turn() -> None:
    left = Left()

    async def leave() -> None:
        gone = [asyncio.create_task(left.send(Lane.BROADCAST, no, 1.0)) for no in range(1, 1 + PERMITTED)]
        await asyncio.sleep(0.1)
        for task in gone:
            task.cancel()
        await left.send(Lane.BROADCAST, 1000, 1.0)

    assert left.run(leave()) == [pytest.approx(1.0)]


def test_who_goes_away_before_a_far_slot_is_near_is_forgotten_when_it_comes() -> None:
    left = Left()

    async def leave() -> None:
        gone = asyncio.ensure_future(left.pacer.near(60.0))
        await asyncio.sleep(1)
        gone.cancel()
        await asyncio.sleep(0)
        await asyncio.Event().wait()

    with pytest.raises(RuntimeError, match="everybody waits"):  # no timer is left in the loop
        left.run(leave())
    assert left.loop.time() == pytest.approx(60.0 - LEAD)


def test_those_whose_slots_are_a_moment_apart_get_ready_together() -> None:
    left, ready = Left(), list[tuple[float, float]]()

    async def work() -> None:
        for at in (5.01, 5.0, 5.5):
            left.pacer.when_near(at, lambda at=at: ready.append((at, left.loop.time())))  # type: ignore[misc]
        await asyncio.sleep(10)

    left.run(work())
    assert [at for at, _ in ready] == [5.0, 5.01, 5.5]
    assert [moment + LEAD for _, moment in ready] == pytest.approx([5.0, 5.0, 5.5])


def test_what_is_paid_for_leaves_a_few_at_a_time_none_before_its_slot_and_all_of_them_soon() -> None:
    left, slots = Left(), [1.0 + no / PAID_RATE for no in range(300)]

    async def everybody() -> None:
        await asyncio.gather(*(left.send(Lane.BROADCAST, no, at, paid=True) for no, at in enumerate(slots)))

    moments = left.run(everybody())
    assert all(at <= moment <= at + TOGETHER + 1e-6 for at, moment in zip(slots, moments, strict=True))
    assert len(set(moments)) <= len(slots) / 2


def test_replies_are_counted_until_somebody_asks() -> None:
    left = Left()
    left.run(_all([*(left.send(Lane.REPLY, no) for no in range(1, 4)), left.send(Lane.BROADCAST, 9)]))
    assert (left.pacer.take_replies(), left.pacer.take_replies()) == (3, 0)


def test_paid_messages_have_a_window_of_their_own() -> None:
    left = Left()
    paid = [left.send(Lane.BROADCAST, 1000 + no, paid=True) for no in range(1500)]
    moments = left.run(_all([*paid, left.send(Lane.BROADCAST, 7)]))
    assert fullest(moments) <= 1000 + 1
    assert 1.0 < max(moments) < 1.6


def test_an_account_with_a_pace_of_its_own_is_kept_to_it() -> None:
    left = Left()
    left.pacer.keep_to(5.0)
    moments = left.run(_all(left.send(Lane.BROADCAST, 1000 + no) for no in range(26)))
    assert fullest(moments) <= 5
    assert 4.0 <= max(moments) <= 6.0


@given(st.lists(st.integers(0, 100), max_size=60).map(sorted), st.integers(1, 5), st.integers(1, 10))
def test_a_window_lets_through_exactly_what_fits(asked: list[int], most: int, seconds: int) -> None:
    window, sent = Window(most, seconds), list[int]()
    for now in asked:
        fits = sum(now - seconds < other <= now for other in sent) < most
        assert (window.free_at(now) <= now) == fits
        if fits:
            window.sent(now)
            sent.append(now)
    assert all(later >= earlier for earlier, later in pairwise(sent))
