"""Return a post to its author with a comment."""

from collections.abc import Callable
from datetime import datetime

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.actions.review import return_post
from bot.content import PostState
from bot.mistakes import Mistake, Why
from bot.people import Speaker
from bot.store import Store
from bot.words import Words
from handlers.admin.partners_screens import lines
from handlers.admin.review import CHANGING, as_it_stands, case_of, decided
from handlers.admin.review_screens import Decide, Decision, Returning, comment_question_screen
from handlers.filters import ANSWER
from handlers.mistakes import in_words
from handlers.screen import show

_TYPE_AGAIN = frozenset({Why.COMMENT_MISSING, Why.COMMENT_TOO_LONG})


def router() -> Router:
    """The question for the comment."""
    returning = Router(name="admin.returning")
    returning.callback_query.register(ask, Decide.filter(F.decision == Decision.RETURN))
    returning.message.register(typed, Returning.comment, ANSWER)
    return returning


async def ask(  # noqa: PLR0913 - aiogram hands them by name
    query: CallbackQuery, callback_data: Decide, store: Store, speaker: Speaker, words: Words, state: FSMContext
) -> None:
    """Ask what to change, if there is still something to decide."""
    case = await case_of(store, speaker, callback_data.post_id)
    if case.own:
        raise Mistake(Why.OWN_POST)
    if case.post.state is not PostState.SUBMITTED:
        mistake = Mistake(Why.ALREADY_REVIEWED, state=case.post.state)
        await show(query, await as_it_stands(store, speaker, words, case.post.id, in_words(mistake, words)))
        return
    await state.set_state(Returning.comment)
    await state.set_data({"post_id": case.post.id})
    await show(query, comment_question_screen(words, case))


async def typed(  # noqa: PLR0913 - aiogram hands them by name
    message: Message,
    state: FSMContext,
    store: Store,
    speaker: Speaker,
    words: Words,
    clock: Callable[[], datetime],
) -> None:
    """Return it with what was typed; if somebody was quicker, say so and show it as it stands."""
    post_id = int((await state.get_data())["post_id"])
    try:
        await return_post(store, speaker, post_id, message.text or "", clock())
    except Mistake as mistake:
        said = in_words(mistake, words)
        if mistake.why in _TYPE_AGAIN:
            await show(message, comment_question_screen(words, await case_of(store, speaker, post_id), said))
            return
        await state.clear()
        if mistake.why not in CHANGING:
            raise
        note = lines(said, words.say("Your comment was not sent."))
        await show(message, await as_it_stands(store, speaker, words, post_id, note))
        return
    await state.clear()
    await show(message, await decided(store, speaker, words, post_id))
