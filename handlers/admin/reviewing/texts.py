"""A review's texts: read together, compared with the last review, signed one by one."""

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.actions.review import sign
from bot.mistakes import Mistake, Why
from handlers.admin.reviewing.review import CHANGING, as_it_stands, case_of, looked_at, open_case
from handlers.admin.reviewing.review_screens import Changes, Texts
from handlers.admin.reviewing.texts_screens import PRINTED, Sign, changes_screen, texts_screen, texts_shown
from handlers.admin.seat import Seat
from handlers.showing.screen import show

READ_AGAIN = frozenset({Why.VERSION_CHANGED, Why.ALREADY_SIGNED})


def router() -> Router:
    """Reading and signing; changing a text stands beside it."""
    texts = Router(name="admin.texts")
    texts.callback_query.register(read, Texts.filter())
    texts.callback_query.register(compared, Changes.filter())
    texts.callback_query.register(press_sign, Sign.filter())
    return texts


async def read(query: CallbackQuery, callback_data: Texts, seat: Seat) -> None:
    """Shows all texts of the post, or one."""
    case = await case_of(seat, callback_data.post_id)
    await open_case(seat, case)
    if not case.post.versions:
        raise Mistake(Why.NO_VERSION)
    await looked_at(seat, case, texts_shown(case.post, callback_data.form))
    await show(query, texts_screen(seat.words, case, callback_data.form))


async def compared(query: CallbackQuery, callback_data: Changes, seat: Seat) -> None:
    """Shows what has changed since the last review."""
    case = await case_of(seat, callback_data.post_id)
    await show(query, changes_screen(seat.words, case.post, callback_data.form))


async def press_sign(query: CallbackQuery, callback_data: Sign, seat: Seat) -> None:
    """One language is good; if it is another text by now, that is shown instead."""
    post_id, form, note = callback_data.post_id, callback_data.form, None
    try:
        await sign(seat.store, seat.speaker, post_id, form, callback_data.seen[:PRINTED])
    except Mistake as mistake:
        if mistake.why in CHANGING:
            await show(query, await as_it_stands(seat, post_id, seat.sorry(mistake)))
            return
        if mistake.why not in READ_AGAIN:
            raise
        note = seat.sorry(mistake)
    await show(query, texts_screen(seat.words, await case_of(seat, post_id), None, note))
