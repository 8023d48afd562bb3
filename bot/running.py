"""Kapok at work: conversations, clock and delivery in one process, wired here. Part of the front door."""

import asyncio
import contextlib
import gc
import logging
import os
import socket
from collections.abc import AsyncIterator, Callable
from datetime import datetime

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.exceptions import TelegramNetworkError, TelegramServerError, TelegramUnauthorizedError
from aiogram.types import User

from bot.actions.clock import utc_now
from bot.actions.deliver import Desk
from bot.settings import Settings, WrongSetting
from bot.store import Store
from bot.transports.telegram import Telegram
from handlers import conversations
from handlers.menus import set_public_menus
from handlers.patience import Patience
from scheduler.clock import Clock

POLL_SECONDS = 20
_LONGEST_WAIT = 60.0
_log = logging.getLogger(__name__)


class Kapok:
    """The whole bot on one account."""

    def __init__(self, settings: Settings, store: Store, now: Callable[[], datetime] = utc_now) -> None:
        token = settings.token or ""
        session = AiohttpSession(api=TelegramAPIServer.from_base(settings.telegram_api))
        session.middleware(Patience())
        self._bot = Bot(token, session=session, default=DefaultBotProperties(parse_mode=ParseMode.HTML))
        self._transport = Telegram(token, settings.telegram_api)
        owner = f"{socket.gethostname()}:{os.getpid()}"
        self.desk = Desk(store, self._transport, owner, now)
        self._clock = Clock(self.desk)
        self._conversations = conversations(store, now)
        self.username = ""

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Serve until the block ends; then finish what is in flight, and close."""
        # What was opened last is closed first, whatever becomes of the others.
        async with contextlib.AsyncExitStack() as closing:
            closing.push_async_callback(self._bot.session.close)
            me = await self._reach()
            self.username = me.username or ""
            await self._transport.open()
            closing.push_async_callback(self._transport.close)
            self._clock.start()
            closing.push_async_callback(self._clock.stop)
            closing.push_async_callback(self._end_conversations, asyncio.create_task(self._poll()))
            # Everything imported by now stays: a full collection would stop the loop for a fifth of a second.
            gc.freeze()
            yield

    async def _end_conversations(self, polling: asyncio.Task[None]) -> None:
        """No new updates; those that have come are answered."""
        try:
            await self._conversations.stop_polling()
        except RuntimeError:  # it has not even begun
            polling.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await polling
        await self._conversations["idle"]()

    async def _reach(self) -> User:
        """Who we are. Waits while the network is away; raises `WrongSetting` when the token is refused."""
        wait = 1.0
        while True:
            try:
                me = await self._bot.me()
                await self._bot.delete_webhook()
                await set_public_menus(self._bot)
            except TelegramUnauthorizedError:
                raise WrongSetting("KAPOK_BOT_TOKEN: Telegram does not accept this token") from None
            except (TelegramNetworkError, TelegramServerError) as away:
                _log.warning("Telegram cannot be reached, next try in %.0f s: %s", wait, away)
                await asyncio.sleep(wait)
                wait = min(wait * 2, _LONGEST_WAIT)
            else:
                return me

    async def _poll(self) -> None:
        await self._conversations.start_polling(
            self._bot, handle_signals=False, close_bot_session=False, polling_timeout=POLL_SECONDS
        )
