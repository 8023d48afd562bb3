"""Who came and went: readers blocking and unblocking, channels giving and taking rights, groups that move."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from aiogram import BaseMiddleware, Bot, F, Router
from aiogram.enums import ChatType
from aiogram.types import ChatMember, ChatMemberAdministrator, ChatMemberUpdated, Message, TelegramObject

from bot.actions.channel_news import channel_found, channel_moved, channel_rights, pin_rights
from bot.actions.settle_in import came_back, went_away
from bot.store import Store
from bot.texts import one_line
from bot.words import words_for
from handlers.chats.presence_screens import unblocked_screen
from handlers.showing.screen import send
from handlers.turns.middlewares import Handler


def router() -> Router:
    """Membership updates of the bot itself."""
    presence = Router(name="presence")
    presence.my_chat_member.register(private, F.chat.type == "private")
    presence.my_chat_member.register(elsewhere)
    return presence


class Moves(BaseMiddleware):
    """A group that becomes a supergroup says so in a message of its own, which no conversation is about."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:  # noqa: ANN401
        """Note the new address, of which the old group speaks."""
        if isinstance(event, Message) and event.migrate_to_chat_id:
            await channel_moved(data["store"], event.chat.id, event.migrate_to_chat_id, data["clock"]())
            return None
        return await handler(event, data)


async def private(event: ChatMemberUpdated, bot: Bot, store: Store, clock: Callable[[], datetime]) -> None:
    """A reader blocked or unblocked the bot; whoever gets posts again is told so in one short message."""
    if event.new_chat_member.status == "kicked":
        await went_away(store, event.chat.id, clock())
        return
    reader = await came_back(store, event.chat.id, clock())
    if reader is not None:
        await send(bot, reader.address, unblocked_screen(words_for(reader.speaks)))


async def elsewhere(event: ChatMemberUpdated, store: Store, clock: Callable[[], datetime]) -> None:
    """The bot's rights in a channel or group changed."""
    now, address, kind = clock(), event.chat.id, event.chat.type
    before, after = event.old_chat_member, event.new_chat_member
    could, may_post = _may_post(before, kind), _may_post(after, kind)
    await channel_rights(store, address, may_post=may_post, now=now, group=kind != ChatType.CHANNEL)
    if may_post and not could:
        await channel_found(store, address, one_line(event.chat.title or "") or str(address), event.from_user.id, now)
    elif may_post and _may_pin(before, kind) != _may_pin(after, kind):
        await pin_rights(store, address, may_pin=_may_pin(after, kind), now=now)


def _may_post(member: ChatMember, kind: str) -> bool:
    """In a group every administrator may."""
    return isinstance(member, ChatMemberAdministrator) and (bool(member.can_post_messages) or kind != ChatType.CHANNEL)


def _may_pin(member: ChatMember, kind: str) -> bool:
    """In a channel whoever may edit others' posts may pin them; groups have a right of its own."""
    if not isinstance(member, ChatMemberAdministrator):
        return False
    return bool(member.can_edit_messages if kind == ChatType.CHANNEL else member.can_pin_messages)
