"""Faults on demand, flood control, and the log of calls."""

import aiohttp
import pytest

from tests.sandbox.conftest import BOT, CHANNEL, KEY, MEI, Room, png


async def fault(room: Room, **planned: object) -> None:
    assert "error" not in await room.post("/control/faults", planned)


async def shown(room: Room) -> list[str]:
    return [message["text"] for message in (await room.get(f"/sandbox/messages?key={KEY}"))["messages"]]


async def test_a_fault_strikes_once_and_only_whom_it_is_meant_for(room: Room) -> None:
    await fault(room, method="sendMessage", chat_id=MEI, kind={"retry_after": 7})
    assert (await room.api("sendMessage", chat_id=CHANNEL, text="x"))["ok"]
    struck = await room.api("sendMessage", chat_id=MEI, text="x")
    assert struck == {
        "ok": False, "error_code": 429, "description": "Too Many Requests: retry after 7",
        "parameters": {"retry_after": 7},
    }  # fmt: skip
    assert (await room.api("sendMessage", chat_id=MEI, text="x"))["ok"]


async def test_any_refusal_can_be_planned(room: Room) -> None:
    await fault(room, method="*", error=[403, "Forbidden: user is deactivated"], times=2)
    for _ in range(2):
        assert (await room.api("sendMessage", chat_id=MEI, text="x"))["error_code"] == 403
    await fault(room, migrate_to_chat_id=-100777)
    moved = await room.api("sendMessage", chat_id=MEI, text="x")
    assert moved["parameters"] == {"migrate_to_chat_id": -100777}


async def test_a_fault_for_ever_lasts_until_it_is_taken_back(room: Room) -> None:
    await fault(room, method="getMe", status=502, times=None)
    for _ in range(3):
        async with room.http.get(room.url + room.method("getMe")) as answer:
            assert answer.status == 502
    assert len((await room.get("/control/faults"))["faults"]) == 1
    await room.http.delete(f"{room.url}/control/faults")
    assert (await room.ok("getMe"))["id"] == BOT


@pytest.mark.parametrize(("when", "accepted"), [("before", []), ("after", ["x"])])
async def test_a_cut_connection_leaves_the_outcome_unknown(room: Room, when: str, accepted: list[str]) -> None:
    await fault(room, method="sendMessage", kind={"cut": when})
    with pytest.raises(aiohttp.ClientConnectionError):
        await room.api("sendMessage", chat_id=MEI, text="x")
    assert await shown(room) == accepted


@pytest.mark.parametrize("kind", ["garbage", "half"])
async def test_a_broken_answer_hides_an_accepted_message(room: Room, kind: str) -> None:
    await fault(room, method="sendMessage", kind={kind: True})
    with pytest.raises((aiohttp.ClientError, ValueError)):
        await room.api("sendMessage", chat_id=MEI, text="x")
    assert await shown(room) == ["x"]


async def test_a_delayed_answer_comes_in_the_end(room: Room) -> None:
    await fault(room, method="sendMessage", kind={"delay": 0.01})
    assert (await room.ok("sendMessage", chat_id=MEI, text="x"))["text"] == "x"


async def test_a_file_id_can_be_refused_while_the_bytes_themselves_are_taken(room: Room) -> None:
    photo = (await room.form(room.method("sendPhoto"), chat_id=MEI, photo=png()))["result"]["photo"][0]["file_id"]
    other = await room.form(room.method("sendPhoto"), chat_id=MEI, photo=png(5, 5))
    second = other["result"]["photo"][0]["file_id"]
    await fault(room, file_id=photo, times=None)
    album = [{"type": "photo", "media": each} for each in (second, photo)]
    for method, said in (("sendPhoto", {"photo": photo}), ("sendMediaGroup", {"media": album})):
        struck = await room.api(method, chat_id=MEI, **said)
        assert struck["description"] == "Bad Request: wrong file identifier/HTTP URL specified"
    await room.ok("sendPhoto", chat_id=MEI, photo=second)
    assert (await room.form(room.method("sendPhoto"), chat_id=MEI, photo=png()))["ok"]
    await room.ok("sendMessage", chat_id=MEI, text=photo)
    await fault(room, file_id=True)
    assert (await room.api("sendPhoto", chat_id=MEI, photo=second))["error_code"] == 400
    await room.ok("sendPhoto", chat_id=MEI, photo=second)


