"""What no conversation took: old buttons are answered kindly, never ignored."""

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.languages import hinted
from bot.words import Words, words_for
from handlers.showing.screen import toast


def router() -> Router:
    """The last router asked."""
    strays = Router(name="strays")
    strays.callback_query.register(old_button)
    return strays


async def old_button(query: CallbackQuery, words: Words | None = None) -> None:
    """A button whose screen is gone; who pressed it in a channel is nobody we know."""
    words = words or words_for(hinted(query.from_user.language_code))
    await toast(query, words.say("This button is from an older message. /help shows what you can do now."), alert=True)
