"""Plain words that communicators and admins may type instead of a command: "草稿", "my drafts", "ponto da situação"."""

from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import Message, TelegramObject

from bot.hearing.aliases import behind_stroke
from bot.hearing.orders import order_of
from bot.people import Speaker
from handlers.turns.facts import awaits_a_file, is_idle
from handlers.turns.menus import duties
from handlers.turns.middlewares import Handler


class Orders(BaseMiddleware):
    """Hands such words on as the command itself, to whoever has it and has no question open.

    While a question is open, or a draft, a short text is its answer: then only commands lead out. A word that is typed
    as a command ("/reports", "/relatório") is one.
    """

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:  # noqa: ANN401
        """The message as it came, or as the command it stands for."""
        speaker = data.get("speaker")
        if isinstance(event, Message) and isinstance(speaker, Speaker):
            order = _order(event, speaker, asked=_asked(data.get("raw_state")))
            if order is not None:
                event = event.model_copy(update={"text": f"/{order}", "entities": None})
        return await handler(event, data)


def _asked(state: str | None) -> bool:
    """Whether a short text may be the answer to something."""
    return not (is_idle(state) or awaits_a_file(state))


def _order(message: Message, speaker: Speaker, *, asked: bool) -> str | None:
    if not (speaker.is_admin or speaker.is_communicator) or not message.text:
        return None
    command = behind_stroke(message.text)
    if command is None and (asked or message.reply_to_message is not None):
        return None
    order = order_of(message.text if command is None else command)
    theirs = dict(duties(is_admin=speaker.is_admin, is_communicator=speaker.is_communicator))
    return order if order in theirs else None
