"""What the conversations begin with: their bot over the house's wire, and what the network says to it first."""

from collections.abc import Awaitable
from typing import TypeVar

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.middlewares.base import BaseRequestMiddleware
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.exceptions import TelegramBadRequest, TelegramNetworkError, TelegramServerError, TelegramUnauthorizedError

from bot.delivery import Reason, Refusal
from bot.settings import Webhook, WrongSetting
from bot.wire import Wire
from handlers.network.receipts import Brief
from handlers.network.session import WireSession
from handlers.network.updates import Wary
from handlers.network.webhook import CONNECTIONS

_T = TypeVar("_T")


class Session(Brief, Wary, WireSession):
    """The conversations' requests; what comes back is looked at before aiogram validates what is read of it."""


def bot_over(wire: Wire, token: str, api: str, patience: BaseRequestMiddleware) -> Bot:
    """The bot that talks; each request waits for its turn (`patience`)."""
    session = Session(wire=wire, api=TelegramAPIServer.from_base(api))
    session.middleware(patience)
    return Bot(token, session=session, default=DefaultBotProperties(parse_mode=ParseMode.HTML))


async def answered(asked: Awaitable[_T]) -> _T | Refusal:
    """What the network answers; that it is away, or refuses the token, as delivery would hear it."""
    try:
        return await asked
    except TelegramUnauthorizedError as refused:
        return Refusal(Reason.TOKEN, refused.message)
    except (TelegramNetworkError, TelegramServerError) as away:
        return Refusal(Reason.UNREACHED, str(away))


async def ask_for_pushes(bot: Bot, hook: Webhook, kinds: list[str]) -> None:
    """Updates of these kinds come to our address from now on. Raises `WrongSetting` when the network refuses it."""
    try:
        await bot.set_webhook(hook.url, secret_token=hook.secret, allowed_updates=kinds, max_connections=CONNECTIONS)
    except TelegramBadRequest as refused:
        raise WrongSetting(f"KAPOK_WEBHOOK_URL: Telegram refuses it ({refused.message})") from None
