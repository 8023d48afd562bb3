"""An unmodified python-telegram-bot Bot works against the sandbox."""

from collections.abc import AsyncIterator

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter

from tests.sandbox.conftest import BOT, CHANNEL, MEI, STRANGER, Room, png

# The library warns of its own next version.
pytestmark = pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")


@pytest.fixture
async def bot(room: Room) -> AsyncIterator[Bot]:
    bot = Bot(f"{BOT}:sandbox", base_url=f"{room.url}/bot", base_file_url=f"{room.url}/file/bot")
    async with bot:
        yield bot


async def test_it_sends_edits_pins_and_deletes(bot: Bot) -> None:
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("a", callback_data="b"), InlineKeyboardButton("u", "t.me/x")]])
    sent = await bot.send_message(MEI, "<i>中</i>", parse_mode="HTML", reply_markup=markup)
    assert sent.text_html == "<i>中</i>"
    assert await bot.pin_chat_message(MEI, sent.message_id)
    assert await bot.edit_message_text("new", MEI, sent.message_id)
    assert await bot.delete_message(MEI, sent.message_id)


async def test_it_sends_photos_albums_and_documents(bot: Bot) -> None:
    sent = await bot.send_photo(CHANNEL, png(6, 2), caption="x")
    assert (sent.photo[-1].width, sent.photo[-1].height) == (6, 2)
    again = await bot.send_photo(MEI, sent.photo[-1].file_id)
    assert again.photo[-1].file_unique_id == sent.photo[-1].file_unique_id
    album = await bot.send_media_group(MEI, [InputMediaPhoto(png(1, 1)), InputMediaPhoto(sent.photo[-1].file_id)])
    assert [message.photo[-1].width for message in album] == [1, 6]
    document = await bot.send_document(MEI, b"words", filename="a.txt")
    file = await bot.get_file(document.document)  # type: ignore[arg-type]
    assert bytes(await file.download_as_bytearray()) == b"words"


async def test_it_names_refusals(bot: Bot, room: Room) -> None:
    with pytest.raises(Forbidden, match="can't initiate conversation"):
        await bot.send_message(STRANGER, "hi")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(1, "hi")
    await room.post("/control/faults", [{"migrate_to_chat_id": -100777}, {"retry_after": 2}])
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(MEI, "hi")
    assert moved.value.new_chat_id == -100777
    with pytest.raises(RetryAfter):
        await bot.send_message(MEI, "hi")


async def test_it_knows_a_wrong_token(room: Room) -> None:
    bot = Bot("1:wrong", base_url=f"{room.url}/bot")
    with pytest.raises(InvalidToken):
        await bot.initialize()
    await bot.shutdown()


async def test_it_polls(bot: Bot, room: Room) -> None:
    await room.says("hello")
    updates = await bot.get_updates(timeout=10)
    assert updates[0].message
    assert updates[0].message.text == "hello"
    assert await bot.get_updates(offset=updates[0].update_id + 1) == ()


async def test_it_reads_a_chat(bot: Bot) -> None:
    assert (await bot.get_chat(CHANNEL)).title == "News"
    assert (await bot.get_chat_member(CHANNEL, BOT)).status == "administrator"
    assert await bot.get_chat_member_count(CHANNEL) == 3
