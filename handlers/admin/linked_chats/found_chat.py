"""Which chat a person means, and whether the bot may post there."""

import re
from typing import NamedTuple

from aiogram import Bot
from aiogram.enums import ChatType
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.types import ChatFullInfo, ChatMemberAdministrator, Message, MessageOriginChannel, MessageOriginChat

from bot.mistakes import Mistake, Why

_LINK = re.compile(
    r"(?:https?://)?t(?:elegram)?\.me/(?:c/(?P<number>\d+)|(?:s/)?(?P<name>\w{4,32}))"
    r"(?:/(?P<first>\d{1,18}))?(?:/\d+)*/?(?:\?(?:\S*&)?thread=(?P<thread>\d{1,18})(?:&\S*)?|\?\S*)?",
    re.ASCII | re.IGNORECASE,
)
_NAME = re.compile(r"@?([a-z]\w{3,31})", re.ASCII | re.IGNORECASE)
_NUMBER = re.compile(r"-\d{5,19}", re.ASCII)
_TELLING = {ChatType.CHANNEL, ChatType.SUPERGROUP, ChatType.GROUP}
GENERAL = 1
"""The topic that every group with topics has: what is sent to the group as a whole stands there, and the network
refuses its number."""


class Meant(NamedTuple):
    """The chat that somebody names: `-100…` for a private link or a number, `@name` otherwise."""

    chat: int | str
    first: int | None = None
    """The first number after it in a link: the topic where the group has topics, anywhere else a message."""

    def topic_of(self, chat: ChatFullInfo) -> int | None:
        """The topic meant; none for the channel or group as a whole."""
        return self.first if chat.is_forum and self.first != GENERAL else None


def meant_by(message: Message) -> Meant | None:
    """What a forwarded post, an @username, a t.me link or a number names; none when nothing does."""
    origin = message.forward_origin
    if isinstance(origin, MessageOriginChannel):
        return Meant(origin.chat.id)
    if isinstance(origin, MessageOriginChat):
        return Meant(origin.sender_chat.id)
    return named_in((message.text or "").strip())


def named_in(text: str) -> Meant | None:
    """What a typed text names."""
    if link := _LINK.fullmatch(text):
        first = link["thread"] or link["first"]
        return Meant(int(f"-100{link['number']}") if link["number"] else f"@{link['name']}", int(first or 0) or None)
    if name := _NAME.fullmatch(text):
        return Meant(f"@{name[1]}")
    return Meant(int(text)) if _NUMBER.fullmatch(text) else None


async def find_channel(bot: Bot, meant: Meant | None) -> ChatFullInfo:
    """The channel or group meant, where the bot may post. Raises `Mistake(CHANNEL_UNKNOWN | CHANNEL_NOT_ADMIN)`."""
    if meant is None:
        raise Mistake(Why.CHANNEL_UNKNOWN)
    try:
        chat = await bot.get_chat(meant.chat)
    except TelegramForbiddenError:
        raise Mistake(Why.CHANNEL_NOT_ADMIN) from None
    except TelegramBadRequest:
        raise Mistake(Why.CHANNEL_UNKNOWN) from None
    if chat.type not in _TELLING:
        raise Mistake(Why.CHANNEL_UNKNOWN)
    await require_posting(bot, chat.id)
    return chat


async def require_posting(bot: Bot, chat_id: int) -> None:
    """Raise `Mistake(CHANNEL_NOT_ADMIN)` unless the bot is an administrator who may post; in a group any may."""
    try:
        member = await bot.get_chat_member(chat_id, bot.id)
    except (TelegramForbiddenError, TelegramBadRequest):
        raise Mistake(Why.CHANNEL_NOT_ADMIN) from None
    # In groups the network leaves the field out: every administrator may write there.
    if not isinstance(member, ChatMemberAdministrator) or member.can_post_messages is False:
        raise Mistake(Why.CHANNEL_NOT_ADMIN)
