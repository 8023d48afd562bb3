"""How much a reader wants: a limit of promotions a day, and which partners are muted for a while."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from aiogram.filters.callback_data import CallbackData
from markupsafe import Markup

from bot.digests import Digest, Rhythm
from bot.partners import Partner
from bot.people import CAPS
from bot.texts import shortened
from bot.transport import Button
from bot.words import Words
from handlers.audience.home_screens import (
    PartnersPage,
    SettingsMenu,
    back_home,
    bring_posts,
    end_pause,
    paragraphs,
    paused_line,
)
from handlers.showing.screen import Number, Screen, grid

Muted = tuple[Partner, datetime]
"""A partner, and until when it is muted, on the reader's own clock."""
Limited = tuple[Partner, int]
"""A partner, and how many of its posts may come in a week."""


NO_PROMOTIONS = "a_nopro"
"""The button of `stop_screens.NoPromotions`, which stands above this file."""
DAILY_DIGEST = "a_every:day"
"""The button of `digest_screens.PickEvery`, which stands above this file."""
NAME = 32
"""Characters of a partner's name on a button."""


class FewerMenu(CallbackData, prefix="a_fewer"):
    """To the limit and the mutes."""


class DigestMenu(CallbackData, prefix="a_digest"):
    """To the digest."""


class PickCap(CallbackData, prefix="a_cap"):
    """At most so many promotions a day; 0: as many as come."""

    cap: Number


class PauseMenu(CallbackData, prefix="a_pause"):
    """To a pause of everything; `below` leaves the pressed message as it is."""

    below: bool = False


class EndMute(CallbackData, prefix="a_unmute"):
    """A partner's posts come again."""

    partner_id: Number


def comes_lines(words: Words, cap: int | None, digest: Digest | None) -> Markup:
    """What comes, and when the rest of it: how many promotions in a day, and the digest."""
    if digest and digest.only:
        none = [limit_line(words, cap)] if cap == 0 else []
        return Markup("\n").join([*none, digest_line(words, digest)])
    if cap is None and not (digest and digest.every):
        return limit_line(words, cap)
    return Markup("\n").join([limit_line(words, cap), digest_line(words, digest)])


def limit_line(words: Words, cap: int | None) -> Markup:
    """How many promotions may come in a day."""
    if cap is None:
        return words.say("Promotions: as many as your partners send.")
    if cap == 0:
        return words.say("Promotions: none. Stories of the city still come.")
    return words.plural("Promotions: at most {n} a day.", "Promotions: at most {n} a day.", cap)


def digest_line(words: Words, digest: Digest | None) -> Markup:
    """When it comes, or that it does not."""
    if digest is None or digest.every is None:
        return words.say("Digest: off.")
    when, daily = when_facts(words, digest), digest.every is Rhythm.DAY
    if digest.only:
        every_day = words.say("Only your digest comes, every day at {clock}.", **when)
        return every_day if daily else words.say("Only your digest comes, every {weekday} at {clock}.", **when)
    every_day = words.say("Digest: every day at {clock}.", **when)
    return every_day if daily else words.say("Digest: every {weekday} at {clock}.", **when)


def when_facts(words: Words, digest: Digest) -> Mapping[str, str]:
    """What the gaps of a sentence about its time are filled with."""
    return {"clock": words.clock(digest.at), "weekday": words.weekday(digest.weekday)}


@dataclass(frozen=True, slots=True)
class Wanted:
    """How much a reader wants: their limit, their digest, whom they have muted or hear seldom."""

    cap: int | None = None
    digest: Digest | None = None
    mutes: Sequence[Muted] = ()
    limits: Sequence[Limited] = ()
    paused: datetime | None = None
    """Until when nothing comes at all, on the reader's own clock."""
    stopped: bool = False


