"""Which language a text is in: recognised, or asked; corrected when it was wrong.

The texts wait in the chat itself: a question replies to the message it is about, so nothing is lost when it is
answered late or after a restart.
"""

import asyncio
import re
from dataclasses import dataclass

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message
from markupsafe import Markup

from bot.actions.both_scripts import rename_version, write_version
from bot.content import Post, PostState, Version
from bot.detection import detect
from bot.forms.foreign import foreign_name
from bot.languages import HAN, Form
from bot.mistakes import Mistake, Why
from bot.texts import is_seen, visible
from handlers.partner.composing.adrift_screens import Offered, into_it_screen
from handlers.partner.composing.cards import saved_line, turn_into_card, turn_into_saved
from handlers.partner.composing.compose_screens import replace_screen, which_language_screen
from handlers.partner.composing.fetching import asking, fetched
from handlers.partner.composing.form_screens import move_over_screen, move_screen
from handlers.partner.composing.rewriting import leaving_question
from handlers.partner.composing.waiting import remember
from handlers.partner.pen import AWAY, Composing, Pen
from handlers.partner.presses import Move, Take
from handlers.showing.formatted import html_of
from handlers.showing.screen import Screen, show, toast
from handlers.staff.ways_words import SURE_ENOUGH
from handlers.turns.filters import BY_COMMUNICATOR
from handlers.turns.replies import asked_about

LONGEST_NAME = 6
"""Han characters of a name in a title: 廣州大劇院 has five."""
_HAN = re.compile(r"[\u3400-\u9fff]+")
_LATIN = re.compile(r"[^\W\d_\u3400-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Placed:
    """What became of a text: saved as a form, or asked about."""

    post: Post
    notice: Markup | None = None
    saved: Form | None = None
    question: Screen | None = None
    stands: Form | None = None
    """The form in which another text stands, when that is what the question is about."""


def router() -> Router:
    """Answers to the questions about languages, and texts that were changed in the chat."""
    languages = Router(name="partner.languages")
    languages.callback_query.register(take, Take.filter())
    languages.callback_query.register(move, Move.filter())
    languages.edited_message.register(rewritten, Composing.open, F.text | F.caption, BY_COMMUNICATOR)
    return languages


def recognised(text: str) -> Form | None:
    """The form of a text, when it is clear enough to save it without asking."""
    seen = visible(text)
    detection = detect(seen)
    sure = detection.confidence >= SURE_ENOUGH
    return detection.form if sure and not (detection.form in HAN and _only_names(seen)) else None


def _only_names(seen: str) -> bool:
    """Whether all that is Chinese in a title may be a name: “Visita guiada: 陳家祠”, one run among other words."""
    runs = _HAN.findall(seen)
    letters = sum(map(len, _LATIN.findall(seen)))
    return len(runs) == 1 and len(runs[0]) <= LONGEST_NAME and letters >= 2 * len(runs[0])


async def place(pen: Pen, post: Post, text: str, form: Form | None = None, *, over: bool = False) -> Placed:
    """Save a text under its form, which may be known, or say what has to be asked first.

    `over`: they know that it takes another text's place. Raises `Mistake(TEXT_EMPTY)`.
    """
    if not is_seen(visible(text)):
        raise Mistake(Why.TEXT_EMPTY)
    form = form or recognised(text)
    if form is None:
        return Placed(post, question=which_language_screen(pen.words, post.id, await _foreign(pen, text)))
    if not over and stands(post, form, text):
        return Placed(post, question=replace_screen(pen.words, post.id, form), stands=form)
    post = await save(pen, post, form, text)
    return Placed(post, saved_line(pen.words, form), form)


async def _foreign(pen: Pen, text: str) -> str | None:
    """The name of a language that is not among the five, when the text looks like one."""
    code = await asyncio.to_thread(foreign_name, visible(text))  # its first call loads for about a second
    return pen.words.locale.languages.get(code) if code else None


def stands(post: Post, form: Form, text: str) -> bool:
    """Whether a person's other text stands there: a converted one may be overwritten unasked."""
    standing = post.versions.get(form)
    return standing is not None and standing.derived_from is None and standing.text != text


async def save(pen: Pen, post: Post, form: Form, text: str) -> Post:
    """Keep a text; what had been made from its predecessor is made anew."""
    return await write_version(pen.store, pen.speaker, post.id, Version(form, text))


async def rewritten(message: Message, pen: Pen) -> None:
    """A text sent before was changed in the chat: it counts only when they say so, for it may be another post's."""
    post_id, text = (await pen.state.get_data()).get("post_id"), html_of(message)
    post = await pen.post(int(post_id)) if post_id else None
    if post is None or not await pen.may_change(post):
        return
    form = recognised(text)
    over = form if form is not None and stands(post, form, text) else None
    question = replace_screen(pen.words, post.id, over) if over else which_language_screen(pen.words, post.id)
    asked = await message.reply(question.text, reply_markup=question.keyboard)
    await remember(pen, asked.message_id, message.message_id, over)


async def take(query: CallbackQuery, callback_data: Take, pen: Pen) -> None:
    """The author says which language the text is in, or that it shall replace what is there."""
    post, form, message = await pen.post(callback_data.post_id), callback_data.form, asked_about(query)
    if not await pen.may_change(post):
        await _too_late(query, pen, post, callback_data)
    elif form is None:
        asked = await show(query, which_language_screen(pen.words, post.id))
        if asked is not None and message is not None:
            await remember(pen, asked.message_id, message.message_id, None)
    elif message is None:
        await toast(query, pen.words.say("I can no longer see that text. Send it once more."), alert=True)
    elif not callback_data.sure and stands(post, form, html_of(message)):
        await show(query, replace_screen(pen.words, post.id, form))
    else:
        await turn_into_saved(query, pen, await save(pen, post, form, html_of(message)), form)


async def _too_late(query: CallbackQuery, pen: Pen, post: Post, said: Take) -> None:
    """It has left their hands while the text waited: the text is not in it, and one press still puts it in."""
    if post.state not in {*AWAY, PostState.SCHEDULED} or post.is_story:
        raise Mistake(Why.TEXT_TOO_LATE, state=post.state)
    question = await leaving_question(pen, post)
    await asking(pen, post)
    told = pen.words.say("Your text isn't in the post: it was waiting for your answer.")
    offered = Offered(post, said.form, over=said.sure)
    await show(query, into_it_screen(pen.words, offered, Markup("\n").join([told, question.text])))


async def move(query: CallbackQuery, callback_data: Move, pen: Pen) -> None:
    """A saved text is in another language than was thought."""
    post = await fetched(query, pen, callback_data.post_id)
    if post is None:
        return
    was, form = callback_data.was, callback_data.form
    if was not in post.versions:
        await turn_into_card(query, pen, post)
    elif form is None:
        await show(query, move_screen(pen.words, post, was))
    elif not callback_data.sure and stands(post, form, post.versions[was].text):
        await show(query, move_over_screen(pen.words, post, callback_data))
    else:
        post = await rename_version(pen.store, pen.speaker, post.id, was, form)
        await turn_into_saved(query, pen, post, form)
