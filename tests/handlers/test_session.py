"""aiogram over the house's wire, against the real sandbox and against servers that are none."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import aiohttp
import pytest
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.types import (
    BufferedInputFile,
    FSInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    Message,
)

from bot.wire import NeverLeft, Unanswered, Wire
from handlers.network.session import WireSession
from sandbox.server import Sandbox, serving
from sandbox.world import World
from tests import cast
from tests.journeys.conftest import ROOT, TOKEN

PICTURE = ROOT / "sample" / "pictures" / "kapok.png"


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with serving(World(cast.on_the_network(), None, flood=False)) as running:
        yield running


@pytest.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[Bot]:
    async with Wire(answer_seconds=1.0) as wire:
        yield a_bot(wire, sandbox.url)


def a_bot(wire: Wire, url: str) -> Bot:
    session = WireSession(wire=wire, api=TelegramAPIServer.from_base(url), timeout=4.0)
    return Bot(TOKEN, session, DefaultBotProperties(parse_mode="HTML"))


Plan = Callable[..., Any]


@pytest.fixture
async def fault(sandbox: Sandbox) -> AsyncIterator[Plan]:
    async with aiohttp.ClientSession() as http:

        async def plan(**body: Any) -> None:
            async with http.post(f"{sandbox.url}/control/faults", json={"method": "sendMessage", **body}) as response:
                assert response.status == 200

        yield plan


async def test_words_buttons_and_defaults_arrive(bot: Bot) -> None:
    buttons = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="好", callback_data="ok")]])
    message = await bot.send_message(cast.EMMA, "<b>木棉</b>", reply_markup=buttons)
    assert message.text == "木棉"
    assert message.entities is not None
    assert message.reply_markup is not None
    assert message.reply_markup.inline_keyboard[0][0].callback_data == "ok"


async def test_files_are_uploaded_and_come_back_as_they_were(bot: Bot) -> None:
    photo = (await bot.send_photo(cast.EMMA, FSInputFile(PICTURE), caption="你好")).photo
    assert photo
    album = await bot.send_media_group(
        cast.EMMA,
        [
            InputMediaPhoto(media=photo[-1].file_id, caption="one"),
            InputMediaPhoto(media=BufferedInputFile(PICTURE.read_bytes(), "two.png")),
        ],
    )
    assert [each.caption for each in album] == ["one", None]
    document = (await bot.send_document(cast.EMMA, FSInputFile(PICTURE))).document
    assert document
    kept = await bot.download(document)
    assert kept is not None
    assert kept.read() == PICTURE.read_bytes()


async def test_a_file_that_is_not_there_is_an_error(bot: Bot) -> None:
    with pytest.raises(ConnectionError):
        await bot.download_file("photos/none.png")


async def test_every_no_is_aiograms_own(bot: Bot, fault: Plan) -> None:
    await fault(error=[403, "Forbidden: bot was blocked by the user"])
    with pytest.raises(TelegramForbiddenError):
        await bot.send_message(cast.EMMA, "x")
    await fault(retry_after=7)
    with pytest.raises(TelegramRetryAfter, match="7"):
        await bot.send_message(cast.EMMA, "x")
    await fault(error=[500, "Internal Server Error"])
    with pytest.raises(TelegramServerError):
        await bot.send_message(cast.EMMA, "x")


async def test_a_gateways_page_is_the_servers_fault_and_garbage_is_not_understood(bot: Bot, fault: Plan) -> None:
    await fault(status=502)
    with pytest.raises(TelegramServerError, match="502"):
        await bot.send_message(cast.EMMA, "x")
    await fault(garbage=True)
    with pytest.raises(ClientDecodeError):
        await bot.send_message(cast.EMMA, "x")


@pytest.mark.parametrize("kind", [{"cut": "before"}, {"cut": "after"}, {"half": True}, {"delay": 5}])
async def test_a_line_that_fails_is_a_network_error_that_says_how(bot: Bot, fault: Plan, kind: dict[str, Any]) -> None:
    await fault(**kind)
    with pytest.raises(TelegramNetworkError) as raised:
        await bot.send_message(cast.EMMA, "x")
    assert isinstance(raised.value.__cause__, Unanswered)


async def test_nobody_there_is_a_network_error_that_says_so() -> None:
    async with Wire() as wire:
        with pytest.raises(TelegramNetworkError) as raised:
            await a_bot(wire, "http://127.0.0.1:9").get_me()
    assert isinstance(raised.value.__cause__, NeverLeft)
    assert TOKEN not in str(raised.value)


async def test_the_wire_outlives_a_session(bot: Bot) -> None:
    await bot.session.close()
    assert isinstance(await bot.send_message(cast.EMMA, "x"), Message)