def fewer_screen(words: Words, wanted: Wanted, *, saved: bool = False, lead: Markup | str = "") -> Screen:
    """The limit, the digest, and who is muted; `lead`: the answer to what was typed."""
    text = paragraphs(
        words.say("✓ Saved.") if saved else words.say("<b>Fewer posts</b>"),
        lead,
        paused_line(words, wanted.paused) if wanted.paused else "",
        _comes(words, wanted),
        _rule(words, wanted),
        limits_lines(words, wanted.limits),
        mutes_lines(words, wanted.mutes),
    )
    unmutes = [(unmute(words, partner),) for partner, _ in wanted.mutes]
    partners = Button(words.say("Partners"), PartnersPage().pack())
    digest = _digest(words, wanted)
    settings = Button(words.say("‹ Settings"), SettingsMenu().pack())
    limits = grid(_limits(words, wanted.cap))
    return Screen(
        text, (*limits, (_switch(words, wanted),), *unmutes, (digest, partners), (settings, back_home(words)))
    )


def _comes(words: Words, wanted: Wanted) -> Markup | str:
    """Nothing, while posts are off."""
    if wanted.stopped:
        return words.say("Posts are off. You can still read everything here.")
    return comes_lines(words, wanted.cap, wanted.digest)


def _switch(words: Words, wanted: Wanted) -> Button:
    """Out of all posts for a while, or back to them."""
    if wanted.stopped:
        return bring_posts(words)
    return end_pause(words) if wanted.paused else Button(words.say("Pause everything"), PauseMenu().pack())


def rest_as_digest(words: Words) -> Button:
    """What a limit holds back, once a day in one message."""
    return Button(words.say("The rest as a digest"), DAILY_DIGEST)


def _digest(words: Words, wanted: Wanted) -> Button:
    """To the digest; for whoever has a limit and none, what is over the limit in one, by one tap."""
    limited = wanted.cap or any(weekly for _, weekly in wanted.limits)
    if limited and not (wanted.digest and wanted.digest.every):
        return rest_as_digest(words)
    return Button(words.say("Digest"), DigestMenu().pack())


def _rule(words: Words, wanted: Wanted) -> Markup | str:
    """What a limit is about, for who has one."""
    if not wanted.cap or (wanted.digest and wanted.digest.only):
        return ""
    return words.say("All partners together, in 24 hours. Stories from your own partners don't count.")


def _limits(words: Words, cap: int | None) -> list[Button]:
    labels = {0: words.say("No limit"), **{n: words.plural("{n} a day", "{n} a day", n) for n in CAPS}}
    marked = -1 if cap == 0 else cap or 0
    buttons = [Button(f"✓ {label}" if n == marked else label, PickCap(cap=n).pack()) for n, label in labels.items()]
    none = words.say("No promotions")
    return [*buttons, Button(f"✓ {none}" if cap == 0 else none, NO_PROMOTIONS)]


def mutes_lines(words: Words, mutes: Sequence[Muted]) -> Markup:
    """Who is muted, and until when; or how to mute."""
    if not mutes:
        return words.say("To hear from a partner less often, or not for a while, open its page under Partners.")
    lines = [
        words.say("• {partner}, until {day}", partner=partner.name(words.form), day=words.day(until))
        for partner, until in mutes
    ]
    return Markup("\n").join([words.say("Muted for now:"), *lines])


def limits_lines(words: Words, limits: Sequence[Limited]) -> Markup | str:
    """Who may write less often."""
    if not limits:
        return ""
    lines = [
        words.say("• {partner}: one post a week", partner=partner.name(words.form))
        if weekly
        else words.say("• {partner}: only in the digest", partner=partner.name(words.form))
        for partner, weekly in limits
    ]
    return Markup("\n").join([words.say("Less often, by your choice:"), *lines])


def unmute(words: Words, partner: Partner) -> Button:
    """The button that ends a mute."""
    label = words.bare("Unmute {partner}", partner=shortened(partner.name(words.form), NAME))
    return Button(label, EndMute(partner_id=partner.id).pack())
