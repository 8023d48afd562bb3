"""Listeners for what somebody wants of the bot: their work, a page, a button, something nearly said."""

from collections.abc import Sequence

from bot.hearing.aliases import Alias, Wish, alias_of, mentioned
from bot.hearing.meaning import Meaning
from bot.hearing.mistyped import mistyped_alias
from bot.hearing.patterns import Pattern, any_of
from bot.hearing.points import point_of
from handlers.audience.answering.answers_screens import ANSWERS, voice_screen
from handlers.audience.answering.points_screens import asked_of
from handlers.audience.answering.prizes_screens import asks_of_prizes, prizes_screen
from handlers.audience.answering.trouble_screens import slip_screen
from handlers.audience.answering.who_screens import asks_who_has_it
from handlers.audience.citizens.vote_screens import no_vote_screen
from handlers.audience.home import home_of
from handlers.audience.home_screens import StoriesPage
from handlers.audience.library.finding import OF_STORIES
from handlers.audience.library.in_passing import rather_heard
from handlers.audience.plain_words.circumstances import pressed_by_mistake
from handlers.audience.plain_words.listeners.said import Answer, Hearing
from handlers.audience.plain_words.plainly import (
    asks_for_voice,
    at_most,
    is_jumbled,
    limits_a_week,
    refuses_pictures,
    refuses_vote,
)
from handlers.audience.plain_words.several import SAID_BY, SHOWS, several
from handlers.audience.plain_words.suggesting_screens import (
    ONE_PRESS,
    PRESSES,
    chores_screen,
    copy_first_screen,
    duties_lines,
    jumbled_screen,
    one_press_screen,
    rather_screen,
    suggesting_screen,
    unasked_screen,
)
from handlers.audience.plain_words.telling import asks, language_asked_for, language_wanted, says_hello
from handlers.audience.receiving.pause import overheard
from handlers.staff.tasks import tasks_of
from handlers.turns.menus import duties, for_tasks

MOST_CHORES = 3
WORLDWIDE = frozenset({Wish.HOME, Wish.THANKS})
"""Said in English by whoever speaks something else: hi, ok."""
_OF_DATA = any_of(r"资料|資料|数据|數據|[信讯訊]息|隐私|私隱|\bdata\b|\binfo\w*|\bdados\b")
"""Words with which the two files of all that is kept are no surprise."""
_A_COPY = any_of(r"一份|[备備]份|[导導]出|下[载載]|\bcopy\b|\bdownload|\bexport|\bc[óo]pia\b|\bdescarreg")
_AFTER_A_SLIP = frozenset({Wish.TROUBLE, Wish.START, Wish.SILENCE, Wish.HELP, Wish.SETTINGS})
"""Wishes that a slip of the finger is taken for."""
_WON = frozenset({Wish.VOTE, Wish.OFFERS, Wish.BEYOND})
_PAUSE = Pattern("[,，、.。!！;；\n]")


async def work(it: Hearing) -> Answer | None:
    """Whoever works here speaks of their work; what else a communicator writes is more likely a post than a wish."""
    speaker = it.visit.speaker
    menu = duties(is_admin=speaker.is_admin, is_communicator=speaker.is_communicator)
    if not menu:
        return None
    found = tasks_of(it.text, speaker)
    theirs = for_tasks(menu, found.tasks)[:MOST_CHORES]
    if theirs and (found.sure or not (speaker.is_communicator or found.reads or it.meaning.clear)):
        return chores_screen(it.words, theirs)
    if not speaker.is_communicator or (found.reads and it.meaning.clear):
        return None
    return unasked_screen(it.words, duties_lines(it.words, theirs))


async def a_jumble(it: Hearing) -> Answer | None:
    """A row of keys, near nothing that is known."""
    return jumbled_screen(it.words) if is_jumbled(it.text) else None


async def no_pictures(it: Hearing) -> Answer | None:
    """They would have none, or smaller ones: only the app can wait with them."""
    return Alias(Wish.TROUBLE, frozenset()) if refuses_pictures(it.text) else None


async def a_voice(it: Hearing) -> Answer | None:
    """They would speak to it, or hear it."""
    return voice_screen(it.words) if asks_for_voice(it.text) else None


async def once_a_week(it: Hearing) -> Answer | None:
    """So many a week of all partners: one message with all posts is what there is."""
    fewer = it.meaning.wishes and it.meaning.wishes[0] in {Wish.FEWER, Wish.TIMING, Wish.STOP}
    return Alias(Wish.TIMING, frozenset()) if (fewer or at_most(it.text)) and limits_a_week(it.text) else None


async def several_wishes(it: Hearing) -> Answer | None:
    """One after the other; what would be erased is handed over first."""
    parts = await several(it.visit, it.text)
    both = {part.wish for part in parts} == {Wish.FORGET, Wish.MY_DATA}
    return copy_first_screen(it.words) if both else parts or None


