"""The walk along Telegram's refusals: a request, and the code and words it must get."""

import io
from typing import Any

import pytest

from tests.sandbox.conftest import CHANNEL, FOREIGN, GHOST, GROUP, KEY, MEI, OWNER, SECOND, STRANGER, Room, png

DATA65 = "x" * 65
BUTTON = {"text": "a", "callback_data": "b"}


def keyboard(*buttons: Any) -> Any:
    return {"inline_keyboard": [list(buttons)]}


def mei(**more: Any) -> Any:
    return {"chat_id": MEI, "text": "hi"} | more


WALK: list[tuple[str, Any, int, str]] = [
    ("noSuchMethod", {}, 404, "Not Found"),
    ("sendMessage", {"text": "hi"}, 400, "Bad Request: chat_id is empty"),
    ("sendMessage", {"chat_id": MEI}, 400, "Bad Request: message text is empty"),
    ("sendMessage", mei(text="  \n "), 400, "Bad Request: message text is empty"),
    ("sendMessage", mei(text="<b></b>", parse_mode="HTML"), 400, "Bad Request: message text is empty"),
    ("sendMessage", mei(chat_id=424242), 400, "Bad Request: chat not found"),
    ("sendMessage", mei(chat_id="abc"), 400, "Bad Request: chat not found"),
    ("sendMessage", mei(chat_id="@nobody"), 400, "Bad Request: chat not found"),
    ("sendMessage", mei(chat_id=SECOND), 403, "Forbidden: bots can't send messages to bots"),
    ("sendMessage", mei(chat_id=STRANGER), 403, "Forbidden: bot can't initiate conversation with a user"),
    ("sendMessage", mei(chat_id=GHOST), 403, "Forbidden: user is deactivated"),
    ("sendMessage", mei(chat_id=FOREIGN), 403, "Forbidden: bot is not a member of the channel chat"),
    ("sendMessage", mei(text="あ" * 4097), 400, "Bad Request: message is too long"),
    ("sendMessage", mei(text="😀" * 2049), 400, "Bad Request: message is too long"),
    ("sendMessage", mei(parse_mode="RTF"), 400, "Bad Request: unsupported parse_mode"),
    ("sendMessage", mei(text="中<b>x", parse_mode="HTML"), 400,
     'Bad Request: can\'t parse entities: Can\'t find end tag corresponding to start tag "b"'),
    ("sendMessage", mei(text="中<x>", parse_mode="HTML"), 400,
     'Bad Request: can\'t parse entities: Unsupported start tag "x" at byte offset 3'),
    ("sendMessage", mei(reply_markup="{"), 400, "Bad Request: can't parse reply keyboard markup JSON object"),
    ("sendMessage", mei(reply_markup="[1]"), 400, "Bad Request: object expected as reply markup"),
    ("sendMessage", mei(reply_markup=keyboard({"text": "a", "callback_data": DATA65})), 400,
     "Bad Request: BUTTON_DATA_INVALID"),
    ("sendMessage", mei(reply_markup=keyboard({"text": "a", "callback_data": ""})), 400,
     "Bad Request: BUTTON_DATA_INVALID"),
    ("sendMessage", mei(reply_markup=keyboard({"text": "a", "callback_data": "播" * 22})), 400,
     "Bad Request: BUTTON_DATA_INVALID"),
    ("sendMessage", mei(reply_markup=keyboard({"text": "a"})), 400,
     "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
    ("sendMessage", mei(reply_markup=keyboard({"text": "a", "url": "https://"})), 400,
     "Bad Request: inline keyboard button URL 'https://' is invalid: URL host is empty"),
    ("sendMessage", mei(reply_markup=keyboard({"text": "a", "url": "ftp://x.org"})), 400,
     "Bad Request: inline keyboard button URL 'ftp://x.org' is invalid: Unsupported URL protocol"),
    ("sendMessage", mei(reply_markup=keyboard(*[BUTTON] * 9)), 400, "Bad Request: reply markup is too long"),
    ("sendMessage", mei(reply_markup={"inline_keyboard": [[BUTTON]] * 101}), 400,
     "Bad Request: reply markup is too long"),
    ("sendMessage", mei(reply_parameters={"message_id": 99}), 400, "Bad Request: message to be replied not found"),
    ("sendMessage", mei(entities=[{"type": "bold", "offset": 1, "length": 5}]), 400,
     "Bad Request: can't parse entities: entity beginning at UTF-16 offset 1 ends after the end of the text"),
    ("sendPhoto", {"chat_id": MEI}, 400, "Bad Request: there is no photo in the request"),
    ("sendPhoto", {"chat_id": MEI, "photo": "unknown"}, 400,
     "Bad Request: wrong file identifier/HTTP URL specified"),
    ("sendPhoto", {"chat_id": MEI, "photo": "attach://nowhere"}, 400,
     "Bad Request: wrong file identifier/HTTP URL specified"),
    ("sendPhoto", {"chat_id": MEI, "photo": "https://example.org/a.png"}, 400,
     "Bad Request: failed to get HTTP URL content"),
    ("sendMediaGroup", {"chat_id": MEI}, 400, "Bad Request: there are no messages to send"),
    ("sendMediaGroup", {"chat_id": MEI, "media": [{"type": "photo", "media": "a"}]}, 400,
     "Bad Request: too few messages to send as an album"),
    ("sendMediaGroup", {"chat_id": MEI, "media": [{"type": "photo", "media": "a"}] * 11}, 400,
     "Bad Request: too many messages to send as an album"),
    ("sendMediaGroup", {"chat_id": MEI, "media": [{"type": "photo", "media": "a"}, {"type": "document", "media": "b"}]},
     400, "Bad Request: document can't be mixed with other media types"),
    ("editMessageText", {"chat_id": MEI, "message_id": 99, "text": "x"}, 400,
     "Bad Request: message to edit not found"),
    ("editMessageText", {"chat_id": MEI, "text": "x"}, 400, "Bad Request: message identifier is not specified"),
    ("editMessageText", {"chat_id": MEI, "message_id": "abc", "text": "x"}, 400,
     "Bad Request: message identifier is not specified"),
    ("deleteMessage", {"chat_id": MEI, "message_id": 99}, 400, "Bad Request: message to delete not found"),
    ("pinChatMessage", {"chat_id": MEI, "message_id": 99}, 400, "Bad Request: message to pin not found"),
    ("pinChatMessage", {"chat_id": GROUP, "message_id": 1}, 400,
     "Bad Request: not enough rights to manage pinned messages in the chat"),
    ("sendChatAction", {"chat_id": MEI, "action": "dance"}, 400,
     "Bad Request: wrong parameter action in request"),
    ("getFile", {"file_id": "nope"}, 400, "Bad Request: invalid file_id"),
    ("getChat", {"chat_id": 1}, 400, "Bad Request: chat not found"),
    ("getChatMember", {"chat_id": CHANNEL, "user_id": 0}, 400, "Bad Request: invalid user_id specified"),
    ("leaveChat", {"chat_id": MEI}, 400, "Bad Request: chat member status can't be changed in private chats"),
    ("answerCallbackQuery", {"callback_query_id": "1"}, 400,
     "Bad Request: query is too old and response timeout expired or query ID is invalid"),
    ("answerInlineQuery", {"inline_query_id": "1", "results": []}, 400,
     "Bad Request: query is too old and response timeout expired or query ID is invalid"),
    ("setMyCommands", {"commands": [{"command": "Große", "description": "x"}]}, 400,
     "Bad Request: BOT_COMMAND_INVALID"),
    ("setMyCommands", {"commands": [{"command": "a", "description": ""}]}, 400,
     "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID"),
    ("setMyCommands", {"commands": [], "language_code": "zh-hans"}, 400,
     "Bad Request: invalid language code specified"),
    ("setWebhook", {"url": "gopher://x"}, 400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook"),
    ("setWebhook", {"url": "https://x.org", "secret_token": "a b"}, 400,
     "Bad Request: secret token contains unallowed characters"),
]  # fmt: skip


@pytest.mark.parametrize(("method", "values", "code", "words"), WALK, ids=lambda value: str(value)[:40])
async def test_a_wrong_request_is_refused_in_telegrams_words(
    room: Room, method: str, values: Any, code: int, words: str
) -> None:
    answer = await room.api(method, **values)
    assert (answer["ok"], answer["error_code"], answer["description"]) == (False, code, words)
    assert "result" not in answer


async def test_a_wrong_token_is_unauthorized(room: Room) -> None:
    answer = await room.get("/bot123:wrong/getMe")
    assert answer == {"ok": False, "error_code": 401, "description": "Unauthorized"}


@pytest.mark.parametrize("edit", ["editMessageText", "editMessageCaption", "editMessageReplyMarkup"])
async def test_an_edit_that_changes_nothing_is_refused(room: Room, edit: str) -> None:
    if edit == "editMessageCaption":
        sent = (await room.form(room.method("sendPhoto"), chat_id=MEI, photo=png(), caption="hi"))["result"]
    else:
        sent = await room.ok("sendMessage", chat_id=MEI, text="hi")
    same: Any = {"editMessageText": {"text": "hi"}, "editMessageCaption": {"caption": "hi"}}.get(edit, {})
    answer = await room.api(edit, chat_id=MEI, message_id=sent["message_id"], **same)
    assert answer["description"] == (
        "Bad Request: message is not modified: specified new message content and reply markup are exactly the same "
        "as a current content and reply markup of the message"
    )


async def test_another_ones_message_cannot_be_edited(room: Room) -> None:
    said = await room.says("mine")
    answer = await room.api("editMessageText", chat_id=MEI, message_id=said["message_id"], text="x")
    assert answer["description"] == "Bad Request: message can't be edited"


async def test_a_text_has_no_caption_and_a_photo_no_text(room: Room) -> None:
    text = await room.ok("sendMessage", chat_id=MEI, text="hi")
    photo = (await room.form(room.method("sendPhoto"), chat_id=MEI, photo=png()))["result"]
    first = await room.api("editMessageCaption", chat_id=MEI, message_id=text["message_id"], caption="x")
    second = await room.api("editMessageText", chat_id=MEI, message_id=photo["message_id"], text="x")
    assert first["description"] == "Bad Request: there is no caption in the message to edit"
    assert second["description"] == "Bad Request: there is no text in the message to edit"


async def test_a_bot_who_was_blocked_hears_it(room: Room) -> None:
    sent = await room.ok("sendMessage", chat_id=MEI, text="hi")
    await room.post("/sandbox/block", {"user": MEI, "key": KEY})
    edit = {"message_id": sent["message_id"], "text": "x"}
    for method, more in (("sendMessage", {"text": "x"}), ("sendChatAction", {"action": "typing"}),
                         ("editMessageText", edit)):  # fmt: skip
        answer = await room.api(method, chat_id=MEI, **more)
        assert (answer["error_code"], answer["description"]) == (403, "Forbidden: bot was blocked by the user")


async def test_a_bot_without_the_right_may_not_post_in_a_channel(room: Room) -> None:
    await room.post("/sandbox/promote", {"user": OWNER, "key": str(CHANNEL), "member": SECOND, "rights": {}})
    answer = await room.api("sendMessage", SECOND, chat_id=CHANNEL, text="x")
    assert answer["description"] == "Bad Request: need administrator rights in the channel chat"


async def test_a_bot_thrown_out_of_a_channel_is_told_so(room: Room) -> None:
    await room.post("/sandbox/promote", {"user": OWNER, "key": str(CHANNEL), "member": 700000001, "rights": None})
    answer = await room.api("sendMessage", chat_id="@city_news", text="x")
    assert (answer["error_code"], answer["description"]) == (403, "Forbidden: bot was kicked from the channel chat")


async def test_a_caption_of_1025_units_is_too_long(room: Room) -> None:
    answer = await room.form(room.method("sendPhoto"), chat_id=MEI, photo=png(), caption="x" * 1025)
    assert answer["description"] == "Bad Request: message caption is too long"


async def test_a_text_as_a_photo_cannot_be_processed(room: Room) -> None:
    answer = await room.form(room.method("sendPhoto"), chat_id=MEI, photo=b"no image at all")
    assert answer["description"] == "Bad Request: IMAGE_PROCESS_FAILED"


async def test_a_photo_over_10_mb_is_refused(room: Room) -> None:
    answer = await room.form(room.method("sendPhoto"), chat_id=MEI, photo=png() + b"\0" * (10 << 20))
    assert "too big for a photo" in answer["description"]


async def test_an_old_message_cannot_be_deleted(room: Room) -> None:
    sent = await room.ok("sendMessage", chat_id=MEI, text="hi")
    await room.post("/control/age", {"key": KEY, "message_id": sent["message_id"], "hours": 49})
    answer = await room.api("deleteMessage", chat_id=MEI, message_id=sent["message_id"])
    assert answer["description"] == "Bad Request: message can't be deleted for everyone"


@pytest.mark.parametrize("wrapped", ['{"chat_id": %s}', '{"chat_id": 1001, "text": "x", "reply_markup": %s}'])
async def test_json_nested_deep_is_refused_cheaply(room: Room, wrapped: str) -> None:
    body = wrapped % ("[" * 100_000 + "]" * 100_000)
    headers = {"Content-Type": "application/json"}
    async with room.http.post(room.url + room.method("sendMessage"), data=body, headers=headers) as answer:
        assert (answer.status, (await answer.json())["error_code"]) == (400, 400)


async def test_a_huge_json_body_is_refused_before_it_is_read(room: Room) -> None:
    body = b'{"text": "' + b"x" * (2 << 20) + b'"}'
    headers = {"Content-Type": "application/json"}
    async with room.http.post(room.url + room.method("sendMessage"), data=io.BytesIO(body), headers=headers) as answer:
        assert (answer.status, (await answer.json())["description"]) == (413, "Request Entity Too Large")
