"""However a request comes, it is understood: GET, query, form, JSON, multipart; any case of the method's name."""

import json

import pytest

from tests.sandbox.conftest import CHANNEL, MEI, Room


@pytest.mark.parametrize("name", ["sendMessage", "sendmessage", "SENDMESSAGE"])
async def test_get_with_a_query_is_enough_in_any_case(room: Room, name: str) -> None:
    answer = await room.get(f"{room.method(name)}?chat_id={MEI}&text=hi")
    assert answer["result"]["text"] == "hi"


async def test_a_form_carries_json_in_its_fields(room: Room) -> None:
    keyboard = {"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]}
    form = {"chat_id": str(MEI), "text": "hi", "reply_markup": json.dumps(keyboard)}
    async with room.http.post(room.url + room.method("sendMessage"), data=form) as answer:
        assert (await answer.json())["result"]["reply_markup"] == keyboard


async def test_multipart_fields_are_parameters(room: Room) -> None:
    answer = await room.form(room.method("sendMessage"), chat_id=MEI, text="美玲 😀")
    assert answer["result"]["text"] == "美玲 😀"


async def test_a_query_and_a_json_body_go_together(room: Room) -> None:
    async with room.http.post(f"{room.url}{room.method('sendMessage')}?chat_id={MEI}", json={"text": "hi"}) as answer:
        assert (await answer.json())["result"]["chat"]["id"] == MEI


async def test_a_channel_is_found_by_its_name(room: Room) -> None:
    sent = await room.ok("sendMessage", chat_id="@city_news", text="hi")
    assert sent["chat"] == {"id": CHANNEL, "type": "channel", "title": "News", "username": "city_news"}
    assert "from" not in sent
    assert sent["sender_chat"]["id"] == CHANNEL


async def test_no_answer_ever_holds_a_null(room: Room) -> None:
    await room.says("/start")
    for method in ("getMe", "getUpdates", "getWebhookInfo", "deleteWebhook", "getMyCommands", "getMyName",
                   "getMyDescription", "getChatMenuButton"):  # fmt: skip
        async with room.http.get(room.url + room.method(method)) as answer:
            text = await answer.text()
        assert "null" not in text, method
        assert '"result":' in text, method


async def test_message_numbers_grow_by_one_in_each_chat(room: Room) -> None:
    numbers = [(await room.ok("sendMessage", chat_id=MEI, text="hi"))["message_id"] for _ in range(3)]
    other = (await room.ok("sendMessage", chat_id=CHANNEL, text="hi"))["message_id"]
    assert (numbers, other) == ([1, 2, 3], 1)
