"""Return a post to its author with a comment."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from aiogram import F, Router
from aiogram.filters import Filter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.actions.review import DECIDED, remark, return_post
from bot.content import PostState
from bot.hearing.aliases import Wish, alias_of
from bot.hearing.meaning import meant
from bot.hearing.nods import lets_be
from bot.hearing.orders import order_of
from bot.hearing.tasks import Task
from bot.mistakes import Mistake, Why
from bot.people import Speaker
from bot.searching import searched_for
from bot.store import Store
from bot.texts import columns
from handlers.admin.reviewing.review import CHANGING, as_it_stands, case_of, decided, open_case
from handlers.admin.reviewing.review_screens import (
    LOOKING,
    Case,
    Decide,
    Decision,
    NoteWith,
    Returning,
    ReturnWith,
    comment_question_screen,
    reason_screen,
    review_screen,
    unsent_screen,
)
from handlers.admin.seat import Seat
from handlers.correcting.texts_screens import seen_of
from handlers.showing.screen import Screen, show
from handlers.staff.tasks import begins_asking, is_question, tasks_of
from handlers.turns.filters import ANSWER, OWN, PLAIN

FRESH = timedelta(hours=1)
"""So long after a post was opened what is typed may be about it."""
SHORT = 5
"""Columns of what is asked about before it goes back as a comment: ok, 错字."""
ABOUT_IT = frozenset(
    {
        *(Task.REVIEW, Task.APPROVAL, Task.POSTS, Task.WORDING, Task.PICTURES, Task.BELOW, Task.LANGUAGES),
        *(Task.LENGTH, Task.WHOM, Task.SCHEDULE, Task.WHEN),
    }
)
"""What a comment on a post speaks of, unless it asks."""
LOOKED_AT = frozenset({Task.CALENDAR, Task.REPORT, Task.LINK, Task.ADMINS})
"""What a comment may name that says what is wrong with it."""
_REMARKS = re.compile(
    r"要[写寫改加有]|[该該]|改[成為为做]|太(?!好)|[错錯漏缺]|唔[啱清]|不[对對清]"
    r"|\b(?:should|must|needs?|missing|wrong|too|cut off)\b"
    r"|\b(?:deve(?:m|ria)?|devia(?:m)?|falta(?:m)?|errad[oa]s?|demasiado|cortad[oa]s?)\b",
    re.IGNORECASE,
)
_APPROVES = re.compile(
    r"\W*(?:批准|通[过過]|同意|[冇没沒][問问][題题]|i approve|approved?|aprov\w+)(?: it| this|啦|了|吧|佢|它)?\W*",
    re.IGNORECASE,
)
_TYPE_AGAIN = frozenset({Why.COMMENT_MISSING, Why.COMMENT_TOO_LONG})


def router() -> Router:
    """The question for the comment."""
    returning = Router(name="admin.returning")
    returning.callback_query.register(ask, Decide.filter(F.decision == Decision.RETURN))
    returning.message.register(typed, Returning.comment, ANSWER)
    returning.message.register(perhaps, LOOKING, PLAIN, OWN, Reason())
    returning.callback_query.register(with_it, ReturnWith.filter())
    returning.callback_query.register(as_note, NoteWith.filter())
    return returning


class Reason(Filter):
    """Words that ask for nothing else, typed while a post is open that waited for a decision."""

    async def __call__(
        self, message: Message, store: Store, state: FSMContext, speaker: Speaker, clock: Callable[[], datetime]
    ) -> bool | dict[str, Any]:
        """Whether they are such."""
        text, data = message.text or "", await state.get_data()
        opened = data.get("at")
        if opened is None or clock() - datetime.fromisoformat(opened) > FRESH or asks_otherwise(text, speaker):
            return False
        async with store.read() as tx:
            post = await tx.posts.get(int(data.get("post_id", 0)))
        return post is not None


def asks_otherwise(text: str, speaker: Speaker) -> bool:
    """Whether it is an order, a search, or what they surely want as a writer, an admin or a reader."""
    if alias_of(text) or order_of(text) or searched_for(text) or _APPROVES.fullmatch(text):
        return True
    found = tasks_of(text, speaker)
    if found.sure and Task.POSTS not in found.tasks:  # “isn't the price wrong?” is a comment
        if LOOKED_AT.issuperset(found.tasks) and _REMARKS.search(text) and not begins_asking(text):
            return False
        return is_question(text) or ABOUT_IT.isdisjoint(found.tasks)
    wish = meant(text)
    if Wish.SETTINGS in wish.wishes and _REMARKS.search(text):  # 时间不对
        return False
    return found.reads and wish.clear and Wish.LANGUAGE not in wish.wishes


async def perhaps(message: Message, seat: Seat) -> None:
    """Ask whether it is the reason, and keep it for a yes; where somebody was quicker, say so."""
    comment = message.text or ""
    data = await seat.state.update_data(comment=comment)
    case = await case_of(seat, int(data["post_id"]))
    if case.post.state is not PostState.SUBMITTED:
        await show(message, await _not_returned(seat, case.post.id, comment, _decided(case)))
        return
    await show(message, reason_screen(seat.words, case, comment))


def _decided(case: Case) -> Mistake:
    why = Why.ALREADY_REVIEWED if case.post.state in DECIDED else Why.NOT_SUBMITTED
    return Mistake(why, state=case.post.state)


async def with_it(query: CallbackQuery, callback_data: ReturnWith, seat: Seat) -> None:
    """It goes back with what was typed."""
    post_id, data = callback_data.post_id, await seat.state.get_data()
    if data.get("post_id") != post_id or not data.get("comment"):
        await show(query, await _forgotten(seat, post_id))
        return
    if seen_of(data["comment"]) != callback_data.seen:
        await show(query, reason_screen(seat.words, await case_of(seat, post_id), data["comment"]))
        return
    await seat.state.set_state(Returning.comment)
    await show(query, await _returned(seat, post_id, data["comment"]))


async def as_note(query: CallbackQuery, callback_data: NoteWith, seat: Seat) -> None:
    """The authors have it; the post stays as it is."""
    post_id, data = callback_data.post_id, await seat.state.get_data()
    comment = data.get("comment") if data.get("post_id") == post_id else None
    if not comment or seen_of(comment) != callback_data.seen:
        await show(query, await _forgotten(seat, post_id))
        return
    await remark(seat.store, seat.speaker, post_id, comment, seat.now)
    await seat.state.clear()
    await show(query, await as_it_stands(seat, post_id, seat.words.say("✓ The author has your comment.")))


async def _forgotten(seat: Seat, post_id: int) -> Screen:
    """What was typed is kept no longer."""
    said = seat.words.say("I no longer have what you typed, so it wasn't sent. Type it once more below this.")
    case = await case_of(seat, post_id)
    await open_case(seat, case, decided=True)
    return review_screen(seat.words, case, seat.zone, said)


async def ask(query: CallbackQuery, callback_data: Decide, seat: Seat) -> None:
    """Ask what to change, if there is still something to decide."""
    case = await case_of(seat, callback_data.post_id)
    if case.post.state is not PostState.SUBMITTED:
        mistake = Mistake(Why.ALREADY_REVIEWED, state=case.post.state)
        await show(query, await as_it_stands(seat, case.post.id, seat.sorry(mistake)))
        return
    if case.own:
        raise Mistake(Why.OWN_POST)
    await open_case(seat, case)  # what was looked at stays so, should they think better of it
    await seat.state.set_state(Returning.comment)
    await show(query, comment_question_screen(seat.words, case))


async def typed(message: Message, seat: Seat) -> None:
    """Return it with what was typed, unless that is hardly a reason; if somebody was quicker, say so."""
    post_id, text = int((await seat.state.get_data())["post_id"]), message.text or ""
    if lets_be(text):
        case = await case_of(seat, post_id)
        await open_case(seat, case)
        await show(message, review_screen(seat.words, case, seat.zone))
        return
    if columns(text) <= SHORT or is_question(text):
        await perhaps(message, seat)
        return
    await show(message, await _returned(seat, post_id, text))


async def _returned(seat: Seat, post_id: int, comment: str) -> Screen:
    try:
        await return_post(seat.store, seat.speaker, post_id, comment, seat.now)
    except Mistake as mistake:
        return await _not_returned(seat, post_id, comment, mistake)
    await seat.state.clear()
    return await decided(seat, post_id)


async def _not_returned(seat: Seat, post_id: int, comment: str, mistake: Mistake) -> Screen:
    """What is wrong with it; or that somebody was quicker, and the comment kept, to be sent all the same."""
    said, case = seat.sorry(mistake), await case_of(seat, post_id)
    if mistake.why in _TYPE_AGAIN:
        return comment_question_screen(seat.words, case, said)
    if mistake.why not in CHANGING:
        await seat.state.clear()
        raise mistake
    await open_case(seat, case, decided=True)
    await seat.state.update_data(comment=comment)
    return unsent_screen(seat.words, said, review_screen(seat.words, case, seat.zone), post_id, comment)
