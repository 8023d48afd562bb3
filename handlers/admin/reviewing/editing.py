"""A reviewer puts a better text in place of one; from then on it takes another admin to approve the post."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.actions.review import edit, other_admins
from bot.content import PostState, Version
from bot.languages import Form
from bot.mistakes import Mistake, Why
from handlers.admin.doors import lines
from handlers.admin.reviewing.review import as_it_stands, case_of
from handlers.admin.reviewing.review_screens import Returning
from handlers.admin.reviewing.texts_screens import Edit, edit_question_screen
from handlers.admin.seat import Seat
from handlers.showing.formatted import html_of
from handlers.showing.screen import show
from handlers.turns.filters import ANSWER

WRITE_AGAIN = frozenset({Why.TEXT_EMPTY, Why.TEXT_TOO_LONG, Why.DERIVED_TOO_LONG})


def router() -> Router:
    """The question for the text."""
    editing = Router(name="admin.editing")
    editing.callback_query.register(ask, Edit.filter())
    editing.message.register(typed, Returning.text, ANSWER)
    return editing


async def ask(query: CallbackQuery, callback_data: Edit, seat: Seat) -> None:
    """Ask for it, while there is something to decide and somebody else to approve it."""
    case = await case_of(seat, callback_data.post_id)
    post, form = case.post, callback_data.form
    if post.state is not PostState.SUBMITTED or form not in post.versions:
        mistake = Mistake(Why.ALREADY_REVIEWED, state=post.state)
        await show(query, await as_it_stands(seat, post.id, seat.sorry(mistake)))
        return
    if case.own:
        raise Mistake(Why.OWN_POST)
    async with seat.store.read() as tx:  # before they write it all
        await other_admins(tx, seat.speaker, post)
    await seat.state.set_state(Returning.text)
    await seat.state.update_data({"post_id": post.id, "form": form.value, "seen": post.versions[form].text})
    await show(query, edit_question_screen(seat.words, post, form))


async def typed(message: Message, seat: Seat) -> None:
    """The new text; what cannot be is asked for again, and whoever was quicker is named."""
    data = await seat.state.get_data()
    post_id, form = int(data["post_id"]), Form(data["form"])
    try:
        await edit(seat.store, seat.speaker, post_id, Version(form, html_of(message), seen=data["seen"]), seat.now)
    except Mistake as mistake:
        case = await case_of(seat, post_id)
        if mistake.why in WRITE_AGAIN and form in case.post.versions:
            await show(message, edit_question_screen(seat.words, case.post, form, seat.sorry(mistake)))
            return
        await seat.state.clear()
        note = lines(seat.sorry(mistake), seat.words.say("Your text wasn't put in: you still have it here."))
        await show(message, await as_it_stands(seat, post_id, note))
        return
    await seat.state.clear()
    note = seat.words.say("✓ Changed. I've told its authors and the other admins.")
    await show(message, await as_it_stands(seat, post_id, note))
