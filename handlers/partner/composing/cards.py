"""How a draft's card is laid before its author: turned into from a button, or anew at the bottom of the chat."""

from contextlib import suppress

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import CallbackQuery, Message
from markupsafe import Markup

from bot.actions.render import letter_as
from bot.content import Post
from bot.languages import Form
from bot.partners import Partner
from bot.words import Words
from handlers.partner.composing.card_screens import Card, card_screen
from handlers.partner.composing.registers import doubt_about
from handlers.partner.composing.waiting import answered
from handlers.partner.pen import Composing, Pen
from handlers.showing.screen import Screen, show
from handlers.staff.names_advice import advice_on
from handlers.staff.reach import followed


async def opened(pen: Pen, post: Post) -> bool:
    """Whether the author may write on: then whatever they send from now on belongs to this post."""
    at_hand = await pen.may_change(post)
    if not at_hand:
        await pen.state.clear()
        return False
    data = await pen.state.get_data() if await pen.state.get_state() == Composing.open.state else {}
    same = data if data.get("post_id") == post.id else {}
    agreed = (await pen.state.get_data()).get("agreed")
    await pen.state.set_state(Composing.open)
    await pen.state.set_data({**same, "partner_id": post.partner_id, "post_id": post.id, "agreed": agreed})
    return True


async def draw(
    pen: Pen, post: Post, notice: Markup | None = None, saved: Form | None = None, doubtful: int = 0
) -> Screen:
    """The card of a post as it stands."""
    partner = await pen.partner_of(post)
    at_hand = await opened(pen, post)
    async with pen.store.read() as tx:
        advice = await advice_on(tx, post)
        follows = await followed(tx, post, pen.words)
    card = Card(
        post,
        partner.name(pen.words.form),
        at_hand,
        notice,
        saved,
        doubt=doubt_about(post, saved),
        depth=partner.benefits.review,
        below=texts_below(post, partner),
        campaign=await _campaign(pen, post),
        follows=follows,
        advice=advice,
        doubtful=doubtful,
    )
    return card_screen(pen.words, card)


def texts_below(post: Post, partner: Partner) -> tuple[Form, ...]:
    """The languages whose text comes below the pictures, not under them."""
    letters = ((form, letter_as(post, partner, form, form)) for form in Form)
    return tuple(form for form, letter in letters if letter and letter.apart)


async def _campaign(pen: Pen, post: Post) -> str | None:
    if post.campaign_id is None:
        return None
    async with pen.store.read() as tx:
        campaign = await tx.campaigns.get(post.campaign_id)
    return campaign.name(pen.words.form) if campaign else None


async def turn_into_card(query: CallbackQuery, pen: Pen, post: Post, notice: Markup | None = None) -> None:
    """The message under the pressed button becomes the card."""
    await _settle(pen, await show(query, await draw(pen, post, notice)))


async def turn_into_saved(query: CallbackQuery, pen: Pen, post: Post, form: Form) -> None:
    """The message under the pressed button becomes the card, which says under which form a text was saved."""
    await _settle(pen, await show(query, await draw(pen, post, saved_line(pen.words, form), form)))


async def lay_below(message: Message, pen: Pen, screen: Screen) -> None:
    """A new card at the bottom of the chat."""
    await _settle(pen, await show(message, screen))


async def _settle(pen: Pen, card: Message | None) -> None:
    """Remember where the card is; the one before it goes away, so that there is only one."""
    if card is None or await pen.state.get_state() != Composing.open.state:
        return
    await answered(pen, card.message_id)
    before = (await pen.state.get_data()).get("card")
    await pen.state.update_data(card=card.message_id)
    if before and before != card.message_id:
        with suppress(TelegramBadRequest):  # older than 48 hours, or deleted by hand
            await pen.bot.delete_message(card.chat.id, before)


def saved_line(words: Words, form: Form) -> Markup:
    """Under which form a text was saved."""
    return words.say("Saved as {language}.", language=words.language(form))


async def redraw(bot: Bot, chat_id: int, card_id: int, screen: Screen) -> None:
    """Change the card where it lies (the parts of an album follow each other quickly)."""
    with suppress(TelegramBadRequest):  # unchanged, or deleted by hand: the next card will tell
        await bot.edit_message_text(screen.text, chat_id=chat_id, message_id=card_id, reply_markup=screen.keyboard)
