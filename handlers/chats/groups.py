"""In a group the bot is quiet, unless somebody calls it by its name, or asks on: then it says where it talks.

What a linked topic is called it hears when the topic is renamed, and when it is called there.
"""

import re
from typing import Any

from aiogram import BaseMiddleware
from aiogram.enums import ChatType
from aiogram.types import Message, TelegramObject, User

from bot.actions.channel_news import topic_named
from bot.hearing.aliases import Wish, alias_of
from bot.hearing.nods import nod_of
from bot.languages import Form, hinted
from bot.signposts import GROUP
from bot.store import Glancing, Store
from bot.words import words_for
from handlers.chats.groups_screens import called_screen
from handlers.showing.screen import show
from handlers.turns.middlewares import Handler

GROUPS = frozenset({ChatType.GROUP, ChatType.SUPERGROUP})


class WhenCalled(BaseMiddleware):
    """Answers a call in a group; nobody who calls there is kept. Everything else said in groups is passed over."""

    def __init__(self, store: Glancing) -> None:
        self._store = store

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:  # noqa: ANN401
        """One line with a link, in the language of whoever called."""
        if not isinstance(event, Message) or event.chat.type not in GROUPS:
            return await handler(event, data)
        if event.forum_topic_edited and event.forum_topic_edited.name:
            await _hear(data["store"], event, event.forum_topic_edited.name, renamed=True)
        if event.bot is None or event.from_user is None or event.from_user.is_bot or event.is_automatic_forward:
            return None  # a channel's post in its own discussion calls nobody, whatever it names
        name = (await event.bot.me()).username or ""
        if calls(event.text or event.caption or "", name) or asks_on(event, event.bot.id):
            first = event.reply_to_message
            if first and first.forum_topic_created:
                await _hear(data["store"], event, first.forum_topic_created.name, renamed=False)
            words = words_for(await self._speaks(event.from_user))
            await show(event, called_screen(words, f"https://t.me/{name}?start={GROUP}"))
        return None

    async def _speaks(self, user: User) -> Form:
        """What they chose, if they are a reader."""
        seen = await self._store.glance(user.id, "")
        return seen.speaker.reader.speaks if seen.speaker else hinted(user.language_code)


async def _hear(store: Store, said: Message, name: str, *, renamed: bool) -> None:
    if said.message_thread_id is not None:
        place, names = (said.chat.id, said.message_thread_id), (said.chat.title or "", name)
        await topic_named(store, place, names, renamed=renamed)


def asks_on(message: Message, bot_id: int) -> bool:
    """Whether it replies to the line that a call is answered with, and is more than a nod; no reply to a post is."""
    said, text = message.reply_to_message, message.text
    if said is None or said.from_user is None or said.from_user.id != bot_id or not text or not said.reply_markup:
        return False
    keys = [key for row in said.reply_markup.inline_keyboard for key in row]
    if not any((key.url or "").endswith(f"?start={GROUP}") for key in keys):
        return False
    alias = alias_of(text)
    return not nod_of(text) and not (alias and alias.wish is Wish.THANKS)


def calls(text: str, name: str) -> bool:
    """Whether a text names the bot: a command with its name, or a mention."""
    return bool(name) and re.search(rf"@{re.escape(name)}(?!\w)", text, re.IGNORECASE) is not None
