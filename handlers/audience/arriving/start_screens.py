"""What somebody sees at the door: the greeting, the welcome, and the welcome back."""

from aiogram.filters.callback_data import CallbackData
from markupsafe import Markup

from bot.digests import Digest
from bot.languages import Form
from bot.partners import Partner
from bot.places import Place
from bot.transport import Button
from bot.words import Words, words_for
from handlers.audience.home_screens import (
    Home,
    PartnersPage,
    SettingsMenu,
    StoriesPage,
    ZoneMenu,
    back_home,
    doors,
    following,
    paragraphs,
)
from handlers.audience.receiving.fewer_screens import digest_line, limit_line
from handlers.audience.receiving.following_screens import follow_city
from handlers.showing.screen import Screen, grid


class PickForm(CallbackData, prefix="a_form"):
    """Speak this form with me."""

    form: Form


def pick_form(form: Form, *, chosen: bool = False) -> Button:
    """A language by its own name."""
    return Button(f"✓ {form.endonym}" if chosen else form.endonym, PickForm(form=form).pack())


class Agree(CallbackData, prefix="a_yes"):
    """Send me posts; with the first story right away."""


class JoinBy(CallbackData, prefix="a_invited"):
    """An admin writes for the partner of this invitation."""

    token: str


class LiveIn(CallbackData, prefix="a_live"):
    """Live in this place, said at the door."""

    place: Place


def greeting_screen(words: Words, note: Markup | str = "", *, again: bool = False) -> Screen:
    """For somebody who has not chosen a language: the hint may be wrong, so the question is asked in all of them.

    `again`: they have been greeted, and wrote something else than a language.
    """
    others = [pick_form(form) for form in Form if form is not words.form]
    hello = paragraphs(
        words.say("<b>Hello! I'm Kapok.</b> I bring you stories and offers from Guangzhou and its city partners."),
        words.say("You stay in charge: /stop ends it at any time."),
    )
    press = words.say("First, press your language, and then I'll answer you.")
    text = paragraphs(press if again else hello, note, _question(words.form))
    return Screen(text, ((pick_form(words.form),), *grid(others)))


def _question(first: Form) -> Markup:
    order = [first, *(form for form in Form if form is not first)]
    asked = dict.fromkeys(words_for(form).say("Which language would you like?") for form in order)
    return Markup("\n").join(asked)


def welcome_screen(words: Words, place: Place | None = None, zone: str = "", *, by_link: bool = False) -> Screen:
    """After the first choice of a language: where they live, which may be skipped, and whether posts may come."""
    hello = words.say(
        "<b>Welcome!</b> From now on I'll speak {language} with you.", language=words.language(words.form)
    )
    where = _came_for(words, place) if place and by_link else _lives(words, place, zone)
    return _door(words, place, paragraphs(hello, where, consent(words)))


def door_screen(words: Words, place: Place | None, zone: str, hello: Markup | str = "") -> Screen:
    """The same questions to somebody who was welcomed before and has not agreed to posts."""
    return _door(words, place, paragraphs(hello, _lives(words, place, zone), consent(words)))


def _door(words: Words, place: Place | None, text: Markup) -> Screen:
    cities = [_live_in(words, city, chosen=city is place) for city in FIRST_CITIES]
    yes = Button(words.say("Yes, and show me a story"), Agree().pack())
    others = (
        Button(words.say("Pick partners"), PartnersPage().pack()),
        Button(words.say("Only read"), StoriesPage().pack()),
    )
    return Screen(text, (tuple(cities), (Button(words.say("Another place"), ZoneMenu().pack()),), (yes,), others))


def _lives(words: Words, place: Place | None, zone: str) -> Markup:
    """The question, which the buttons answer; or what was answered."""
    if place is None:
        return words.say("Where do you live? You can skip this.")
    if place is Place.ABROAD and zone:
        return words.say("Your time zone: <b>{place}</b>.", place=words.zone(zone))
    return words.say("Your place: <b>{place}</b>.", place=words.place(place))


def _called(words: Words, place: Place, zone: str) -> str:
    """Abroad is no name for where somebody lives; their zone's city is."""
    return words.zone(zone) if place is Place.ABROAD and zone else words.place(place)


def _came_for(words: Words, city: Place) -> Markup:
    return words.say(
        "You came through the link for <b>{city}</b>, so I've set it as your place.", city=words.place(city)
    )


