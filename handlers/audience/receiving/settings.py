"""/settings: the reader's place and quiet hours, by pressing or by typing."""

from dataclasses import replace
from datetime import time

from aiogram import Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.actions.let_go import forgetting
from bot.actions.settle_in import choose_place, choose_quiet, has_agreed, undecided
from bot.hearing.aliases import alias_of, mentioned
from bot.hearing.nods import nod_of
from bot.places import Spot
from handlers.audience.arriving.start_screens import door_screen
from handlers.audience.home_screens import SettingsMenu, ZoneMenu
from handlers.audience.plain_words.timed import Timed
from handlers.audience.questions import AT_DOOR, leave_question, recall, remember
from handlers.audience.receiving.hours import read_hours
from handlers.audience.receiving.places import is_name, places_like
from handlers.audience.receiving.settings_screens import (
    TRIED,
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
from handlers.audience.visit import Visit
from handlers.showing.screen import Screen, show, without_heading
from handlers.turns.filters import ANSWER, PLAIN
from handlers.turns.last_screen import Spoken
from handlers.turns.turn import hand


def router() -> Router:
    """Settings and their two questions."""
    settings = Router(name="audience.settings")
    hand(settings, "visit", Visit)
    settings.message.register(ask, Command("settings", ignore_case=True))
    settings.message.register(place_among, Asking.among, PLAIN)
    settings.message.register(place_typed, Asking.place, ANSWER)
    settings.message.register(hours_typed, Asking.hours, ANSWER)
    settings.callback_query.register(ask, SettingsMenu.filter())
    settings.callback_query.register(zone_menu, ZoneMenu.filter())
    settings.callback_query.register(zone_picked, PickZone.filter())
    settings.callback_query.register(ask_place, AskPlace.filter())
    settings.callback_query.register(quiet_menu, QuietMenu.filter())
    settings.callback_query.register(quiet_picked, PickQuiet.filter())
    settings.callback_query.register(quiet_off, QuietOff.filter())
    settings.callback_query.register(ask_hours, AskHours.filter())
    return settings


async def ask(event: Message | CallbackQuery, visit: Visit) -> None:
    """Everything as it stands."""
    await leave_question(visit.state)
    await remember(visit.state, AT_DOOR, None)
    await show(event, without_heading(event, await _settings(visit)))


async def _settings(visit: Visit, *, saved: bool = False) -> Screen:
    reader = visit.reader
    async with visit.store.read() as tx:
        digest, request = await tx.digests.of(reader.id), await forgetting(tx, reader)
        agreed = await has_agreed(tx, reader)
    chosen = Chosen(reader, digest, visit.now, request.due_at if request else None, agreed=agreed)
    return settings_screen(visit.words, chosen, saved=saved)


async def zone_menu(query: CallbackQuery, visit: Visit) -> None:
    """The places; one can be typed just as well. Also the way out of the question that is answered by typing alone."""
    await leave_question(visit.state)
    await visit.state.set_state(Asking.among)
    await show(query, zones_screen(visit.words, visit.reader))


async def zone_picked(query: CallbackQuery, callback_data: PickZone, visit: Visit) -> None:
    """Keeps where they live."""
    await _live_in(query, visit, Spot(callback_data.zone, callback_data.place))


async def _live_in(event: Message | CallbackQuery, visit: Visit, spot: Spot) -> None:
    """The settings; at the door, the question about posts that stands there still."""
    reader = await choose_place(visit.store, visit.reader.id, spot)
    async with visit.store.read() as tx:
        met_now = await recall(visit.state, AT_DOOR) and await undecided(tx, reader)
    if not met_now:
        await _saved(event, visit.of(reader))
        return
    await leave_question(visit.state)
    await show(event, door_screen(visit.words, reader.place, reader.zone))


async def ask_place(query: CallbackQuery, visit: Visit) -> None:
    """Asks for a place to be typed."""
    await visit.state.set_state(Asking.place)
    await show(query, place_question_screen(visit.words))


async def place_among(message: Message, visit: Visit) -> None:
    """What may be a place, typed where places can be pressed; anything else is heard as it is anywhere."""
    text = message.text or ""
    if not is_name(text) and (len(text) > TRIED or alias_of(text) or nod_of(text) or mentioned(text)):
        await leave_question(visit.state)
        raise SkipHandler
    await visit.state.set_state(Asking.place)
    await place_typed(message, visit)


async def place_typed(message: Message, visit: Visit) -> None:
    """A place was typed: it is one, it may be one or several, or none."""
    typed = (message.text or "").strip()
    found = places_like(typed)
    if len(found) == 1 and is_name(typed):
        await _live_in(message, visit, found[0])
    elif found:
        await show(message, places_screen(visit.words, found))
    else:
        await show(message, place_question_screen(visit.words, typed))


async def quiet_menu(query: CallbackQuery, visit: Visit) -> None:
    """The hours; also the way out of the question."""
    await leave_question(visit.state)
    await show(query, quiet_screen(visit.words, visit.reader))


async def quiet_picked(query: CallbackQuery, callback_data: PickQuiet, visit: Visit) -> None:
    """Keeps the quiet hours."""
    await _hours_saved(query, visit, time_of_day(callback_data.begin), time_of_day(callback_data.end))


async def quiet_off(query: CallbackQuery, visit: Visit) -> None:
    """Ends the quiet hours."""
    await _hours_saved(query, visit, None, None)


async def ask_hours(query: CallbackQuery, visit: Visit) -> None:
    """Asks for quiet hours to be typed."""
    await visit.state.set_state(Asking.hours)
    await show(query, hours_question_screen(visit.words))


async def hours_typed(message: Message, visit: Visit) -> None:
    """Keeps the quiet hours that were typed."""
    hours = read_hours(message.text or "")
    if hours is None:
        await show(message, hours_question_screen(visit.words, missed=True))
        return
    await _hours_saved(message, visit, *hours)


async def _hours_saved(event: Message | CallbackQuery, visit: Visit, begin: time | None, end: time | None) -> None:
    reader = await choose_quiet(visit.store, visit.reader.id, begin, end)
    await _saved(event, visit.of(reader), Spoken(Timed.QUIET))


async def _saved(event: Message | CallbackQuery, visit: Visit, spoken: Spoken | None = None) -> None:
    screen = replace(await _settings(visit, saved=True), spoken=spoken)
    await leave_question(visit.state)
    await show(event, screen)
