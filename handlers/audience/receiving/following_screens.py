"""What a reader follows: partners, campaigns, and cities beside their own."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from aiogram.filters.callback_data import CallbackData
from markupsafe import Markup

from bot.content import Campaign
from bot.partners import Partner
from bot.places import BAY, Place
from bot.transport import Button
from bot.words import Words
from handlers.audience.home_screens import PartnersPage, SettingsMenu, back_home, following, paragraphs, paused_line
from handlers.audience.receiving.partners_screens import theme_button
from handlers.audience.receiving.themes_screens import ThemesPage
from handlers.showing.screen import Screen, grid

NAMED = 8
"""Partners that are called by name."""


class FollowingMenu(CallbackData, prefix="a_follows"):
    """To what they follow."""


class CitiesMenu(CallbackData, prefix="a_cities"):
    """To the cities."""


class FollowCity(CallbackData, prefix="a_city"):
    """Hear from this city too, or no more."""

    city: Place
    on: bool


@dataclass(frozen=True, slots=True)
class Followed:
    """Which partners a reader follows, which campaigns that go on, which cities; and where they live."""

    partners: Sequence[Partner] = ()
    campaigns: Sequence[Campaign] = ()
    cities: Collection[Place] = ()
    place: Place | None = None
    stopped: bool = False
    paused: datetime | None = None


def following_screen(words: Words, followed: Followed) -> Screen:
    """All of it, and the ways to change it."""
    comes = _stopped(words, followed) if followed.stopped else _comes(words, followed)
    paused = paused_line(words, followed.paused) if followed.paused else ""
    text = paragraphs(words.say("<b>Following</b>"), paused, *comes)
    campaigns = [(theme_button(words, each, ticked=True),) for each in followed.campaigns]
    partners = Button(words.say("Partners"), PartnersPage().pack())
    themes = Button(words.say("Campaigns"), ThemesPage().pack())
    cities = Button(words.say("Other cities"), CitiesMenu().pack())
    settings = Button(words.say("‹ Settings"), SettingsMenu().pack())
    return Screen(text, (*campaigns, (partners, themes), (cities,), (settings, back_home(words))))


def _comes(words: Words, followed: Followed) -> tuple[Markup | str, ...]:
    number = len(followed.partners)
    return following(words, number, len(followed.campaigns)), _names(words, followed), _cities(words, followed)


def _names(words: Words, followed: Followed) -> Markup:
    """Of the partners; the rest has its ticks in the list."""
    ordered = words.ordered(followed.partners, lambda partner: partner.name(words.form))
    names = words.list([partner.name(words.form) for partner in ordered[:NAMED]])
    more = len(ordered) - NAMED
    if more <= 0:
        return Markup.escape(names)
    return words.plural(
        "{partners}, and {n} more, under “{list}”.",
        "{partners}, and {n} more, under “{list}”.",
        more,
        partners=names,
        list=words.say("Partners"),
    )


def _stopped(words: Words, followed: Followed) -> tuple[Markup | str, ...]:
    """Nothing comes, whatever they follow."""
    partners = len(followed.partners)
    still = words.plural(
        "You still follow {n} partner. /start brings its posts back.",
        "You still follow {n} partners. /start brings their posts back.",
        partners,
    )
    return words.say("Posts are off. You can still read everything here."), still if partners else ""


def _cities(words: Words, followed: Followed) -> Markup:
    """For readers of which places posts come to them."""
    own = [followed.place] if followed.place and followed.place is not Place.ABROAD else []
    places = [*own, *(city for city in BAY if city in followed.cities and city not in own)]
    if not places:
        return words.say("Some posts are for one city only: you get none of those, because you haven't chosen any.")
    named = words.list([words.place(place) for place in places])
    return words.say("Some posts are for one city only: you get those for {cities}.", cities=named)


def cities_screen(words: Words, cities: Collection[Place], place: Place | None, *, saved: bool = False) -> Screen:
    """The cities of the Bay Area that they do not live in; a tick at those they follow."""
    text = paragraphs(
        words.say("✓ Saved.") if saved else words.say("<b>Other cities</b>"),
        words.say("Some posts are only for readers in one city. From which other cities would you like them too?"),
        words.say("They come from the partners you follow. ✓ marks the cities you've chosen."),
    )
    buttons = [_city(words, city, chosen=city in cities) for city in BAY if city is not place]
    back = Button(words.say("‹ Following"), FollowingMenu().pack())
    return Screen(text, (*grid(buttons, 3), (back, back_home(words))))


def _city(words: Words, city: Place, *, chosen: bool) -> Button:
    name = words.place(city)
    return Button(f"✓ {name}" if chosen else name, FollowCity(city=city, on=not chosen).pack())


def follow_city(words: Words, city: Place) -> Button:
    """On a city's own pages."""
    return Button(words.bare("Follow {city}", city=words.place(city)), FollowCity(city=city, on=True).pack())
