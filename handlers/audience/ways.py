"""The buttons under a post that somebody received: follow its partner, read it in another language."""

from collections.abc import Callable
from datetime import datetime

from aiogram import Bot, Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery

from bot.actions.render import letter_as
from bot.actions.settle_in import follow
from bot.content import Post, PostState
from bot.languages import Form
from bot.mistakes import Mistake, Why
from bot.people import Speaker
from bot.store import Store
from bot.words import Words
from handlers.letters import send_letter
from handlers.screen import Number, answered, toast


class FollowHere(CallbackData, prefix="w_follow"):
    """Follow the partner of the post above."""

    partner_id: Number


class ReadHere(CallbackData, prefix="w_read"):
    """Send the post above in another of its languages."""

    post_id: Number
    form: Form


def router() -> Router:
    """Both."""
    ways = Router(name="audience.ways")
    ways.callback_query.register(follow_here, FollowHere.filter())
    ways.callback_query.register(read_here, ReadHere.filter())
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
    async with store.read() as tx:
        partner = await tx.partners.get(callback_data.partner_id)
        already = callback_data.partner_id in await tx.follows.of(speaker.reader.id)
    if partner is None:
        raise Mistake(Why.NOT_FOUND)
    name = partner.name(words.form)
    if already:
        await toast(query, words.say("You follow {partner} already. /partners shows them all.", partner=name))
        return
    await follow(store, speaker.reader.id, partner.id, clock())
    await toast(query, words.say("You follow {partner} now. /partners shows them all.", partner=name))


async def read_here(query: CallbackQuery, callback_data: ReadHere, bot: Bot, store: Store, speaker: Speaker) -> None:
    """The same post once more, below, in that language."""
    async with store.read() as tx:
        post = await tx.posts.get(callback_data.post_id)
        partner = await tx.partners.get(post.partner_id) if post else None
    letter = None
    if post is not None and partner is not None and _may_read(post, speaker):
        letter = letter_as(post, partner, callback_data.form, callback_data.form)
    if letter is None:
        raise Mistake(Why.NOT_FOUND)
    await send_letter(bot, speaker.reader.address, letter, store)
    await answered(query)


def _may_read(post: Post, speaker: Speaker) -> bool:
    """What went out may be read by everybody, what has not by those who work on it."""
    return post.state in {PostState.SENDING, PostState.SENT} or speaker.is_admin or speaker.writes_for(post.partner_id)
