"""A line: nobody waits for the slowest, doubt stays within the window, what was cut off is named."""

import asyncio
import typing
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.actions.control import cancel
from bot.actions.deliver import deliver
from bot.actions.haste import pay
from bot.actions.plan import plan_due
from bot.actions.room import Room
from bot.broadcast import LEASE, BroadcastState, Policy
from bot.content import Post
from bot.delivery import Receipt, Refusal
from bot.ports.strides import Ahead, Stride
from bot.transport import Parcel
from storage.ledger import deliveries, segments
from tests import cast
from tests.actions.conftest import FOUR, Newsroom
from tests.actions.deeds import READERS, copies, due
from tests.actions.lines import Answering, Slow, dies_after_intending
from tests.ledger import claimed
from tests.openings import Opening
from tests.storage.conftest import rows

EVERYONE = (*READERS, cast.CHANNEL)


async def test_one_slow_answer_holds_up_nobody_else(newsroom: Newsroom) -> None:
    newsroom.desk.in_doubt = 2
    post = await newsroom.approved()
    await due(newsroom, post)
    slow = Slow(newsroom, cast.XIAOLAN)
    working = asyncio.create_task(deliver(replace(newsroom.desk, transport=slow)))
    await kept(newsroom, post, len(EVERYONE) - 1)
    assert cast.XIAOLAN not in await newsroom.outcomes(post)
    slow.release.set()
    assert await working
    assert list((await newsroom.outcomes(post)).values()) == [("sent", None)] * 6


async def test_a_line_hears_in_the_middle_that_it_is_paid_for_that_night_has_come_and_that_it_is_cancelled(
    newsroom: Newsroom,
) -> None:
    newsroom.watch.forward(timedelta(hours=9, minutes=28, seconds=30))  # a minute before half past nine
    newsroom.desk.in_doubt = 2
    post, admin = await newsroom.approved(), await newsroom.speaker(cast.ZHIYUAN)
    speakers = [await newsroom.speaker(each) for each in READERS]
    async with newsroom.store.write() as tx:
        for speaker in speakers:
            await tx.readers.save(replace(speaker.reader, zone="Asia/Shanghai"))
    await due(newsroom, post)
    (broadcast,) = await newsroom.broadcasts(post)
    network = Answering(newsroom)
    working = asyncio.create_task(deliver(replace(newsroom.desk, transport=network)))
    await network.asked(2)
    await pay(newsroom.store, admin, broadcast.id, newsroom.watch())
    newsroom.watch.forward(timedelta(seconds=40))
    network.answer(1)
    await network.asked(3)
    await cancel(newsroom.store, admin, broadcast.id, newsroom.watch())
    network.release.set()
    network.answer()
    assert await working
    assert [(each.paid, each.letter.silent) for each in network.parcels] == [(False, False)] * 2 + [(True, True)]
    outcomes = sorted((await newsroom.outcomes(post)).values(), key=str)
    assert outcomes == [("sent", None)] * 3 + [("skipped", "cancelled")] * 3


async def test_no_more_are_under_way_than_the_window_holds(newsroom: Newsroom) -> None:
    newsroom.desk.in_doubt = 2
    await newsroom.keep_to(1000.0)
    post = await newsroom.approved()
    await due(newsroom, post)
    slow = Slow(newsroom, 0)
    await deliver(replace(newsroom.desk, transport=slow))
    assert slow.most <= 2
    assert len(slow.answered) == 6


