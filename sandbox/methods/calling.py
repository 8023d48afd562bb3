"""A call of a method: who calls, with which parameters, in which world; and the table of methods."""

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from sandbox.bots import Bot
from sandbox.chats import Chat
from sandbox.params import Params
from sandbox.shapes import Json, bad, forbidden
from sandbox.world import World


class Call(NamedTuple):
    """One request of one bot."""

    world: World
    bot: Bot
    params: Params

    def chat(self, name: str = "chat_id") -> Chat:
        """The chat named, if the bot is in it. Raises `chat not found` and 403."""
        given = self.params.text(name)
        chat = self.world.find_chat(self.bot, given)
        if chat.private:
            if chat.id in self.world.deactivated:
                raise forbidden("user is deactivated")
            return chat
        member = chat.member(self.bot.id)
        if member.status == "kicked":
            raise forbidden(f"bot was kicked from the {chat.kind} chat")
        if not member.inside:
            raise forbidden(f"bot is not a member of the {chat.kind} chat")
        return chat

    def writable(self, name: str = "chat_id") -> Chat:
        """The chat named, if the bot may speak there now. Raises as `chat`, and 400 and 403 with the reason."""
        chat = self.chat(name)
        if chat.blocked:
            raise forbidden("bot was blocked by the user")
        if chat.private and not (chat.open or chat.id in self.world.started):
            raise forbidden("bot can't initiate conversation with a user")
        if chat.kind == "channel" and not chat.member(self.bot.id).may("can_post_messages"):
            raise bad("need administrator rights in the channel chat")
        return chat

    def paced(self, chat: Chat, cost: int = 1) -> None:
        """Counts a send against the limits, the wider ones if it is paid for. Raises 429.

        `allow_paid_broadcast` costs a tenth of a Star a message; a bot that has no more is judged like any other.
        Telegram bills only what goes beyond 30 a second, here every such message is paid.
        """
        paid = self.params.flag("allow_paid_broadcast") and self.bot.tenths >= cost
        self.world.flood.check(self.bot.id, chat.id, cost, paid=paid)
        if paid:
            self.bot.tenths -= cost

    def message(self, chat: Chat, words: str) -> Json:
        """The message named. Raises 400 with these `words` when there is none."""
        message_id = self.params.integer("message_id")
        if message_id <= 0:
            raise bad("message identifier is not specified")
        found = chat.messages.get(message_id)
        if found is None:
            raise bad(words)
        return found


Method = Callable[[Call], Any]
AnyMethod = TypeVar("AnyMethod", bound=Method)
METHODS: dict[str, Method] = {}


def method(*names: str) -> Callable[[AnyMethod], AnyMethod]:
    """Puts a function into the table under these names."""

    def register(function: AnyMethod) -> AnyMethod:
        for name in names:
            METHODS[name.lower()] = function
        return function

    return register
