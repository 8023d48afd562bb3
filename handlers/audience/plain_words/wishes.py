"""Plain words that are as good as a command, whichever language they are in: "故事", "falar com um parceiro", "停"."""

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import replace

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import Message

from bot.forms.scripts import script_of
from bot.hearing.aliases import Alias, Wish, alias_of, behind_stroke
from bot.hearing.meaning import meant
from bot.hearing.nods import Nod, nod_of
from bot.hearing.orders import may_halt
from bot.hearing.patterns import any_of
from bot.hearing.tasks import Task
from bot.languages import Form
from bot.people import Reader, Speaker
from bot.words import Words, words_for
from handlers.audience import (
    help,  # noqa: A004 - /help
)
from handlers.audience.answering import answers
from handlers.audience.answering.answers import ANSWERED
from handlers.audience.arriving import language, start
from handlers.audience.arriving.language import in_their_script
from handlers.audience.arriving.start_screens import language_screen
from handlers.audience.at_hand.this_one import this_one
from handlers.audience.citizens import share, vote
from handlers.audience.citizens.share_screens import Sharing
from handlers.audience.home import home_of
from handlers.audience.library import lately, stories
from handlers.audience.personal_data import forget
from handlers.audience.personal_data.forget_screens import Forgetting
from handlers.audience.plain_words.of_language_screens import offer_screen
from handlers.audience.plain_words.talk_screens import noted_screen, thanked_screen
from handlers.audience.plain_words.telling import says_hello
from handlers.audience.questions import leave_question
from handlers.audience.receiving import fewer, following, partners, pause, settings, silence, stop
from handlers.audience.visit import Visit
from handlers.audience.writing import Writing
from handlers.sending.stopping_screens import what_stops_screen
from handlers.showing.screen import show
from handlers.turns.filters import BY_COMMUNICATOR, BY_NEWCOMER, IDLE, OWN, PLAIN
from handlers.turns.last_screen import answering, greet
from handlers.turns.menus import COMMUNICATOR, named
from handlers.turns.turn import Composing, hand

AT_THE_DOOR = frozenset({Wish.STOP, Wish.HELP, Wish.LANGUAGE})
"""What somebody may ask for before they have chosen a language."""


KIND = frozenset({Wish.HOME, Wish.THANKS})
"""Answered with home or a kind word."""


_LEADS_OUT = {Wish.STOP, Wish.FORGET, Wish.MY_DATA, Wish.HELP, Wish.LANGUAGE}
"""Done at once wherever it is said."""
_KEPT_OUT: Mapping[str, Collection[Wish]] = {
    str(Composing.open.state): KIND,
    str(Writing.text.state): set(Wish) - _LEADS_OUT,
    str(Sharing.open.state): set(Wish) - _LEADS_OUT - {Wish.HOME},
    str(Forgetting.asked.state): KIND | {Wish.START},
}
"""What does not lead out: it may be a text of the post, the story, the letter, or an answer to what is asked.

What is typed as a command (/cancel) is none of these.
"""


class Wishing(Filter):
    """A message that as a whole is a wish; hands it on as `alias`. With a `stroke`, one that is typed as a command.

    A reply is said to whoever wrote that message: a partner may be thanked. What is passed on somebody else said.
    """

    def __init__(self, *, stroke: bool = False) -> None:
        self._stroke = stroke

    async def __call__(
        self, message: Message, speaker: Speaker | None = None, raw_state: str | None = None
    ) -> bool | dict[str, Alias]:
        """Whether it is one, and one that this person may have now."""
        spoken = _behind_stroke(message) if self._stroke else message.text
        alias = alias_of(spoken) if spoken else None
        if alias is None or speaker is None or (speaker.reader.form is None and alias.wish not in AT_THE_DOOR):
            return False
        kept_out = alias.wish in _KEPT_OUT.get(raw_state or "", ()) and not self._stroke
        declines = raw_state == Forgetting.asked.state and forget.says_no(message.text or "")
        return False if kept_out or declines else {"alias": alias}


class MayHalt(Filter):
    """Whoever writes posts says “stop sending” and no more: it may be about all readers."""

    async def __call__(self, message: Message) -> bool:
        """While no question is open; a reader's word is done at once."""
        return may_halt(message.text or "")


def _behind_stroke(message: Message) -> str | None:
    """Not of /stop_, which has lost whom it is about."""
    said = behind_stroke(message.text or "") if message.forward_origin is None else None
    return said if said == (said or "").strip() else None


