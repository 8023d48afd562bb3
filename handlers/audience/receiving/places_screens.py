"""Where somebody may live, who named a place or showed one."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.places import Place, Spot
from bot.transport import Button, Row
from bot.words import Words
from handlers.audience.answering.beyond_screens import look_or_write
from handlers.audience.home_screens import SettingsMenu, ZoneMenu, back_home, doors, paragraphs
from handlers.audience.receiving.following_screens import CitiesMenu
from handlers.audience.receiving.settings_screens import spot_button
from handlers.showing.screen import Screen, grid


def place_row(words: Words) -> Row:
    """Below a location: the way to say where they live."""
    return (Button(words.say("Change place"), ZoneMenu().pack()),)


def here_screen(words: Words, spots: Sequence[Spot]) -> Screen:
    """The name of a place, and nothing beside it: they may live there, or look for it. Abroad only the zone is kept."""
    if _abroad(spots):
        text = words.say("That's a place. If you live there, press its time zone, and I'll go by it.")
    else:
        text = words.say("That's a place. If you live there, press it, and I'll remember it.")
    return Screen(text, (*grid([spot_button(words, spot) for spot in spots]), look_or_write(words), *doors(words)))


def moved_screen(words: Words, spots: Sequence[Spot]) -> Screen:
    """A sentence that says where they live."""
    settings = Button(words.say("‹ Settings"), SettingsMenu().pack())
    rows = grid([spot_button(words, spot) for spot in spots])
    text = paragraphs(_lives_there(words, spots), _what_it_changes(words) if _abroad(spots) else "")
    return Screen(text, (*rows, (settings, back_home(words))))


def wherever_screen(words: Words, spots: Sequence[Spot], look: Row = (), *, known: bool = False) -> Screen:
    """For who says where they live and asks what that changes; `look` leads to the stories of there."""
    text = paragraphs(
        _what_it_changes(words),
        words.say("I have your place already.") if known else _lives_there(words, spots),
    )
    saves = () if known else grid([spot_button(words, spot) for spot in spots])
    cities = Button(words.say("Other cities"), CitiesMenu().pack())
    settings = Button(words.say("‹ Settings"), SettingsMenu().pack())
    return Screen(text, (*saves, *((look,) if look else ()), (cities,), (settings, back_home(words))))


def _abroad(spots: Sequence[Spot]) -> bool:
    return bool(spots) and all(spot.place is Place.ABROAD for spot in spots)


def _what_it_changes(words: Words) -> Markup:
    return words.say(
        "You can read and follow everything here wherever you live. Your place only sets the clock for your quiet "
        "hours, and some posts are only for readers in one city."
    )


def _lives_there(words: Words, spots: Sequence[Spot]) -> Markup:
    if _abroad(spots):
        return words.say("Do you live there now? Press that city's time zone, and I'll go by it.")
    return words.say("Do you live there now? Press it, and I'll remember it.")
