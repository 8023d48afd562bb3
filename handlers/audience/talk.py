"""Small talk: whatever nobody waited for is answered kindly, in the reader's language. Stands last."""

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from bot.detection import detect
from bot.languages import Form
from bot.people import Speaker
from bot.words import Words, words_for
from handlers.audience.home_screens import commands
from handlers.audience.questions import ALBUM, OFFERED, look_aside, recall, remember
from handlers.audience.start import IsNewcomer
from handlers.audience.start_screens import greeting_screen
from handlers.audience.talk_screens import offer_screen, unasked_screen, unknown_command_screen, unread_screen
from handlers.filters import PLAIN
from handlers.menus import COMMUNICATOR
from handlers.screen import show

SURE = 0.9
"""How sure a guess of the language must be before another one is offered."""
LONGEST_COMMAND = 40


def router() -> Router:
    """The catch-all of messages."""
    talk = Router(name="audience.talk")
    talk.message.register(unknown_command, F.text.startswith("/"))
    talk.message.register(first_words, F.text, IsNewcomer())
    talk.message.register(plain_text, PLAIN)
    talk.message.register(anything_else)
    return talk


async def unknown_command(message: Message, state: FSMContext, words: Words) -> None:
    """Not a command of theirs."""
    await look_aside(state)
    command = (message.text or "").split()[0]
    shown = command if len(command) <= LONGEST_COMMAND else command[: LONGEST_COMMAND - 1] + "…"
    await show(message, unknown_command_screen(words, shown))


async def first_words(message: Message, words: Words) -> None:
    """A newcomer who just writes: what they write in says more than what their phone hints at."""
    await show(message, greeting_screen(words_for(_surely(message) or words.form)))


async def plain_text(message: Message, state: FSMContext, speaker: Speaker, words: Words) -> None:
    """Offer their language once, else show the ways on."""
    if speaker.is_communicator:
        # More likely a post, or a version of one, than a wish to change the language.
        await show(message, unasked_screen(words, commands(words, COMMUNICATOR)))
        return
    form = _surely(message)
    offered = await recall(state, OFFERED) or [] if form and form is not words.form else []
    if form is None or form is words.form or form in offered:
        await show(message, unasked_screen(words))
        return
    await remember(state, OFFERED, [*offered, form.value])
    await show(message, offer_screen(words_for(form), words.form))


async def anything_else(message: Message, state: FSMContext, speaker: Speaker, words: Words) -> None:
    """Pictures and all the rest; an album, which comes as many messages, is answered once."""
    album = message.media_group_id
    if album and await recall(state, ALBUM) == album:
        return
    if album:
        await remember(state, ALBUM, album)
    await show(message, greeting_screen(words) if speaker.reader.form is None else unread_screen(words))


def _surely(message: Message) -> Form | None:
    guess = detect(message.text or "")
    return guess.form if guess.form is not None and guess.confidence >= SURE else None
