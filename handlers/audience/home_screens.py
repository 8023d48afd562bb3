"""A reader's home, and the doors that lead from it and back to it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from types import MappingProxyType

from aiogram.filters.callback_data import CallbackData
from markupsafe import Markup

from bot.hearing.aliases import Wish
from bot.languages import Form
from bot.people import Reader, Speaker
from bot.recurrence import local
from bot.transport import Button, Row
from bot.words import Words
from handlers.showing.paging import last_page
from handlers.showing.screen import Number, Screen
from handlers.turns.menus import ADMIN, COMMUNICATOR, commands


class Home(CallbackData, prefix="a_home"):
    """To the home screen."""


class StoriesPage(CallbackData, prefix="a_stories"):
    """To a page of past posts, of the shelf `by`; `below` leaves the pressed message as it is."""

    page: Number = 0
    below: bool = False
    by: str = ""


class PartnersPage(CallbackData, prefix="a_partners"):
    """To a page of the list of partners."""

    page: Number = 0


class SettingsMenu(CallbackData, prefix="a_set"):
    """To place and quiet hours."""


class LanguageMenu(CallbackData, prefix="a_lang"):
    """To the choice of language."""


class HelpMenu(CallbackData, prefix="a_help"):
    """To what the bot can do."""


class ZoneMenu(CallbackData, prefix="a_zones"):
    """To the places."""


class TellStory(CallbackData, prefix="a_tell"):
    """To a story of their own."""


class Ballot(CallbackData, prefix="a_ballot"):
    """To the vote for the story of the month."""


class MyData(CallbackData, prefix="a_mine"):
    """To everything that is kept about them."""


class StopPosts(CallbackData, prefix="a_stop"):
    """No more posts."""


class StartPosts(CallbackData, prefix="a_start"):
    """Posts again."""


class EndPause(CallbackData, prefix="a_resume"):
    """Posts again, before the pause is over."""


class Stay(CallbackData, prefix="a_stay"):
    """Do not erase me after all."""


class Answer(CallbackData, prefix="a_answer"):
    """To the answer to a question about the bot and the programme."""

    wish: Wish


FOLLOWING = "a_follows"
"""The button of `following_screens.FollowingMenu`, which stands above this file."""


@lru_cache(maxsize=len(Form))
def doors(words: Words) -> tuple[Row, ...]:
    """The four ways on from home."""
    return (
        (
            Button(words.say("Stories"), StoriesPage().pack()),
            Button(words.say("Partners"), PartnersPage().pack()),
        ),
        (
            Button(words.say("Settings"), SettingsMenu().pack()),
            Button(words.say("Language"), LanguageMenu().pack()),
        ),
    )


@lru_cache(maxsize=len(Form))
def back_home(words: Words) -> Button:
    """The way back."""
    return Button(words.say("‹ Home"), Home().pack())


def start_posts(words: Words) -> Button:
    """Posts again after a stop."""
    return Button(words.say("Send me posts again"), StartPosts().pack())


def end_pause(words: Words) -> Button:
    """Posts again before a pause is over."""
    return Button(words.say("End the pause"), EndPause().pack())


def paused_here(reader: Reader, now: datetime) -> datetime | None:
    """Until when nothing comes at all, on the reader's own clock; none while posts may come."""
    until = reader.paused(now)
    return local(until, reader.zone) if until else None


def paused_line(words: Words, until: datetime) -> Markup:
    """They have paused everything until a local time."""
    return words.say("Posts are paused until <b>{moment}</b>.", moment=words.moment(until))


def bring_posts(words: Words) -> Button:
    """Posts for whoever has not agreed to them yet: it asks."""
    return Button(words.say("Send me posts"), StartPosts().pack())


def stay(words: Words) -> Button:
    """The way back from being forgotten."""
    return Button(words.say("Cancel, keep my data"), Stay().pack())


def going(words: Words, due: datetime) -> Markup:
    """They will be forgotten at `due`, a local time, and may still stay."""
    return paragraphs(
        words.say("At <b>{clock}</b> I'll erase everything I keep about you.", clock=words.clock(due)),
        words.say("No posts come from now on. Until then you can still change your mind."),
    )


def going_screen(words: Words, due: datetime, duties: Markup | str = "") -> Screen:
    """Home of somebody who is about to be forgotten."""
    return Screen(paragraphs(going(words, due), duties), ((stay(words),), *doors(words)))


