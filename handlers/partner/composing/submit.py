"""Submitting a draft: at once when every language is there, else after saying which are missing."""

from aiogram import F, Router
from aiogram.types import CallbackQuery
from markupsafe import Markup

from bot.actions.compare import borrowed_lines
from bot.actions.compose import remove_language
from bot.actions.render import left_to_a_tap
from bot.actions.rounds import used_up
from bot.actions.submit import needed_by, submit, too_many
from bot.content import Post
from bot.mistakes import Mistake, Why
from bot.recurrence import local, month_of
from handlers.partner.composing.cards import turn_into_card
from handlers.partner.composing.fetching import fetched
from handlers.partner.composing.submit_screens import (
    HOURS,
    Crowded,
    crowded_lines,
    missing,
    stale,
    submit_screen,
    submitted_screen,
    too_many_screen,
    used_up_line,
    waiting_screen,
)
from handlers.partner.composing.waiting import ask_again, forget, waiting_for
from handlers.partner.pen import Pen
from handlers.partner.presses import Act, NeededBy, Press
from handlers.showing.screen import show


def router() -> Router:
    """The card's submit button."""
    submitting = Router(name="partner.submit")
    submitting.callback_query.register(ask, Press.filter(F.act == Act.SUBMIT))
    submitting.callback_query.register(sure, Press.filter(F.act == Act.SUBMIT_SURE))
    submitting.callback_query.register(without, Press.filter(F.act == Act.WITHOUT))
    submitting.callback_query.register(answer, Press.filter(F.act == Act.ANSWER))
    submitting.callback_query.register(drop, Press.filter(F.act == Act.DROP))
    submitting.callback_query.register(needed, NeededBy.filter())
    return submitting


async def ask(query: CallbackQuery, callback_data: Press, pen: Pen) -> None:
    """Say what is missing; with nothing missing there is nothing to ask."""
    post = await pen.post(callback_data.post_id)
    if not post.versions:
        raise Mistake(Why.NO_VERSION)
    if not await _held_up(query, pen, post):
        await _ask(query, pen, post)


async def _held_up(query: CallbackQuery, pen: Pen, post: Post) -> bool:
    """Whether something is asked first: about a text that waits, or which language goes where there are too many."""
    partner, waiting = await pen.partner_of(post), await waiting_for(pen, post)
    if waiting:
        await show(query, waiting_screen(pen.words, post, len(waiting)))
    elif too_many(post, partner):
        await show(query, too_many_screen(pen.words, post, partner))
    return bool(waiting) or too_many(post, partner)


async def without(query: CallbackQuery, callback_data: Press, pen: Pen) -> None:
    """Goes on to submit without the texts that wait."""
    await forget(pen)
    await ask(query, callback_data, pen)


async def answer(query: CallbackQuery, callback_data: Press, pen: Pen) -> None:
    """The card again, and below it the question that is open."""
    post = await pen.post(callback_data.post_id)
    await turn_into_card(query, pen, post)
    await ask_again(query, pen, post)


async def _ask(query: CallbackQuery, pen: Pen, post: Post) -> None:
    partner, crowded = await pen.partner_of(post), await _crowded(pen, post)
    benefits, borrowed = partner.benefits, borrowed_lines(pen.words, post)
    if missing(post, benefits) or stale(post) or crowded or borrowed:
        told = (*await _allowance(pen, post), *crowded_lines(pen.words, crowded), *borrowed)
        await show(query, submit_screen(pen.words, post, benefits, told))
    else:
        await _submit(query, pen, post)


async def _crowded(pen: Pen, post: Post) -> Crowded:
    """Channels that cannot hold all their languages in one message."""
    async with pen.store.read() as tx:
        channels = [] if post.places else list(await tx.channels.of(post.partner_id))
    partner = await pen.partner_of(post)
    found = {channel.title: left_to_a_tap(post, partner, channel) for channel in channels}
    return {title: hidden for title, hidden in found.items() if hidden}


async def sure(query: CallbackQuery, callback_data: Press, pen: Pen) -> None:
    """Submits the post as it is."""
    post = await pen.post(callback_data.post_id)
    if not await _held_up(query, pen, post):
        await _submit(query, pen, post)


async def drop(query: CallbackQuery, callback_data: Press, pen: Pen) -> None:
    """A language goes, while there are too many: then the next may, or the card is ready to be handed in."""
    post = await fetched(query, pen, callback_data.post_id)
    if post is None:
        return
    form, partner = callback_data.form, await pen.partner_of(post)
    if form is None or form not in post.versions or not too_many(post, partner):
        await turn_into_card(query, pen, post)
        return
    post = await remove_language(pen.store, pen.speaker, post.id, form)
    if too_many(post, partner):
        await show(query, too_many_screen(pen.words, post, partner))
        return
    notice = pen.words.say(
        "{language} is removed. Now you can submit it.", language=pen.words.language(form, begins=True)
    )
    await turn_into_card(query, pen, post, notice)


async def _submit(query: CallbackQuery, pen: Pen, post: Post) -> None:
    submitted = await submit(pen.store, pen.speaker, post.id, pen.now)
    await pen.state.clear()
    await show(query, submitted_screen(pen.words, submitted, pen.zone, await _allowance(pen, submitted)))


async def _allowance(pen: Pen, post: Post) -> tuple[Markup, ...]:
    """Said in time, and no refusal: it may be meant for next month."""
    async with pen.store.read() as tx:
        spent = await used_up(tx, post, pen.now)
    if not spent:
        return ()
    renews = local(month_of(pen.now)[1], pen.zone)
    return (used_up_line(pen.words, await pen.partner_of(post), renews),)


async def needed(query: CallbackQuery, callback_data: NeededBy, pen: Pen) -> None:
    """Sooner or later than usual."""
    if callback_data.hours not in HOURS:
        raise Mistake(Why.NOT_FOUND)
    post = await needed_by(pen.store, pen.speaker, callback_data.post_id, callback_data.hours, pen.now)
    await show(query, submitted_screen(pen.words, post, pen.zone, await _allowance(pen, post)))
