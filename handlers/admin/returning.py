"""Return a post to its author with a comment."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from bot.actions.review import return_post
from bot.content import PostState
from bot.mistakes import Mistake, Why
from handlers.admin.doors import lines
from handlers.admin.review import CHANGING, as_it_stands, case_of, decided
from handlers.admin.review_screens import Decide, Decision, Returning, comment_question_screen
from handlers.admin.seat import Seat
from handlers.filters import ANSWER
from handlers.screen import Screen, show

_TYPE_AGAIN = frozenset({Why.COMMENT_MISSING, Why.COMMENT_TOO_LONG})


def router() -> Router:
    """The question for the comment."""
    returning = Router(name="admin.returning")
    returning.callback_query.register(ask, Decide.filter(F.decision == Decision.RETURN))
    returning.message.register(typed, Returning.comment, ANSWER)
    return returning


async def ask(query: CallbackQuery, callback_data: Decide, seat: Seat) -> None:
    """Ask what to change, if there is still something to decide."""
    case = await case_of(seat, callback_data.post_id)
    if case.post.state is not PostState.SUBMITTED:
        mistake = Mistake(Why.ALREADY_REVIEWED, state=case.post.state)
        await show(query, await as_it_stands(seat, case.post.id, seat.sorry(mistake)))
        return
    if case.own:
        raise Mistake(Why.OWN_POST)
    await seat.state.set_state(Returning.comment)
    await seat.state.set_data({"post_id": case.post.id})
    await show(query, comment_question_screen(seat.words, case))


async def typed(message: Message, seat: Seat) -> None:
    """Return it with what was typed; if somebody was quicker, say so and show it as it stands."""
    post_id = int((await seat.state.get_data())["post_id"])
    try:
        await return_post(seat.store, seat.speaker, post_id, message.text or "", seat.now)
    except Mistake as mistake:
        await show(message, await _not_returned(seat, post_id, mistake))
        return
    await seat.state.clear()
    await show(message, await decided(seat, post_id))


async def _not_returned(seat: Seat, post_id: int, mistake: Mistake) -> Screen:
    said = seat.sorry(mistake)
    if mistake.why in _TYPE_AGAIN:
        return comment_question_screen(seat.words, await case_of(seat, post_id), said)
    await seat.state.clear()
    if mistake.why not in CHANGING:
        raise mistake
    return await as_it_stands(seat, post_id, lines(said, seat.words.say("Your comment was not sent.")))
