"""The card's buttons: what a draft is, what is in it, whether it stays."""

from collections.abc import Awaitable, Callable, Mapping

from aiogram import F, Router
from aiogram.types import CallbackQuery

from bot.actions.compose import (
    choose_everybody,
    choose_kind,
    clear_media,
    delete_draft,
    derive_version,
    keep_newest_media,
    remove_version,
    still_right,
)
from bot.actions.render import letter_for
from bot.content import TEXT_LIMIT, Post, PostKind, PostState
from bot.languages import Form
from bot.texts import units, visible
from handlers.partner.composing.card_screens import title_of
from handlers.partner.composing.cards import opened, turn_into_card
from handlers.partner.composing.conversion_screens import again_button, again_screen, derived_screen, remakeable
from handlers.partner.composing.fetching import fetched
from handlers.partner.composing.form_screens import form_screen
from handlers.partner.composing.leaving_screens import delete_screen, deleted_screen, done_screen
from handlers.partner.pen import Composing, Pen
from handlers.partner.planning.schedule_screens import taken_back_screen
from handlers.partner.presses import CHANGES, Act, OpenDraft, Press
from handlers.showing.screen import show

Change = Callable[[Pen, Post, Form], Awaitable[Post]]


def router() -> Router:
    """Every button of the card but preview and submit."""
    card = Router(name="partner.card")
    card.callback_query.register(open_card, OpenDraft.filter())
    card.callback_query.register(open_card, Press.filter(F.act == Act.CARD))
    card.callback_query.register(open_form, Press.filter(F.act == Act.FORM))
    card.callback_query.register(change, Press.filter(F.act.in_(CHANGES)))
    card.callback_query.register(ask_again, Press.filter(F.act == Act.AGAIN))
    card.callback_query.register(ask_change, Press.filter(F.act == Act.CHANGE))
    card.callback_query.register(agree, Press.filter(F.act == Act.CHANGE_SURE))
    card.callback_query.register(ask_delete, Press.filter(F.act == Act.DELETE))
    card.callback_query.register(delete, Press.filter(F.act == Act.DELETE_SURE))
    card.callback_query.register(finish, Press.filter(F.act == Act.DONE))
    return card


async def open_card(query: CallbackQuery, callback_data: OpenDraft | Press, pen: Pen) -> None:
    """The card as the draft stands now; from here on what is sent belongs to it."""
    await turn_into_card(query, pen, await pen.post(callback_data.post_id))


async def open_form(query: CallbackQuery, callback_data: Press, pen: Pen) -> None:
    """One version's page."""
    await _show_form(query, pen, await pen.post(callback_data.post_id), callback_data.form)


async def _show_form(query: CallbackQuery, pen: Pen, post: Post, form: Form | None) -> None:
    """One that was made from the other script is shown whole, as its readers will see it."""
    letter = letter_for(post, await pen.partner_of(post), form) if form else None
    if form is None or letter is None or form not in post.versions:
        await turn_into_card(query, pen, post)
        return
    size = units(visible(letter.text)), TEXT_LIMIT
    if post.versions[form].derived_from is not None:
        await show(query, derived_screen(pen.words, post, form, size))
    else:
        more = [again_button(pen.words, post, form)] if remakeable(post, form) else []
        await show(query, form_screen(pen.words, post, form, size, more))


async def ask_again(query: CallbackQuery, callback_data: Press, pen: Pen) -> None:
    """Ask before an author's own text gives way to a converted one."""
    post, form = await pen.post(callback_data.post_id), callback_data.form
    if form is not None and remakeable(post, form):
        await show(query, again_screen(pen.words, post, form))
    else:
        await turn_into_card(query, pen, post)


async def change(query: CallbackQuery, callback_data: Press, pen: Pen) -> None:
    """A change of the content, by its table."""
    post = await fetched(query, pen, callback_data.post_id)
    if post is not None:
        changed = await HOW[callback_data.act](pen, post, callback_data.form or Form.ZH_HANT)
        if callback_data.act is Act.DERIVE:
            await opened(pen, changed)
            await _show_form(query, pen, changed, callback_data.form or Form.ZH_HANT)
        else:
            await turn_into_card(query, pen, changed)


async def _story(pen: Pen, post: Post, _form: Form) -> Post:
    return await choose_kind(pen.store, pen.speaker, post.id, PostKind.STORY)


async def _promotion(pen: Pen, post: Post, _form: Form) -> Post:
    return await choose_kind(pen.store, pen.speaker, post.id, PostKind.CAMPAIGN)


async def _derive(pen: Pen, post: Post, form: Form) -> Post:
    return await derive_version(pen.store, pen.speaker, post.id, form)


async def _remove(pen: Pen, post: Post, form: Form) -> Post:
    return await remove_version(pen.store, pen.speaker, post.id, form)


async def _clear(pen: Pen, post: Post, _form: Form) -> Post:
    return await clear_media(pen.store, pen.speaker, post.id)


async def _newest(pen: Pen, post: Post, _form: Form) -> Post:
    return await keep_newest_media(pen.store, pen.speaker, post.id)


async def _right(pen: Pen, post: Post, form: Form) -> Post:
    return await still_right(pen.store, pen.speaker, post.id, form)


async def _everybody(pen: Pen, post: Post, _form: Form) -> Post:
    return await choose_everybody(pen.store, pen.speaker, post.id, everybody=True)


async def _followers(pen: Pen, post: Post, _form: Form) -> Post:
    return await choose_everybody(pen.store, pen.speaker, post.id, everybody=False)


HOW: Mapping[Act, Change] = {
    Act.STORY: _story,
    Act.PROMOTION: _promotion,
    Act.DERIVE: _derive,
    Act.REMOVE: _remove,
    Act.CLEAR: _clear,
    Act.NEWEST: _newest,
    Act.RIGHT: _right,
    Act.EVERYBODY: _everybody,
    Act.FOLLOWERS: _followers,
}


async def ask_change(query: CallbackQuery, callback_data: Press, pen: Pen) -> None:
    """Ask whether a submitted or approved post shall be fetched back."""
    post = await fetched(query, pen, callback_data.post_id)
    if post is not None:
        await turn_into_card(query, pen, post)


async def agree(query: CallbackQuery, callback_data: Press, pen: Pen) -> None:
    """Yes: the next change makes it a draft again."""
    post = await pen.post(callback_data.post_id)
    await pen.state.update_data(agreed=post.id)
    await turn_into_card(query, pen, post, pen.words.say("Send or press what you want to change."))


async def ask_delete(query: CallbackQuery, callback_data: Press, pen: Pen) -> None:
    """Ask whether it is meant."""
    await show(query, delete_screen(pen.words, await pen.post(callback_data.post_id)))


async def delete(query: CallbackQuery, callback_data: Press, pen: Pen) -> None:
    """Throws the draft away."""
    post = await pen.post(callback_data.post_id)
    await delete_draft(pen.store, pen.speaker, post.id)
    await _close(pen, post)
    await show(query, deleted_screen(pen.words, title_of(post, pen.words)))


async def finish(query: CallbackQuery, callback_data: Press, pen: Pen) -> None:
    """Enough for now; it is kept, and what is still approved awaits its time."""
    post = await pen.post(callback_data.post_id)
    await _close(pen, post)
    leave = taken_back_screen if post.state is PostState.APPROVED else done_screen
    await show(query, leave(pen.words, post))


async def _close(pen: Pen, post: Post) -> None:
    """What is sent from now on no longer belongs to this post."""
    data = await pen.state.get_data()
    if await pen.state.get_state() == Composing.open.state and data.get("post_id") == post.id:
        await pen.state.clear()
