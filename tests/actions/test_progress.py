"""One message shows an author how far it is: sent once, changed now and then, never in the way of the sending."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.accounts import Lane
from bot.actions import progress
from bot.actions.control import cancel, go_on, pause
from bot.actions.deliver import deliver
from bot.actions.halt import halt, resume
from bot.actions.meet import meet
from bot.actions.progress import EVERY, show_progress
from bot.actions.standstill import halted_line
from bot.actions.suspend import lift, suspend
from bot.broadcast import Broadcast, BroadcastState, Errand
from bot.languages import Form
from bot.words import words_for
from tests import cast
from tests.actions.conftest import Newsroom
from tests.actions.deeds import due


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "WATCH_FROM", 6)


async def shown(newsroom: Newsroom) -> list[str]:
    """What the author sees of it."""
    return [text for text in await newsroom.received(cast.ZIQING) if "%" in text]


async def begun(newsroom: Newsroom) -> int:
    """A broadcast that nobody has worked at yet, shown."""
    post = await newsroom.approved()
    await due(newsroom, post)
    await show_progress(newsroom.desk)
    (broadcast,) = await newsroom.broadcasts(post)
    return broadcast.id


async def kept(newsroom: Newsroom, broadcast_id: int) -> int | None:
    async with newsroom.store.read() as tx:
        return await tx.broadcasts.progress_message(broadcast_id)


async def test_it_is_one_message_from_the_beginning_to_the_end(newsroom: Newsroom) -> None:
    broadcast_id = await begun(newsroom)
    (first,) = await shown(newsroom)
    assert "0 / 6" in first
    await newsroom.deliver_all()
    newsroom.watch.forward(EVERY)
    await show_progress(newsroom.desk)
    (last,) = await shown(newsroom)
    assert last.startswith("✓")
    assert "6 / 6" in last
    assert await kept(newsroom, broadcast_id) is None
    newsroom.watch.forward(EVERY)
    await show_progress(newsroom.desk)
    assert len(await shown(newsroom)) == 1


async def test_what_was_cancelled_is_not_said_to_have_been_sent_to_all(newsroom: Newsroom) -> None:
    broadcast_id = await begun(newsroom)
    author = await newsroom.speaker(cast.ZIQING)
    await cancel(newsroom.store, author, broadcast_id, newsroom.watch())
    await newsroom.deliver_all()
    newsroom.watch.forward(EVERY)
    await show_progress(newsroom.desk)
    (last,) = await shown(newsroom)
    assert not last.startswith("✓")
    assert "0 / 6" in last
    assert await kept(newsroom, broadcast_id) is None


async def test_it_says_that_everything_is_halted_and_by_whom_it_was_paused(newsroom: Newsroom) -> None:
    broadcast_id = await begun(newsroom)
    words = words_for((await newsroom.speaker(cast.ZIQING)).reader.speaks)
    admin = await meet(newsroom.store, cast.ZHIYUAN, "梁志远", None, newsroom.watch())

    async def says() -> str:
        newsroom.watch.forward(EVERY)
        await show_progress(newsroom.desk)
        (text,) = await shown(newsroom)
        return text

    assert "\n" not in await says()
    await halt(newsroom.store, admin, newsroom.watch())
    assert (await says()).endswith(halted_line(words))
    await resume(newsroom.store, admin, newsroom.watch())
    assert "\n" not in await says()
    await pause(newsroom.store, admin, broadcast_id, newsroom.watch())
    assert (await says()).endswith(words.say("{person} paused it.", person="梁志远"))
    await go_on(newsroom.store, admin, broadcast_id, newsroom.watch())
    assert "\n" not in await says()
    (partner_id,) = (await newsroom.speaker(cast.ZIQING)).partner_ids
    await suspend(newsroom.store, admin, partner_id, newsroom.watch())
    waits = words.say("{partner} is suspended: nothing goes on until an admin lifts that.", partner="|").split("|")[1]
    assert (await says()).endswith(waits)
    await lift(newsroom.store, admin, partner_id, newsroom.watch())
    was = words.say("It was paused when {partner} was suspended.", partner="|").split("|")[1]
    assert (await says()).endswith(was)


async def test_it_is_not_changed_too_often_nor_when_there_is_nothing_new(newsroom: Newsroom) -> None:
    broadcast_id = await begun(newsroom)
    await pause(newsroom.store, await newsroom.speaker(cast.ZIQING), broadcast_id, newsroom.watch())
    before = await shown(newsroom)
    for _ in range(2):
        await show_progress(newsroom.desk)
        assert await shown(newsroom) == before
        newsroom.watch.forward(timedelta(seconds=3))
    await show_progress(newsroom.desk)
    assert await shown(newsroom) != before
    await newsroom.fault(method="editMessageText", error=[400, "Bad Request: message is not modified"])
    newsroom.watch.forward(EVERY)
    await show_progress(newsroom.desk)
    async with newsroom.http.get(f"{newsroom.sandbox.url}/control/faults") as response:
        (unused,) = (await response.json())["faults"]
    assert unused


async def test_a_small_broadcast_has_none(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "WATCH_FROM", 7)
    await begun(newsroom)
    assert not await shown(newsroom)


@pytest.mark.parametrize(
    "fault",
    [{"error": [400, "Bad Request: message to edit not found"]}, {"retry_after": 3600}, {"cut": "before"}],
    ids=["gone", "flood", "cut"],
)
async def test_a_refused_change_is_left_and_the_sending_goes_on(newsroom: Newsroom, fault: dict[str, object]) -> None:
    broadcast_id = await begun(newsroom)
    await newsroom.fault(method="editMessageText", times=None, **fault)
    assert await deliver(newsroom.desk)
    newsroom.watch.forward(EVERY)
    await show_progress(newsroom.desk)
    assert newsroom.desk.open
    await newsroom.deliver_all()
    async with newsroom.store.read() as tx:
        broadcast = await tx.broadcasts.get(broadcast_id)
    assert broadcast is not None
    assert broadcast.state is BroadcastState.FINISHED
    assert len(await shown(newsroom)) == 1


async def test_a_message_whose_change_met_a_flood_answer_is_left_alone_for_as_long_as_it_says(
    newsroom: Newsroom,
) -> None:
    broadcast_id = await begun(newsroom)
    await newsroom.fault(method="editMessageText", retry_after=3600)
    await pause(newsroom.store, await newsroom.speaker(cast.ZIQING), broadcast_id, newsroom.watch())
    (before,) = await shown(newsroom)
    for wait in (EVERY, EVERY, timedelta(minutes=50)):
        newsroom.watch.forward(wait)
        await show_progress(newsroom.desk)
        assert await shown(newsroom) == [before]
    newsroom.watch.forward(timedelta(minutes=10))
    await show_progress(newsroom.desk)
    assert await shown(newsroom) != [before]


async def test_an_author_who_has_blocked_the_bot_is_asked_once(newsroom: Newsroom) -> None:
    await newsroom.fault(chat_id=cast.ZIQING, error=[403, "Forbidden: bot was blocked by the user"])
    broadcast_id = await begun(newsroom)
    newsroom.watch.forward(timedelta(minutes=2))
    await show_progress(newsroom.desk)
    assert not await shown(newsroom)
    assert await kept(newsroom, broadcast_id) == 0
    await newsroom.deliver_all()
    newsroom.watch.forward(timedelta(minutes=2))
    await show_progress(newsroom.desk)
    assert await kept(newsroom, broadcast_id) is None


async def test_two_processes_send_it_once_also_when_both_begin_at_the_same_moment(newsroom: Newsroom) -> None:
    await due(newsroom, await newsroom.approved())
    desks = [replace(newsroom.desk, shown={}, pacer=newsroom.pacer()) for _ in range(4)]
    for _ in range(2):
        await asyncio.gather(*map(show_progress, desks))
        assert len(await shown(newsroom)) == 1


async def test_it_waits_in_the_last_lane_and_is_silent_while_another_process_waits_a_flood_answer_out(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    lanes, turn = list[Lane](), newsroom.desk.pacer.turn

    async def noted(lane: Lane, address: int | None, **more: Any) -> None:
        lanes.append(lane)
        await turn(lane, address, **more)

    monkeypatch.setattr(newsroom.desk.pacer, "turn", noted)
    broadcast_id = await begun(newsroom)
    await pause(newsroom.store, await newsroom.speaker(cast.ZIQING), broadcast_id, newsroom.watch())
    newsroom.watch.forward(EVERY)
    await show_progress(newsroom.desk)
    assert lanes == [Lane.CORRECTION] * 2
    await go_on(newsroom.store, await newsroom.speaker(cast.ZIQING), broadcast_id, newsroom.watch())
    newsroom.watch.forward(EVERY)
    async with newsroom.store.write() as tx:
        await tx.accounts.pause(cast.BOT, newsroom.watch() + timedelta(minutes=1), newsroom.watch())
    await show_progress(newsroom.desk)
    assert lanes == [Lane.CORRECTION] * 2


async def test_many_under_way_are_read_a_page_at_a_time_and_none_is_left_out(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "AT_ONCE", 1)
    for _ in range(2):
        await due(newsroom, await newsroom.approved())
    await show_progress(newsroom.desk)
    assert len(await shown(newsroom)) == 2


def test_it_says_what_is_done() -> None:
    one = Broadcast(1, 2, cast.NOON, "x", cast.NOON, 30_000)
    assert progress.progress(words_for(Form.EN), one, 1200, "Tea").unescape() == "Sending “Tea”: 1,200 of 30,000 (4%)…"
    said = {
        progress.progress(
            words_for(Form.EN), Broadcast(1, 2, cast.NOON, "x", cast.NOON, 9, state, errand=errand), 1, "T"
        )
        for state in BroadcastState
        for errand in Errand
    }
    assert (
        len(said) == len(Errand) + len(BroadcastState) - 1
    )  # one for each errand that goes on, one for each other state
