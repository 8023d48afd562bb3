"""The button under a post that somebody received: follow its partner."""

from collections.abc import Callable
from datetime import datetime

from aiogram import Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery

from bot.actions.settle_in import follow
from bot.mistakes import Mistake, Why
from bot.people import Speaker
from bot.reports import Press
from bot.store import Store
from bot.words import Words
from handlers.screen import Number, toast


class FollowHere(CallbackData, prefix="w_follow"):
    """Follow the partner of the post above."""

    post_id: Number


def router() -> Router:
    """Where the button leads."""
    ways = Router(name="audience.ways")
    ways.callback_query.register(follow_here, FollowHere.filter())
    return ways


async def follow_here(  # noqa: PLR0913 - aiogram hands them by name
    query: CallbackQuery,
    callback_data: FollowHere,
    *,
    store: Store,
    speaker: Speaker,
    words: Words,
    clock: Callable[[], datetime],
) -> None:
    """The post stays as it is: the answer comes over it."""
    async with store.write() as tx:
        post = await tx.posts.get(callback_data.post_id)
        partner = await tx.partners.get(post.partner_id) if post else None
        if post is None or partner is None:
            raise Mistake(Why.NOT_FOUND)
        already = partner.id in await tx.follows.of(speaker.reader.id)
        await tx.reports.press(post.id, Press.FOLLOW, speaker.reader.id, clock())
    name = partner.name(words.form)
    if already:
        await toast(query, words.say("You follow {partner} already. /partners shows them all.", partner=name))
        return
    await follow(store, speaker.reader.id, partner.id, clock())
    await toast(query, words.say("You follow {partner} now. /partners shows them all.", partner=name))
