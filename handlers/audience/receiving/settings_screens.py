"""Where a reader lives and when they want no sound: the screens, and the two questions that may be typed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State, StatesGroup
from markupsafe import Markup
from pydantic import Field

from bot.digests import Digest
from bot.people import Quiet, Reader
from bot.places import BAY, Place, Spot, place_in, spot_of
from bot.recurrence import local
from bot.texts import shortened
from bot.transport import Button, Row
from bot.words import Words
from handlers.audience.home_screens import (
    FOLLOWING,
    LanguageMenu,
    SettingsMenu,
    StopPosts,
    ZoneMenu,
    back_home,
    bring_posts,
    end_pause,
    going,
    paragraphs,
    paused_here,
    paused_line,
    start_posts,
    stay,
)
from handlers.audience.plain_words.timed import Timed
from handlers.audience.receiving.fewer_screens import FewerMenu, comes_lines
from handlers.audience.receiving.places import COMMON
from handlers.showing.screen import Screen, grid
from handlers.turns.last_screen import Spoken

PRESETS = ((21 * 60 + 30, 8 * 60 + 30), (22 * 60, 7 * 60), (23 * 60, 8 * 60), (0, 7 * 60))
"""Begin and end in minutes of the day; the first is the default."""


Minute = Annotated[int, Field(ge=0, lt=24 * 60)]
"""A minute of the day in a button."""
TRIED = 40
"""Characters of a place's name that nobody knows; what is longer is no name."""


class Asking(StatesGroup):
    """Questions that are answered by typing."""

    among = State()  # `facts.AMONG`: nobody waits for it
    """Where they live, with places to press."""
    place = State()
    hours = State()


class PickZone(CallbackData, prefix="a_zone"):
    """Live here, by this zone."""

    zone: str
    place: Place


class AskPlace(CallbackData, prefix="a_place"):
    """Let me type a place."""


class QuietMenu(CallbackData, prefix="a_quiet"):
    """To the quiet hours."""


class PickQuiet(CallbackData, prefix="a_hush"):
    """Quiet between these minutes of the day."""

    begin: Minute
    end: Minute


class QuietOff(CallbackData, prefix="a_loud"):
    """No quiet hours."""


class AskHours(CallbackData, prefix="a_hours"):
    """Let me type the hours."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a reader has set, and the moment at which they look."""

    reader: Reader
    digest: Digest | None
    now: datetime
    erased_at: datetime | None = None
    """When they will be forgotten, if they have asked for it."""
    agreed: bool = True
    """Whether they have ever said yes to posts."""

    @property
    def paused(self) -> datetime | None:
        """Until when nothing comes at all, on their own clock."""
        return paused_here(self.reader, self.now)


def settings_screen(words: Words, chosen: Chosen, *, saved: bool = False) -> Screen:
    """Everything that can be set, as it stands."""
    reader = chosen.reader
    fewer = Button(words.say("Fewer posts"), FewerMenu().pack())
    change_place = Button(words.say("Change place"), ZoneMenu().pack())
    change_hours = Button(words.say("Quiet hours"), QuietMenu().pack())
    language = Button(words.say("Language"), LanguageMenu().pack())
    text = paragraphs(
        words.say("✓ Saved.") if saved else words.say("<b>Settings</b>"),
        going(words, local(chosen.erased_at, reader.zone)) if chosen.erased_at else "",
        paused_line(words, chosen.paused) if chosen.paused else "",
        _place(words, reader, chosen.now),
        _quiet(words, reader),
        _comes(words, chosen),
    )
    follows = Button(words.say("Following"), FOLLOWING)
    rows = (change_place, follows), (change_hours, fewer), (language, _posts(words, chosen)), (back_home(words),)
    first = stay(words) if chosen.erased_at else end_pause(words) if chosen.paused else None
    return Screen(text, ((first,), *rows) if first else rows)


def _comes(words: Words, chosen: Chosen) -> Markup | str:
    """What comes; nothing of it while posts are off."""
    reader = chosen.reader
    if reader.stopped_at is None:
        return comes_lines(words, reader.cap, chosen.digest)
    if chosen.erased_at:
        return ""
    if not chosen.agreed:
        return words.say("You can read here as you like. Posts come only once you say yes.")
    return words.say("Posts are off. You can still read everything here.")


def _posts(words: Words, chosen: Chosen) -> Button:
    """The way back to posts, or out of them."""
    if chosen.reader.stopped_at is None:
        return Button(words.say("Stop all posts"), StopPosts().pack())
    return start_posts(words) if chosen.agreed else bring_posts(words)


def _place(words: Words, reader: Reader, now: datetime) -> Markup:
    clock, zone = words.clock(local(now, reader.zone)), words.zone(reader.zone)
    if reader.place is None:
        return words.say(
            "You haven't said where you live. Times follow the clock of {place}: it's {clock}.",
            place=zone,
            clock=clock,
        )
    if reader.place is Place.ABROAD:
        return words.say("Your time zone: <b>{place}</b>. It's {clock} there now.", place=zone, clock=clock)
    place = words.place(reader.place)
    return words.say("Your place: <b>{place}</b>. It's {clock} there now.", place=place, clock=clock)


def _name(words: Words, spot: Spot) -> str:
    """A place as people call it: abroad, the city of its zone."""
    return words.zone(spot.zone) if spot.place is Place.ABROAD else words.place(spot.place)


def _quiet(words: Words, reader: Reader) -> Markup:
    quiet = reader.quiet
    if not quiet.on:
        return words.say("Quiet hours are off: every post may make a sound.")
    return words.say(
        "Quiet hours: <b>{begin}–{end}</b>. Posts still arrive then, without a sound.",
        begin=words.clock(quiet.begin),
        end=words.clock(quiet.end),
    )


