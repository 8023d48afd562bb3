"""Small talk: whatever nobody waited for is answered kindly, in the reader's language. Stands last."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from bot.hearing.aliases import Alias, alias_of, behind_stroke
from bot.hearing.nods import Nod, nod_of
from bot.languages import Form, hinted
from bot.people import Speaker
from bot.searching import READ
from bot.texts import shortened
from bot.transport import Row
from bot.words import Words, words_for
from handlers.audience.arriving.start_screens import greeting_screen
from handlers.audience.plain_words.hearing import AGAIN, Heard, hear, listened_to
from handlers.audience.plain_words.listeners.of_language import strange_line
from handlers.audience.plain_words.listeners.of_wishes import WORLDWIDE
from handlers.audience.plain_words.listening import answer_to
from handlers.audience.plain_words.several import granted_each
from handlers.audience.plain_words.suggesting_screens import introduced_screen
from handlers.audience.plain_words.talk_screens import (
    nodded_screen,
    passed_on_screen,
    story_row,
    unknown_command_screen,
    unread_screen,
)
from handlers.audience.plain_words.wishes import Wishing, granted, greet_back
from handlers.audience.questions import ALBUM, INTRODUCED, SAID, look_aside, recall, remember
from handlers.audience.receiving.places_screens import place_row
from handlers.audience.visit import Visit
from handlers.showing.screen import Screen, show
from handlers.turns.filters import BY_NEWCOMER, PASSED_ON, PLAIN, STROKE
from handlers.turns.menus import commands_for, duties, named
from handlers.turns.nearest import nearest
from handlers.turns.turn import hand

LONGEST_COMMAND = 40


def router() -> Router:
    """The catch-all of messages."""
    talk = Router(name="audience.talk")
    hand(talk, "visit", Visit)
    talk.message.register(granted, STROKE, Wishing(stroke=True))
    talk.message.register(first_words, BY_NEWCOMER, F.text)
    talk.message.register(unknown_command, STROKE)
    talk.message.register(passed_on, PASSED_ON)
    talk.message.register(plain_text, PLAIN)
    talk.message.register(anything_else)
    return talk


async def unknown_command(message: Message, state: FSMContext, speaker: Speaker, words: Words) -> None:
    """Not a command of theirs: those that are near, or else all that whoever works here has."""
    await look_aside(state)
    command = (message.text or "").split()[0]
    roles = {"is_admin": speaker.is_admin, "is_communicator": speaker.is_communicator}
    near = named(commands_for(**roles), nearest(command[:READ], **roles))
    await show(message, unknown_command_screen(words, shortened(command, LONGEST_COMMAND), near, duties(**roles)))


async def first_words(message: Message, state: FSMContext, speaker: Speaker, words: Words) -> None:
    """A newcomer who just writes: what they write in says more than what their phone hints at.

    What they wrote is kept, and answered once they have a language.
    """
    own = listened_to(message.text or "") if message.forward_origin is None else ""
    text = behind_stroke(own) or own
    alias, heard = alias_of(text), await hear(text, speaker.reader)
    form = _form_of_first_words(alias, heard, speaker.reader.hint) or words.form
    if nod_of(own) is Nod.DESPERATE:
        await show(message, nodded_screen(words_for(form), Nod.DESPERATE))
        return
    strange, before = strange_line(words_for(form), heard), await recall(state, SAID)
    await remember(state, SAID, None if strange else text[:READ])
    await show(message, greeting_screen(words_for(form), strange or "", again=bool(before)))


async def passed_on(message: Message, words: Words) -> None:
    """Somebody else's words: neither their language nor what they ask for is the reader's own."""
    await show(message, passed_on_screen(words))


async def plain_text(message: Message, visit: Visit) -> None:
    """Whoever listens first and has an answer gives it (`listening.LISTENERS`)."""
    await answered_in_words(message, message.text or "", visit)


async def answered_in_words(message: Message, text: str, visit: Visit) -> None:
    """Answer a text that nobody awaits: the message's, or what of it is still to be answered."""
    greet_back(visit, text)
    answer = await answer_to(visit, text)
    if isinstance(answer, Alias):
        await granted(message, answer, visit)
    elif isinstance(answer, Screen):
        await show(message, replace(await _introduced(answer, visit), offers=True))
    else:
        await granted_each(message, answer, visit)


async def _introduced(screen: Screen, visit: Visit) -> Screen:
    """Above the first guess in a while stands who makes it; above each of them it was a lecture."""
    if not screen.guess:
        return screen
    last = await recall(visit.state, INTRODUCED)
    if last and visit.now < datetime.fromisoformat(last) + AGAIN:
        return screen
    await remember(visit.state, INTRODUCED, visit.now.isoformat())
    return introduced_screen(visit.words, screen)


def _form_of_first_words(alias: Alias | None, heard: Heard, hint: str | None) -> Form | None:
    """What they write in, unless all they say is the hello of the whole world and their phone tells more."""
    if alias and alias.wish in WORLDWIDE and alias.forms == {Form.EN} and hint and hinted(hint):
        return None
    return heard.form or (next(iter(alias.forms)) if alias and len(alias.forms) == 1 else None) or heard.likely


async def anything_else(message: Message, state: FSMContext, speaker: Speaker, words: Words) -> None:
    """Pictures and all the rest; an album, which comes as many messages, is answered once."""
    album = message.media_group_id
    if album and await recall(state, ALBUM) == album:
        return
    if album:
        await remember(state, ALBUM, album)
    screen = unread_screen(words, *_good_for(message, words))
    await show(message, greeting_screen(words) if speaker.reader.form is None else screen)


def _good_for(message: Message, words: Words) -> Sequence[Row]:
    """What they may do with what they have sent."""
    if message.photo or message.video:
        return (story_row(words),)
    return (place_row(words),) if message.location else ()
