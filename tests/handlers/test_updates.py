"""Updates looked at raw: the depth is right, nothing makes it fail, and one bad update does not stop the others."""

import contextlib
import gc
import json
import logging
import time
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.exceptions import ClientDecodeError, TelegramConflictError
from aiogram.methods import GetChat, GetUpdates
from hypothesis import given
from hypothesis import strategies as st

from handlers.network.updates import DEEPEST, MOST, NotAnUpdate, Unreadable, Wary, depth, prune, read

BOT = Bot("1:abc")
MESSAGE = {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}}
ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text()
    | st.text('\\"[]{}u', max_size=9),
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(st.text('\\"[]{}', max_size=5), inside, max_size=4),
    max_leaves=40,
)


class Session(Wary, AiohttpSession):
    """As it is put together in `handlers/network/opening.py`."""


def real_depth(value: Any) -> int:
    if isinstance(value, dict):
        return 1 + max(map(real_depth, value.values()), default=0)
    return 1 + max(map(real_depth, value), default=0) if isinstance(value, list) else 0


@given(ANYTHING, st.booleans(), st.sampled_from([None, 1]))
def test_the_depth_agrees_with_what_json_reads(value: Any, ascii_only: bool, indent: int | None) -> None:  # noqa: FBT001
    raw = json.dumps(value, ensure_ascii=ascii_only, indent=indent).encode("utf-8", "surrogatepass")
    assert depth(raw, 1_000) == real_depth(value)


@given(st.binary(max_size=300) | st.text('"\\[]{}:,a', max_size=60).map(str.encode))
def test_no_bytes_make_it_fail_and_whatever_json_reads_is_no_deeper(raw: bytes) -> None:
    found = depth(raw, 1_000)
    try:
        value = json.loads(raw.decode())
    except ValueError:
        return
    assert found == real_depth(value)


OLD_POLL = {"id": "1", "question": "?", "options": [{"text": "a", "voter_count": 0}], "type": "regular"}


def test_a_message_with_a_poll_in_another_form_than_is_known_is_a_message_of_something_unknown() -> None:
    said = {"update_id": 1, "message": MESSAGE | {"poll": OLD_POLL}}
    message = read(json.dumps(said).encode(), BOT).message
    assert message is not None
    assert (message.message_id, message.poll, message.content_type) == (1, None, "unknown")


@pytest.mark.parametrize(
    "strange",
    [
        {"chat": {}},
        {"date": "x"},
        {"message_id": None},
        {"poll": OLD_POLL, "chat": {"id": 1}},
        {"forward_origin": {"type": "new"}},
    ],
)
def test_a_message_that_lacks_what_none_can_do_without_is_left_out(strange: dict[str, Any]) -> None:
    with pytest.raises(Unreadable):
        read(json.dumps({"update_id": 1, "message": MESSAGE | strange}).encode(), BOT)


@given(ANYTHING, st.integers(0, 6))
def test_over_the_limit_is_said_exactly_when_it_is(value: Any, most: int) -> None:
    assert (depth(json.dumps(value).encode(), most) > most) == (real_depth(value) > most)


@given(st.binary(max_size=200) | ANYTHING.map(lambda value: json.dumps({"update_id": 1, "message": value}).encode()))
def test_reading_ends_in_an_update_or_in_a_named_no(raw: bytes) -> None:
    with contextlib.suppress(NotAnUpdate, Unreadable):
        assert read(raw, BOT).update_id >= 0


