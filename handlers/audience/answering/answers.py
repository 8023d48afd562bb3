"""The answers to questions about the bot and the programme, asked in words or by a button."""

from collections.abc import Sequence
from dataclasses import replace

from aiogram import Router
from aiogram.types import CallbackQuery, Message
from markupsafe import Markup

from bot.hearing.aliases import Wish
from bot.hearing.meaning import ENDING, meant
from bot.hearing.patterns import any_of
from bot.hearing.points import SURE, point_of
from bot.shares import ShareState
from bot.transport import Rows
from handlers.audience.answering.answers_screens import ANSWERS, BY_WORDS
from handlers.audience.answering.points_screens import POINTS, answered_first
from handlers.audience.citizens.own_story_screens import this_story_screen
from handlers.audience.citizens.vote import ballot
from handlers.audience.home_screens import Answer
from handlers.audience.library.finding import LOOKED_UP
from handlers.audience.plain_words.suggesting_screens import or_else
from handlers.audience.questions import look_aside
from handlers.audience.visit import Visit
from handlers.showing.screen import Screen, show
from handlers.turns.turn import hand

ANSWERED = ANSWERS.keys() | LOOKED_UP.keys()
"""Wishes that are granted by telling something."""
FURTHER = 0.85
"""How likely a point must be that is asked of a page, and names it not."""
_GOES_ON = any_of(r"^\W*(?:(?:and|but|so|e|mas)\b|[咁噉]|那(?![个個些邊边天日年里裡裏時时])|同埋|还有|還有|仲有)")
"""How a question begins that goes on with what was just told."""
_ASKED_OF_ANY = (ANSWERS.keys() | {Wish.BEYOND}) - {Wish.OWN}


def router() -> Router:
    """The buttons that ask."""
    answers = Router(name="audience.answers")
    hand(answers, "visit", Visit)
    answers.callback_query.register(pressed, Answer.filter())
    return answers


async def pressed(query: CallbackQuery, callback_data: Answer, visit: Visit) -> None:
    """What was offered."""
    await told(query, callback_data.wish, visit)


async def told(
    event: Message | CallbackQuery, wish: Wish, visit: Visit, said: str = "", beside: Sequence[Wish] = ()
) -> None:
    """The answer itself, which changes nothing; what was `said` may decide what stands first in it.

    What may be meant as well, `beside` it, is one press away.
    """
    await look_aside(visit.state)
    page = or_else(visit.words, await _answer(visit, wish, said), beside)
    await show(event, replace(page, offers=True, about=wish))


async def _answer(visit: Visit, wish: Wish, said: str) -> Screen:
    if wish is Wish.OWN:
        return await own_story(visit, said)
    return in_words(visit, wish, said) if wish in ANSWERS else await LOOKED_UP[wish](visit)


def asks_further(said: str, about: Wish | None) -> bool:
    """Whether it asks one of the things that are asked of the page shown last: “and how long do you keep it?”.

    Nothing that surely asks for another page does; what words answer may be called by either name, if it does not
    clearly ask for another. What goes on with “and” need not be as likely, and where it is, asks this whatever else it
    may be that ends nothing.
    """
    if about is None or not (about in POINTS or about in BY_WORDS):
        return False
    meaning = meant(said)
    others = frozenset(meaning.wishes[:1] if meaning.sure else ()) - {about}
    others = others if meaning.clear else others - _ASKED_OF_ANY
    if not _GOES_ON.match(said):
        return not others and bool(point_of(about, said, FURTHER))
    return others.isdisjoint(ENDING) and bool(point_of(about, said, FURTHER if others else SURE))


async def answer_further(visit: Visit, about: Wish, said: str, rows: Rows) -> bool:
    """The answer, above the buttons of that page; true, since there is one."""
    if about is Wish.VOTE:
        screen = await ballot(visit, said)
    elif about in BY_WORDS:
        screen = await _answer(visit, about, said)
    else:
        screen = answered_first(visit.words, POINTS[about][point_of(about, said)], Screen(Markup(), rows))
    await visit.show(replace(screen, offers=True, about=about))
    return True


def in_words(visit: Visit, wish: Wish, said: str) -> Screen:
    """What words alone answer; what was `said` may decide what stands first."""
    return BY_WORDS[wish](visit.words, said) if wish in BY_WORDS else ANSWERS[wish](visit.words)


async def own_story(visit: Visit, said: str) -> Screen:
    """Of the last story of theirs that has anything in it; one that was out and is no more is none."""
    async with visit.store.read() as tx:
        told = await tx.shares.of(visit.reader.id, tuple(ShareState))
        share = next((each for each in told if each.text or each.media), None)
        out = await tx.stories.story(share.post_id) if share and share.post_id else None
    gone = share is not None and share.told_at is not None and out is None
    return this_story_screen(visit.words, None if gone else share, out, said, never=share is None)
