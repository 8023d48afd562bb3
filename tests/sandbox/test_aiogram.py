"""An unmodified aiogram Bot works against the sandbox. (The only module here that pays aiogram's import.)"""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramRetryAfter
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    Message,
)

from tests.sandbox.conftest import BOT, CHANNEL, KEY, MEI, STRANGER, Room, png

MARKUP = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Go", callback_data="go")]])


@pytest.fixture
async def bot(room: Room) -> AsyncIterator[Bot]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(room.url))
    async with Bot(f"{BOT}:sandbox", session=session) as bot:
        yield bot


async def test_it_sends_edits_and_deletes(bot: Bot) -> None:
    sent = await bot.send_message(MEI, "<b>😀</b> hi", parse_mode="HTML", reply_markup=MARKUP)
    assert sent.html_text == "<b>😀</b> hi"
    edited = await bot.edit_message_text("new", chat_id=MEI, message_id=sent.message_id)
    assert isinstance(edited, Message)
    assert edited.reply_markup is None
    assert await bot.delete_message(MEI, sent.message_id)


async def test_it_uploads_and_downloads(bot: Bot) -> None:
    photo = BufferedInputFile(png(4, 3), "图.png")
    sent = await bot.send_photo(MEI, photo, caption="x")
    assert sent.photo
    assert (sent.photo[-1].width, sent.photo[-1].height) == (4, 3)
    content = await bot.download(sent.photo[-1])
    assert content
    assert content.read() == png(4, 3)
    album = await bot.send_media_group(MEI, [InputMediaPhoto(media=photo), InputMediaPhoto(media=photo)])
    assert len({message.media_group_id for message in album}) == 1


async def test_it_names_refusals(bot: Bot, room: Room) -> None:
    with pytest.raises(TelegramForbiddenError, match="can't initiate conversation"):
        await bot.send_message(STRANGER, "hi")
    with pytest.raises(TelegramBadRequest, match="message text is empty"):
        await bot.send_message(MEI, " ")
    await room.post("/control/faults", {"retry_after": 3})
    with pytest.raises(TelegramRetryAfter) as limited:
        await bot.send_message(MEI, "hi")
    assert limited.value.retry_after == 3


async def test_it_reads_chats_members_and_commands(bot: Bot) -> None:
    assert (await bot.get_me()).username == "kapok_city_bot"
    assert (await bot.get_chat(CHANNEL)).title == "News"
    assert (await bot.get_chat_member(CHANNEL, BOT)).status == "administrator"
    assert len(await bot.get_chat_administrators(CHANNEL)) == 2
    assert await bot.set_my_commands([BotCommand(command="new", description="Write")])
    assert (await bot.get_my_commands())[0].command == "new"


async def test_its_dispatcher_polls_and_answers(bot: Bot, room: Room) -> None:
    dispatcher = Dispatcher()
    seen: asyncio.Queue[str] = asyncio.Queue()

    @dispatcher.message()
    async def said(message: Message) -> None:
        await message.answer("pick", reply_markup=MARKUP)

    @dispatcher.callback_query()
    async def pressed(query: CallbackQuery) -> None:
        await query.answer("ok")
        await seen.put(query.data or "")

    @dispatcher.my_chat_member()
    async def changed(_: object) -> None:
        await seen.put("blocked")

    running = asyncio.create_task(dispatcher.start_polling(bot, handle_signals=False))
    await room.says("/start")
    found = await room.get(f"/sandbox/events?since=1&key={KEY}&wait=20")
    press = {"user": MEI, "key": KEY, "message_id": found["events"][0]["message"]["message_id"], "data": "go"}
    assert (await room.post("/sandbox/press", press | {"wait": 20}))["answer"]["text"] == "ok"
    assert await seen.get() == "go"
    await room.post("/sandbox/block", {"user": MEI, "key": KEY})
    assert await seen.get() == "blocked"
    await dispatcher.stop_polling()
    await running
