"""/stop: at once, and as often as they like."""

from collections.abc import Callable
from datetime import datetime

from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.actions.settle_in import stop
from bot.people import Speaker
from bot.store import Store
from bot.words import words_for
from handlers.audience.home_screens import StopPosts
from handlers.audience.questions import leave_question
from handlers.audience.stop_screens import stopped_screen
from handlers.screen import show


def router() -> Router:
    """Stop, by word or by button."""
    end = Router(name="audience.stop")
    end.message.register(said, Command("stop", ignore_case=True))
    end.callback_query.register(said, StopPosts.filter())
    return end


async def said(
    event: Message | CallbackQuery, state: FSMContext, store: Store, speaker: Speaker, clock: Callable[[], datetime]
) -> None:
    """No more posts."""
    reader = await stop(store, speaker.reader.id, clock())
    await leave_question(state)
    await show(event, stopped_screen(words_for(reader.speaks)))
