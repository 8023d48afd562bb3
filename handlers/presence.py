"""Who came and went: readers blocking and unblocking, channels giving and taking the right to post."""

from collections.abc import Callable
from datetime import datetime

from aiogram import Bot, F, Router
from aiogram.types import ChatMemberAdministrator, ChatMemberUpdated

from bot.actions.admit import channel_rights
from bot.actions.settle_in import came_back, went_away
from bot.store import Store
from bot.words import words_for
from handlers.presence_screens import unblocked_screen
from handlers.screen import send


def router() -> Router:
    """Membership updates of the bot itself."""
    presence = Router(name="presence")
    presence.my_chat_member.register(private, F.chat.type == "private")
    presence.my_chat_member.register(elsewhere)
    return presence


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
    member = event.new_chat_member
    may_post = isinstance(member, ChatMemberAdministrator) and (
        bool(member.can_post_messages) or event.chat.type != "channel"
    )
    await channel_rights(store, event.chat.id, may_post=may_post, now=clock())
