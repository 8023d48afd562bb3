"""What a newcomer said before they had chosen a language: answered as soon as they have one, if there is an answer."""

from bot.hearing.aliases import Wish, alias_of
from bot.hearing.meaning import meant
from bot.searching import Sought
from handlers.audience.answering.answers import in_words
from handlers.audience.answering.answers_screens import ANSWERS
from handlers.audience.answering.points_screens import asked_of
from handlers.audience.library.finding import OF_STORIES, found_screen
from handlers.audience.library.in_passing import may_be_sought
from handlers.audience.library.leaves import leaf_screen
from handlers.audience.plain_words.suggesting_screens import PRESSES, suggesting_screen
from handlers.audience.visit import Visit
from handlers.showing.screen import Screen


async def answer_to(visit: Visit, said: str) -> Screen | None:
    """The answer in words, the way to what they asked for, the stories about it, or all stories; none for a hello."""
    alias = alias_of(said)
    meaning = meant(said)
    wishes = (alias.wish,) if alias else meaning.wishes if meaning.sure else ()
    if wishes and wishes[0] in ANSWERS:
        return in_words(visit, wishes[0], said)
    if any(wish in PRESSES and wish not in OF_STORIES for wish in wishes):
        return asked_of(visit.words, wishes[0], said, suggesting_screen(visit.words, wishes))
    if not alias and await _found(visit, said):
        return await found_screen(visit, said)
    if Wish.EVENTS in wishes:
        return suggesting_screen(visit.words, wishes)
    return await leaf_screen(visit, 0) if Wish.STORIES in wishes else None


async def _found(visit: Visit, said: str) -> bool:
    sought = Sought(words=said, overheard=True)
    if not may_be_sought(said, sought):
        return False
    async with visit.store.read() as tx:
        return bool((await tx.stories.found(sought, 0, 1)).total)
