"""The button under a post that somebody received: follow its partner."""

from aiogram import Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery

from bot.actions.settle_in import follow_in
from bot.actions.suspend import require_here
from bot.mistakes import existing
from bot.reports import Counted, Pressed
from handlers.audience.visit import Visit
from handlers.showing.screen import Number, toast
from handlers.turns.turn import hand, the_partner


class FollowHere(CallbackData, prefix="w_follow"):
    """Follow the partner of the post above."""

    post_id: Number


def router() -> Router:
    """Where the button leads."""
    ways = Router(name="audience.ways")
    hand(ways, "visit", Visit)
    ways.callback_query.register(follow_here, FollowHere.filter())
    return ways


async def follow_here(query: CallbackQuery, callback_data: FollowHere, visit: Visit) -> None:
    """The post stays as it is: the answer comes over it."""
    reader, words, pressed = visit.reader, visit.words, query.message.message_id if query.message else 0
    async with visit.store.write() as tx:
        post = existing(await tx.posts.get(callback_data.post_id))
        partner = await the_partner(tx, post.partner_id)
        require_here(partner, reader)
        fresh = await follow_in(tx, reader.id, partner.id, visit.now)
        await tx.reports.press(Pressed(post.id, Counted.FOLLOW, reader.id, pressed), visit.now)
    name = partner.name(words.form)
    if fresh:
        await toast(query, words.say("You follow {partner} now. /partners shows them all.", partner=name))
    else:
        await toast(query, words.say("You follow {partner} already. /partners shows them all.", partner=name))