def consent(words: Words) -> Markup:
    """The words by which consent is asked for. Another wording is another version: `CONSENT_TEXT`, docs/consent.md."""
    return words.say(
        "<b>May I send you posts?</b> Only from partners you choose, and now and then a story for everybody, "
        "without a sound at night. I keep your language, your place and whom you follow, and use them for nothing "
        "else. /stop ends it with one tap, /mydata shows what I keep, /forget erases it."
    )


FIRST_CITIES = (Place.GUANGZHOU, Place.HONG_KONG, Place.MACAU)
"""On buttons at the door; all others are behind one more."""


def _live_in(words: Words, place: Place, *, chosen: bool) -> Button:
    name = words.place(place)
    return Button(f"✓ {name}" if chosen else name, LiveIn(place=place).pack())


def agreed_screen(words: Words) -> Screen:
    """They said yes; what comes depends on whom they follow."""
    text = words.say("<b>Thank you!</b> Now choose the partners you like, and their posts will come here.")
    return Screen(text, ((Button(words.say("Pick partners"), PartnersPage().pack()),), (back_home(words),)))


def city_screen(words: Words, city: Place) -> Screen:
    """They came by a city's link, and live there unless they say otherwise."""
    return Screen(
        _came_for(words, city), ((Button(words.say("Another place"), ZoneMenu().pack()),), (back_home(words),))
    )


def other_city_screen(words: Words, city: Place, mine: Place, zone: str = "") -> Screen:
    """They came by a city's link and live elsewhere, as they have said themselves: that stays."""
    text = words.say(
        "This link is for <b>{city}</b>. Your place stays as it is: <b>{place}</b>.",
        city=words.place(city),
        place=_called(words, mine, zone),
    )
    change = Button(words.say("Change place"), ZoneMenu().pack())
    return Screen(text, ((follow_city(words, city),), (change, back_home(words))))


def door_again_screen(words: Words, place: Place | None, zone: str) -> Screen:
    """They came back and have not agreed to posts: the questions that are open, no second welcome."""
    return door_screen(words, place, zone, words.say("<b>Good to see you again!</b>"))


def back_again_screen(
    words: Words, follows: int, cap: int | None = None, digest: Digest | None = None, *, campaigns: int = 0
) -> Screen:
    """Posts come again after a stop; what did not come before it does not come still, and it is said."""
    text = paragraphs(
        words.say("<b>Welcome back!</b> Posts will come here again."),
        following(words, follows, campaigns),
        limit_line(words, cap) if cap == 0 else "",
        digest_line(words, digest) if digest and digest.only else "",
    )
    return Screen(text, doors(words))


NEW_FOR = "pn:{}"
"""A button of handlers/partner: a post for the partner of this number."""


def own_invitation_screen(words: Words, partner: Partner, token: str) -> Screen:
    """An admin has opened an invitation: whether they shall use it up themselves."""
    text = words.say(
        "You're an admin, so I haven't used this invitation up: somebody else can still open it. Would you like to "
        "write for <b>{partner}</b> yourself?",
        partner=partner.name(words.form),
    )
    yes = Button(words.say("Yes, I'll write for them"), JoinBy(token=token).pack())
    return Screen(text, ((yes,), (Button(words.say("No, it's for somebody else"), Home().pack()),)))


def joined_screen(words: Words, partner: Partner) -> Screen:
    """An invitation was accepted."""
    name = partner.name(words.form)
    begin = Button(words.say("Write a post"), NEW_FOR.format(partner.id))
    text = words.say("You write for <b>{partner}</b> now. /new starts a post.", partner=name)
    return Screen(text, ((begin, back_home(words)),))


def language_screen(words: Words, *, changed: bool = False, asked: bool = False) -> Screen:
    """The five languages, the one they have marked: `changed` just now, or `asked` for although they have it."""
    language, text = words.language(words.form), words.say("Which language would you like?")
    if changed:
        text = words.say("From now on I'll speak {language} with you.", language=language)
    elif asked:
        spoken = words.say(
            "I speak {language} with you. Whatever isn't written in it comes in the nearest language there is.",
            language=language,
        )
        text = paragraphs(spoken, text)
    buttons = [pick_form(form, chosen=form is words.form) for form in Form]
    settings = Button(words.say("‹ Settings"), SettingsMenu().pack())
    return Screen(text, (*grid(buttons), (settings, back_home(words))))
