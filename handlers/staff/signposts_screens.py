"""Links and QR codes: which ones there are, and what stands under a picture."""

from collections.abc import Sequence

from aiogram.filters.callback_data import CallbackData
from markupsafe import Markup

from bot.content import Post
from bot.partners import Partner
from bot.places import BAY
from bot.signposts import Leads
from bot.transport import Button
from bot.words import Words
from handlers.showing.screen import Number, Screen, grid


class Sign(CallbackData, prefix="sign"):
    """Show me this link and its QR code: the number of a partner, a campaign or a story, or a city's name."""

    leads: Leads
    value: str


class AllSigns(CallbackData, prefix="signa"):
    """Whose links they may have."""


class SignedStories(CallbackData, prefix="signs"):
    """The links of a partner's stories."""

    partner_id: Number


class SignedCities(CallbackData, prefix="signc"):
    """The links of the cities."""


def signposts_screen(words: Words, partners: Sequence[Partner], *, cities: bool) -> Screen:
    """Whose links they may have."""
    text = words.say(
        "<b>Links and QR codes</b>\n\nPut them on posters, cards and web pages. I count how many readers first came "
        "through each one, but not who they are."
    )
    rows = [(_sign(partner.name(words.form), Leads.PARTNER, str(partner.id)),) for partner in partners]
    if cities:
        rows.append((Button(words.say("Cities"), data=SignedCities().pack()),))
    return Screen(text, tuple(rows))


def cities_screen(words: Words) -> Screen:
    """A link for each city: whoever comes by it lives there, unless they say otherwise."""
    buttons = [_sign(words.place(city), Leads.CITY, city.value) for city in BAY]
    text = words.say("A link for which city? It also sets a newcomer's place.")
    return Screen(text, (*grid(buttons, 3), (all_door(words),)))


def stories_screen(words: Words, posts: Sequence[Post]) -> Screen:
    """A link for each of the newest stories."""
    rows = tuple((_sign(post.title_in(words.form), Leads.STORY, str(post.id)),) for post in posts)
    none = words.say("They've sent nothing yet, so there's no story to link to.")
    return Screen(words.say("A link for which story?") if posts else none, (*rows, (all_door(words),)))


def _sign(label: str, leads: Leads, value: str) -> Button:
    return Button(label, data=Sign(leads=leads, value=value).pack())


def sign_screen(words: Words, name: str, link: str, came: int) -> Screen:
    """What stands under the QR code."""
    counted = words.plural(
        "{n} reader first came through this link.", "{n} readers first came through this link.", came
    )
    return Screen(Markup("<b>{}</b>\n{}\n\n{}").format(name, link, counted), ((all_door(words),),))


def all_door(words: Words) -> Button:
    """Leads to all the links they may have."""
    return Button(words.say("Links and QR codes"), data=AllSigns().pack())


def stories_door(words: Words, partner_id: int) -> Button:
    """Leads from a partner's link to those of its stories."""
    return Button(words.say("Links of single stories"), data=SignedStories(partner_id=partner_id).pack())
