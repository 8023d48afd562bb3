"""People: they write, press, block, join and promote, and the bot hears of it as from Telegram."""

import asyncio
from typing import Any

from aiogram.types import Message

from tests.sandbox.conftest import BOT, CHANNEL, GROUP, KEY, MEI, OWNER, SECOND, STRANGER, Room

KEYBOARD = {"inline_keyboard": [[{"text": "Go", "callback_data": "go:1"}]]}


async def asked(room: Room, **more: Any) -> Any:
    sent = await room.ok("sendMessage", chat_id=MEI, text="?", reply_markup=KEYBOARD)
    return {"user": MEI, "key": KEY, "message_id": sent["message_id"], "data": "go:1"} | more


async def test_start_opens_the_chat(room: Room) -> None:
    await room.says("/start", user=STRANGER, key=f"{BOT}:{STRANGER}")
    update = (await room.updates())[0]["message"]
    assert update["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert update["from"] == {"is_bot": False, "first_name": "Stranger", "id": STRANGER}
    assert (await room.ok("sendMessage", chat_id=STRANGER, text="hello"))["chat"]["type"] == "private"


async def test_a_pressed_button_is_answered_once(room: Room) -> None:
    pressing = asyncio.create_task(room.post("/sandbox/press", await asked(room, wait=10)))
    query = (await room.updates(timeout=10))[0]["callback_query"]
    assert (query["data"], query["from"]["id"], query["message"]["text"]) == ("go:1", MEI, "?")
    await room.ok("answerCallbackQuery", callback_query_id=query["id"], text="done", show_alert=True)
    assert (await pressing)["answer"] == {"text": "done", "show_alert": True, "url": ""}
    again = await room.api("answerCallbackQuery", callback_query_id=query["id"])
    assert again["error_code"] == 400


async def test_a_query_grows_too_old(room: Room) -> None:
    press = await asked(room)
    query = await room.post("/sandbox/press", press)
    await room.post("/control/age", {"key": KEY, "message_id": press["message_id"], "hours": 1})
    answer = await room.api("answerCallbackQuery", callback_query_id=query["id"])
    assert answer["description"].startswith("Bad Request: query is too old")


async def test_only_buttons_that_are_there_can_be_pressed(room: Room) -> None:
    assert "error" in await room.post("/sandbox/press", await asked(room, data="other"))


async def test_block_and_unblock_are_told_as_my_chat_member(room: Room) -> None:
    for path in ("block", "unblock"):
        await room.post(f"/sandbox/{path}", {"user": MEI, "key": KEY})
    blocked, unblocked = [update["my_chat_member"] for update in await room.updates()]
    assert (blocked["old_chat_member"]["status"], blocked["new_chat_member"]["status"]) == ("member", "kicked")
    assert unblocked["new_chat_member"]["status"] == "member"
    assert (blocked["from"]["id"], blocked["new_chat_member"]["user"]["id"]) == (MEI, BOT)


async def test_who_blocked_the_bot_must_start_again(room: Room) -> None:
    await room.post("/sandbox/block", {"user": MEI, "key": KEY})
    refused = await room.post("/sandbox/send", {"user": MEI, "key": KEY, "text": "hi"})
    assert refused == {"error": "you blocked this bot"}
    await room.says("/start")
    assert [list(update)[1] for update in await room.updates()] == ["my_chat_member", "my_chat_member", "message"]


async def test_a_promoted_bot_hears_of_its_rights_and_of_posts(room: Room) -> None:
    promotion = {"user": OWNER, "key": str(CHANNEL), "member": SECOND, "rights": {"can_post_messages": True}}
    await room.post("/sandbox/promote", promotion)
    await room.says("news", user=OWNER, key=str(CHANNEL))
    change, post = await room.updates(SECOND)
    new = change["my_chat_member"]["new_chat_member"]
    assert (new["status"], new["can_post_messages"], new["can_edit_messages"]) == ("administrator", True, False)
    assert post["channel_post"]["text"] == "news"
    assert "from" not in post["channel_post"]


async def test_a_reader_may_not_post_in_a_channel(room: Room) -> None:
    refused = await room.post("/sandbox/send", {"user": MEI, "key": str(CHANNEL), "text": "me too"})
    assert refused == {"error": "only administrators may post in a channel"}


async def test_in_a_group_a_bot_hears_only_what_is_meant_for_it(room: Room) -> None:
    for text in ("idle talk", "/help", "hey @kapok_city_bot"):
        await room.says(text, key=str(GROUP))
    assert [update["message"]["text"] for update in await room.updates()] == ["/help", "hey @kapok_city_bot"]


async def test_joining_and_leaving_a_group_are_told(room: Room) -> None:
    for path in ("join", "leave"):
        await room.post(f"/sandbox/{path}", {"user": STRANGER, "key": str(GROUP)})
    joined, left = [update["message"] for update in await room.updates()]
    assert joined["new_chat_members"][0]["id"] == left["left_chat_member"]["id"] == STRANGER
    assert await room.ok("getChatMemberCount", chat_id=GROUP) == 3


async def test_a_new_channel_belongs_to_its_maker(room: Room) -> None:
    key = (await room.post("/sandbox/chat", {"user": MEI, "type": "channel", "title": "Mine"}))["key"]
    await room.post("/sandbox/promote", {"user": MEI, "key": key, "member": BOT, "rights": {"can_post_messages": True}})
    await room.ok("sendMessage", chat_id=key, text="first")
    members = await room.ok("getChatAdministrators", chat_id=key)
    assert [member["status"] for member in members] == ["creator", "administrator"]


async def test_edits_and_deletions_are_seen_by_the_other_side(room: Room) -> None:
    said = await room.says("one")
    await room.post("/sandbox/edit", {"user": MEI, "key": KEY, "message_id": said["message_id"], "text": "two"})
    assert (await room.updates())[-1]["edited_message"]["text"] == "two"
    sent = await room.ok("sendMessage", chat_id=MEI, text="a")
    await room.ok("editMessageText", chat_id=MEI, message_id=sent["message_id"], text="b")
    await room.ok("deleteMessages", chat_id=MEI, message_ids=[sent["message_id"], 99])
    kinds = [event["kind"] for event in (await room.get("/sandbox/events?since=0"))["events"]]
    assert kinds == ["message", "edit", "message", "edit", "delete"]


async def test_pins_are_shown_and_counted(room: Room) -> None:
    sent = await room.ok("sendMessage", chat_id=CHANNEL, text="a")
    await room.ok("pinChatMessage", chat_id=CHANNEL, message_id=sent["message_id"])
    assert (await room.get(f"/sandbox/messages?key={CHANNEL}"))["pinned"] == [sent["message_id"]]
    assert (await room.ok("getChat", chat_id=CHANNEL))["pinned_message"]["text"] == "a"
    await room.ok("unpinChatMessage", chat_id=CHANNEL)
    assert (await room.get(f"/sandbox/messages?key={CHANNEL}"))["pinned"] == []


async def test_commands_follow_scope_and_language(room: Room) -> None:
    def command(name: str) -> list[Any]:
        return [{"command": name, "description": name}]

    await room.ok("setMyCommands", commands=command("all"))
    await room.ok("setMyCommands", commands=command("zhong"), language_code="zh")
    joao = f"/sandbox/messages?key={BOT}:1002"
    assert (await room.get(f"/sandbox/messages?key={KEY}"))["commands"] == command("zhong")
    assert (await room.get(joao))["commands"] == command("all")
    await room.ok("setMyCommands", commands=command("mine"), scope={"type": "chat", "chat_id": 1002})
    assert (await room.get(joao))["commands"] == command("mine")
    await room.ok("deleteMyCommands", scope={"type": "chat", "chat_id": 1002})
    assert (await room.get(joao))["commands"] == command("all")


async def test_names_and_descriptions_are_kept_per_language(room: Room) -> None:
    await room.ok("setMyName", name="木棉", language_code="zh")
    await room.ok("setMyShortDescription", short_description="short")
    assert await room.ok("getMyName", language_code="zh") == {"name": "木棉"}
    assert await room.ok("getMyName") == {"name": "Kapok"}
    assert await room.ok("getMyShortDescription", language_code="pt") == {"short_description": "short"}


async def test_an_inline_query_is_answered_and_chosen(room: Room) -> None:
    room.world.bots[BOT].inline = True
    asking = asyncio.create_task(room.post("/sandbox/inline", {"user": MEI, "key": str(GROUP), "query": "news"}))
    query = (await room.updates(timeout=10))[0]["inline_query"]
    assert (query["query"], query["chat_type"]) == ("news", "supergroup")
    written = {"message_text": "<b>x</b>", "parse_mode": "HTML"}
    result = {"type": "article", "id": "1", "title": "X", "input_message_content": written}
    above = {"text": "More", "start_parameter": "more"}
    await room.ok("answerInlineQuery", inline_query_id=query["id"], results=[result], button=above)
    found = await asking
    assert (found["results"], found["button"]) == ([result], above)
    choice = {"user": MEI, "key": str(GROUP), "query_id": found["query_id"], "result_id": "1"}
    message = (await room.post("/sandbox/choose", choice))["message"]
    assert (message["text"], message["via_bot"]["id"]) == ("x", BOT)


async def test_events_stream_live(room: Room) -> None:
    async with room.http.get(f"{room.url}/sandbox/live?since=0") as stream:
        await room.says("hello")
        lines = [line.decode() async for line in _until(stream.content, b"data: ")]
    assert '"text": "hello"' in lines[-1]


async def _until(content: Any, prefix: bytes) -> Any:
    async for line in content:
        yield line
        if line.startswith(prefix):
            return


async def test_a_page_of_another_site_is_kept_out(room: Room) -> None:
    headers = {"Origin": "https://evil.example"}
    async with room.http.post(f"{room.url}/control/reset", headers=headers) as answer:
        assert answer.status == 403


async def test_reset_goes_back_to_the_cast(room: Room) -> None:
    await room.post("/control/users", {"id": 7, "first_name": "Late"})
    await room.says("hello")
    number = (await room.updates())[0]["update_id"]
    await room.post("/control/reset", {})
    assert (await room.get(f"/sandbox/messages?key={KEY}"))["messages"] == []
    assert 7 not in [user["id"] for user in (await room.get("/sandbox/world"))["users"]]
    await room.says("again")
    assert (await room.updates())[0]["update_id"] > number


async def test_the_world_names_the_phones_and_their_chats(room: Room) -> None:
    shown = await room.get("/sandbox/world")
    assert [phone["key"] for phone in shown["phones"]] == [KEY, str(CHANNEL)]
    assert [bot["username"] for bot in shown["bots"]] == ["kapok_city_bot", "second_bot"]


async def test_the_world_tells_who_is_in_a_chat_and_which_messages_had_buttons(room: Room) -> None:
    shown = await room.get("/sandbox/world")
    (channel,) = [chat for chat in shown["chats"] if chat["id"] == CHANNEL]
    assert BOT in channel["members"]
    await room.post("/sandbox/join", {"user": STRANGER, "key": str(CHANNEL)})
    (channel,) = [chat for chat in (await room.get("/sandbox/world"))["chats"] if chat["id"] == CHANNEL]
    assert STRANGER in channel["members"]
    press = await asked(room)
    await room.ok("editMessageText", chat_id=MEI, message_id=press["message_id"], text="done")
    assert (await room.get(f"/sandbox/messages?key={KEY}"))["keyed"] == [press["message_id"]]


async def test_the_page_is_asked_for_again_each_time(room: Room) -> None:
    async with room.http.get(f"{room.url}/page/page.js") as response:
        assert (response.status, response.headers["Cache-Control"]) == (200, "no-cache")


HANDED: dict[str, dict[str, Any]] = {
    "poll": {"question": "Which?", "options": ["a", "b"]},
    "dice": {"emoji": "🎯"},
    "contact": {"phone_number": "+853 66", "first_name": "Ana"},
    "location": {"latitude": 22.19, "longitude": 113.54, "live_period": 900},
    "venue": {"latitude": 22.19, "longitude": 113.54, "title": "Torre de Macau", "address": "Largo"},
    "checklist": {"title": "To do", "tasks": ["a"]},
}


async def test_people_hand_over_what_is_neither_text_nor_file_and_bots_can_read_it(room: Room) -> None:
    for kind, about in HANDED.items():
        await room.post("/sandbox/hand", {"user": MEI, "key": KEY, "kind": kind, **about})
    for kind, update in zip(HANDED, await room.updates(), strict=True):
        message = Message.model_validate(update["message"])
        assert message.content_type == kind
    poll = await room.post("/sandbox/hand", {"user": MEI, "key": KEY, "kind": "poll", **HANDED["poll"], "correct": 1})
    assert (poll["message"]["poll"]["type"], poll["message"]["poll"]["correct_option_ids"]) == ("quiz", [1])
    for wrong in ({"kind": "moon"}, {"kind": "poll", "question": "?"}, {"kind": "dice", "emoji": "x"}):
        assert "error" in await room.post("/sandbox/hand", {"user": MEI, "key": KEY, **wrong})


async def test_who_passes_a_message_on_says_where_it_is_from(room: Room) -> None:
    post = await room.ok("sendMessage", chat_id=CHANNEL, text="News of **today**")
    told = {"user": MEI, "key": KEY, "from_key": str(CHANNEL), "message_id": post["message_id"]}
    await room.post("/sandbox/forward", told)
    passed = (await room.updates())[0]["message"]
    assert (passed["text"], passed["from"]["id"]) == (post["text"], MEI)
    assert (passed["forward_origin"]["type"], passed["forward_origin"]["chat"]["id"]) == ("channel", CHANNEL)
    assert "error" in await room.post("/sandbox/forward", told | {"message_id": 99})


async def test_a_reaction_is_told_only_to_a_bot_that_asked_for_it(room: Room) -> None:
    sent = await room.ok("sendMessage", chat_id=MEI, text="?")
    reaction = {"user": MEI, "key": KEY, "message_id": sent["message_id"], "emoji": "👍"}
    await room.post("/sandbox/react", reaction)
    assert await room.updates() == []
    await room.ok("getUpdates", allowed_updates=["message_reaction"])
    await room.post("/sandbox/react", reaction | {"was": "👍", "emoji": "❤"})
    told = (await room.updates())[0]["message_reaction"]
    assert [told[name][0]["emoji"] for name in ("old_reaction", "new_reaction")] == ["👍", "❤"]