def long(unit: bytes, size: int = 65_536) -> bytes:
    return unit * (size // len(unit))


def within(field: bytes, body: bytes, end: bytes) -> bytes:
    start = json.dumps({"update_id": 1, "message": MESSAGE}).encode()[:-2]
    return start + b', "' + field + b'": ' + body + end + b"}}"


WORST = {
    "open brackets": long(b"["),
    "pairs": long(b"[]"),
    "a stair": b"[" * 31 + long(b"[],") + b"0" + b"]" * 31,
    "quotes": long(b'"'),
    "quotes, escaped": b'"' + long(b'\\"'),
    "backslashes": long(b"\\"),
    "backslashes in a text": b'"' + long(b"\\"),
    "rich text, deep": within(b"rich_message", b'{"blocks":' + b'{"text":' * 20 + b"1", b"}" * 21),
    "rich text, wide": within(b"rich_message", b'{"blocks":[' + long(b'{"type":"bold","text":"x"},') + b"1", b"]}"),
    "wrong items": within(b"photo", b"[" + long(b"1,") + b"1", b"]"),
    "empty items": within(b"photo", b"[" + b"{}," * (MOST - 10) + b"{}", b"]"),
    "empty rows": within(b"reply_markup", b'{"inline_keyboard":[' + long(b"[],") + b"[]", b"]}"),
    "many keys": within(b"x", b"{" + long(b'"a":1,') + b'"b":1', b"}"),
}


@pytest.mark.parametrize("name", WORST)
def test_any_update_of_64_kb_is_read_or_left_out_at_once(name: str) -> None:
    raw, costs = WORST[name], []
    gc.freeze()  # as the running bot does: else a collection of all that the tests have made would be measured
    for _ in range(5):
        began = time.process_time()
        with contextlib.suppress(NotAnUpdate, Unreadable):
            read(raw, BOT)
        costs.append(time.process_time() - began)
    gc.unfreeze()
    assert min(costs) < 0.02


def test_a_rich_message_is_emptied_wherever_it_stands_and_stays_what_it_is() -> None:
    rich = {"blocks": [{"type": "paragraph", "text": "x"}]}
    raw = {
        "update_id": 1,
        "message": {**MESSAGE, "rich_message": rich, "reply_to_message": {**MESSAGE, "rich_message": rich}},
    }
    update = read(json.dumps(raw).encode(), BOT)
    assert update.message is not None
    assert update.message.content_type == "rich_message"
    assert update.message.rich_message is not None
    assert update.message.rich_message.blocks == []
    assert update.message.reply_to_message is not None
    assert update.message.reply_to_message.rich_message == update.message.rich_message


def test_counting_stops_beyond_the_limit() -> None:
    assert prune({"a": [1, {"b": []}]}) == 5
    assert prune([[]] * 100_000) == MOST + 1


def polled(*updates: bytes) -> bytes:
    return b'{"ok":true,"result":[' + b",".join(updates) + b"]}"


def good(number: int) -> bytes:
    return json.dumps({"update_id": number, "message": {**MESSAGE, "text": '[{"\\'}}).encode()


@pytest.mark.parametrize("levels", [DEEPEST, 5_000])
def test_a_polled_update_too_deep_leaves_its_number_and_the_others_alone(
    levels: int, caplog: pytest.LogCaptureFixture
) -> None:
    deep = b'{"update_id":2,"message":' + b"[" * levels + b"]" * levels + b"}"
    with caplog.at_level(logging.WARNING):
        answer = Session().check_response(BOT, GetUpdates(), 200, polled(good(1), deep, good(3)).decode())
    assert answer.result is not None
    assert [(update.update_id, update.message is not None) for update in answer.result] == [
        (1, True),
        (2, False),
        (3, True),
    ]
    assert all(update.bot is BOT for update in answer.result if update.message)
    assert "update 2" in caplog.text


def test_a_polled_update_in_another_form_does_not_stop_the_others_for_ever() -> None:
    content = polled(good(1), b'{"update_id":2,"message":{"chat":7}}', b'"nonsense"', good(3)).decode()
    answer = Session().check_response(BOT, GetUpdates(), 200, content)
    assert [update.update_id for update in answer.result or []] == [1, 2, 3]


def test_a_poll_without_updates_and_a_poll_refused_are_aiograms_own_matter() -> None:
    assert Session().check_response(BOT, GetUpdates(), 200, polled().decode()).result == []
    with pytest.raises(TelegramConflictError):
        Session().check_response(BOT, GetUpdates(), 409, '{"ok":false,"error_code":409,"description":"Conflict"}')
    with pytest.raises(ClientDecodeError):
        Session().check_response(BOT, GetUpdates(), 200, "<html>")


def test_other_answers_are_looked_at_too() -> None:
    text: Any = "x"
    for _ in range(8):
        text = {"type": "bold", "text": text}
    pinned = {**MESSAGE, "rich_message": {"blocks": [{"type": "paragraph", "text": text}]}}
    gifts = dict.fromkeys(("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription"), False)
    chat = {"id": -1, "type": "channel", "title": "News", "accent_color_id": 0, "max_reaction_count": 1}
    full = {**chat, "accepted_gift_types": {**gifts, "gifts_from_channels": False}, "pinned_message": pinned}
    answer = Session().check_response(BOT, GetChat(chat_id=-1), 200, json.dumps({"ok": True, "result": full}))
    assert answer.result is not None
    assert answer.result.pinned_message is not None
    with pytest.raises(ClientDecodeError):
        Session().check_response(BOT, GetChat(chat_id=-1), 200, "[" * 5_000 + "]" * 5_000)
