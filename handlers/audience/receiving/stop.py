"""/stop: at once, as often as they like; one partner (/stop_3, under each of its promotions), promotions, or all."""

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.actions.let_go import forgetting
from bot.actions.settle_in import has_agreed, no_promotions, stop, unfollow
from bot.recurrence import local
from bot.words import words_for
from handlers.audience.arriving.start_screens import door_screen
from handlers.audience.home_screens import StopPosts
from handlers.audience.personal_data.forget_screens import pending_screen
from handlers.audience.questions import leave_question
from handlers.audience.receiving.stop_screens import (
    NoPromotions,
    left_screen,
    never_screen,
    stopped_screen,
    stories_only_screen,
)
from handlers.audience.visit import Visit
from handlers.showing.screen import show
from handlers.turns.filters import Numbered
from handlers.turns.turn import hand, the_partner


def router() -> Router:
    """Stop, by word or by button."""
    end = Router(name="audience.stop")
    hand(end, "visit", Visit)
    end.message.register(said, Command("stop", ignore_case=True), ~F.forward_origin)  # what is passed on is not said
    end.message.register(one, Numbered("stop"), ~F.forward_origin)
    end.callback_query.register(said, StopPosts.filter())
    end.callback_query.register(stories_only, NoPromotions.filter())
    return end


async def said(event: Message | CallbackQuery, visit: Visit) -> None:
    """No more posts; what is said then is true for them."""
    async with visit.store.read() as tx:
        agreed, request = await has_agreed(tx, visit.reader), await forgetting(tx, visit.reader)
        follows = await tx.follows.of(visit.reader.id)
    reader = await stop(visit.store, visit.reader.id, visit.now)
    await leave_question(visit.state)
    words = words_for(reader.speaks)
    if request is not None:
        await show(event, pending_screen(words, local(request.due_at, reader.zone)))
        return
    await show(event, stopped_screen(words, len(follows)) if agreed else never_screen(words))


async def one(message: Message, number: int, visit: Visit) -> None:
    """Nothing more of one partner. Raises `Mistake(NOT_FOUND)`."""
    await leave_question(visit.state)
    async with visit.store.read() as tx:
        partner, follows = await the_partner(tx, number), await tx.follows.of(visit.reader.id)
    await unfollow(visit.store, visit.reader.id, partner.id, visit.now)
    await show(message, left_screen(visit.words, partner, followed=partner.id in follows))


async def stories_only(query: CallbackQuery, visit: Visit) -> None:
    """No promotion of anybody; stories go on. It starts nobody who is being forgotten or has never agreed to posts."""
    reader, words = visit.reader, visit.words
    async with visit.store.read() as tx:
        agreed, request = await has_agreed(tx, reader), await forgetting(tx, reader)
    if not agreed:
        await show(query, door_screen(words, reader.place, reader.zone))
        return
    if request is not None:
        await show(query, pending_screen(words, local(request.due_at, reader.zone)))
        return
    reader = await no_promotions(visit.store, reader.id, visit.now)
    await show(query, stories_only_screen(words_for(reader.speaks)))