async def test_the_pace_of_the_accounts_row_is_kept_within_the_process_too(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    await newsroom.keep_to(100.0)
    await due(newsroom, await newsroom.approved())
    kept = list[float]()
    monkeypatch.setattr(newsroom.desk.pacer, "keep_to", kept.append)
    await newsroom.deliver_all()
    assert set(kept) == {100.0}


async def test_when_nobody_pays_any_more_the_window_is_soon_as_small_as_it_is_then(newsroom: Newsroom) -> None:
    await newsroom.keep_to(1000.0)
    post = await newsroom.approved()
    await due(newsroom, post)
    network = Answering(newsroom)
    desk = replace(newsroom.desk, transport=network, in_doubt=4)
    working = asyncio.create_task(deliver(desk))
    await network.asked(4)
    desk.in_doubt = 1
    network.answer(3)
    await kept(newsroom, post, 3)
    assert await in_doubt(newsroom) == 1
    network.release.set()
    network.answer()
    assert await working
    assert list((await newsroom.outcomes(post)).values()) == [("sent", None)] * 6


def test_a_room_in_which_more_are_than_may_be_has_no_place_left() -> None:
    lines: list[Any] = [SimpleNamespace(held=30), SimpleNamespace(held=20)]
    assert [Room(lines).left(most) for most in (590, 51, 40)] == [540, 1, 0]  # nobody pays any more: 590, then 40


async def test_the_lines_of_a_process_share_its_window(newsroom: Newsroom) -> None:
    newsroom.desk.in_doubt = 3
    await newsroom.keep_to(1000.0)
    posts = [await newsroom.approved(), await newsroom.approved()]
    for post in posts:
        await due(newsroom, post)
    slow = Slow(newsroom, 0)
    desk = replace(newsroom.desk, transport=slow)
    await asyncio.gather(deliver(desk), deliver(desk))
    assert slow.most <= 3
    assert len(slow.answered) == 12


async def in_doubt(newsroom: Newsroom) -> int:
    """How many have been intended by the ledger and have no kept outcome."""
    async with newsroom.store.read() as tx:
        intended = await rows(tx, select(func.sum(segments.c.intent)))
        kept = await rows(tx, select(func.count()).select_from(deliveries))
    return int(intended[0][0]) - int(kept[0][0])


async def test_a_second_line_intends_only_what_the_first_leaves_of_the_window(newsroom: Newsroom) -> None:
    newsroom.desk.in_doubt = 7
    await newsroom.keep_to(1000.0)
    for post in [await newsroom.approved(), await newsroom.approved()]:
        await due(newsroom, post)
    answers = Answering(newsroom)
    desk = replace(newsroom.desk, transport=answers)
    working = [asyncio.create_task(deliver(desk)) for _ in range(2)]
    await answers.asked(7)
    assert await in_doubt(newsroom) == 7
    answers.release.set()
    answers.answer()
    assert await asyncio.gather(*working) == [True, True]


async def test_outcomes_that_are_being_kept_leave_no_room_for_another_line_yet(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.desk.in_doubt = 7
    await newsroom.keep_to(1000.0)
    texts = [{form: f"<b>{number}</b>\n{text}" for form, text in FOUR.items()} for number in (1, 2)]
    posts = [await newsroom.approved(each) for each in texts]
    for post in posts:
        await due(newsroom, post)
    answers = Answering(newsroom)
    (first,) = await newsroom.broadcasts(posts[0])
    asked, leave, really = asyncio.Event(), asyncio.Event(), newsroom.store.stride

    async def keeping(stride: Stride) -> Ahead | None:
        if stride.outcomes and stride.segment.broadcast_id == first.id:
            asked.set()
            await leave.wait()
        return await really(stride)

    monkeypatch.setattr(newsroom.store, "stride", keeping)
    desk = replace(newsroom.desk, transport=answers)
    working = [asyncio.create_task(deliver(desk)) for _ in posts]
    await answers.asked(7)
    answers.answer(4, saying="<b>1</b>")
    async with asyncio.timeout(30):
        await asked.wait()
    answers.answer(saying="<b>2</b>")  # the second line's own, so that it intends the next
    await answers.asked(8)
    assert await in_doubt(newsroom) == 7
    leave.set()
    answers.release.set()
    answers.answer()
    assert await asyncio.gather(*working) == [True, True]


async def kept(newsroom: Newsroom, post: Post, count: int) -> None:
    """Wait until so many outcomes are kept."""
    async with asyncio.timeout(30):
        while len(await newsroom.outcomes(post)) < count:  # noqa: ASYNC110 - rows change, not an event
            await asyncio.sleep(0.01)


async def test_whom_a_pause_came_before_is_in_nobodys_doubt(newsroom: Newsroom) -> None:
    newsroom.desk.in_doubt = 4
    await newsroom.keep_to(1000.0)
    post = await newsroom.approved()
    await due(newsroom, post)
    answers = Answering(newsroom)
    working = asyncio.create_task(deliver(replace(newsroom.desk, transport=answers)))
    await answers.asked(4)
    async with newsroom.store.write() as tx:
        (broadcast,) = await tx.broadcasts.of_post(post.id)
        await tx.broadcasts.advance(broadcast.id, BroadcastState.SENDING, BroadcastState.PAUSED)
    for count, doubt in ((2, 2), (3, 1), (4, 0)):
        answers.answer(count)
        await kept(newsroom, post, count)
        assert await in_doubt(newsroom) == doubt
    assert not await working


async def test_the_next_segment_begins_while_the_last_answer_of_one_is_waited_for(newsroom: Newsroom) -> None:
    newsroom.desk.in_doubt = 3
    await newsroom.keep_to(1000.0)
    posts = [await newsroom.approved(), await newsroom.approved()]
    for post in posts:
        await due(newsroom, post)
    slow = Slow(newsroom, cast.XIAOLAN)
    desk = replace(newsroom.desk, transport=slow)
    working = [asyncio.create_task(deliver(desk)) for _ in posts]
    async with asyncio.timeout(30):
        while len(slow.answered) < 10:  # noqa: ASYNC110 - a list fills, not an event
            await asyncio.sleep(0.05)
    assert not any(task.done() for task in working)
    slow.release.set()
    assert await asyncio.gather(*working) == [True, True]
    for post in posts:
        assert list((await newsroom.outcomes(post)).values()) == [("sent", None)] * 6


async def test_who_lost_the_lease_still_lets_others_work_while_it_waits_for_its_answers(newsroom: Newsroom) -> None:
    newsroom.desk.in_doubt = 4
    await newsroom.keep_to(1000.0)
    post = await newsroom.approved()
    await due(newsroom, post)
    answers = Answering(newsroom)
    working = asyncio.create_task(deliver(replace(newsroom.desk, transport=answers)))
    await answers.asked(4)
    newsroom.watch.forward(timedelta(minutes=2))
    assert await claimed(newsroom.store, "another", newsroom.watch())
    answers.answer(1)
    (line,) = typing.cast("Any", newsroom.desk.room.lines)
    while not line._lost:  # noqa: ASYNC110 - it finds out at its next stride
        await asyncio.sleep(0.01)
    answers.answer(3)
    await asyncio.sleep(0.1)  # a line that turned in circles would never let this end
    assert not working.done()
    answers.answer()
    assert not await working
    assert not await newsroom.outcomes(post)


async def test_a_segment_that_takes_longer_than_a_lease_is_kept_by_each_stride(newsroom: Newsroom) -> None:
    newsroom.desk.in_doubt = 1
    await newsroom.keep_to(1000.0)
    post = await newsroom.approved()
    await due(newsroom, post)
    answers = Answering(newsroom)
    working = asyncio.create_task(deliver(replace(newsroom.desk, transport=answers)))
    for asked in range(1, len(EVERYONE) + 1):
        await answers.asked(asked)
        newsroom.watch.forward(LEASE * 2 / 3)
        answers.answer()
    assert await working
    assert list((await newsroom.outcomes(post)).values()) == [("sent", None)] * 6


async def test_a_lease_is_as_old_as_the_question_by_which_it_was_renewed(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = await newsroom.approved()
    await due(newsroom, post)
    really = newsroom.store.stride

    async def late(stride: Stride) -> Ahead | None:
        ahead = await really(stride)
        newsroom.watch.forward(LEASE)  # the database, or this process, stood still: it is somebody else's by now
        return ahead

    monkeypatch.setattr(newsroom.store, "stride", late)
    slow = Slow(newsroom, 0)
    await deliver(replace(newsroom.desk, transport=slow))
    assert not slow.parcels


class Faulty(Slow):
    """A transport with a mistake that one chat brings out."""

    async def send(self, parcel: Parcel) -> Receipt | Refusal:
        if parcel.address == self._late:
            raise ZeroDivisionError
        return await super().send(parcel)


async def test_a_mistake_in_the_program_leaves_one_copy_in_doubt_and_all_others_go_out(newsroom: Newsroom) -> None:
    await newsroom.keep_to(1000.0)
    post = await newsroom.approved()
    await due(newsroom, post)
    async with asyncio.timeout(30):
        assert await deliver(replace(newsroom.desk, transport=Faulty(newsroom, cast.EMMA)))
    outcomes = await newsroom.outcomes(post)
    assert outcomes.pop(cast.EMMA) == ("unknown", "fault")
    assert list(outcomes.values()) == [("sent", None)] * 5


async def test_a_line_that_is_cancelled_waits_for_those_under_way_and_sends_to_nobody_else(newsroom: Newsroom) -> None:
    newsroom.desk.in_doubt = 4
    await newsroom.keep_to(2.0)
    await due(newsroom, await newsroom.approved())
    answers = Answering(newsroom)
    working = asyncio.create_task(deliver(replace(newsroom.desk, transport=answers)))
    await answers.asked(1)
    working.cancel()
    newsroom.desk.pacer.dismiss()
    await asyncio.wait({working}, timeout=0.1)
    assert not working.done()
    answers.release.set()
    answers.answer()
    async with asyncio.timeout(30):
        with pytest.raises(asyncio.CancelledError):
            await working
    assert len(answers.answered) < 4
    assert not newsroom.desk.room.lines


class Cancelled(Slow):
    """A transport that opens nothing, and whose opening is cancelled by something else."""

    def at_hand(self) -> None:
        return None

    async def opened(self) -> Opening:
        raise asyncio.CancelledError


async def test_a_copy_whose_task_is_cancelled_is_left_to_the_lease_and_not_sent_by_the_next_claim(
    newsroom: Newsroom,
) -> None:
    await newsroom.keep_to(1000.0)
    await due(newsroom, await newsroom.approved())
    with pytest.raises(asyncio.CancelledError):
        await deliver(replace(newsroom.desk, transport=Cancelled(newsroom, cast.EMMA)))
    assert not newsroom.desk.room.lines, "nobody else waits for its place"
    assert not await deliver(newsroom.desk)
    assert not await newsroom.received(cast.EMMA)


async def test_whoever_stops_claims_nothing_any_more(newsroom: Newsroom) -> None:
    await due(newsroom, await newsroom.approved())
    newsroom.desk.stopping.set()
    assert not await deliver(newsroom.desk)
    async with newsroom.store.read() as tx:
        assert [row.fence for row in await rows(tx, select(segments.c.fence))] == [0]


async def test_stopping_in_the_middle_leaves_no_doubt_and_the_rest_for_later(newsroom: Newsroom) -> None:
    post = await newsroom.approved()
    await due(newsroom, post)
    slow = Slow(newsroom, cast.EMMA)
    desk = replace(newsroom.desk, transport=slow, pacer=newsroom.pacer(), stopping=asyncio.Event())
    await newsroom.keep_to(2.0)
    working = asyncio.create_task(deliver(desk))
    async with asyncio.timeout(30):
        while not slow.answered:  # noqa: ASYNC110 - a list fills, not an event
            await asyncio.sleep(0.01)
    desk.stopping.set()
    desk.pacer.dismiss()
    slow.release.set()
    assert not await working
    known = await newsroom.outcomes(post)
    assert {state for state, _ in known.values()} == {"sent"}
    assert len(known) < 6
    await newsroom.keep_to(100.0)
    await newsroom.deliver_all()
    assert list((await newsroom.outcomes(post)).values()) == [("sent", None)] * 6
    assert [await copies(newsroom, address) for address in READERS] == [1] * 5


async def urgent(newsroom: Newsroom) -> Post:
    """A post whose readers must not be missed, started a moment ago."""
    post = await newsroom.approved()
    async with newsroom.store.write() as tx:
        await tx.posts.save(replace(post, urgent=True))
    await due(newsroom, post)
    assert (await newsroom.broadcasts(post))[0].policy is Policy.URGENT
    return post


async def test_urgent_sends_once_more_to_whom_a_crash_left_in_doubt(newsroom: Newsroom) -> None:
    post = await urgent(newsroom)
    await dies_after_intending(newsroom, "died", 2)
    await newsroom.deliver_all()
    assert list((await newsroom.outcomes(post)).values()) == [("sent", None)] * 6


async def test_urgent_leaves_in_doubt_whom_it_sends_to_once_more_in_vain(newsroom: Newsroom) -> None:
    post = await urgent(newsroom)
    await dies_after_intending(newsroom, "died", 2)
    await newsroom.fault(chat_id=cast.CHANNEL, error=[400, "Bad Request: something new"])
    await newsroom.deliver_all()
    outcomes = await newsroom.outcomes(post)
    assert outcomes.pop(cast.CHANNEL) == ("unknown", "crash")
    assert list(outcomes.values()) == [("sent", None)] * 5


async def test_urgent_lists_whom_a_second_crash_left_in_doubt(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = await urgent(newsroom)
    await dies_after_intending(newsroom, "died first", 2)
    monkeypatch.setattr("bot.actions.deliver.Line", _NoLine)
    assert not await deliver(newsroom.desk)  # takes over, notes whom to send to once more, and is seen no more
    monkeypatch.undo()
    newsroom.watch.forward(timedelta(minutes=2))
    await dies_after_intending(newsroom, "died second", 1)
    await newsroom.deliver_all()
    outcomes = sorted((await newsroom.outcomes(post)).values(), key=str)
    assert outcomes == [("sent", None)] * 5 + [("unknown", "crash")]


class _NoLine:
    def __init__(self, *_: object) -> None: ...

    async def work(self) -> bool:
        return False


async def test_what_is_urgent_begins_when_those_intended_of_the_segment_at_hand_have_had_theirs(
    newsroom: Newsroom,
) -> None:
    newsroom.desk.in_doubt = 2
    await newsroom.keep_to(1000.0)
    first = await newsroom.approved()
    await due(newsroom, first)
    answers = Answering(newsroom)
    desk = replace(newsroom.desk, transport=answers)
    working = asyncio.create_task(deliver(desk))
    await answers.asked(2)
    hurried = await urgent(newsroom)
    assert (await newsroom.store.due(newsroom.watch())).urgent
    desk.room.make_way()
    answers.answer(1)
    await kept(newsroom, first, 1)
    assert await in_doubt(newsroom) == 1
    answers.release.set()
    answers.answer()
    assert not await working
    assert await in_doubt(newsroom) == 0
    assert list((await newsroom.outcomes(first)).values()) == [("sent", None)] * 2
    assert await deliver(desk)
    assert list((await newsroom.outcomes(hurried)).values()) == [("sent", None)] * 6
    assert len(await newsroom.outcomes(first)) == 2
    await newsroom.deliver_all()
    assert list((await newsroom.outcomes(first)).values()) == [("sent", None)] * 6
    assert [await copies(newsroom, address) for address in READERS] == [2] * 5


async def test_making_way_lets_what_is_urgent_be_claimed_before_any_answer_comes(newsroom: Newsroom) -> None:
    newsroom.desk.in_doubt = 2
    await newsroom.keep_to(1000.0)
    await due(newsroom, await newsroom.approved())
    answers = Answering(newsroom)
    desk = replace(newsroom.desk, transport=answers)
    working = [asyncio.create_task(deliver(desk)) for _ in range(2)]
    await answers.asked(2)
    hurried = (await newsroom.broadcasts(await urgent(newsroom)))[0]
    desk.room.make_way()
    async with asyncio.timeout(10):
        while not await held(newsroom, hurried.id):  # noqa: ASYNC110 - a row changes, not an event
            await asyncio.sleep(0.01)
    answers.release.set()
    answers.answer()
    await asyncio.gather(*working)


async def held(newsroom: Newsroom, broadcast_id: int) -> bool:
    """Whether somebody works at a broadcast."""
    owners = select(segments.c.owner).where(segments.c.broadcast_id == broadcast_id)
    async with newsroom.store.read() as tx:
        return any(row.owner for row in await rows(tx, owners))


async def test_whoever_waits_for_their_slot_gets_their_copy_though_something_urgent_came(newsroom: Newsroom) -> None:
    newsroom.desk.in_doubt = 2
    await newsroom.keep_to(1.0)
    first = await newsroom.approved()
    await due(newsroom, first)
    answers = Answering(newsroom)
    desk = replace(newsroom.desk, transport=answers)
    working = asyncio.create_task(deliver(desk))
    await answers.asked(1)
    desk.room.make_way()
    answers.release.set()
    answers.answer()
    assert not await working
    assert list((await newsroom.outcomes(first)).values()) == [("sent", None)] * 2


@pytest.mark.parametrize("at_once", [1, 2])
async def test_a_line_without_room_goes_on_as_soon_as_another_makes_some(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    """Whether the other still has an answer to wait for, or is over."""
    monkeypatch.setattr("bot.actions.line.RENEW_SECONDS", 3600.0)
    newsroom.desk.in_doubt = 2
    await newsroom.keep_to(1000.0)
    for post in [await newsroom.approved(), await newsroom.approved()]:
        await due(newsroom, post)
    answers = Answering(newsroom)
    desk = replace(newsroom.desk, transport=answers)
    working = [asyncio.create_task(deliver(desk)) for _ in range(2)]
    for asked in (2, 4, 6):
        await answers.asked(asked)
        if asked < 6:
            answers.answer(asked)
    async with asyncio.timeout(30):
        while len(desk.room.lines) < 2:  # noqa: ASYNC110 - a list fills, not an event
            await asyncio.sleep(0.01)
    answers.answer(4 + at_once)
    await answers.asked(6 + at_once)
    answers.release.set()
    answers.answer()
    assert await asyncio.gather(*working) == [True, True]


async def test_what_is_urgent_makes_way_for_nothing(newsroom: Newsroom) -> None:
    newsroom.desk.in_doubt = 2
    await newsroom.keep_to(1000.0)
    first = await urgent(newsroom)
    answers = Answering(newsroom)
    desk = replace(newsroom.desk, transport=answers)
    working = asyncio.create_task(deliver(desk))
    await answers.asked(2)
    desk.room.make_way()
    answers.release.set()
    answers.answer()
    assert await working
    assert len(await newsroom.outcomes(first)) == 6


async def test_a_plan_is_taken_while_lines_are_at_work(newsroom: Newsroom) -> None:
    first, second = await newsroom.approved(), await newsroom.approved()
    await due(newsroom, first)
    working = asyncio.create_task(newsroom.deliver_all())
    await due(newsroom, second)
    await working
    await newsroom.deliver_all()
    assert await plan_due(newsroom.store, newsroom.watch()) == 0
    for post in (first, second):
        assert {state for state, _ in (await newsroom.outcomes(post)).values()} == {"sent"}
