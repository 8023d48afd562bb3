"""Topics of a group: what is sent into one stands there, and what cannot be is refused in Telegram's words."""

from pathlib import Path
from typing import Any

import pytest

from tests.sandbox.conftest import BOT, GROUP, MEI, OWNER, Room, png
from tests.sandbox.visits import visited

GONE = "Bad Request: message thread not found"


async def a_forum(room: Room, rights: dict[str, bool] | None = None) -> str:
    """A group of the owner's with topics, the bot in it."""
    made = await room.post("/sandbox/chat", {"user": OWNER, "type": "supergroup", "title": "City", "is_forum": True})
    rights = rights if rights is not None else {"can_delete_messages": True}
    await room.post("/sandbox/promote", {"user": OWNER, "key": made["key"], "member": BOT, "rights": rights})
    return str(made["key"])


async def topic(room: Room, key: str, **said: Any) -> int:
    return int((await room.post("/sandbox/topic", {"user": OWNER, "key": key, **said}))["topic"])


async def test_what_is_sent_into_a_topic_stands_there_and_the_rest_does_not(room: Room) -> None:
    key = await a_forum(room)
    five = await topic(room, key, name="Food")
    said = await room.ok("sendMessage", chat_id=key, text="tea", message_thread_id=five)
    assert (said["message_thread_id"], said["is_topic_message"], said["chat"]["is_forum"]) == (five, True, True)
    assert said["reply_to_message"]["forum_topic_created"]["name"] == "Food"
    answer = await room.ok("sendMessage", chat_id=key, text="more", reply_parameters={"message_id": said["message_id"]})
    assert (answer["message_thread_id"], answer["reply_to_message"]["text"]) == (five, "tea")
    assert "message_thread_id" not in await room.ok("sendMessage", chat_id=key, text="to all")
    assert (await room.ok("getChat", chat_id=key))["is_forum"]


async def test_an_album_stands_in_its_topic(room: Room) -> None:
    key = await a_forum(room)
    five = await topic(room, key, name="Food")
    photo = (await room.form(room.method("sendPhoto"), chat_id=key, photo=png(), message_thread_id=five))["result"]
    media = [{"type": "photo", "media": photo["photo"][0]["file_id"]}] * 2
    album = await room.ok("sendMediaGroup", chat_id=key, media=media, message_thread_id=five)
    assert {each["message_thread_id"] for each in (photo, *album)} == {five}


@pytest.mark.parametrize("number", [1, 999])
async def test_a_topic_that_is_not_there_is_refused_and_general_has_no_number(room: Room, number: int) -> None:
    key = await a_forum(room)
    answer = await room.api("sendMessage", chat_id=key, text="tea", message_thread_id=number)
    assert (answer["error_code"], answer["description"]) == (400, GONE)


async def test_a_group_without_topics_has_none(room: Room) -> None:
    assert (await room.api("sendMessage", chat_id=GROUP, text="tea", message_thread_id=5))["description"] == GONE
    await room.ok("sendMessage", chat_id=GROUP, text="tea")
    assert (
        "not a forum" in (await room.post("/sandbox/topic", {"user": OWNER, "key": str(GROUP), "name": "x"}))["error"]
    )


async def test_a_closed_topic_takes_only_what_those_say_who_manage_topics(room: Room) -> None:
    key = await a_forum(room)
    five = await topic(room, key, name="Food")
    await topic(room, key, topic=five, closed=True)
    answer = await room.api("sendMessage", chat_id=key, text="tea", message_thread_id=five)
    assert (answer["error_code"], answer["description"]) == (400, "Bad Request: TOPIC_CLOSED")
    await topic(room, key, topic=five, closed=False)
    await room.ok("sendMessage", chat_id=key, text="tea", message_thread_id=five)
    await topic(room, key, topic=five, closed=True)
    await room.post(
        "/sandbox/promote", {"user": OWNER, "key": key, "member": BOT, "rights": {"can_manage_topics": True}}
    )
    await room.ok("sendMessage", chat_id=key, text="tea", message_thread_id=five)


async def test_a_deleted_topic_takes_its_messages_along(room: Room) -> None:
    key = await a_forum(room)
    five = await topic(room, key, name="Food")
    await room.ok("sendMessage", chat_id=key, text="tea", message_thread_id=five)
    await topic(room, key, topic=five, gone=True)
    assert (await room.get(f"/sandbox/messages?key={key}"))["messages"] == []
    assert (await room.api("sendMessage", chat_id=key, text="tea", message_thread_id=five))["description"] == GONE


async def test_who_may_not_manage_topics_opens_none(room: Room) -> None:
    key = await a_forum(room)
    await room.post("/sandbox/join", {"user": MEI, "key": key})
    assert "error" in await room.post("/sandbox/topic", {"user": MEI, "key": key, "name": "Food"})


async def test_what_was_done_with_a_topic_is_told_in_it(room: Room) -> None:
    key = await a_forum(room)
    five = await topic(room, key, name="Food")
    for done in ({"name": "Tea"}, {"closed": True}, {"closed": False}):
        await topic(room, key, topic=five, **done)
    assert (
        "TOPIC_NOT_MODIFIED"
        in (await room.post("/sandbox/topic", {"user": OWNER, "key": key, "topic": five, "closed": False}))["error"]
    )
    told = (await room.get(f"/sandbox/messages?key={key}"))["messages"]
    assert [next(name for name in each if name.startswith("forum_")) for each in told] == [
        "forum_topic_created",
        "forum_topic_edited",
        "forum_topic_closed",
        "forum_topic_reopened",
    ]


async def test_topics_outlive_a_restart(tmp_path: Path) -> None:
    told: dict[str, Any] = {}

    async def first(room: Room) -> None:
        told["key"] = await a_forum(room)
        told["food"] = await topic(room, told["key"], name="Food")
        await topic(room, told["key"], topic=told["food"], closed=True)

    async def second(room: Room) -> None:
        answer = await room.api("sendMessage", chat_id=told["key"], text="tea", message_thread_id=told["food"])
        assert answer["description"] == "Bad Request: TOPIC_CLOSED"

    await visited(tmp_path, first)
    await visited(tmp_path, second)
