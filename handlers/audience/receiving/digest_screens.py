"""The digest: how often, when, and whether anything else comes."""

from collections.abc import Sequence
from datetime import time
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State, StatesGroup
from markupsafe import Markup
from pydantic import Field

from bot.digests import HOURS, Change, Digest, Rhythm
from bot.transport import Button, Row
from bot.words import Words
from handlers.audience.home_screens import back_home, bring_posts, paragraphs
from handlers.audience.plain_words.timed import Timed
from handlers.audience.receiving.fewer_screens import DigestMenu, FewerMenu, when_facts
from handlers.audience.receiving.settings_screens import Minute, minutes, time_of_day
from handlers.showing.screen import Screen, grid
from handlers.turns.last_screen import Spoken

_HALF_A_DAY, _DAY = 12, 24
EVERY_DAY = 7


class Timing(StatesGroup):
    """When it comes is answered by typing, too."""

    at = State()


class PickEvery(CallbackData, prefix="a_every"):
    """So often; none: never."""

    every: Rhythm | None = None


class PickHour(CallbackData, prefix="a_hour"):
    """At this hour."""

    hour: Annotated[int, Field(ge=0, lt=_DAY)]


class PickWeekday(CallbackData, prefix="a_weekday"):
    """On this day of each week, 0 for Monday."""

    day: Annotated[int, Field(ge=0, lt=EVERY_DAY)]


class AskHour(CallbackData, prefix="a_anyhour"):
    """Show all hours, and let me type one."""


class DigestOnly(CallbackData, prefix="a_only"):
    """Everything waits for the digest, or only what is over the limit."""

    on: bool


class DigestAt(CallbackData, prefix="a_only_at"):
    """Everything waits for the digest, at a minute of the day, on a day of the week (0 for Monday) or `EVERY_DAY`."""

    minute: Minute
    day: Annotated[int, Field(ge=0, le=EVERY_DAY)]


MOST_DAYS = 2
"""Days between which one may choose: who would have all but some asks for what cannot be."""


def digest_screen(
    words: Words, digest: Digest, *, saved: bool = False, stopped: bool = False, lead: Markup | str = ""
) -> Screen:
    """As it stands, and what can be chosen; who has `stopped` gets none before posts come again."""
    standing = _standing(words, digest)
    text = paragraphs(
        lead,
        Markup("✓ {}").format(standing) if saved else standing,
        words.say("Posts are off. You can still read everything here.") if stopped else "",
        words.say("It's one message with all your posts, and nothing else comes.")
        if digest.only
        else words.say("It's one message with all the posts that your limit held back."),
    )
    often = {Rhythm.DAY: words.say("Every day"), Rhythm.WEEK: words.say("Once a week"), None: words.say("Off")}
    rates = [_choice(label, PickEvery(every=key), chosen=digest.every is key) for key, label in often.items()]
    only = _choice(words.say("Only the digest"), DigestOnly(on=not digest.only), chosen=digest.only)
    back = Button(words.say("‹ Back"), FewerMenu().pack())
    posts = ((bring_posts(words),),) if stopped else ()
    days = grid(_weekdays(words, digest), 4) if digest.every is Rhythm.WEEK else ()
    another = Button(words.say("Another time"), AskHour().pack())
    hours = grid(_hours(words, digest, sorted({*HOURS, *_beside(digest)})), 4)
    rows = (*posts, tuple(rates), *days, *hours, (another, only), (back, back_home(words)))
    return Screen(text, rows, spoken=Spoken(Timed.DIGEST))


def _beside(digest: Digest) -> set[int]:
    """The hour that stands, and the same of the other half of the day: nine may be one or the other."""
    return {digest.at.hour, (digest.at.hour + _HALF_A_DAY) % _DAY} if digest.every else set()


def _hours(words: Words, digest: Digest, hours: list[int]) -> list[Button]:
    """Buttons; the time that stands is marked, be it a half hour."""
    chosen = digest.at if digest.every else None
    times = [chosen if chosen and chosen.hour == hour else time(hour) for hour in hours]
    return [_choice(words.clock(at), PickHour(hour=at.hour), chosen=at is chosen) for at in times]


def _weekdays(words: Words, digest: Digest) -> list[Button]:
    days = range(EVERY_DAY)
    return [_choice(words.weekday(day, short=True), PickWeekday(day=day), chosen=day == digest.weekday) for day in days]


def _choice(label: str, press: CallbackData, *, chosen: bool) -> Button:
    return Button(f"✓ {label}" if chosen else label, press.pack())


def _standing(words: Words, digest: Digest) -> Markup:
    if digest.every is None:
        return words.say("Your digest is off: posts over your limit don't come. You can read them under /stories.")
    when = when_facts(words, digest)
    if digest.every is Rhythm.DAY:
        return words.say("Your digest comes every day at {clock}, if there's anything new.", **when)
    return words.say("Your digest comes every {weekday} at {clock}, if there's anything new.", **when)


def how_it_ends(words: Words) -> Markup:
    """For who would have none any more."""
    return words.say("To end your digest, press “{off}”: then posts come one by one again.", off=words.say("Off"))


def hour_question_screen(words: Words, digest: Digest, *, missed: bool = False) -> Screen:
    """Any hour by a press, any time by typing; says so when the last answer could not be read."""
    sorry = words.say("I couldn't read that as a time of day.") if missed else ""
    ask = words.say("At what time should your digest come? Press an hour, or type a time, such as 7:30.")
    cancel = Button(words.say("Cancel"), DigestMenu().pack())
    return Screen(paragraphs(sorry, ask), (*grid(_hours(words, digest, list(range(_DAY))), 4), (cancel,)))


def digest_offer_screen(words: Words, changes: Sequence[Change]) -> Screen:
    """All posts in one message, when somebody has named it: one press, and it is so."""
    text = (
        words.say("Should all your posts come in one message, then?")
        if len(changes) == 1
        else words.say("All your posts can come in one message, once a week. On which day?")
    )
    rows: list[Row] = [(so_button(words, each),) for each in changes]
    other = Button(words.say("Another time"), DigestMenu().pack())
    offered = minute_and_day(changes[0]) if len(changes) == 1 else None
    return Screen(text, (*rows, (other,), (back_home(words),)), spoken=Spoken(Timed.DIGEST, offered))


def so_button(words: Words, change: Change) -> Button:
    """“One message every Friday at 18:00”."""
    digest = Digest(0).changed(change)
    minute, day = minute_and_day(change)
    when = when_facts(words, digest)
    label = (
        words.bare("One message every day at {clock}", **when)
        if digest.every is Rhythm.DAY
        else words.bare("One message every {weekday} at {clock}", **when)
    )
    return Button(label, DigestAt(minute=minute, day=day).pack())


def minute_and_day(change: Change) -> tuple[int, int]:
    """What a button carries: the minute of the day, and the day of the week, or `EVERY_DAY`."""
    digest = Digest(0).changed(change)
    return minutes(digest.at), EVERY_DAY if digest.every is Rhythm.DAY else digest.weekday


def so_of(minute: int, day: int) -> Change:
    """What a button with these would have."""
    every, weekday = (None, day) if day < EVERY_DAY else (Rhythm.DAY, None)
    return Change(every, time_of_day(minute), weekday, only=True)
