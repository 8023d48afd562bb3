"""How much a reader wants: a limit of promotions a day, and which partners are muted for a while."""

from collections.abc import Sequence
from datetime import datetime

from aiogram.filters.callback_data import CallbackData
from markupsafe import Markup

from bot.content import shortened
from bot.partners import Partner
from bot.people import CAPS
from bot.transport import Button
from bot.words import Words
from handlers.audience.home_screens import PartnersPage, SettingsMenu, back_home, paragraphs
from handlers.screen import Number, Screen, grid

Muted = tuple[Partner, datetime]
"""A partner, and until when it is muted, on the reader's own clock."""


NO_PROMOTIONS = "a_nopro"
"""The button of `stop_screens.NoPromotions`, which stands above this file."""
NAME = 32
"""Characters of a partner's name on a button."""


class FewerMenu(CallbackData, prefix="a_fewer"):
    """To the limit and the mutes."""


class DigestMenu(CallbackData, prefix="a_digest"):
    """To the digest."""


class PickCap(CallbackData, prefix="a_cap"):
    """At most so many promotions a day; 0: as many as come."""

    cap: Number


class EndMute(CallbackData, prefix="a_unmute"):
    """A partner's posts come again."""

    partner_id: Number


def limit_line(words: Words, cap: int | None) -> Markup:
    """How many promotions may come in a day."""
    if cap is None:
        return words.say("Promotions: as many as your partners send.")
    if cap == 0:
        return words.say("Promotions: none. Stories of the city still come.")
    return words.plural("Promotions: at most {n} a day.", "Promotions: at most {n} a day.", cap)


def fewer_screen(words: Words, cap: int | None, mutes: Sequence[Muted], *, saved: bool = False) -> Screen:
    """The limit, and who is muted."""
    text = paragraphs(
        words.say("✓ Saved.") if saved else words.say("<b>Fewer posts</b>"),
        limit_line(words, cap),
        words.say("The limit is for all partners together, over the last 24 hours. Stories of the city do not count."),
        words.say(
            "One exception: a story from a partner you do not follow counts too. "
            "The last place is always kept for your own partners."
        )
        if cap
        else "",
        words.say("Posts over the limit wait for your digest: one message with all of them.") if cap else "",
        _mutes(words, mutes),
    )
    unmute = [(_unmute(words, partner),) for partner, _ in mutes]
    partners = Button(words.say("Partners"), PartnersPage().pack())
    digest = Button(words.say("Digest"), DigestMenu().pack())
    settings = Button(words.say("‹ Settings"), SettingsMenu().pack())
    return Screen(text, (*grid(_limits(words, cap)), *unmute, (digest, partners), (settings, back_home(words))))


def _limits(words: Words, cap: int | None) -> list[Button]:
    labels = {0: words.say("No limit"), **{n: words.plural("{n} a day", "{n} a day", n) for n in CAPS}}
    marked = -1 if cap == 0 else cap or 0
    buttons = [Button(f"✓ {label}" if n == marked else label, PickCap(cap=n).pack()) for n, label in labels.items()]
    none = words.say("No promotions")
    return [*buttons, Button(f"✓ {none}" if cap == 0 else none, NO_PROMOTIONS)]


def _mutes(words: Words, mutes: Sequence[Muted]) -> Markup:
    if not mutes:
        return words.say("To mute a partner for a week or a month, open its page under Partners.")
    lines = [
        words.say("• {partner}, until {day}", partner=partner.name(words.form), day=words.day(until))
        for partner, until in mutes
    ]
    return Markup("\n").join([words.say("Muted for now:"), *lines])


def _unmute(words: Words, partner: Partner) -> Button:
    label = words.bare("Unmute {partner}", partner=shortened(partner.name(words.form), NAME))
    return Button(label, EndMute(partner_id=partner.id).pack())
