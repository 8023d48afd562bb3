"""A screen: what a person sees at one moment of a conversation, and how it is shown."""

import re
from collections.abc import Awaitable
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Annotated, Any

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import SendMessage
from aiogram.types import (
    CallbackQuery,
    InaccessibleMessage,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
)
from markupsafe import Markup
from pydantic import Field

from bot.forms.fitting import fitted, side_by_side
from bot.hearing.aliases import Wish
from bot.transport import Button, Rows
from handlers.network.plain import copied
from handlers.turns.last_screen import Spoken, Stands, said_ahead, stands_now

PAGE = 8
"""Items on one page of a list."""
PAIR = 2
"""Buttons that a grid puts side by side whatever their labels; a label that is too wide gets a row when shown."""
Number = Annotated[int, Field(ge=0, lt=2**53)]
"""An id or page in a button: what somebody makes up beyond what storage holds is no button of ours."""
GONE = ("message can't be edited", "message to edit not found", "in the message to edit", "MESSAGE_ID_INVALID")
ANSWER_LIMIT = 200
"""Characters of an answer to a pressed button, as Telegram takes it."""
_HEADING = re.compile(r"\A<b>[^<\n]*</b>\n+")
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


@dataclass(frozen=True, slots=True)
class Screen:
    """Text as Telegram HTML, and rows of buttons under it. Screens are made by pure functions from words and facts."""

    text: Markup
    rows: Rows = ()
    guess: bool = False
    """It offers what a message may have meant."""
    offers: bool = False
    """It answers what was said in free words: its buttons are what may be wanted now."""
    spoken: Spoken | None = None
    """What has a time of its own, if it is about that."""
    about: Wish | None = None
    """What it answers: a short question that follows is about that."""

    @property
    def keyboard(self) -> InlineKeyboardMarkup | None:
        """The buttons as Telegram wants them."""
        return keyboard(self.rows)


@lru_cache(maxsize=256)
def keyboard(rows: Rows) -> InlineKeyboardMarkup | None:
    """Rows of buttons as an inline keyboard; none when there are none. Most screens have the same few rows."""
    lines = [
        [InlineKeyboardButton(text=button.label, callback_data=button.data, url=button.url) for button in row]
        for row in fitted(rows)
        if row
    ]
    return InlineKeyboardMarkup(inline_keyboard=lines) if lines else None


def without_heading(event: Message | CallbackQuery, screen: Screen) -> Screen:
    """What was typed in plain words is answered by what stands below a page's name."""
    typed = isinstance(event, Message) and not (event.text or "").startswith("/")
    return replace(screen, text=Markup(_HEADING.sub("", screen.text, 1))) if typed else screen  # noqa: S704 - a part of it


async def show(event: Message | CallbackQuery, screen: Screen) -> Message | None:
    """Answer a message with a screen; turn the message under a pressed button into it."""
    if isinstance(event, Message):
        topic = event.message_thread_id if event.is_topic_message else None
        return await send(bot, event.chat.id, screen, topic) if (bot := event.bot) else None
    await answered(event)
    return await turned_into(event, screen) or await _anew(event, screen)


async def turned_into(event: CallbackQuery, screen: Screen) -> Message | None:
    """The message under a pressed button as this screen, with the press left to be answered; none when it cannot be."""
    message = event.message
    if message is None or isinstance(message, InaccessibleMessage) or message.text is None:
        return None
    edit = message.edit_text(screen.text, reply_markup=screen.keyboard, link_preview_options=NO_PREVIEW)
    if not await changed(edit):
        return None
    _noted(message.chat.id, screen)
    return message


async def changed(edit: Awaitable[object]) -> bool:
    """Edit a message; false when it is gone. One that looks just so already is changed."""
    try:
        await edit
    except TelegramBadRequest as refusal:
        if is_gone(refusal):
            return False
        if not is_unchanged(refusal):
            raise
    return True


def is_unchanged(refusal: TelegramBadRequest) -> bool:
    """Whether a message was refused because it looks just so already: a button was tapped twice."""
    return "message is not modified" in refusal.message


def is_gone(refusal: TelegramBadRequest) -> bool:
    """Whether a message can no longer be changed: deleted by hand, too old, or of another kind than it was."""
    return any(words in refusal.message for words in GONE)


async def show_below(event: Message | CallbackQuery, screen: Screen) -> Message | None:
    """Show a screen as a new message at the bottom of the chat, whatever was pressed."""
    if isinstance(event, Message):
        return await show(event, screen)
    await answered(event)
    return await _anew(event, screen)


async def toast(event: CallbackQuery, text: str, *, alert: bool = False) -> None:
    """A short answer to a pressed button (at most `ANSWER_LIMIT`), plain text; a message when it comes too late."""
    plain = text.unescape() if isinstance(text, Markup) else text
    if not await answered(event, plain[:ANSWER_LIMIT], alert=alert):
        await _anew(event, Screen(Markup.escape(plain)))


async def answered(
    event: CallbackQuery, text: str | None = None, *, alert: bool = False, url: str | None = None
) -> bool:
    """End the waiting of a pressed button; false when nobody waits: it was pressed while we slept, or by words."""
    if not event.id:
        return False
    try:
        await event.answer(text, show_alert=alert, url=url)
    except TelegramBadRequest as refusal:
        if "query is too old" not in refusal.message and "query ID is invalid" not in refusal.message:
            raise
        return False
    return True


async def send(bot: Bot, chat_id: int, screen: Screen, topic: int | None = None) -> Message:
    """A screen as a message of its own, where no message or button is at hand to answer."""
    if ahead := said_ahead():
        screen = replace(screen, text=Markup("{}\n\n{}").format(ahead, screen.text))
    _noted(chat_id, screen)
    return await bot(_said(chat_id, screen, topic))


def _noted(chat_id: int, screen: Screen) -> None:
    offers = screen.offers or screen.guess or _asks(screen.text)
    stands_now(chat_id, Stands(screen.text, screen.rows, offers, screen.spoken, screen.about))


def _asks(text: str) -> bool:
    return "?" in text or "？" in text


async def _anew(event: CallbackQuery, screen: Screen) -> Message | None:
    if event.bot is None:
        return None
    return await send(event.bot, event.from_user.id, screen)


def _said(chat_id: int, screen: Screen, topic: int | None = None) -> SendMessage:
    """The call itself, copied: aiogram's shortcuts fill in two dozen values that nobody gave, and validate each."""
    told: dict[str, Any] = {"chat_id": chat_id, "text": str(screen.text)}
    if topic is not None:
        told["message_thread_id"] = topic
    if (buttons := screen.keyboard) is not None:
        told["reply_markup"] = buttons
    return copied(_blank(), told, None)


@cache
def _blank() -> SendMessage:
    return SendMessage(chat_id=0, text="", link_preview_options=NO_PREVIEW)


def grid(buttons: list[Button], width: int = 2) -> Rows:
    """Buttons in rows of `width`; in even rows of fewer, at least two, where that many do not fit side by side."""
    room = max(PAIR, side_by_side(buttons, width))
    if room < width:
        width = -(-len(buttons) // -(-len(buttons) // room))
    return tuple(tuple(buttons[at : at + width]) for at in range(0, len(buttons), width))
