"""The answers to questions about the bot and the programme, asked in words or by a button."""

from collections.abc import Sequence
from dataclasses import replace

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.aliases import Wish
from bot.shares import ShareState
from handlers.audience.answers_screens import ANSWERS, BY_WORDS
from handlers.audience.finding import LOOKED_UP
from handlers.audience.home_screens import Answer
from handlers.audience.own_story_screens import Own, own_screen
from handlers.audience.questions import look_aside
from handlers.audience.visit import Visit
from handlers.screen import Screen, show
from handlers.turn import hand

MOST_OWN = 3
"""Stories of their own that are told of, the newest."""
ANSWERED = ANSWERS.keys() | LOOKED_UP.keys()
"""Wishes that are granted by telling something."""


def router() -> Router:
    """The buttons that ask."""
    answers = Router(name="audience.answers")
    hand(answers, "visit", Visit)
    answers.callback_query.register(pressed, Answer.filter())
    return answers


async def pressed(query: CallbackQuery, callback_data: Answer, visit: Visit) -> None:
    """What was offered."""
    await told(query, callback_data.wish, visit)


async def told(event: Message | CallbackQuery, wish: Wish, visit: Visit, said: str = "") -> None:
    """The answer itself, which changes nothing; what was `said` may decide what stands first in it."""
    await look_aside(visit.state)
    await show(event, replace(await _answer(visit, wish, said), offers=True))


async def _answer(visit: Visit, wish: Wish, said: str) -> Screen:
    if wish is Wish.OWN:
        return own_screen(visit.words, said, await own_stories(visit))
    return in_words(visit, wish, said) if wish in ANSWERS else await LOOKED_UP[wish](visit)


def in_words(visit: Visit, wish: Wish, said: str) -> Screen:
    """What words alone answer; what was `said` may decide what stands first."""
    return BY_WORDS[wish](visit.words, said) if wish in BY_WORDS else ANSWERS[wish](visit.words)


async def own_stories(visit: Visit) -> Sequence[Own]:
    """The newest that they have told, whatever became of them, each with its post if that can be read."""
    async with visit.store.read() as tx:
        told = await tx.shares.of(visit.reader.id, tuple(ShareState))
        shares = [share for share in told if share.text or share.media][:MOST_OWN]
        return [Own(share, await tx.stories.story(share.post_id) if share.post_id else None) for share in shares]
