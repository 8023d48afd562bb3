"""The button under a post that somebody received: follow its partner."""

from collections.abc import Callable
from datetime import datetime

from aiogram import Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery

from bot.actions.settle_in import follow_in
from bot.actions.suspend import require_here
from bot.mistakes import Mistake, Why
from bot.people import Speaker
from bot.reports import Press, Pressed
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
    pressed = query.message.message_id if query.message else 0
    async with store.write() as tx:
        post = await tx.posts.get(callback_data.post_id)
        partner = await tx.partners.get(post.partner_id) if post else None
        if post is None or partner is None:
            raise Mistake(Why.NOT_FOUND)
        require_here(partner, speaker.reader)
        fresh = await follow_in(tx, speaker.reader.id, partner.id, clock())
        await tx.reports.press(Pressed(post.id, Press.FOLLOW, speaker.reader.id, pressed), clock())
    name = partner.name(words.form)
    if fresh:
        await toast(query, words.say("You follow {partner} now. /partners shows them all.", partner=name))
    else:
        await toast(query, words.say("You follow {partner} already. /partners shows them all.", partner=name))