async def a_pause(it: Hearing) -> Answer | None:
    """Of everything until a day, with a day or without one."""
    return await overheard(it.visit, it.text, it.meaning)


async def a_greeting(it: Hearing) -> Answer | None:
    """A hello, with whatever else, that neither names nor asks for anything that the bot can do."""
    if not it.meaning.sure or it.meaning.wishes[0] is not Wish.HOME or mentioned(it.text):
        return None
    if any((alias := alias_of(part)) and alias.wish not in WORLDWIDE for part in _PAUSE.split(it.text)[1:]):
        return None
    if it.meaning.wishes != (Wish.HOME,) and not says_hello(it.text):
        return None
    return await home_of(it.visit.store, it.visit.speaker, it.visit.now)


async def a_slip_of_the_finger(it: Hearing) -> Answer | None:
    """The wrong button was pressed: what can be put right."""
    else_wished = it.meaning.clear and _AFTER_A_SLIP.isdisjoint(it.meaning.wishes[:1])
    return slip_screen(it.words) if pressed_by_mistake(it.text) and not else_wished else None


async def no_vote(it: Hearing) -> Answer | None:
    """They say that they would not vote."""
    return no_vote_screen(it.words) if refuses_vote(it.text) and not asks(it.text) else None


async def a_prize(it: Hearing) -> Answer | None:
    """What can be won, or who has won."""
    if _WON.isdisjoint(it.wishes[:1]) or not asks_of_prizes(it.text):
        return None
    return prizes_screen(it.words, voting=it.wishes[0] is Wish.VOTE)


async def a_page(it: Hearing) -> Answer | None:
    """Words or a page answer it, or a language that is asked for by name and can be offered."""
    if it.wishes[:1] == (Wish.MY_DATA,) and asks_who_has_it(it.text):
        return Alias(Wish.WHO, frozenset())
    if it.wishes[:1] == (Wish.ME,) and (spoken := language_asked_for(it.text)):
        return Alias(Wish.LANGUAGE, frozenset(), spoken)
    if answer := answered(it.wishes):
        beside = (wish for wish in it.others if wish is not answer and answer not in SAID_BY.get(wish, ()))
        return Alias(answer, frozenset(), beside=tuple(beside))
    wished = it.meaning.wishes
    named = it.wishes[:1] == (Wish.LANGUAGE,) and language_wanted(it.text)
    named = named or (wished == (Wish.LANGUAGE,) and language_asked_for(it.text))
    if named or opens(it.text, it.meaning):
        return Alias(wished[0], frozenset(), language_wanted(it.text))
    return None


def opens(text: str, meaning: Meaning) -> bool:
    """Whether the page of what they ask for can open at once: nothing else is meant, and it only shows or asks.

    Who asks one thing of their data is told that, and not sent all of it.
    """
    if len(meaning.wishes) != 1 or not meaning.sure:
        return False
    wish = meaning.wishes[0]
    if wish in SHOWS:
        return meaning.clear or wish in mentioned(text)
    return meaning.clear and wish is Wish.MY_DATA and bool(_OF_DATA.search(text)) and not point_of(wish, text)


async def a_wish(it: Hearing) -> Answer | None:
    """The bot can do it, and it is offered."""
    offered = set(it.wishes) - OF_STORIES and not it.for_stories and not it.is_place
    if not offered:
        return None
    alone = it.wishes == it.meaning.wishes and it.meaning.clear
    if it.meaning.sure and Wish.FORGET in it.wishes and _A_COPY.search(it.text):
        return copy_first_screen(it.words)
    one = alone and it.wishes[0] in ONE_PRESS
    page = one_press_screen(it.words, it.wishes[0]) if one else suggesting_screen(it.words, it.others)
    return asked_of(it.words, it.wishes[0], it.text, page) if it.meaning.sure else page


async def a_slip(it: Hearing) -> Answer | None:
    """It is nearly a message that is known, and nothing speaks against that; or nearly the name of something."""
    near = mistyped_alias(it.text, it.words.form)
    if near and (not it.meaning.wishes or near[1] in it.meaning.wishes):
        if near[1] in PRESSES:
            return rather_screen(it.words, near[0], PRESSES[near[1]])
        return Alias(near[1], frozenset())  # thanks, or a hello
    rather = None if it.meaning.wishes else await rather_heard(it.visit, it.text)
    return rather_screen(it.words, rather[0], StoriesPage(by=rather[1])) if rather else None


def answered(wishes: Sequence[Wish]) -> Wish | None:
    """A question that words answer; help, which is like it, may be likelier: the answer leads there too."""
    first = next((wish for wish in wishes if wish is not Wish.HELP), None)
    return first if first in ANSWERS or first in {Wish.PAUSE, Wish.OFFERS, Wish.RESEND} else None
