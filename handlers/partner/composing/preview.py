"""Preview: exactly what a reader of each form, or a channel, would get."""

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.actions.render import left_to_a_tap, letter_for, letter_for_channel
from bot.content import Post
from bot.languages import Form
from bot.mistakes import Mistake, Why
from bot.partners import Channel, Partner
from bot.redirects import Redirects
from bot.transport import Letter
from handlers.partner.composing.preview_screens import above_screen, below_screen
from handlers.partner.pen import Composing, Pen
from handlers.partner.presses import Look
from handlers.showing.letters import send_letter
from handlers.showing.screen import show, show_below


def router() -> Router:
    """Looking at a post with others' eyes."""
    preview = Router(name="partner.preview")
    preview.callback_query.register(look, Look.filter())
    return preview


async def look(query: CallbackQuery, callback_data: Look, pen: Pen, redirects: Redirects) -> None:
    """The pressed message becomes the line above the letter; the buttons go on below it."""
    post = await pen.post(callback_data.post_id)
    async with pen.store.read() as tx:
        channels = [] if post.places else list(await tx.channels.of(post.partner_id))
    channel = next((each for each in channels if each.id == callback_data.channel_id), None)
    seen_by = channel or callback_data.form or post.source or Form.ZH_HANS
    partner = await pen.partner_of(post)
    letter = _letter(post, partner, seen_by)
    hidden = left_to_a_tap(post, partner, channel) if channel else ()
    above = await show(query, above_screen(pen.words, post, seen_by, hidden))
    await send_letter(pen.bot, query.from_user.id, letter, pen.store)
    if above is not None:
        over = redirects.over(post)
        below = await show_below(above, below_screen(pen.words, post, channels, seen_by, over))
        await _card_is_now(pen, above.message_id, below.message_id if below else None)


def _letter(post: Post, partner: Partner, seen_by: Form | Channel) -> Letter:
    if isinstance(seen_by, Channel):
        letter = letter_for_channel(post, partner, seen_by.forms, separately=seen_by.separately)
    else:
        letter = letter_for(post, partner, seen_by)
    if letter is None:
        raise Mistake(Why.NO_VERSION)
    return letter


async def _card_is_now(pen: Pen, was: int, now: int | None) -> None:
    """The next card takes the place of the message with the buttons, not of the line above the letter."""
    if await pen.state.get_state() == Composing.open.state and (await pen.state.get_data()).get("card") == was:
        await pen.state.update_data(card=now)
