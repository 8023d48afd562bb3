"""The bell under a delivered post: less of this in a few taps, in place of its buttons; its text stays."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from aiogram import Bot, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message
from markupsafe import Markup

from bot.actions.digest import choose_only
from bot.actions.render import letter_as, letter_for
from bot.actions.rounds import with_readers
from bot.actions.settle_in import choose_cap, limit_partner, mute, no_promotions, stop, unfollow, unfollow_campaign
from bot.content import Post
from bot.flips import LESS
from bot.languages import Form
from bot.partners import Partner
from bot.people import Mute, Speaker
from bot.recurrence import local
from bot.redirects import Redirects
from bot.store import Store
from bot.words import Words, words_for
from handlers.audience.flips import post_under
from handlers.audience.less_screens import ONE_A_DAY, Choice, Choose, LessOf, Standing, choice_screen, done_line
from handlers.audience.partners import bond_of
from handlers.audience.questions import leave_question
from handlers.audience.stop_screens import stopped_screen
from handlers.filters import Numbered
from handlers.letters import rewrite_buttons
from handlers.screen import Screen, answered, show, show_below, toast

Clock = Callable[[], datetime]


def router() -> Router:
    """The bell, and what it offers."""
    less = Router(name="audience.less")
    less.message.register(typed, Numbered(LESS))
    less.callback_query.register(offered, LessOf.filter())
    less.callback_query.register(chosen, Choose.filter())
    return less


async def typed(  # noqa: PLR0913 - aiogram hands them by name
    message: Message, *, number: int, state: FSMContext, store: Store, speaker: Speaker, clock: Clock
) -> None:
    """The same below an album, which bears no buttons. Raises `Mistake(NOT_FOUND)`."""
    await leave_question(state)
    words = words_for(speaker.reader.speaks)
    offer = await _offer(_Tap(store, speaker, clock(), words), number, speaker.reader.speaks)
    await show(message, Screen(offer) if isinstance(offer, Markup) else offer)


async def offered(  # noqa: PLR0913 - aiogram hands them by name
    query: CallbackQuery,
    *,
    callback_data: LessOf,
    bot: Bot,
    store: Store,
    speaker: Speaker,
    words: Words,
    clock: Clock,
) -> None:
    """What would be less for this reader, of this post; a preview only says what the bell is for."""
    offer = await _offer(_Tap(store, speaker, clock(), words), callback_data.post_id, callback_data.form)
    if isinstance(offer, Markup):
        await toast(query, offer)
        return
    await answered(query)
    if not await rewrite_buttons(bot, _place(query), offer.rows):
        await show_below(query, offer)


async def _offer(tap: "_Tap", post_id: int, form: Form) -> Screen | Markup:
    """What can be chosen, or why nothing can. Raises `Mistake(NOT_FOUND)`."""
    reader, words = tap.speaker.reader, tap.words
    async with tap.store.read() as tx:
        post, partner = await post_under(tx, tap.speaker, post_id)
        bond = await bond_of(tx, reader, partner.id, tap.now)
        digest, out = await tx.digests.of(reader.id), await with_readers(tx, post)
    if not out:
        return words.say("Under the post that goes out, readers find here how to get less of this.")
    if bond.stopped:
        return words.say("Posts are off. You can still read everything here.")
    standing = Standing(bond, reader.cap, digest_only=digest is not None and digest.only)
    return choice_screen(words, post, partner, standing, form)


async def chosen(  # noqa: PLR0913 - aiogram hands them by name
    query: CallbackQuery,
    *,
    callback_data: Choose,
    bot: Bot,
    store: Store,
    speaker: Speaker,
    words: Words,
    clock: Clock,
    redirects: Redirects,
) -> None:
    """It is done, the post has its own buttons again, and a word over it says what comes of it."""
    tap = _Tap(store, speaker, clock(), words)
    async with store.read() as tx:
        post, partner = await post_under(tx, speaker, callback_data.post_id)
    choice = callback_data.choice
    late = speaker.reader.stopped_at is not None and choice is not Choice.BACK
    said = (
        words.say("Posts are off. You can still read everything here.")
        if late
        else await _do(tap, post, partner, choice)
    )
    shown = redirects.shown(post)
    letter = letter_as(shown, partner, callback_data.form, speaker.reader.speaks)
    letter = letter or letter_for(shown, partner, callback_data.form)
    await (toast(query, said, alert=True) if said else answered(query))
    await rewrite_buttons(bot, _place(query), letter.rows if letter else ())
    if choice is Choice.STOP and not late:
        async with store.read() as tx:
            follows = await tx.follows.of(speaker.reader.id)
        await show_below(query, stopped_screen(words, len(follows)))


@dataclass(frozen=True, slots=True)
class _Tap:
    """Who pressed, and when."""

    store: Store
    speaker: Speaker
    now: datetime
    words: Words


async def _do(tap: _Tap, post: Post, partner: Partner, choice: Choice) -> Markup | None:
    """Raises `Mistake(NOT_FOLLOWED)`, when they have left the partner whom they would mute."""
    reader, deed = tap.speaker.reader, _DEEDS.get(choice)
    if deed is not None:
        await deed(tap, post)
    until = local(tap.now + Mute.WEEK.length, reader.zone)
    return done_line(tap.words, choice, partner, until)


def _place(query: CallbackQuery) -> tuple[int, int]:
    """Chat and number of the message that was pressed."""
    return query.from_user.id, query.message.message_id if query.message else 0


async def _rarely(tap: _Tap, post: Post) -> None:
    await limit_partner(tap.store, tap.speaker.reader.id, post.partner_id, 1, tap.now)


async def _mute(tap: _Tap, post: Post) -> None:
    await mute(tap.store, tap.speaker.reader.id, post.partner_id, Mute.WEEK, tap.now)


async def _unmute(tap: _Tap, post: Post) -> None:
    await mute(tap.store, tap.speaker.reader.id, post.partner_id, None, tap.now)


async def _leave(tap: _Tap, post: Post) -> None:
    await unfollow(tap.store, tap.speaker.reader.id, post.partner_id, tap.now)


async def _leave_theme(tap: _Tap, post: Post) -> None:
    if post.campaign_id is not None:
        await unfollow_campaign(tap.store, tap.speaker.reader.id, post.campaign_id, tap.now)


async def _one_a_day(tap: _Tap, _post: Post) -> None:
    await choose_cap(tap.store, tap.speaker.reader.id, ONE_A_DAY, tap.now)


async def _stories(tap: _Tap, _post: Post) -> None:
    await no_promotions(tap.store, tap.speaker.reader.id, tap.now)


async def _digest(tap: _Tap, _post: Post) -> None:
    await choose_only(tap.store, tap.speaker.reader, tap.now, only=True)


async def _stop(tap: _Tap, _post: Post) -> None:
    await stop(tap.store, tap.speaker.reader.id, tap.now)


_DEEDS: dict[Choice, Callable[[_Tap, Post], Awaitable[None]]] = {
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
