"""Every way in which Telegram says no, against the real sandbox over real HTTP."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.content import Media, MediaKind
from bot.delivery import DECISIONS, Decision, Reason, Receipt, Refusal
from bot.transport import Button, Letter, Parcel, Said
from bot.transports.telegram import Telegram
from bot.transports.telegram_refusals import WORDS, refusal_of
from bot.wire import Unanswered, Wire
from sandbox.server import Sandbox, serving
from sandbox.world import World
from tests import cast
from tests.journeys.conftest import ROOT, TOKEN
from tests.rows import each_of


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    world = World(cast.on_the_network(), None, flood=False)
    async with serving(world) as running:
        yield running


@pytest.fixture
async def telegram(sandbox: Sandbox) -> AsyncIterator[Telegram]:
    transport = Telegram(TOKEN, sandbox.url, timeout=4.0)
    await transport.open()
    yield transport
    await transport.close()


async def fault(sandbox: Sandbox, **body: Any) -> None:
    async with (
        aiohttp.ClientSession() as http,
        http.post(f"{sandbox.url}/control/faults", json={"method": "sendMessage", "times": 1} | body) as response,
    ):
        assert response.status == 200, await response.text()


def words(text: str = "hello", address: int = cast.EMMA) -> Parcel:
    return Parcel(address, Letter(text))


async def called_back(telegram: Telegram, parcel: Parcel) -> Said:
    """What an opening tells of a send."""
    said: asyncio.Future[Said] = asyncio.get_running_loop().create_future()
    (telegram.at_hand() or await telegram.opened()).send(parcel, said.set_result)
    async with asyncio.timeout(30):
        return await said


async def test_a_plain_yes_is_told_by_a_plain_call_and_its_connection_carries_the_next(telegram: Telegram) -> None:
    assert telegram.at_hand() is None
    for _ in range(3):
        said = await called_back(telegram, words())
        assert isinstance(said, Receipt)
        assert len(said.message_ids) == 1
    opening = telegram.at_hand()
    assert opening
    assert telegram.at_hand() is None
    opening.give_back()
    assert telegram.at_hand()


async def test_an_opening_uploads_what_the_account_does_not_know_and_sends_albums_by_reference(
    telegram: Telegram,
) -> None:
    picture = str(ROOT / "sample" / "pictures" / "kapok.png")
    letter = Letter("caption", tuple(Media(no, MediaKind.PHOTO, picture) for no in (1, 2)))
    said = await called_back(telegram, Parcel(cast.EMMA, letter))
    assert not isinstance(said, Receipt)
    first = await said
    assert isinstance(first, Receipt)
    assert first.references
    said = await called_back(telegram, Parcel(cast.JOANA, letter, first.references))
    assert not isinstance(said, Receipt)
    again = await said
    assert isinstance(again, Receipt)
    assert len(again.message_ids) == 2


async def test_an_opening_whose_letter_cannot_be_said_or_goes_another_way_leaves_its_connection(
    telegram: Telegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    await called_back(telegram, words())
    monkeypatch.setattr(telegram, "request_of", lambda _: 1 / 0)
    opening = telegram.at_hand()
    assert opening
    with pytest.raises(ZeroDivisionError):
        opening.send(words(), print)
    monkeypatch.setattr(telegram, "request_of", lambda _: None)
    opening = telegram.at_hand()
    assert opening, "a letter that cannot be said keeps its connection"
    said: list[Any] = []
    opening.send(words(), said.append)
    said[0].close()  # the upload itself
    assert telegram.at_hand(), "a file that goes up keeps a connection that it does not use"


async def test_an_opening_that_could_not_be_made_says_so_when_it_is_used() -> None:
    nowhere = Telegram(TOKEN, "http://127.0.0.1:9", timeout=1.0)
    said = await called_back(nowhere, words())
    assert not isinstance(said, Receipt)
    refusal = await said
    assert isinstance(refusal, Refusal)
    assert refusal.reason is Reason.UNREACHED
    await nowhere.close()


async def test_an_opening_that_could_not_be_made_is_not_tried_again_behind_its_sender(sandbox: Sandbox) -> None:
    telegram = Telegram(TOKEN, sandbox.url, timeout=1.0)
    opening = await Telegram(TOKEN, "http://127.0.0.1:9", timeout=1.0).opened()
    opening._telegram = telegram  # the network is back before the letter leaves
    said: list[Said] = []
    opening.send(words(), said.append)
    assert not isinstance(said[0], Receipt)
    refusal = await said[0]
    assert isinstance(refusal, Refusal)
    assert refusal.reason is Reason.UNREACHED
    await telegram.close()


async def test_an_opening_whose_connection_ended_meanwhile_sends_by_another(telegram: Telegram) -> None:
    opening = await telegram.opened()
    for line in list(telegram._wire._lines):
        line.drop()
    said: list[Said] = []
    opening.send(words(), said.append)
    assert not isinstance(said[0], Receipt)
    receipt = await said[0]
    assert isinstance(receipt, Receipt)


async def test_a_letter_arrives_and_its_message_id_comes_back(telegram: Telegram) -> None:
    receipt = await telegram.send(words("<b>hello</b>"))
    assert isinstance(receipt, Receipt)
    assert len(receipt.message_ids) == 1


async def test_a_picture_is_uploaded_once_and_then_sent_by_its_reference(telegram: Telegram) -> None:
    media = Media(5, MediaKind.PHOTO, str(ROOT / "sample" / "pictures" / "kapok.png"))
    letter = Letter("caption", (media,), ((Button("site", url="https://example.org"),),))
    first = await telegram.send(Parcel(cast.EMMA, letter))
    assert isinstance(first, Receipt)
    assert first.references
    again = await telegram.send(Parcel(cast.JOANA, letter, first.references))
    assert isinstance(again, Receipt)


async def test_an_album_arrives_as_several_messages(telegram: Telegram) -> None:
    picture = str(ROOT / "sample" / "pictures" / "kapok.png")
    letter = Letter("caption", tuple(Media(no, MediaKind.PHOTO, picture) for no in (1, 2, 3)))
    receipt = await telegram.send(Parcel(cast.EMMA, letter))
    assert isinstance(receipt, Receipt)
    assert len(receipt.message_ids) == 3
    assert receipt.references
    assert set(receipt.references) == {1, 2, 3}


async def test_what_was_sent_can_be_changed_and_recalled(telegram: Telegram) -> None:
    receipt = await telegram.send(words("one"))
    assert isinstance(receipt, Receipt)
    assert isinstance(await telegram.edit(words("two"), receipt.message_ids), Receipt)
    assert isinstance(await telegram.recall(cast.EMMA, receipt.message_ids), Receipt)
    gone = await telegram.edit(words("three"), receipt.message_ids)
    assert isinstance(gone, Refusal)


ANSWERS = [
    ({"error": [403, "Forbidden: bot was blocked by the user"]}, Reason.BLOCKED),
    ({"error": [403, "Forbidden: user is deactivated"]}, Reason.DEACTIVATED),
    ({"error": [403, "Forbidden: bot can't initiate conversation with a user"]}, Reason.BLOCKED),
    ({"error": [403, "Forbidden: bot was kicked from the channel chat"]}, Reason.KICKED),
    ({"error": [403, "Forbidden: bot is not a member of the channel chat"]}, Reason.KICKED),
    ({"error": [400, "Bad Request: chat not found"]}, Reason.CHAT_NOT_FOUND),
    ({"error": [400, "Bad Request: need administrator rights in the channel chat"]}, Reason.NO_RIGHTS),
    ({"error": [400, "Bad Request: not enough rights to send text messages to the chat"]}, Reason.NO_RIGHTS),
    ({"error": [400, "Bad Request: TOPIC_CLOSED"]}, Reason.TOPIC_CLOSED),
    ({"error": [400, "Bad Request: can't parse entities: Unclosed start tag at byte offset 3"]}, Reason.CONTENT),
    ({"error": [400, "Bad Request: wrong file identifier/HTTP URL specified"]}, Reason.FILE),
    ({"error": [400, "Bad Request: something new"]}, Reason.OTHER),
    ({"error": [403, "Forbidden: something new"]}, Reason.OTHER),
    ({"error": [409, "Conflict: terminated by other getUpdates request"]}, Reason.OTHER),
    ({"error": [404, "Not Found"]}, Reason.TOKEN),
    ({"error": [413, "Request Entity Too Large"]}, Reason.CONTENT),
    ({"error": [429, "Too Many Requests"]}, Reason.FLOOD),
    ({"error": [401, "Unauthorized"]}, Reason.TOKEN),
    ({"error": [500, "Internal Server Error"]}, Reason.SERVER),
    ({"retry_after": 7}, Reason.FLOOD),
    ({"migrate_to_chat_id": -1009007199254740}, Reason.MIGRATED),
    ({"cut": "before"}, Reason.UNANSWERED),
    ({"cut": "after"}, Reason.UNANSWERED),
    ({"delay": 5}, Reason.UNANSWERED),
    ({"half": True}, Reason.UNANSWERED),
    ({"garbage": True}, Reason.UNANSWERED),
    ({"status": 502}, Reason.UNANSWERED),
    ({"status": 504}, Reason.UNANSWERED),
    ({"error": [502, "Bad Gateway"]}, Reason.UNANSWERED),
    ({"error": [504, "Gateway Timeout"]}, Reason.UNANSWERED),
    ({"status": 403}, Reason.SERVER),
    ({"status": 404}, Reason.SERVER),
    ({"status": 413}, Reason.CONTENT),
    ({"status": 429}, Reason.FLOOD),
]


@pytest.mark.parametrize(
    ("answer", "reason"), ANSWERS, ids=[f"{reason}-{no}" for no, (_, reason) in enumerate(ANSWERS)]
)
async def test_every_no_has_its_name(
    telegram: Telegram, sandbox: Sandbox, answer: dict[str, Any], reason: Reason
) -> None:
    await fault(sandbox, **answer, times=2)
    said = await called_back(telegram, words())
    assert not isinstance(said, Receipt)
    for result in (await telegram.send(words()), await said):
        assert isinstance(result, Refusal)
        assert result.reason is reason, result.detail


def test_no_token_stands_in_what_is_told_of_a_refusal() -> None:
    told = refusal_of(Unanswered(f"https://api.telegram.org/bot{'1' * 9}:{'A' * 35}/sendMessage was cut off")).detail
    assert told == "https://api.telegram.org/bot(token)/sendMessage was cut off"


SAID = [
    (400, "Bad Request: private chat not found", Reason.CHAT_NOT_FOUND),
    (400, "Bad Request: PEER_ID_INVALID", Reason.CHAT_NOT_FOUND),
    (400, "Bad Request: user not found", Reason.CHAT_NOT_FOUND),
    (403, "Forbidden: the group chat was deleted", Reason.CHAT_NOT_FOUND),
    (400, "Bad Request: group is deactivated", Reason.CHAT_NOT_FOUND),
    (400, "Bad Request: CHANNEL_INVALID", Reason.CHAT_NOT_FOUND),
    (403, "Forbidden: bots can't send messages to bots", Reason.BLOCKED),
    (400, "Bad Request: USER_IS_BLOCKED", Reason.BLOCKED),
    (400, "Bad Request: INPUT_USER_DEACTIVATED", Reason.DEACTIVATED),
    (403, "Forbidden: bot was kicked from the supergroup chat", Reason.KICKED),
    (403, "Forbidden: bot is not a member of the supergroup chat", Reason.KICKED),
    (400, "Bad Request: CHANNEL_PRIVATE", Reason.KICKED),
    (400, "Bad Request: group chat was upgraded to a supergroup chat", Reason.MIGRATED),
    (400, "Bad Request: CHAT_RESTRICTED", Reason.NO_RIGHTS),
    (403, "Forbidden: CHAT_WRITE_FORBIDDEN", Reason.NO_RIGHTS),
    (403, "Forbidden: CHAT_SEND_PHOTOS_FORBIDDEN", Reason.NO_RIGHTS),
    (400, "Bad Request: CHAT_SEND_PLAIN_FORBIDDEN", Reason.NO_RIGHTS),
    (400, "Bad Request: not enough rights to send photos to the chat", Reason.NO_RIGHTS),
    (400, "Bad Request: have no rights to send a message", Reason.NO_RIGHTS),
    (400, "Bad Request: have no write access to the chat", Reason.NO_RIGHTS),
    (500, "Internal Server Error: sent message was immediately deleted", Reason.NO_RIGHTS),
    (400, "Bad Request: USER_BANNED_IN_CHANNEL", Reason.NO_RIGHTS),
    (400, "Bad Request: VOICE_MESSAGES_FORBIDDEN", Reason.NO_RIGHTS),
    (403, "Forbidden: ALLOW_PAYMENT_REQUIRED", Reason.NO_RIGHTS),
    (403, "Forbidden: PRIVACY_PREMIUM_REQUIRED", Reason.NO_RIGHTS),
    (400, "Bad Request: TOPIC_DELETED", Reason.TOPIC_CLOSED),
    (400, "Bad Request: message thread not found", Reason.TOPIC_CLOSED),
    (400, "Bad Request: wrong file identifier/HTTP URL specified", Reason.FILE),
    (400, "Bad Request: wrong remote file identifier specified: Wrong padding in the string", Reason.FILE),
    (400, "Bad Request: wrong file_id or the file is temporarily unavailable", Reason.FILE),
    (400, "Bad Request: failed to get HTTP URL content", Reason.FILE),
    (400, "Bad Request: wrong type of the web page content", Reason.FILE),
    (400, "Bad Request: WEBPAGE_CURL_FAILED", Reason.FILE),
    (400, "Bad Request: MEDIA_EMPTY", Reason.FILE),
    (400, "Bad Request: FILE_REFERENCE_EXPIRED", Reason.FILE),
    (400, "Bad Request: can't use file of type Video as Photo", Reason.FILE),
    (400, "Bad Request: message is too long", Reason.CONTENT),
    (400, "Bad Request: ENTITY_MENTION_USER_INVALID", Reason.CONTENT),
    (400, "Bad Request: inline keyboard button URL 'x' is invalid: URL host is empty", Reason.CONTENT),
    (400, "Bad Request: message caption is too long", Reason.CONTENT),
    (400, "Bad Request: message text is empty", Reason.CONTENT),
    (400, "Bad Request: text must be encoded in UTF-8", Reason.CONTENT),
    (400, "Bad Request: PHOTO_INVALID_DIMENSIONS", Reason.CONTENT),
    (400, "Bad Request: IMAGE_PROCESS_FAILED", Reason.CONTENT),
    (400, "Bad Request: BUTTON_DATA_INVALID", Reason.CONTENT),
    (400, "Bad Request: can't use the media of the specified type in the album", Reason.CONTENT),
    (400, "Bad Request: reply markup is too long", Reason.CONTENT),
    (400, "Bad Request: message to edit not found", Reason.COPY),
    (400, "Bad Request: message can't be edited", Reason.COPY),
    (400, "Bad Request: MESSAGE_ID_INVALID", Reason.COPY),
    (400, "Bad Request: message can't be deleted", Reason.COPY),
    (403, "Forbidden: MESSAGE_DELETE_FORBIDDEN", Reason.COPY),
    (400, "Bad Request: there is no text in the message to edit", Reason.COPY),
    (429, "Too Many Requests: retry later", Reason.FLOOD),
    (500, "Internal Server Error: restart", Reason.SERVER),
    (400, "Logged out", Reason.TOKEN),
]


@pytest.mark.parametrize(("code", "said", "reason"), SAID, ids=[said for _, said, _ in SAID])
async def test_what_telegram_is_known_to_say_has_its_name(
    telegram: Telegram, sandbox: Sandbox, code: int, said: str, reason: Reason
) -> None:
    await fault(sandbox, error=[code, said])
    result = await telegram.send(words())
    assert isinstance(result, Refusal)
    assert result.reason is reason


async def test_every_row_of_the_table_is_reached_and_none_stands_in_anothers_shadow(
    telegram: Telegram, sandbox: Sandbox
) -> None:
    for fragment, reason in WORDS:
        for code, kind in ((400, "Bad Request"), (403, "Forbidden")):
            await fault(sandbox, error=[code, f"{kind}: {fragment.upper()}"])
            result = await telegram.send(words())
            assert isinstance(result, Refusal)
            assert result.reason is reason, fragment


def test_the_table_knows_words_for_every_reason_that_has_any() -> None:
    without = {Reason.SERVER, Reason.UNREACHED, Reason.OTHER}
    assert {reason for _, reason in WORDS} == set(Reason) - without


@pytest.mark.parametrize(
    "said", ["message is not modified: specified new message content is the same", "MESSAGE_NOT_MODIFIED"]
)
async def test_a_copy_that_is_as_it_shall_be_counts_as_corrected(
    telegram: Telegram, sandbox: Sandbox, said: str
) -> None:
    await fault(sandbox, method="editMessageText", error=[400, f"Bad Request: {said}"])
    assert await telegram.edit(words("two"), (1,)) == Receipt((1,))


async def test_a_copy_that_is_pinned_already_counts_as_pinned(telegram: Telegram, sandbox: Sandbox) -> None:
    await fault(sandbox, method="pinChatMessage", error=[400, "Bad Request: CHAT_NOT_MODIFIED"])
    assert await telegram.pin(cast.EMMA, 1, on=True) == Receipt((1,))


async def test_a_copy_that_is_gone_counts_as_recalled(telegram: Telegram, sandbox: Sandbox) -> None:
    await fault(sandbox, method="deleteMessages", error=[400, "Bad Request: message to delete not found"])
    assert await telegram.recall(cast.EMMA, (1,)) == Receipt((1,))


@pytest.mark.parametrize("said", [{"retry_after": 7}, {"error": [429, "Too Many Requests: retry after 7"]}])
async def test_a_flood_answer_says_how_long(telegram: Telegram, sandbox: Sandbox, said: dict[str, Any]) -> None:
    await fault(sandbox, **said)
    result = await telegram.send(words())
    assert isinstance(result, Refusal)
    assert result.retry_after == 7


async def test_a_migration_says_where_to(telegram: Telegram, sandbox: Sandbox) -> None:
    await fault(sandbox, migrate_to_chat_id=-1009007199254740)
    result = await telegram.send(words())
    assert isinstance(result, Refusal)
    assert result.migrated_to == -1009007199254740


async def test_a_request_that_never_left_is_told_from_one_that_was_not_answered() -> None:
    nobody = Telegram(TOKEN, "http://127.0.0.1:9", timeout=1.0)
    await nobody.open()
    result = await nobody.send(words())
    await nobody.close()
    assert isinstance(result, Refusal)
    assert (result.reason, result.decision) == (Reason.UNREACHED, Decision.AGAIN)


async def test_a_name_that_does_not_resolve_was_never_reached() -> None:
    async with Wire() as wire:
        result = await Telegram(TOKEN, "http://nowhere.invalid", wire=wire).send(words())
    assert isinstance(result, Refusal)
    assert result.reason is Reason.UNREACHED


async def test_a_shared_wire_outlives_an_account(sandbox: Sandbox) -> None:
    async with Wire() as wire:
        one, other = (Telegram(TOKEN, sandbox.url, wire=wire) for _ in range(2))
        assert isinstance(await one.send(words()), Receipt)
        await one.close()
        assert isinstance(await other.send(words()), Receipt)


async def test_forty_at_once_are_all_answered(telegram: Telegram) -> None:
    results = await asyncio.gather(*(telegram.send(words(str(no))) for no in range(40)))
    assert all(isinstance(result, Receipt) for result in results)


@each_of("reason", Reason)
def test_every_refusal_carries_a_decision(reason: Reason) -> None:
    assert Refusal(reason).decision is DECISIONS[reason]


async def test_no_refusal_shows_the_token(sandbox: Sandbox) -> None:
    wrong = Telegram("123456789:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", sandbox.url)
    await wrong.open()
    result = await wrong.send(words())
    await wrong.close()
    assert isinstance(result, Refusal)
    assert "AAAAAA" not in result.detail


@pytest.mark.parametrize(
    "said", ['{"ok": true, "result": {"mess', '{"ok":true,"result":{"message_id":5,"date":1', '{"ok":true,"result":[]}']
)
async def test_a_yes_that_cannot_be_read_to_its_end_is_doubt_and_no_refusal(said: str) -> None:
    async def nonsense(_: web.Request) -> web.Response:
        return web.Response(text=said)

    application = web.Application()
    application.router.add_post("/{any:.*}", nonsense)
    async with TestServer(application) as server:
        telegram = Telegram(TOKEN, str(server.make_url("")).rstrip("/"))
        await telegram.open()
        result = await telegram.send(Parcel(1, Letter("x")))
        await telegram.close()
    assert isinstance(result, Refusal)
    assert result.reason is Reason.UNANSWERED


LONG = "江" * 1100


async def messages_of(sandbox: Sandbox, address: int) -> list[dict[str, Any]]:
    """What stands in somebody's chat with the bot."""
    key = f"{cast.BOT}:{address}"
    async with (
        aiohttp.ClientSession() as http,
        http.get(f"{sandbox.url}/sandbox/messages", params={"key": key}) as response,
    ):
        return list((await response.json())["messages"])


