"""What readers say of the buttons that stand before them: a yes or no, which one, yes but otherwise, undo, how long."""

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache
from typing import Any

from aiogram import Dispatcher
from aiogram.types import CallbackQuery, InaccessibleMessage, Message

from bot.hearing.aliases import alias_of
from bot.hearing.meaning import meant
from bot.hearing.nods import Reply, reply_of
from bot.hearing.patterns import Pattern, any_of
from bot.hearing.shape import shape
from bot.languages import Form
from bot.texts import HAN_CHARACTER
from bot.transport import Button, Rows
from bot.words import words_for
from handlers.audience.arriving.start_screens import PickForm
from handlers.audience.at_hand.pointing import Points, pointed
from handlers.audience.at_hand.shown_screens import (
    as_before_screen,
    kept_as_is_screen,
    not_yet_screen,
    stays_screen,
    which_screen,
)
from handlers.audience.home_screens import (
    Answer,
    Ballot,
    EndPause,
    MyData,
    SettingsMenu,
    StartPosts,
    StopPosts,
    StoriesPage,
    TellStory,
    ZoneMenu,
    doors,
    paused_here,
    paused_line,
)
from handlers.audience.library.leaves import LAST
from handlers.audience.library.stories import number_named
from handlers.audience.library.stories_screens import ChooseStories, ReadStory, StoryIn, is_of_list
from handlers.audience.personal_data.forget_screens import Forget
from handlers.audience.plain_words.talk import answered_in_words
from handlers.audience.receiving.digest_screens import AskHour, DigestAt, DigestOnly, PickEvery, PickHour, PickWeekday
from handlers.audience.receiving.fewer_screens import DigestMenu, EndMute, FewerMenu, PauseMenu, PickCap
from handlers.audience.receiving.following_screens import CitiesMenu, FollowCity, FollowingMenu
from handlers.audience.receiving.hours import hours_alone
from handlers.audience.receiving.partners_screens import (
    CampaignPage,
    FollowAll,
    FollowPartner,
    LimitPartner,
    MutePartner,
    PartnerPage,
    WriteTo,
)
from handlers.audience.receiving.pause import asks_what_comes_back
from handlers.audience.receiving.pause_screens import AskPause, PauseFor, PauseUntil
from handlers.audience.receiving.settings_screens import AskHours, AskPlace, PickQuiet, PickZone, QuietMenu, QuietOff
from handlers.audience.receiving.silence_screens import SilenceMenu
from handlers.audience.receiving.stop_screens import NoPromotions
from handlers.audience.receiving.themes_screens import FollowCampaign, ThemesPage
from handlers.audience.visit import Visit
from handlers.showing.screen import Screen, show
from handlers.turns.last_screen import Stands, pressing, spoken_of, standing_in

LONGEST, MOST_WORDS = 60, 5
"""Characters of what is said of buttons, and words of what names one."""
MOST = 6
"""Buttons to choose from; a screen with more is a list."""
_MAY = frozenset(
    each.__prefix__
    for each in (
        *(Answer, AskHour, AskHours, AskPause, AskPlace, Ballot, CampaignPage, ChooseStories, CitiesMenu, DigestAt),
        *(DigestMenu, DigestOnly, EndMute, EndPause, FewerMenu, FollowAll, FollowCampaign, FollowCity, FollowPartner),
        *(FollowingMenu, LimitPartner, MutePartner, MyData, NoPromotions, PartnerPage, PauseFor, PauseMenu),
        *(PauseUntil, PickCap, PickEvery, PickForm, PickHour, PickQuiet, PickWeekday, PickZone, QuietMenu, QuietOff),
        *(ReadStory, SettingsMenu, SilenceMenu, StartPosts, StopPosts, StoriesPage, StoryIn, TellStory, ThemesPage),
        *(WriteTo, ZoneMenu),
    )
)
"""Buttons that words may press: each only shows something, or can be undone by another press."""
_ASKS_TO_FORGET = Forget(sure=False).pack()
_TWO = 2
_EVERYWHERE = frozenset(button.data for row in doors(words_for(Form.EN)) for button in row)
_MARKS = ("✓", "•")
_BUT = Pattern(
    r"(?:yes|yeah|yep|ok(?:ay)?|sure|sim|claro|(?:es)?t[áa] bem|好[呀啊吖的嘅吧]?|[係是][呀啊的]?|可以|得|行"
    r"|嗯+)[\s,，.。!！]*"
    r"(?:(?:but|mas|por[ée]m|不[过過]|但[係是]?)[\s,，]*|(?=only |just |s[óo] |apenas |[只淨净改]))(?P<rest>.{2,})",
    re.IGNORECASE,
)
_THINKS_BETTER = any_of(
    r"(?:(?:oh|wait|ah|no|nah|hmm+|actually|sorry|ok|espera|olha|n[ãa]o),? )*"
    r"(?:never ?mind|forget it|(?:i['’]?ve )?changed my mind|afinal (?:j[áa] )?n[ãa]o|mudei de ideias"
    r"|deixa (?:estar|l[áa])|esquece)\b"
)
"""“Wait, never mind, I'm staying.”"""
_AROUND = any_of(
    r"^(?:我)?(?:[想要选選揀拣就]|還是|还是|都係|咁|那)*|(?:[嗰那](?:[个個]|樣|样)?|吧|啦|好了|好啲)+$",
    r"\b(?:i|the|a|an|o|as?|os|one|please|pls|that|want|would|like|ll|take|choose|pick|go|for|with|quero|queria"
    r"|escolho|por"
    r"|favor|pf|de|da|do|ess[ea]|est[ea])\b",
)
"""What people say around the name of what they choose."""
_OF_A_STORY = any_of(r"[篇帖]|故[事仔]|文章", r"\b(?:story|stories|post|hist[óo]ria|publica[çc][ãa]o)\b")
"""What no button is: “the first story” is one of a list, whatever stands below it."""
_WORD = re.compile(r"\w+")
_ENDS = re.compile(
    r"\b(?:no|not|stop|end|sem|n[ãa]o|parar|acabar|deixar|nenhuma?)\b|[不唔冇没沒無无停]|取消|[静靜]音|结束|結束"
)
"""What a label refuses, whoever chooses it says too: “promotions” is not “No promotions”."""
_RESUMES = frozenset({EndPause.__prefix__, StartPosts.__prefix__, EndMute.__prefix__})
"""Buttons that are there only while something has been ended."""
_CHANGES = frozenset(
    each.__prefix__
    for each in (
        *(FollowAll, FollowCampaign, FollowCity, NoPromotions, PickCap, PickEvery, PickForm, PickHour, PickQuiet),
        *(PickZone, QuietOff, DigestAt, PickWeekday),
    )
)
"""Buttons that set something whose other values stand below them."""
_SPANS = frozenset({PauseFor.__prefix__, PauseUntil.__prefix__, MutePartner.__prefix__})


