"""Which chat a person means, and whether the bot may post there."""

import re

from aiogram import Bot
from aiogram.enums import ChatType
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.types import ChatFullInfo, ChatMemberAdministrator, Message, MessageOriginChannel, MessageOriginChat

from bot.mistakes import Mistake, Why

_PRIVATE_LINK = re.compile(r"(?:https?://)?t(?:elegram)?\.me/c/(\d+)(?:/\d+)*/?", re.ASCII | re.IGNORECASE)
_PUBLIC_LINK = re.compile(
    r"(?:https?://)?t(?:elegram)?\.me/(?:s/)?(\w{4,32})(?:/\d+)?/?(?:\?\S*)?", re.ASCII | re.IGNORECASE
)
_NAME = re.compile(r"@?([a-z]\w{3,31})", re.ASCII | re.IGNORECASE)
_NUMBER = re.compile(r"-\d{5,19}", re.ASCII)
_TELLING = {ChatType.CHANNEL, ChatType.SUPERGROUP, ChatType.GROUP}


def meant_by(message: Message) -> int | str | None:
    """The chat that a forwarded post, an @username, a t.me link or a number names; none when nothing does."""
    origin = message.forward_origin
    if isinstance(origin, MessageOriginChannel):
        return origin.chat.id
    if isinstance(origin, MessageOriginChat):
        return origin.sender_chat.id
    return named_in((message.text or "").strip())


def named_in(text: str) -> int | str | None:
    """The chat that a typed text names: `-100…` for a private link or a number, `@name` otherwise."""
    if private := _PRIVATE_LINK.fullmatch(text):
        return int(f"-100{private[1]}")
    if public := _PUBLIC_LINK.fullmatch(text) or _NAME.fullmatch(text):
        return f"@{public[1]}"
    return int(text) if _NUMBER.fullmatch(text) else None


async def find_channel(bot: Bot, meant: int | str | None) -> ChatFullInfo:
    """The channel or group meant, where the bot may post. Raises `Mistake(CHANNEL_UNKNOWN | CHANNEL_NOT_ADMIN)`."""
    if meant is None:
        raise Mistake(Why.CHANNEL_UNKNOWN)
    try:
        chat = await bot.get_chat(meant)
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
