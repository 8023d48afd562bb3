"""Pages of a broadcast that show its end by themselves, as long as nobody presses anything in their message."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import CallbackQuery, Message, TelegramObject

from bot.broadcast import BroadcastState
from handlers.showing.screen import NO_PREVIEW, Screen, changed
from handlers.turns.middlewares import Handler

EVERY, TIMES = 1.0, 60
"""Seconds between two looks, and looks: a small errand is over by then, a large one has a progress message."""
_log = logging.getLogger(__name__)
Look = Callable[[], Awaitable[tuple[BroadcastState, Screen]]]
"""How it stands by now, and the page."""


class Live(BaseMiddleware):
    """The pages of this process that follow a broadcast; whatever is pressed in such a message ends that."""

    def __init__(self) -> None:
        self._pages: dict[tuple[int, int], asyncio.Task[None]] = {}

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:  # noqa: ANN401
        """Let go of the message in which something was pressed."""
        if isinstance(event, CallbackQuery) and event.message and self._pages:
            self._leave(event.message.chat.id, event.message.message_id)
        return await handler(event, data)

    def follow(self, page: Message | None, look: Look) -> None:
        """Show in this message how it stands once it is no longer under way."""
        if page is None:
            return
        place = page.chat.id, page.message_id
        self._leave(*place)
        task = self._pages[place] = asyncio.create_task(_follow(page, look))
        task.add_done_callback(lambda done: self._over(place, done))

    def _leave(self, chat_id: int, message_id: int) -> None:
        if task := self._pages.pop((chat_id, message_id), None):
            task.cancel()

    def _over(self, place: tuple[int, int], task: asyncio.Task[None]) -> None:
        if self._pages.get(place) is task:
            del self._pages[place]
        if not task.cancelled() and (fault := task.exception()) is not None:
            _log.error("a page did not follow its broadcast", exc_info=fault)

    async def end(self) -> None:
        """The bot stops."""
        tasks = list(self._pages.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _follow(page: Message, look: Look) -> None:
    for _ in range(TIMES):
        await asyncio.sleep(EVERY)
        state, screen = await look()
        if state is not BroadcastState.SENDING:
            await changed(page.edit_text(screen.text, reply_markup=screen.keyboard, link_preview_options=NO_PREVIEW))
            return
