"""The door: /start with and without a link, the first choice of a language, and the way home."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from aiogram import Bot, F, Router
from aiogram.filters import Command, CommandObject, CommandStart, Filter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, TelegramObject

from bot.actions.settle_in import choose_form, start
from bot.people import Speaker
from bot.store import Store
from bot.words import Words, words_for
from handlers.audience.home import home_of
from handlers.audience.home_screens import Home, StartPosts
from handlers.audience.links import Visit, follow_link
from handlers.audience.questions import PAYLOAD, leave_question, recall, remember
from handlers.audience.start_screens import (
    PickForm,
    back_again_screen,
    greeting_screen,
    language_screen,
    welcome_screen,
)
from handlers.menus import refresh_menu
from handlers.screen import Screen, show


class IsNewcomer(Filter):
    """Only people who have not chosen a language yet."""

    async def __call__(self, _event: TelegramObject, speaker: Speaker | None = None) -> bool:
        """Whether a newcomer speaks."""
        return speaker is not None and speaker.reader.form is None


def router() -> Router:
    """Start, and the first choice."""
    door = Router(name="audience.start")
    door.message.register(newcomer, CommandStart(ignore_case=True), IsNewcomer())
    door.message.register(newcomer, Command("stories", "partners", "settings", ignore_case=True), IsNewcomer())
    door.message.register(linked, CommandStart(ignore_case=True, magic=F.args))
    door.message.register(known, CommandStart(ignore_case=True))
    door.callback_query.register(pick, PickForm.filter())
    door.callback_query.register(again, StartPosts.filter())
    door.callback_query.register(home, Home.filter())
    return door


async def newcomer(message: Message, command: CommandObject, state: FSMContext, words: Words) -> None:
    """Ask which language to speak; what they came for is kept until they have said."""
    await leave_question(state)
    await remember(state, PAYLOAD, command.args if command.command.lower() == "start" else None)
    await show(message, greeting_screen(words))


async def linked(  # noqa: PLR0913 - aiogram hands them by name
    message: Message,
    *,
    command: CommandObject,
    state: FSMContext,
    store: Store,
    speaker: Speaker,
    clock: Callable[[], datetime],
) -> None:
    """Somebody known came by a link."""
    await leave_question(state)
    if message.bot is not None:
        await follow_link(Visit(message.bot, store, speaker, clock()), command.args or "")


async def known(
    message: Message, state: FSMContext, store: Store, speaker: Speaker, clock: Callable[[], datetime]
) -> None:
    """Somebody known: home, or welcome back after a stop."""
    await leave_question(state)
    await show(message, await _start(store, speaker, clock()))


async def again(query: CallbackQuery, store: Store, speaker: Speaker, clock: Callable[[], datetime]) -> None:
    """The button that brings posts back; a newcomer chooses a language first."""
    if speaker.reader.form is None:
        await show(query, greeting_screen(words_for(speaker.reader.speaks)))
    else:
        await show(query, await _start(store, speaker, clock()))


async def home(query: CallbackQuery, state: FSMContext, store: Store, speaker: Speaker, words: Words) -> None:
    """Back home."""
    await leave_question(state)
    if speaker.reader.form is None:
        await show(query, greeting_screen(words))
        return
    await show(query, await home_of(store, speaker))


async def pick(  # noqa: PLR0913 - aiogram hands them by name
    query: CallbackQuery,
    *,
    callback_data: PickForm,
    state: FSMContext,
    bot: Bot,
    store: Store,
    speaker: Speaker,
    clock: Callable[[], datetime],
) -> None:
    """A language was chosen: the first choice opens the door, a later one changes what is shown in place."""
    reader = await choose_form(store, speaker.reader.id, callback_data.form, clock())
    words, first = words_for(callback_data.form), speaker.reader.form is None
    await show(query, welcome_screen(words) if first else language_screen(words, changed=True))
    speaker = replace(speaker, reader=reader)
    await refresh_menu(bot, store, speaker)
    payload = await recall(state, PAYLOAD) if first else None
    if payload:
        await remember(state, PAYLOAD, None)
        await follow_link(Visit(bot, store, speaker, clock()), str(payload))


async def _start(store: Store, speaker: Speaker, now: datetime) -> Screen:
    """Send again if it had stopped; the screen that says where they are."""
    if speaker.reader.reachable:
        return await home_of(store, speaker)
    await start(store, speaker.reader.id, now)
    async with store.read() as tx:
        follows = await tx.follows.of(speaker.reader.id)
    return back_again_screen(words_for(speaker.reader.speaks), len(follows))
