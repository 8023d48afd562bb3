"""What a reader follows, in one place; and cities beside their own."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.actions import settle_in
from handlers.audience.home_screens import paused_here
from handlers.audience.questions import leave_question
from handlers.audience.receiving.following_screens import (
    CitiesMenu,
    FollowCity,
    Followed,
    FollowingMenu,
    cities_screen,
    following_screen,
)
from handlers.audience.receiving.partners import everyone, going_on
from handlers.audience.visit import Visit
from handlers.showing.screen import Screen, show, without_heading
from handlers.turns.turn import hand


def router() -> Router:
    """The overview and the cities."""
    following = Router(name="audience.following")
    hand(following, "visit", Visit)
    following.callback_query.register(asked, FollowingMenu.filter())
    following.callback_query.register(cities, CitiesMenu.filter())
    following.callback_query.register(city_picked, FollowCity.filter())
    return following


async def asked(event: Message | CallbackQuery, visit: Visit) -> None:
    """Shows what they follow; who says in words that they would follow all is offered that."""
    await leave_question(visit.state)
    said = event.text or "" if isinstance(event, Message) else ""
    await show(event, await everyone(visit, said) or without_heading(event, await _overview(visit)))


async def _overview(visit: Visit) -> Screen:
    reader = visit.reader
    async with visit.store.read() as tx:
        partners = await tx.partners.those(await tx.follows.of(reader.id))
        campaigns, places = await going_on(tx, reader, visit.now), await tx.follows.cities(reader.id)
    stopped, paused = reader.stopped_at is not None, paused_here(reader, visit.now)
    followed = Followed([*partners.values()], campaigns, places, reader.place, stopped=stopped, paused=paused)
    return following_screen(visit.words, followed)


async def cities(query: CallbackQuery, visit: Visit) -> None:
    """The cities, those they follow ticked."""
    await leave_question(visit.state)
    await _show_cities(query, visit)


async def city_picked(query: CallbackQuery, callback_data: FollowCity, visit: Visit) -> None:
    """One more or less. Raises `Mistake(NOT_FOUND)`."""
    if callback_data.on:
        await settle_in.follow_city(visit.store, visit.reader.id, callback_data.city, visit.now)
    else:
        await settle_in.unfollow_city(visit.store, visit.reader.id, callback_data.city)
    await _show_cities(query, visit, saved=True)


async def _show_cities(query: CallbackQuery, visit: Visit, *, saved: bool = False) -> None:
    async with visit.store.read() as tx:
        followed = await tx.follows.cities(visit.reader.id)
    await show(query, cities_screen(visit.words, followed, visit.reader.place, saved=saved))