class Says(StrEnum):
    """What is said of the buttons as a whole."""

    WHICH = "which"
    """Yes, to several of them."""
    NO = "no"
    UNDO = "undo"
    HOW_LONG = "how_long"
    OTHERWISE = "otherwise"
    """Yes, with a change."""


def choice_in(text: str, stands: Stands, *, among: bool = False) -> Button | Says | None:
    """The button that is meant, or what is said of all; none when it says anything else.

    `among`: something else may be typed among the buttons, so that none is named by words.
    """
    points, said = pointed(text), shape(text)
    if points is Points.HOW_LONG:  # whether it comes back by itself is the pause's own question
        return None if asks_what_comes_back(text) else _lasts(stands)
    if points is Points.UNDO:
        return _undone(stands)
    choices = choices_of(stands.rows)
    if not choices:
        return None
    found = _answered(text, said, stands, choices) if stands.offers else None
    if found or among:
        return found
    number = None if _counts(said, choices) or _OF_A_STORY.search(text) else number_named(text)
    if number or (said.isdecimal() and _lists_stories(choices)):
        return _at(number, choices) if number else None
    return None if alias_of(text) else named_among(text, choices)


def _lists_stories(choices: Sequence[Button]) -> bool:
    """Whether numbers stand below it that are a list's, which is kept longer than the screen."""
    return any(map(is_of_list, choices))


def _at(number: int, choices: Sequence[Button]) -> Button | None:
    """The button at a place; none where that is a list's."""
    if number > len(choices) or _lists_stories(choices):
        return None
    return choices[number if number == LAST else number - 1]


def _counts(said: str, choices: Sequence[Button]) -> bool:
    """Whether a number is one of a label, and no place: “3” where one of them is “3 a day”."""
    return said.isdecimal() and any(any(map(str.isdecimal, each.label)) for each in choices)


def _answered(text: str, said: str, stands: Stands, choices: Sequence[Button]) -> Button | Says | None:
    """A yes or no to what was offered; what is chosen already is no choice."""
    open_ones = [each for each in choices if not each.label.startswith(_MARKS)]
    asked = "?" in stands.text or "？" in stands.text
    reply = reply_of(said)
    if reply is Reply.YES or (asked and reply is Reply.FINE):
        if len(open_ones) == 1 or (asked and len(open_ones) == _TWO):
            return open_ones[0]
        return Says.WHICH if 1 < len(open_ones) <= MOST else None
    if reply is Reply.NO or (_THINKS_BETTER.match(text) and not meant(text).clear):
        return Says.NO if len(open_ones) <= MOST else None
    return Says.OTHERWISE if open_ones and len(open_ones) <= MOST and _BUT.fullmatch(text) else None


def _undone(stands: Stands) -> Button | Says | None:
    """The one press that takes back what was done last, where what stands there has it."""
    buttons, done = [button for row in stands.rows for button in row], stands.after.partition(":")[0]
    if back := next((each for each in buttons if _takes_back(each, done)), None):
        return back
    offered = stands.offers and 0 < len(choices_of(stands.rows)) <= MOST
    return Says.UNDO if offered or done in _CHANGES else None


