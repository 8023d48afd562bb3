"""What else can be done with a post, and templates."""

from aiogram import F, Router
from aiogram.types import CallbackQuery

from bot.actions.compose import delete_draft
from bot.actions.copies import duplicate, save_template, send_to_me
from bot.content import Post, PostState
from bot.languages import Form
from bot.mistakes import Mistake, Why
from bot.partners import Messages
from handlers.partner.composing.cards import turn_into_card
from handlers.partner.lists.more_screens import duplicated_screen, more_screen, template_saved_screen, template_screen
from handlers.partner.lists.shelves import SHELVES
from handlers.partner.pen import Pen
from handlers.partner.presses import Act, OpenTemplate, Pages, Press, Shelf
from handlers.showing.screen import show, toast


def router() -> Router:
    """The page with more, its buttons, and the templates."""
    more = Router(name="partner.more")
    more.callback_query.register(open_more, Press.filter(F.act == Act.MORE))
    more.callback_query.register(to_me, Press.filter(F.act == Act.TO_ME))
    more.callback_query.register(twice, Press.filter(F.act == Act.DUPLICATE))
    more.callback_query.register(keep, Press.filter(F.act == Act.TEMPLATE))
    more.callback_query.register(open_template, OpenTemplate.filter())
    return more


async def open_more(query: CallbackQuery, callback_data: Press, pen: Pen) -> None:
    """Shows what else can be done with the draft."""
    post = await pen.post(callback_data.post_id)
    partner = await pen.partner_of(post)
    everybody = partner.benefits.messages is Messages.EVERYBODY and await pen.may_change(post)
    await show(query, more_screen(pen.words, post, everybody=everybody))


async def to_me(query: CallbackQuery, callback_data: Press, pen: Pen) -> None:
    """The clock sends it, as it sends to everybody."""
    form = callback_data.form or Form.ZH_HANS
    await send_to_me(pen.store, pen.speaker, callback_data.post_id, form, pen.now)
    await toast(query, pen.words.say("On its way to you."))


async def twice(query: CallbackQuery, callback_data: Press, pen: Pen) -> None:
    """Begins a second draft with the same content."""
    await show(query, duplicated_screen(pen.words, await _second(pen, callback_data.post_id)))


async def _second(pen: Pen, post_id: int) -> Post:
    return await duplicate(pen.store, pen.speaker, post_id, pen.now)


async def keep(query: CallbackQuery, callback_data: Press, pen: Pen) -> None:
    """Keeps the draft as a template."""
    post = await pen.post(callback_data.post_id)
    await save_template(pen.store, pen.speaker, post.id, pen.now)
    await show(query, template_saved_screen(pen.words, post))


async def open_template(query: CallbackQuery, callback_data: OpenTemplate, pen: Pen) -> None:
    """Look at it, begin a post from it, or throw it away."""
    template = await pen.post(callback_data.post_id)
    if template.state is not PostState.TEMPLATE:
        raise Mistake(Why.NOT_FOUND)
    if callback_data.begin:
        await pen.state.clear()
        await turn_into_card(query, pen, await _second(pen, template.id))
    elif callback_data.drop:
        await delete_draft(pen.store, pen.speaker, template.id)
        await SHELVES.open(query, pen, Pages(shelf=Shelf.TEMPLATES))
    else:
        partner = await pen.partner_of(template)
        await show(query, template_screen(pen.words, template, partner.name(pen.words.form)))
