"""Updates by webhook: checked at the door, handled once and in their chat's order, answered when they are done.

A chat's next update is pushed when the one before has been answered 2xx, and what was never answered comes again
(tdlib/telegram-bot-api, `WebhookActor`). So an answer says "handled": a crash before it loses nothing.
"""

import asyncio
import contextlib
import hmac
import logging
from collections import OrderedDict
from collections.abc import AsyncIterator

from aiogram import Bot, Dispatcher
from aiogram.methods import TelegramMethod
from aiogram.types import Update
from aiohttp import web

from handlers.updates import NotAnUpdate, Unreadable, read

HEADER = "X-Telegram-Bot-Api-Secret-Token"
CONNECTIONS = 100
"""Pushed side by side, Telegram's most: one that waits out a flood answer holds its own."""
LARGEST = 1024 * 1024
"""Bytes of a body. Telegram's own stay far below 64 KB."""
ANSWER_SECONDS = 25
"""An update that takes longer is answered while it goes on: Telegram would send it again."""
READ_SECONDS = 10
REMEMBERED = 10_000
"""The newest updates known by number: a repeat follows within seconds to minutes."""
_log = logging.getLogger(__name__)


class Webhook:
    """The door for one bot's updates."""

    def __init__(self, dispatcher: Dispatcher, bot: Bot, secret: str) -> None:
        self._dispatcher = dispatcher
        self._bot = bot
        self._secret = secret.encode()
        self._taken: OrderedDict[int, asyncio.Task[None] | None] = OrderedDict()

    @contextlib.asynccontextmanager
    async def serving(self, path: str, host: str, port: int) -> AsyncIterator[int]:
        """Listen for POST on `path` until the block ends, then finish what was taken; yields the port.

        Raises `OSError` when the address is not free.
        """
        app = web.Application(client_max_size=LARGEST)
        app.router.add_post(path, self._receive)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=ANSWER_SECONDS + READ_SECONDS)
        known = {"bot": self._bot, "dispatcher": self._dispatcher, **self._dispatcher.workflow_data}
        await runner.setup()
        try:
            await web.TCPSite(runner, host, port).start()
            await self._dispatcher.emit_startup(**known)
            yield int(runner.addresses[0][1])
        finally:
            await runner.cleanup()
            await self._idle()
            await self._dispatcher.emit_shutdown(**known)

    async def _idle(self) -> None:
        """Wait until everything that was taken has been handled."""
        while working := {task for task in self._taken.values() if task}:
            await asyncio.wait(working)

    async def _receive(self, request: web.Request) -> web.Response:
        """200 handled, or left out for good; 401 not Telegram; 400 no update; 408, 413 a body too slow, too large."""
        if not self._is_telegram(request):
            return web.Response(status=401)
        try:
            async with asyncio.timeout(READ_SECONDS):
                raw = await request.read()
            update = read(raw, self._bot)
        except TimeoutError:
            return web.Response(status=408)
        except NotAnUpdate:
            return web.Response(status=400)
        except Unreadable as fault:  # any error would bring it again and again, and hold its chat's others back
            _log.warning("%s", fault)
            return web.Response()
        await self._once(update)
        return web.Response()

    def _is_telegram(self, request: web.Request) -> bool:
        """Bytes, because `compare_digest` refuses text beyond ASCII."""
        said = request.headers.get(HEADER, "").encode("utf-8", "surrogateescape")
        return hmac.compare_digest(said, self._secret)

    async def _once(self, update: Update) -> None:
        """Handle it, or when it is a repeat wait for the one at work; at most `ANSWER_SECONDS`."""
        number = update.update_id
        if number not in self._taken:
            self._taken[number] = asyncio.create_task(self._handle(update))
            self._forget()
        if task := self._taken[number]:
            await asyncio.wait({task}, timeout=ANSWER_SECONDS)

    async def _handle(self, update: Update) -> None:
        try:
            answer = await self._dispatcher.feed_update(self._bot, update)
            if isinstance(answer, TelegramMethod):
                await self._dispatcher.silent_call_request(self._bot, answer)
        except Exception:  # noqa: BLE001 - what the conversations' own error handler missed; a repeat would not mend it
            _log.exception("update %d could not be handled", update.update_id)
        finally:
            self._taken[update.update_id] = None

    def _forget(self) -> None:
        """Drop the oldest numbers, never one at work."""
        while len(self._taken) > REMEMBERED:
            oldest = next(iter(self._taken))
            if self._taken[oldest]:
                return
            del self._taken[oldest]