def pictures(number: int) -> tuple[Media, ...]:
    """Real files."""
    path = str(ROOT / "sample" / "pictures" / "kapok.png")
    return tuple(Media(no, MediaKind.PHOTO, path) for no in range(1, number + 1))


async def whole(telegram: Telegram, parcel: Parcel) -> Receipt:
    """Every message of a letter, as who delivers sends it."""
    receipts = [await telegram.send(parcel._replace(letter=each)) for each in parcel.letter.messages]
    assert all(isinstance(each, Receipt) for each in receipts)
    told = [each for each in receipts if isinstance(each, Receipt)]
    return Receipt(tuple(no for each in told for no in each.message_ids), told[0].references)


@pytest.mark.parametrize(
    "letter",
    [
        Letter(LONG, pictures(1), ((Button("site", url="https://example.org"),),)),
        Letter("short", pictures(2), ((Button("site", url="https://example.org"),),)),
        Letter(LONG, pictures(3)),
    ],
    ids=["a long text with a picture", "an album with buttons", "an album with a long text"],
)
async def test_a_text_that_has_no_place_as_a_caption_stands_below_its_pictures_uploaded_or_known(
    sandbox: Sandbox, telegram: Telegram, letter: Letter
) -> None:
    first = await whole(telegram, Parcel(cast.EMMA, letter))
    again = await whole(telegram, Parcel(cast.JOANA, letter, first.references or {}))
    for receipt, address in ((first, cast.EMMA), (again, cast.JOANA)):
        *above, below = [m for m in await messages_of(sandbox, address) if m["message_id"] in receipt.message_ids]
        assert len(above) == len(letter.media)
        assert all("photo" in message and not message.get("caption") for message in above)
        assert below["text"] == letter.text
        assert bool(below.get("reply_markup")) is bool(letter.rows)


async def test_a_text_below_its_pictures_is_corrected_there_and_recalled_with_them(
    sandbox: Sandbox, telegram: Telegram
) -> None:
    letter = Letter(LONG, pictures(2))
    sent = await whole(telegram, Parcel(cast.EMMA, letter))
    assert isinstance(
        await telegram.edit(Parcel(cast.EMMA, Letter("shorter", letter.media)), sent.message_ids), Receipt
    )
    assert (await messages_of(sandbox, cast.EMMA))[-1]["text"] == "shorter"
    assert isinstance(await telegram.recall(cast.EMMA, sent.message_ids), Receipt)
    assert not await messages_of(sandbox, cast.EMMA)


async def test_one_send_is_one_message_of_a_letter(sandbox: Sandbox, telegram: Telegram) -> None:
    sent = await telegram.send(Parcel(cast.EMMA, Letter(LONG, pictures(2))))
    assert isinstance(sent, Receipt)
    assert [bool(message.get("photo")) for message in await messages_of(sandbox, cast.EMMA)] == [True, True]
