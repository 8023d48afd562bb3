"""A screen: what a person sees at one moment of a conversation, and how it is shown."""

from dataclasses import dataclass

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    CallbackQuery,
    InaccessibleMessage,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
)
from markupsafe import Markup

from bot.transport import Button

PAGE = 8
"""Items on one page of a list."""
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


@dataclass(frozen=True, slots=True)
class Screen:
    """Text as Telegram HTML, and rows of buttons under it. Screens are made by pure functions from words and facts."""

    text: Markup
    rows: tuple[tuple[Button, ...], ...] = ()

    @property
    def keyboard(self) -> InlineKeyboardMarkup | None:
        """The buttons as Telegram wants them."""
        return keyboard(self.rows)


def keyboard(rows: tuple[tuple[Button, ...], ...]) -> InlineKeyboardMarkup | None:
    """Rows of buttons as an inline keyboard; none when there are none."""
    lines = [
        [InlineKeyboardButton(text=button.label, callback_data=button.data, url=button.url) for button in row]
        for row in rows
        if row
    ]
    return InlineKeyboardMarkup(inline_keyboard=lines) if lines else None


async def show(event: Message | CallbackQuery, screen: Screen) -> Message | None:
    """Answer a message with a screen; turn the message under a pressed button into it."""
    if isinstance(event, Message):
        return await event.answer(screen.text, reply_markup=screen.keyboard, link_preview_options=_NO_PREVIEW)
    await event.answer()
    message = event.message
    if message is None or isinstance(message, InaccessibleMessage) or message.text is None:
        return await _anew(event, screen)
    try:
        await message.edit_text(screen.text, reply_markup=screen.keyboard, link_preview_options=_NO_PREVIEW)
    except TelegramBadRequest as refusal:
        if "message is not modified" in refusal.message:
            return message
        if "message can't be edited" in refusal.message or "message to edit not found" in refusal.message:
            return await _anew(event, screen)
        raise
    return message


async def show_below(event: Message | CallbackQuery, screen: Screen) -> Message | None:
    """Show a screen as a new message at the bottom of the chat, whatever was pressed."""
    if isinstance(event, Message):
        return await show(event, screen)
    await event.answer()
    return await _anew(event, screen)


async def toast(event: CallbackQuery, text: str, *, alert: bool = False) -> None:
    """A short answer to a pressed button (at most 200 characters), plain text."""
    plain = text.unescape() if isinstance(text, Markup) else text
    await event.answer(plain[:200], show_alert=alert)


async def send(bot: Bot, chat_id: int, screen: Screen) -> Message:
    """A screen as a message of its own, where no message or button is at hand to answer."""
    return await bot.send_message(
        chat_id, screen.text, reply_markup=screen.keyboard, link_preview_options=_NO_PREVIEW
    )


async def _anew(event: CallbackQuery, screen: Screen) -> Message | None:
    if event.bot is None:
        return None
    return await event.bot.send_message(
        event.from_user.id, screen.text, reply_markup=screen.keyboard, link_preview_options=_NO_PREVIEW
    )


def grid(buttons: list[Button], width: int = 2) -> tuple[tuple[Button, ...], ...]:
    """Buttons in rows of `width`."""
    return tuple(tuple(buttons[at : at + width]) for at in range(0, len(buttons), width))