@dataclass(frozen=True, slots=True)
class Comes:
    """Of whom posts come: partners and campaigns counted, and what keeps all of them away."""

    follows: int = 0
    campaigns: int = 0
    stopped: bool = False
    paused: datetime | None = None
    """Until then, on the reader's own clock."""


def home_screen(words: Words, comes: Comes, duties: Markup | str = "") -> Screen:
    """Home of a reader who has chosen a language; `duties` is `work()` of theirs."""
    if comes.stopped:
        told = paragraphs(words.say("Posts are off. You can still read everything here."), duties)
        return Screen(told, ((start_posts(words),), *doors(words)))
    if comes.paused:
        told = paragraphs(paused_line(words, comes.paused), words.say("You can still read everything here."), duties)
        return Screen(told, ((end_pause(words),), *doors(words)))
    whose = following(words, comes.follows, comes.campaigns)
    told = paragraphs(words.say("What would you like to do?"), whose, duties)
    return Screen(told, doors(words))


def undecided_screen(words: Words, duties: Markup | str = "") -> Screen:
    """Home of somebody who has never said yes to posts."""
    told = paragraphs(words.say("You can read here as you like. Posts come only once you say yes."), duties)
    return Screen(told, ((bring_posts(words),), *doors(words)))


def with_story(words: Words, home: Screen) -> Screen:
    """Home of somebody who has begun a story of their own, and left it."""
    return replace(home, rows=((Button(words.say("Go on with my story"), TellStory().pack()),), *home.rows))


def following(words: Words, follows: int, campaigns: int = 0) -> Markup:
    """How many partners they follow, or campaigns without a partner, and what that means."""
    if campaigns and not follows:
        return words.plural(
            "You follow {n} campaign. Its posts come here until you use /stop.",
            "You follow {n} campaigns. Their posts come here until you use /stop.",
            campaigns,
        )
    if campaigns:
        return paragraphs(
            following(words, follows),
            words.plural("You also follow {n} campaign.", "You also follow {n} campaigns.", campaigns),
        )
    if not follows:
        return words.say("You follow no partner yet. Choose some under Partners, and their posts will come here.")
    return words.plural(
        "You follow {n} partner. Its posts come here until you use /stop.",
        "You follow {n} partners. Their posts come here until you use /stop.",
        follows,
    )


def work(words: Words, speaker: Speaker, writes_for: Sequence[str]) -> Markup:
    """Commands of a communicator and of an admin; nothing for others."""
    blocks = []
    if speaker.is_communicator:
        blocks.append(words.say("<b>You write for {partners}:</b>", partners=words.list(writes_for)))
        blocks.append(commands(words, COMMUNICATOR))
    if speaker.is_admin:
        blocks.append(words.say("<b>You run the programme:</b>"))
        told = {name for name, _ in COMMUNICATOR} if speaker.is_communicator else ()
        blocks.append(commands(words, tuple(each for each in ADMIN if each[0] not in told)))
    return paragraphs(*blocks)


def to_a_partner(words: Words) -> Button:
    """To whoever can tell what the bot cannot: partners, who can be written to."""
    return Button(words.say("Write to a partner"), PartnersPage().pack())


def to_help(words: Words) -> Button:
    """To all that the bot can do."""
    return Button(words.say("What I can do"), HelpMenu().pack())


def paragraphs(*texts: Markup | str) -> Markup:
    """Sentences or blocks with an empty line between them; empty ones are left out."""
    return Markup("\n\n").join(text for text in texts if text)


def told_first(
    point: str, told: Mapping[str, Markup], only_asked: Mapping[str, Markup] = MappingProxyType({})
) -> Markup:
    """The same in their order, but first the one that `point` names, if there is one (see `bot.hearing.points`).

    What is told `only_asked` for is left out, unless `point` names it.
    """
    if point in only_asked:
        return paragraphs(only_asked[point], *told.values())
    return paragraphs(*(told[name] for name in sorted(told, key=lambda name: name != point)))


def turning(words: Words, page: int, total: int, data: Callable[[int], str]) -> tuple[Row, ...]:
    """The row that turns pages; none when there is one page only."""
    row = []
    if page > 0:
        row.append(Button(words.say("‹ Previous"), data(page - 1)))
    if page < last_page(total):
        row.append(Button(words.say("Next ›"), data(page + 1)))
    return (tuple(row),) if row else ()


def page_line(words: Words, page: int, total: int) -> Markup | str:
    """Which page this is, when there are several."""
    if not last_page(total):
        return ""
    return words.say("Page {page} of {pages}", page=words.number(page + 1), pages=words.number(last_page(total) + 1))