def zones_screen(words: Words, reader: Reader) -> Screen:
    """The cities of the Bay Area and common places abroad as buttons, and another by typing."""
    mine = Spot(reader.zone, reader.place) if reader.place else None
    cities = [spot_button(words, spot_of(place), mine) for place in BAY]
    mainland = spot_button(words, spot_of(Place.MAINLAND), mine)
    abroad = [spot_button(words, Spot(zone, place_in(zone)), mine) for zone in COMMON]
    other = Button(words.say("Another place"), AskPlace().pack())
    text = paragraphs(
        words.say("Where do you live? Times and quiet hours follow the clock there."),
        words.say("Some posts are only for readers in one place, so this also decides which ones you get."),
    )
    return Screen(text, (*grid(cities, 3), (mainland,), *grid([*abroad, other]), _back(words)))


def place_question_screen(words: Words, tried: str = "") -> Screen:
    """Ask for a city; say so when the last one was not known."""
    missed = missed_place(words, tried)
    ask = words.say("Type a city or a country, such as Lisbon or Macau.")
    return Screen(paragraphs(missed, ask), ((Button(words.say("Cancel"), ZoneMenu().pack()),),))


def missed_place(words: Words, tried: str) -> Markup | str:
    """Nobody knows what was typed; nothing when nothing of it is to be seen."""
    seen = "".join(char for char in tried if char.isprintable()).strip()
    if not seen:
        return ""
    return words.say("I don't know “{place}”. Try a larger city nearby.", place=shortened(seen, TRIED))


def places_screen(words: Words, found: Sequence[Spot]) -> Screen:
    """One place, or several, may be what was typed."""
    rows = grid([spot_button(words, spot) for spot in found])
    cancel = Button(words.say("Cancel"), ZoneMenu().pack())
    one = words.say("Do you mean this place? You can also type it again.")
    several = words.say("Which one do you mean? You can also type it again.")
    return Screen(one if len(found) == 1 else several, (*rows, (cancel,)))


def spot_button(words: Words, spot: Spot, mine: Spot | None = None) -> Button:
    """A place to live in."""
    name = _name(words, spot)
    return Button(f"✓ {name}" if spot == mine else name, PickZone(zone=spot.zone, place=spot.place).pack())


def quiet_screen(words: Words, reader: Reader) -> Screen:
    """The quiet hours: presets, typing, on and off."""
    presets = [_preset(words, begin, end, reader.quiet) for begin, end in PRESETS]
    kept = PickQuiet(begin=minutes(reader.quiet.begin), end=minutes(reader.quiet.end)).pack()
    off = Button(words.say("Turn off"), QuietOff().pack())
    switch = off if reader.quiet.on else Button(words.say("Turn on"), kept)
    other = Button(words.say("Other hours"), AskHours().pack())
    rows = (*grid(presets), (other, switch), _back(words))
    return Screen(_quiet(words, reader), rows, spoken=Spoken(Timed.QUIET))


def quiet_now_screen(words: Words, reader: Reader, wall: datetime) -> Screen:
    """The same, for who asks: whether it is quiet by now, at the moment that their clock shows."""
    screen, clock = quiet_screen(words, reader), words.clock(wall)
    now = (
        words.say("It's {clock} for you: a post would make no sound now.", clock=clock)
        if reader.quiet.covers(wall.time())
        else words.say("It's {clock} for you: a post may make a sound now.", clock=clock)
    )
    return replace(screen, text=paragraphs(screen.text, now))


def hours_set_screen(words: Words, reader: Reader) -> Screen:
    """They stand, as they were typed."""
    screen = quiet_screen(words, reader)
    return replace(screen, text=Markup("✓ {}").format(screen.text))


def _preset(words: Words, begin: int, end: int, quiet: Quiet) -> Button:
    label = f"{words.clock(time_of_day(begin))}–{words.clock(time_of_day(end))}"
    chosen = quiet.on and (minutes(quiet.begin), minutes(quiet.end)) == (begin, end)
    return Button(f"✓ {label}" if chosen else label, PickQuiet(begin=begin, end=end).pack())


def hours_question_screen(words: Words, *, missed: bool = False) -> Screen:
    """Ask for the hours; say so when the answer could not be read."""
    sorry = words.say("I couldn't read that as two times of day.") if missed else ""
    ask = words.say("Between which hours should posts make no sound? Type them like this: 22:00-7:30.")
    return Screen(paragraphs(sorry, ask), ((Button(words.say("Cancel"), QuietMenu().pack()),),))


def hours_offer_screen(words: Words, begin: time, end: time) -> Screen:
    """Two times of day that nobody asked for: they may be their quiet hours."""
    ask = words.say("Should posts come without a sound between these hours?")
    offered = minutes(begin), minutes(end)
    hush = Button(f"{words.clock(begin)}–{words.clock(end)}", PickQuiet(begin=offered[0], end=offered[1]).pack())
    return Screen(ask, ((hush,), _back(words)), spoken=Spoken(Timed.QUIET, offered))


def _back(words: Words) -> Row:
    return (Button(words.say("‹ Settings"), SettingsMenu().pack()), back_home(words))


def minutes(clock_time: time) -> int:
    """A time of day in minutes."""
    return clock_time.hour * 60 + clock_time.minute


def time_of_day(of_day: int) -> time:
    """The time of day after so many minutes."""
    return time(*divmod(of_day, 60))