def router() -> Router:
    """Stands before the readers' own questions: whoever types "stop" there means it."""
    wishes = Router(name="audience.wishes")
    hand(wishes, "visit", Visit)
    wishes.message.register(start.typed, PLAIN, BY_NEWCOMER, start.NamesLanguage())
    wishes.message.register(ask_what_stops, PLAIN, BY_COMMUNICATOR, IDLE, OWN, MayHalt())
    wishes.message.register(granted, PLAIN, OWN, Wishing())
    return wishes


async def ask_what_stops(message: Message, words: Words) -> None:
    """It may be what comes to them, or what goes out to readers; admins have been asked before."""
    await show(message, what_stops_screen(words, named(COMMUNICATOR, [Task.POSTS]), runs=False))


async def granted(message: Message, alias: Alias, visit: Visit) -> None:
    """Do what the command would have done."""
    answering(alias.wish)
    greet_back(visit, message.text or "")
    if grant := _GRANTS.get(alias.wish):
        await grant(message, visit)
    elif alias.wish in ANSWERED:
        await answers.told(message, alias.wish, visit, message.text or "", alias.beside)
    elif alias.wish is Wish.HELP:
        await help.asked(message, visit.of(_as_they_write(visit.reader, alias, message.text or "")))
    elif alias.wish is Wish.LANGUAGE:
        await _language(message, alias, visit)
    else:
        await _kindly(message, alias.wish, visit)


def greet_back(visit: Visit, text: str) -> None:
    """Who begins with a hello and goes on with a wish is greeted above its answer; home greets by itself."""
    if not says_hello(text) or nod_of(text) or _WAY_HOME.match(text):
        return
    alias = alias_of(text)
    wished = alias.wish if alias else next(iter(meant(text).wishes), None)
    greet(visit.reader.address, None if wished is Wish.HOME else visit.words.say("Hello!"))


def _as_they_write(reader: Reader, alias: Alias, text: str) -> Reader:
    """A newcomer is answered in the language of their question, unless it is a word that everybody knows."""
    known = " " not in text.strip() and text.isascii()
    if reader.form is not None or known or reader.speaks in alias.forms:
        return reader
    return replace(reader, form=next((one for one in (script_of(text), *Form) if one in alias.forms), reader.speaks))


_WAY_HOME = any_of(
    r"\W*(?:home|(?:main )?menu|(?:go )?back|cancel|test|in[íi]cio|volt|[主首]|菜[单單]|[選选]|目|返|回|取|上一)"
)
"""What leads home and is no hello."""
_GRANTS: Mapping[Wish, Callable[[Message, Visit], Awaitable[None]]] = {
    Wish.FEWER: fewer.asked,
    Wish.FOLLOWING: following.asked,
    Wish.FORGET: forget.ask,
    Wish.MY_DATA: forget.my_data,
    Wish.PARTNERS: partners.listed,
    Wish.PAUSE: pause.asked,
    Wish.RESEND: lately.asked,
    Wish.SETTINGS: settings.ask,
    Wish.SHARE: share.begin,
    Wish.SILENCE: silence.asked,
    Wish.START: start.asked,
    Wish.STOP: stop.said,
    Wish.STORIES: stories.listed,
    Wish.TODAY: stories.of_this_day,
    Wish.VOTE: vote.ask,
}
"""What needs no more than to be asked for."""


async def _language(message: Message, alias: Alias, visit: Visit) -> None:
    """The choice; a language that was asked for by name is offered in that language."""
    words = visit.words
    if alias.named is None or visit.reader.form is None:
        await language.ask(message, visit)
        return
    await leave_question(visit.state)
    if shown := await this_one(visit, message.text or ""):
        await show(message, shown)
        return
    named = in_their_script(alias.named, message.text or "", words.form)
    if named is words.form:
        await show(message, language_screen(words, asked=True))
    else:
        await show(message, offer_screen(words_for(named), words.form, asked=True))


async def _kindly(message: Message, wish: Wish, visit: Visit) -> None:
    """A greeting, a way out, a word of thanks, a yes: home, or a kind word."""
    await leave_question(visit.state)
    if wish is Wish.THANKS:
        kind = noted_screen if nod_of(message.text or "") is Nod.AGREED else thanked_screen
        await show(message, kind(visit.words))
    else:
        await show(message, await home_of(visit.store, visit.speaker, visit.now))
