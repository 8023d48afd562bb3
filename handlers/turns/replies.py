"""Replies to one of our messages: what it was about stands in its own buttons, so nothing has to be kept for it."""

from typing import Generic, TypeVar

from aiogram.filters import Filter
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InaccessibleMessage, Message
from pydantic import ValidationError

Press = TypeVar("Press", bound=CallbackData)


def pressed_in(message: Message | None, kind: type[Press]) -> Press | None:
    """The first button of this kind under a message of ours."""
    markup = message.reply_markup if message and message.from_user and message.from_user.is_bot else None
    for row in markup.inline_keyboard if markup else ():
        for key in row:
            try:
                return kind.unpack(key.callback_data or "")
            except (ValueError, TypeError, ValidationError):
                continue
    return None


def asked_about(query: CallbackQuery) -> Message | None:
    """The message that the question under this button replied to."""
    message = query.message
    if message is None or isinstance(message, InaccessibleMessage):
        return None
    return message.reply_to_message


class RepliesTo(Filter, Generic[Press]):
    """Only replies to a message with a button of this kind, which the handler gets as `replied`."""

    def __init__(self, kind: type[Press]) -> None:
        self._kind = kind

    async def __call__(self, message: Message) -> bool | dict[str, Press]:
        """Whether it is one."""
        found = pressed_in(message.reply_to_message, self._kind)
        return {"replied": found} if found else False
