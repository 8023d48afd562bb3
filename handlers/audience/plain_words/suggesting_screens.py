"""What a message may have meant, with a button for each wish."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from aiogram.filters.callback_data import CallbackData
from markupsafe import Markup

from bot.hearing.aliases import Wish
from bot.languages import Form
from bot.transport import Button, Row
from bot.words import Words, marked
from handlers.audience.answering.answers_screens import ANSWERS
from handlers.audience.answering.beyond_screens import look_or_write
from handlers.audience.home_screens import (
    Answer,
    Ballot,
    HelpMenu,
    LanguageMenu,
    MyData,
    PartnersPage,
    SettingsMenu,
    StartPosts,
    StopPosts,
    StoriesPage,
    TellStory,
    back_home,
    doors,
    paragraphs,
)
from handlers.audience.library.shelves import TODAY
from handlers.audience.library.stories_screens import rather
from handlers.audience.personal_data.forget_screens import Forget
from handlers.audience.receiving.fewer_screens import FewerMenu, PauseMenu
from handlers.audience.receiving.following_screens import FollowingMenu
from handlers.audience.receiving.silence_screens import SilenceMenu
from handlers.showing.screen import Screen
from handlers.staff.asking_screens import ask_button
from handlers.turns.menus import COMMUNICATOR, READER, commands

Table = tuple[tuple[str, str], ...]
"""Commands and what they do."""


def unasked_screen(
    words: Words, duties: Markup | str = "", guesses: Sequence[Wish] = (), *, asked: bool = False
) -> Screen:
    """Plain text outside any conversation; `duties` are what somebody who writes posts may have meant.

    `guesses`, what anybody may have meant, stand first. Who `asked` something is told who could know.
    """
    text = paragraphs(
        words.say("I don't know that, and would rather not guess. A partner may know, or a story may tell.")
        if asked
        else words.say("Thank you for writing. I'm only a bot and no good at chatting, but these buttons may help."),
        duties,
        words.say("/help shows all I can do."),
    )
    likely = suggestions(words, [wish for wish in guesses if wish not in BEHIND_DOORS])
    people = ((ask_button(words),),) if duties else ()
    return Screen(text, (*likely, *people, look_or_write(words), *doors(words)))


def rather_screen(words: Words, near: str, press: CallbackData) -> Screen:
    """A message that is nearly a word that is known: that word first, then the main buttons."""
    return Screen(_perhaps(words), ((rather(words, near, press),), *doors(words)), guess=True)


def jumbled_screen(words: Words) -> Screen:
    """A row of keys that is no word: what there is instead."""
    text = paragraphs(words.say("I didn't understand that. Here is what I can do:"), commands(words, READER))
    return Screen(text, doors(words))


def chores_screen(words: Words, table: Table) -> Screen:
    """A sentence of somebody who works here that seems to be about their work: the commands for it."""
    return Screen(paragraphs(_perhaps(words), commands(words, table)), ((back_home(words),),), guess=True)


def duties_lines(words: Words, likely: Table) -> Markup:
    """All that somebody may have meant who writes posts; what is likely stands first."""
    if not likely:
        return commands(words, COMMUNICATOR)
    others = tuple(each for each in COMMUNICATOR if each not in likely)
    return paragraphs(_perhaps(words), commands(words, likely), commands(words, others))


BEHIND_DOORS = frozenset({Wish.STORIES, Wish.PARTNERS, Wish.SETTINGS, Wish.LANGUAGE})
"""Wishes that the main buttons below are for."""


def suggesting_screen(words: Words, wishes: Sequence[Wish]) -> Screen:
    """A message that seems to be about something the bot can do: that first; who asks for help may want people."""
    people = (look_or_write(words),) if Wish.HELP in wishes else ()
    return Screen(_perhaps(words), (*suggestions(words, wishes), *people, (back_home(words),)), guess=True)


def or_else(words: Words, page: Screen, others: Sequence[Wish]) -> Screen:
    """A page, and what else may have been meant, unless its buttons lead there anyway."""
    shown = {button.data for row in page.rows for button in row}
    rows = [row for row in suggestions(words, others) if row[0].data not in shown]
    if not rows:
        return page
    text = paragraphs(page.text, words.say("Or did you mean something else?"))
    return replace(page, text=text, rows=(*page.rows[:-1], *rows, *page.rows[-1:]))


ONE_PRESS: Mapping[Wish, str] = {
    Wish.SHARE: marked("I'd love to read it. Press the button, and begin."),
    Wish.STOP: marked("One press, and no more posts come. /start brings them back."),
    Wish.START: marked("One press, and posts come again."),
    Wish.FORGET: marked("I can erase it all; I'll ask you once more before I do."),
    Wish.MY_DATA: marked("One press, and you get two files with all that I keep about you."),
}
"""What is said where exactly that is wished, and its button must be pressed all the same."""


def one_press_screen(words: Words, wish: Wish) -> Screen:
    """One of these wishes, which is sure: what the press does."""
    return Screen(words.say(ONE_PRESS[wish]), (*suggestions(words, (wish,)), (back_home(words),)))


def copy_first_screen(words: Words) -> Screen:
    """For who would be erased, and have a copy before."""
    text = paragraphs(*(words.say(ONE_PRESS[wish]) for wish in (Wish.MY_DATA, Wish.FORGET)))
    return Screen(text, (*suggestions(words, (Wish.MY_DATA, Wish.FORGET)), (back_home(words),)))


def _perhaps(words: Words) -> Markup:
    return words.say("Perhaps this is what you need:")


def introduced_screen(words: Words, screen: Screen) -> Screen:
    """The same, and who answers here: for whoever has not been told lately."""
    bot = words.say("I'm a bot and don't understand every message. /help shows all I can do.")
    return replace(screen, text=paragraphs(bot, screen.text))


def suggestions(words: Words, wishes: Sequence[Wish]) -> tuple[Row, ...]:
    """A button for each wish, worded as what it does."""
    return tuple((_suggestion(words, wish),) for wish in wishes if wish in PRESSES)


@lru_cache(maxsize=len(Form) * len(Wish))
def _suggestion(words: Words, wish: Wish) -> Button:
    return Button(words.say(LABELS[wish]), PRESSES[wish].pack())


PRESSES: Mapping[Wish, CallbackData] = {
    Wish.FORGET: Forget(sure=False),
    Wish.MY_DATA: MyData(),
    Wish.SHARE: TellStory(),
    Wish.VOTE: Ballot(),
    Wish.STORIES: StoriesPage(),
    Wish.PARTNERS: PartnersPage(),
    Wish.LANGUAGE: LanguageMenu(),
    Wish.SETTINGS: SettingsMenu(),
    Wish.FEWER: FewerMenu(),
    Wish.STOP: StopPosts(),
    Wish.PAUSE: PauseMenu(),
    Wish.START: StartPosts(),
    Wish.SILENCE: SilenceMenu(),
    Wish.FOLLOWING: FollowingMenu(),
    Wish.TODAY: StoriesPage(by=TODAY),
    Wish.HELP: HelpMenu(),
    **{wish: Answer(wish=wish) for wish in (*ANSWERS, Wish.EVENTS, Wish.OFFERS, Wish.RESEND)},
}


LABELS: Mapping[Wish, str] = {
    Wish.FORGET: marked("Erase what I keep about you"),
    Wish.MY_DATA: marked("What I keep about you"),
    Wish.SHARE: marked("Tell your own story"),
    Wish.VOTE: marked("Vote for the story of the month"),
    Wish.STORIES: marked("Read stories"),
    Wish.PARTNERS: marked("Partners to follow"),
    Wish.LANGUAGE: marked("Language"),
    Wish.SETTINGS: marked("Place and quiet hours"),
    Wish.FEWER: marked("Fewer posts"),
    Wish.STOP: marked("Stop all posts"),
    Wish.START: marked("Send me posts again"),
    Wish.SILENCE: marked("Why nothing comes"),
    Wish.FOLLOWING: marked("Following"),
    Wish.TODAY: marked("On this day"),
    Wish.HELP: marked("What I can do"),
    Wish.JOIN: marked("Become a partner"),
    Wish.KEEP: marked("Keep or pass on a story"),
    Wish.WHO: marked("Who is behind this"),
    Wish.TROUBLE: marked("Something doesn't work"),
    Wish.PHONE: marked("Another phone or number"),
    Wish.OWN: marked("A story that I sent"),
    Wish.PAUSE: marked("Pause everything"),
    Wish.PROGRAMME: marked("What the programme is"),
    Wish.TELLING: marked("How to tell a story"),
    Wish.TERMS: marked("What my words mean"),
    Wish.ME: marked("Who I am"),
    Wish.HUMAN: marked("Speak to somebody"),
    Wish.EVENTS: marked("What is on"),
    Wish.OFFERS: marked("Offers"),
    Wish.LEARN: marked("Learn a language"),
    Wish.COUNTED: marked("How many read"),
    Wish.REMIND: marked("Reminders"),
    Wish.TIMING: marked("When posts come"),
    Wish.RESEND: marked("What came lately"),
    Wish.ELSEWHERE: marked("Outside this app"),
}