def _takes_back(button: Button, done: str) -> bool:
    """Whether it is the other side of a button of this kind."""
    prefix = _prefix(button)
    if prefix == MutePartner.__prefix__ == done:
        return MutePartner.unpack(button.data or "").span is None
    if prefix == LimitPartner.__prefix__ == done:
        return LimitPartner.unpack(button.data or "").weekly is None
    return prefix in _RESUMES or prefix == FollowPartner.__prefix__ == done


def _lasts(stands: Stands) -> Says | None:
    """Whether something stands there that lasts."""
    prefixes = {_prefix(button) for row in stands.rows for button in row}
    set_now = stands.after.partition(":")[0] in _CHANGES
    return Says.HOW_LONG if set_now or not prefixes.isdisjoint(_SPANS | _RESUMES) else None


@lru_cache(maxsize=256)
def choices_of(rows: Rows) -> tuple[Button, ...]:
    """The buttons of a screen that words may press; what stands below many screens is none of its own."""
    return tuple(
        button
        for row in rows
        for button in row
        if button.data
        and (_prefix(button) in _MAY or button.data == _ASKS_TO_FORGET)
        and button.data not in _EVERYWHERE
        and not button.label.startswith("‹")
    )


def _prefix(button: Button) -> str:
    return (button.data or "").partition(":")[0]


def named_among(text: str, choices: Sequence[Button]) -> Button | None:
    """The one button whose label has the words of a short message, or all of it that tells something."""
    if text.count(" ") >= MOST_WORDS:
        return None
    said = shape(text)
    if not HAN_CHARACTER.search(said) and _words_on(choices).isdisjoint(map(_singular, said.split())):
        return None
    said = _AROUND.sub(" ", said).strip()
    if len(said) < _TWO and not said.isdecimal():
        return None
    found = [each for each in choices if not each.label.startswith(_MARKS) and _has(_shaped(each.label), said)]
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=256)
def _words_on(choices: Sequence[Button]) -> frozenset[str]:
    """All words of their labels."""
    return frozenset(_singular(word) for each in choices for word in _WORD.findall(_shaped(each.label)))


@lru_cache(maxsize=1024)
def _shaped(label: str) -> str:
    return shape(label.strip("✓• "))


def _has(label: str, said: str) -> bool:
    """Chinese stands within it; other words are words of it, in the plural or not."""
    if _ENDS.search(label) and not _ENDS.search(said):
        return False
    if HAN_CHARACTER.search(said):
        return said in label
    words = {_singular(word) for word in _WORD.findall(label)}
    return all(_singular(word) in words for word in _WORD.findall(said))


def _singular(word: str) -> str:
    return word.removesuffix("s")


async def chosen(
    message: Message, choice: Button | Says, visit: Visit, dispatcher: Dispatcher, data: dict[str, Any]
) -> None:
    """Do what the button would have done, or answer what was said of it."""
    if not isinstance(choice, Says):
        await _pressed(message, choice, dispatcher, data)
        return
    rest = _BUT.fullmatch((message.text or "").strip()) if choice is Says.OTHERWISE else None
    if rest and (meant(rest["rest"]).sure or hours_alone(rest["rest"]) or spoken_of(message.chat.id)):
        await answered_in_words(message, rest["rest"], visit)
    elif stands := standing_in(message.chat.id):
        await show(message, _told(visit, choice, stands, choices_of(stands.rows)[:MOST]))


def _told(visit: Visit, choice: Says, stands: Stands, buttons: Sequence[Button]) -> Screen:
    words = visit.words
    if choice is Says.NO:
        return kept_as_is_screen(words)
    if choice is Says.HOW_LONG:
        return _how_long(visit, stands)
    if choice is Says.UNDO and stands.after:
        return as_before_screen(words, stands.rows)
    if choice is Says.UNDO:
        return not_yet_screen(words, stands.text, stands.rows)
    return which_screen(words, buttons, instead=choice is Says.OTHERWISE)


def _how_long(visit: Visit, stands: Stands) -> Screen:
    """Until when a pause lasts; what is to be chosen says how long itself."""
    until = paused_here(visit.reader, visit.now)
    if until is None and any(_prefix(each) in _SPANS for row in stands.rows for each in row):
        return Screen(stands.text, stands.rows)
    return stays_screen(visit.words, paused_line(visit.words, until) if until else None)


async def _pressed(message: Message, button: Button, dispatcher: Dispatcher, data: dict[str, Any]) -> None:
    """As if it had been pressed, in a message that nobody can change: the answer stands below."""
    pressing(button.data or "")
    nowhere = InaccessibleMessage(chat=message.chat, message_id=0, date=0)
    if message.from_user is None:
        return
    query = CallbackQuery(id="", from_user=message.from_user, chat_instance="", data=button.data, message=nowhere)
    await dispatcher.propagate_event("callback_query", query.as_(message.bot), **data)
