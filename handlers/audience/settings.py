"""/settings: the reader's place and quiet hours, by pressing or by typing."""

from collections.abc import Callable
from datetime import datetime

from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.actions.let_go import forgetting
from bot.actions.settle_in import choose_place, choose_quiet, has_agreed, undecided
from bot.people import Reader, Speaker
from bot.places import Spot
from bot.store import Store
from bot.words import Words, words_for
from handlers.audience.home_screens import SettingsMenu, ZoneMenu
from handlers.audience.hours import read_hours
from handlers.audience.places import is_name, places_like
from handlers.audience.questions import AT_DOOR, leave_question, recall, remember
from handlers.audience.settings_screens import (
    AskHours,
    Asking,
    AskPlace,
    Chosen,
    PickQuiet,
    PickZone,
    QuietMenu,
    QuietOff,
    hours_question_screen,
    place_question_screen,
    places_screen,
    quiet_screen,
    settings_screen,
    time_of_day,
    zones_screen,
)
from handlers.audience.start_screens import door_screen
from handlers.filters import ANSWER
from handlers.screen import Screen, show

Clock = Callable[[], datetime]


def router() -> Router:
    """Settings and their two questions."""
    settings = Router(name="audience.settings")
    settings.message.register(ask, Command("settings", ignore_case=True))
    settings.message.register(place_typed, Asking.place, ANSWER)
    settings.message.register(hours_typed, Asking.hours, ANSWER)
    settings.callback_query.register(menu, SettingsMenu.filter())
    settings.callback_query.register(zone_menu, ZoneMenu.filter())
    settings.callback_query.register(zone_picked, PickZone.filter())
    settings.callback_query.register(ask_place, AskPlace.filter())
    settings.callback_query.register(quiet_menu, QuietMenu.filter())
    settings.callback_query.register(quiet_picked, PickQuiet.filter())
    settings.callback_query.register(quiet_off, QuietOff.filter())
    settings.callback_query.register(ask_hours, AskHours.filter())
    return settings


async def ask(message: Message, state: FSMContext, store: Store, speaker: Speaker, clock: Clock) -> None:
    """Everything as it stands."""
    await leave_question(state)
    await remember(state, AT_DOOR, None)
    await show(message, await _settings(store, speaker.reader, clock()))


async def menu(query: CallbackQuery, state: FSMContext, store: Store, speaker: Speaker, clock: Clock) -> None:
    """The same, from a button."""
    await leave_question(state)
    await remember(state, AT_DOOR, None)
    await show(query, await _settings(store, speaker.reader, clock()))


async def _settings(store: Store, reader: Reader, now: datetime, *, saved: bool = False) -> Screen:
    async with store.read() as tx:
        digest, request = await tx.digests.of(reader.id), await forgetting(tx, reader)
        agreed = await has_agreed(tx, reader)
    chosen = Chosen(reader, digest, now, request.due_at if request else None, agreed=agreed)
    return settings_screen(words_for(reader.speaks), chosen, saved=saved)


async def zone_menu(query: CallbackQuery, state: FSMContext, speaker: Speaker, words: Words) -> None:
    """The places; also the way out of the question."""
    await leave_question(state)
    await show(query, zones_screen(words, speaker.reader))


async def zone_picked(  # noqa: PLR0913 - aiogram hands them by name
    query: CallbackQuery, *, callback_data: PickZone, state: FSMContext, store: Store, speaker: Speaker, clock: Clock
) -> None:
    """Live there."""
    reader = await choose_place(store, speaker.reader.id, Spot(callback_data.zone, callback_data.place))
    await _saved(query, state, await _after_place(state, store, reader, clock()))


async def _after_place(state: FSMContext, store: Store, reader: Reader, now: datetime) -> Screen:
    """The settings; at the door, the question about posts that stands there still."""
    async with store.read() as tx:
        met_now = await recall(state, AT_DOOR) and await undecided(tx, reader)
    if not met_now:
        return await _settings(store, reader, now, saved=True)
    return door_screen(words_for(reader.speaks), reader.place, reader.zone)


async def ask_place(query: CallbackQuery, state: FSMContext, words: Words) -> None:
    """Let them type it."""
    await state.set_state(Asking.place)
    await show(query, place_question_screen(words))


async def place_typed(message: Message, state: FSMContext, store: Store, speaker: Speaker, clock: Clock) -> None:
    """A place was typed: it is one, it may be one or several, or none."""
    words, typed = words_for(speaker.reader.speaks), (message.text or "").strip()
    found = places_like(typed)
    if len(found) == 1 and is_name(typed):
        reader = await choose_place(store, speaker.reader.id, found[0])
        await _saved(message, state, await _after_place(state, store, reader, clock()))
    elif found:
        await show(message, places_screen(words, found))
    else:
        await show(message, place_question_screen(words, typed))


async def quiet_menu(query: CallbackQuery, state: FSMContext, speaker: Speaker, words: Words) -> None:
    """The hours; also the way out of the question."""
    await leave_question(state)
    await show(query, quiet_screen(words, speaker.reader))


async def quiet_picked(  # noqa: PLR0913 - aiogram hands them by name
    query: CallbackQuery, *, callback_data: PickQuiet, state: FSMContext, store: Store, speaker: Speaker, clock: Clock
) -> None:
    """Quiet then."""
    begin, end = time_of_day(callback_data.begin), time_of_day(callback_data.end)
    reader = await choose_quiet(store, speaker.reader.id, begin, end)
    await _saved(query, state, await _settings(store, reader, clock(), saved=True))


async def quiet_off(query: CallbackQuery, state: FSMContext, store: Store, speaker: Speaker, clock: Clock) -> None:
    """Sound at any hour."""
    reader = await choose_quiet(store, speaker.reader.id, None, None)
    await _saved(query, state, await _settings(store, reader, clock(), saved=True))


async def ask_hours(query: CallbackQuery, state: FSMContext, words: Words) -> None:
    """Let them type it."""
    await state.set_state(Asking.hours)
    await show(query, hours_question_screen(words))


async def hours_typed(message: Message, state: FSMContext, store: Store, speaker: Speaker, clock: Clock) -> None:
    """Hours were typed."""
    hours = read_hours(message.text or "")
    if hours is None:
        await show(message, hours_question_screen(words_for(speaker.reader.speaks), missed=True))
        return
    reader = await choose_quiet(store, speaker.reader.id, *hours)
    await _saved(message, state, await _settings(store, reader, clock(), saved=True))


async def _saved(event: Message | CallbackQuery, state: FSMContext, screen: Screen) -> None:
    await leave_question(state)
    await show(event, screen)
