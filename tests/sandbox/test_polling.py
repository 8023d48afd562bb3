"""getUpdates: long, alone, in order, and only what was asked for."""

import asyncio
from typing import Any

from tests.sandbox.conftest import KEY, MEI, SECOND, Room


def texts(updates: list[Any]) -> list[str]:
    return [update["message"]["text"] for update in updates]


async def test_a_poll_waits_for_what_comes(room: Room) -> None:
    poll = asyncio.create_task(room.updates(timeout=20))
    await room.get("/sandbox/world")
    assert not poll.done()
    await room.says("at last")
    assert texts(await poll) == ["at last"]


async def test_without_timeout_nothing_is_waited_for(room: Room) -> None:
    assert await room.updates() == []


async def test_an_offset_confirms_what_lies_before_it(room: Room) -> None:
    for text in "abc":
        await room.says(text)
    first = await room.updates(limit=1)
    assert texts(first) == ["a"]
    assert texts(await room.updates(limit=1)) == ["a"], "not confirmed: it comes again"
    assert texts(await room.updates(offset=first[0]["update_id"] + 1)) == ["b", "c"]
    numbers = [update["update_id"] for update in await room.updates()]
    assert numbers == [first[0]["update_id"] + 1, first[0]["update_id"] + 2]


async def test_a_negative_offset_keeps_only_the_last(room: Room) -> None:
    for text in "abc":
        await room.says(text)
    assert texts(await room.updates(offset=-1)) == ["c"]
    assert texts(await room.updates()) == ["c"]


async def test_a_second_poller_ends_the_first(room: Room) -> None:
    first = asyncio.create_task(room.api("getUpdates", timeout=20))
    await room.polling()
    second = asyncio.create_task(room.updates(timeout=20))
    answer = await first
    assert (answer["error_code"], answer["description"]) == (
        409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    )  # fmt: skip
    await room.says("for the second")
    assert texts(await second) == ["for the second"]


async def test_only_allowed_updates_are_kept(room: Room) -> None:
    await room.updates(allowed_updates=["callback_query"])
    await room.says("unheard")
    sent = await room.ok(
        "sendMessage", chat_id=MEI, text="?", reply_markup={"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]}
    )
    press = {"user": MEI, "key": KEY, "message_id": sent["message_id"], "data": "b"}
    await room.post("/sandbox/press", press)
    assert [update["callback_query"]["data"] for update in await room.updates()] == ["b"]
    await room.updates(allowed_updates=[])
    await room.says("heard again")
    assert "message" in (await room.updates())[-1]


async def test_each_bot_has_its_own_updates(room: Room) -> None:
    await room.says("to the first")
    await room.says("to the second", key=f"{SECOND}:{MEI}")
    assert texts(await room.updates()) == ["to the first"]
    assert texts(await room.updates(SECOND)) == ["to the second"]


async def test_a_hundred_at_most_come_at_once(room: Room) -> None:
    for number in range(101):
        await room.says(str(number))
    assert len(await room.updates(limit=1000)) == 100