async def test_a_message_can_be_gone_for_edits_and_deletions(room: Room) -> None:
    first, second = [(await room.ok("sendMessage", chat_id=MEI, text="x"))["message_id"] for _ in range(2)]
    await fault(room, gone=first, times=2)
    edited = await room.api("editMessageText", chat_id=MEI, message_id=first, text="y")
    assert edited["description"] == "Bad Request: message to edit not found"
    await room.ok("editMessageText", chat_id=MEI, message_id=second, text="y")
    deleted = await room.api("deleteMessage", chat_id=MEI, message_id=first)
    assert deleted["description"] == "Bad Request: message to delete not found"
    await room.ok("deleteMessage", chat_id=MEI, message_id=first)


async def test_of_messages_older_than_two_days_none_is_deleted(room: Room) -> None:
    old, fresh = [(await room.ok("sendMessage", chat_id=MEI, text="x"))["message_id"] for _ in range(2)]
    await room.post("/control/age", {"key": KEY, "message_id": old, "hours": 49})
    for method, said in (("deleteMessage", {"message_id": old}), ("deleteMessages", {"message_ids": [fresh, old]})):
        refused = await room.api(method, chat_id=MEI, **said)
        assert refused["description"] == "Bad Request: message can't be deleted for everyone"
    assert await shown(room) == ["x", "x"]
    await room.ok("deleteMessages", chat_id=MEI, message_ids=[fresh, 777])
    assert await shown(room) == ["x"]


async def test_an_unknown_fault_is_refused(room: Room) -> None:
    assert "error" in await room.post("/control/faults", {"kind": {"meteor": 1}})


async def test_a_chat_takes_a_short_burst_and_then_429(room: Room) -> None:
    await room.post("/control/flood", {"enabled": True})
    answers = [await room.api("sendMessage", chat_id=MEI, text="x") for _ in range(5)]
    assert [answer["ok"] for answer in answers] == [True, True, True, False, False]
    assert answers[-1]["parameters"] == {"retry_after": 1}
    assert (await room.api("sendMessage", chat_id=1002, text="another chat"))["ok"]


async def test_a_bot_takes_30_a_second_and_a_channel_20_a_minute(room: Room) -> None:
    await room.post("/control/users", {"count": 40, "from": 5000, "started": True})
    await room.post("/control/flood", {"enabled": True})
    answers = [await room.api("sendMessage", chat_id=5000 + number, text="x") for number in range(40)]
    assert [answer["ok"] for answer in answers[:30]] == [True] * 30
    assert not all(answer["ok"] for answer in answers)
    await room.post("/control/flood", {"per_bot": 1000})
    posts = [await room.api("sendMessage", chat_id=CHANNEL, text="x") for _ in range(21)]
    assert [post["ok"] for post in posts] == [True] * 20 + [False]
    assert posts[-1]["parameters"]["retry_after"] == 3


async def test_the_log_tells_every_call_and_no_secret(room: Room) -> None:
    await room.ok("sendMessage", chat_id=MEI, text="x" * 1000)
    await room.api("sendMessage", chat_id=1, text="x")
    await room.ok("setWebhook", url="http://127.0.0.1:9/x", secret_token="hidden")
    log = await room.get("/control/calls?since=0")
    first, second, third = log["calls"]
    assert (first["ok"], first["message_id"], first["token_id"]) == (True, 1, BOT)
    assert (second["error_code"], second["description"]) == (400, "Bad Request: chat not found")
    assert "hidden" not in str(third)
    assert "sandbox" not in str(log)
    assert (await room.get("/control/calls?since=0&method=setwebhook"))["calls"] == [third]
    assert (await room.get(f"/control/calls?since={log['call']}"))["calls"] == []


async def test_the_record_holds_every_call_in_short_and_its_words_where_asked(room: Room) -> None:
    await room.ok("sendMessage", chat_id=MEI, text="unasked")
    assert (await room.post("/control/record", {"texts": True})) == {"texts": True}
    await room.ok("sendMessage", chat_id=CHANNEL, text="asked" * 100)
    await room.api("sendMessage", chat_id="@nobody", text="x")
    await room.ok("getMe")
    whole = await room.get("/control/record")
    assert [row[1:] for row in whole["calls"]] == [
        ["sendMessage", MEI, 200, ""],
        ["sendMessage", CHANNEL, 200, "asked" * 100],
        ["sendMessage", "@nobody", 400, "x"],
        ["getMe", None, 200, ""],
    ]
    assert whole["call"] == whole["n"] == whole["calls"][-1][0]
    page = await room.get("/control/record?method=sendmessage&limit=2")
    rest = await room.get(f"/control/record?method=sendmessage&since={page['call']}")
    assert page["calls"] + rest["calls"] == whole["calls"][:3]
    await room.http.delete(f"{room.url}/control/calls")
    await room.ok("getMe")
    assert (await room.get("/control/record"))["calls"] == [[whole["n"] + 1, "getMe", None, 200, ""]]
