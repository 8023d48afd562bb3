"""What a reader follows, in one place; and cities beside their own."""

from collections.abc import Callable
from datetime import datetime

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.actions import settle_in
from bot.people import Reader, Speaker
from bot.store import Store
from bot.words import words_for
from handlers.audience.following_screens import (
    CitiesMenu,
    FollowCity,
    Followed,
    FollowingMenu,
    cities_screen,
    following_screen,
)
from handlers.audience.partners import going_on
from handlers.audience.questions import leave_question
from handlers.screen import Screen, show

Clock = Callable[[], datetime]


def router() -> Router:
    """The overview and the cities."""
    following = Router(name="audience.following")
    following.callback_query.register(menu, FollowingMenu.filter())
    following.callback_query.register(cities, CitiesMenu.filter())
    following.callback_query.register(city_picked, FollowCity.filter())
    return following


async def asked(message: Message, state: FSMContext, store: Store, speaker: Speaker, clock: Clock) -> None:
    """The overview, asked for in words."""
    await leave_question(state)
    await show(message, await _overview(store, speaker.reader, clock()))


async def menu(query: CallbackQuery, state: FSMContext, store: Store, speaker: Speaker, clock: Clock) -> None:
    """The same, from a button."""
    await leave_question(state)
    await show(query, await _overview(store, speaker.reader, clock()))


async def _overview(store: Store, reader: Reader, now: datetime) -> Screen:
    async with store.read() as tx:
        partners = await tx.follows.of(reader.id)
        campaigns, places = await going_on(tx, reader, now), await tx.follows.cities(reader.id)
    followed = Followed(len(partners), campaigns, places, reader.place, stopped=reader.stopped_at is not None)
    return following_screen(words_for(reader.speaks), followed)


async def cities(query: CallbackQuery, state: FSMContext, store: Store, speaker: Speaker) -> None:
    """The cities, those they follow ticked."""
    await leave_question(state)
    await _show_cities(query, store, speaker.reader)


async def city_picked(
    query: CallbackQuery, callback_data: FollowCity, store: Store, speaker: Speaker, clock: Clock
) -> None:
    """One more or less. Raises `Mistake(NOT_FOUND)`."""
    reader = speaker.reader
    if callback_data.on:
        await settle_in.follow_city(store, reader.id, callback_data.city, clock())
    else:
        await settle_in.unfollow_city(store, reader.id, callback_data.city)
    await _show_cities(query, store, reader, saved=True)


async def _show_cities(query: CallbackQuery, store: Store, reader: Reader, *, saved: bool = False) -> None:
    async with store.read() as tx:
        followed = await tx.follows.cities(reader.id)
    await show(query, cities_screen(words_for(reader.speaks), followed, reader.place, saved=saved))
