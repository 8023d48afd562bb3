"""The bell under a delivered post: less of this in a few taps, in place of its buttons; its text stays."""

from collections.abc import Awaitable, Callable

from aiogram import Router
from aiogram.types import CallbackQuery, Message
from markupsafe import Markup

from bot.actions.digest import choose_only
from bot.actions.render import letter_as, letter_for
from bot.actions.rounds import with_readers
from bot.actions.settle_in import choose_cap, limit_partner, mute, no_promotions, stop, unfollow, unfollow_campaign
from bot.content import Post
from bot.forms.flips import LESS
from bot.languages import Form
from bot.partners import Partner
from bot.people import Mute
from bot.recurrence import local
from handlers.audience.questions import leave_question
from handlers.audience.receiving.flips import post_under
from handlers.audience.receiving.less_screens import (
    ONE_A_DAY,
    Choice,
    Choose,
    LessOf,
    Standing,
    choice_screen,
    done_line,
)
from handlers.audience.receiving.partners import bond_of
from handlers.audience.receiving.stop_screens import stopped_screen
from handlers.audience.visit import Visit
from handlers.showing.letters import rewrite_buttons
from handlers.showing.screen import Screen, answered, show, show_below, toast
from handlers.turns.filters import Numbered
from handlers.turns.turn import hand


def router() -> Router:
    """The bell, and what it offers."""
    less = Router(name="audience.less")
    hand(less, "visit", Visit)
    less.message.register(typed, Numbered(LESS))
    less.callback_query.register(offered, LessOf.filter())
    less.callback_query.register(chosen, Choose.filter())
    return less


async def typed(message: Message, number: int, visit: Visit) -> None:
    """The same below an album, which bears no buttons. Raises `Mistake(NOT_FOUND)`."""
    await leave_question(visit.state)
    offer = await _offer(visit, number, visit.reader.speaks)
    await show(message, Screen(offer) if isinstance(offer, Markup) else offer)


async def offered(query: CallbackQuery, callback_data: LessOf, visit: Visit) -> None:
    """What would be less for this reader, of this post; a preview only says what the bell is for."""
    offer = await _offer(visit, callback_data.post_id, callback_data.form)
    if isinstance(offer, Markup):
        await toast(query, offer)
        return
    await answered(query)
    if not await rewrite_buttons(visit.bot, _place(query), offer.rows):
        await show_below(query, offer)


async def _offer(visit: Visit, post_id: int, form: Form) -> Screen | Markup:
    """What can be chosen, or why nothing can. Raises `Mistake(NOT_FOUND)`."""
    reader, words = visit.reader, visit.words
    async with visit.store.read() as tx:
        post, partner = await post_under(tx, visit.speaker, post_id)
        bond = await bond_of(tx, reader, partner.id, visit.now)
        digest, out = await tx.digests.of(reader.id), await with_readers(tx, post)
    if not out:
        return words.say("Under the post that goes out, readers find here how to get less of this.")
    if bond.stopped:
        return words.say("Posts are off. You can still read everything here.")
    standing = Standing(bond, reader.cap, digest_only=digest is not None and digest.only)
    return choice_screen(words, post, partner, standing, form)


async def chosen(query: CallbackQuery, callback_data: Choose, visit: Visit) -> None:
    """It is done, the post has its own buttons again, and a word over it says what comes of it."""
    reader, words, choice = visit.reader, visit.words, callback_data.choice
    async with visit.store.read() as tx:
        post, partner = await post_under(tx, visit.speaker, callback_data.post_id)
    late = reader.stopped_at is not None and choice is not Choice.BACK
    said = (
        words.say("Posts are off. You can still read everything here.")
        if late
        else await _do(visit, post, partner, choice)
    )
    shown = visit.redirects.shown(post)
    letter = letter_as(shown, partner, callback_data.form, reader.speaks)
    letter = letter or letter_for(shown, partner, callback_data.form)
    await (toast(query, said, alert=True) if said else answered(query))
    await rewrite_buttons(visit.bot, _place(query), letter.rows if letter else ())
    if choice is Choice.STOP and not late:
        async with visit.store.read() as tx:
            follows = await tx.follows.of(reader.id)
        await show_below(query, stopped_screen(words, len(follows)))


async def _do(visit: Visit, post: Post, partner: Partner, choice: Choice) -> Markup | None:
    """Raises `Mistake(NOT_FOLLOWED)`, when they have left the partner whom they would mute."""
    reader, deed = visit.reader, _DEEDS.get(choice)
    if deed is not None:
        await deed(visit, post)
    until = local(visit.now + Mute.WEEK.length, reader.zone)
    return done_line(visit.words, choice, partner, until)


def _place(query: CallbackQuery) -> tuple[int, int]:
    """Chat and number of the message that was pressed."""
    return query.from_user.id, query.message.message_id if query.message else 0


async def _rarely(visit: Visit, post: Post) -> None:
    await limit_partner(visit.store, visit.reader.id, post.partner_id, 1, visit.now)


async def _mute(visit: Visit, post: Post) -> None:
    await mute(visit.store, visit.reader.id, post.partner_id, Mute.WEEK, visit.now)


async def _unmute(visit: Visit, post: Post) -> None:
    await mute(visit.store, visit.reader.id, post.partner_id, None, visit.now)


async def _leave(visit: Visit, post: Post) -> None:
    await unfollow(visit.store, visit.reader.id, post.partner_id, visit.now)


async def _leave_theme(visit: Visit, post: Post) -> None:
    if post.campaign_id is not None:
        await unfollow_campaign(visit.store, visit.reader.id, post.campaign_id, visit.now)


async def _one_a_day(visit: Visit, _post: Post) -> None:
    await choose_cap(visit.store, visit.reader.id, ONE_A_DAY, visit.now)


async def _stories(visit: Visit, _post: Post) -> None:
    await no_promotions(visit.store, visit.reader.id, visit.now)


async def _digest(visit: Visit, _post: Post) -> None:
    await choose_only(visit.store, visit.reader, visit.now, only=True)


async def _stop(visit: Visit, _post: Post) -> None:
    await stop(visit.store, visit.reader.id, visit.now)


_DEEDS: dict[Choice, Callable[[Visit, Post], Awaitable[None]]] = {
    Choice.RARELY: _rarely,
    Choice.MUTE: _mute,
    Choice.UNMUTE: _unmute,
    Choice.LEAVE: _leave,
    Choice.THEME: _leave_theme,
    Choice.ONE: _one_a_day,
    Choice.STORIES: _stories,
    Choice.DIGEST: _digest,
    Choice.STOP: _stop,
}
