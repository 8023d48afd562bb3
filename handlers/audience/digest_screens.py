"""The digest: how often, at what hour, and whether anything else comes."""

from datetime import time

from aiogram.filters.callback_data import CallbackData
from markupsafe import Markup

from bot.digests import HOURS, Digest, Rhythm
from bot.transport import Button
from bot.words import Words
from handlers.audience.fewer_screens import FewerMenu
from handlers.audience.home_screens import back_home, bring_posts, paragraphs
from handlers.screen import Number, Screen, grid


class PickEvery(CallbackData, prefix="a_every"):
    """So often; none: never."""

    every: Rhythm | None = None


class PickHour(CallbackData, prefix="a_hour"):
    """At this hour."""

    hour: Number


class DigestOnly(CallbackData, prefix="a_only"):
    """Everything waits for the digest, or only what is over the limit."""

    on: bool


class DigestSo(CallbackData, prefix="a_only_so"):
    """Everything waits for the digest, and it comes so often."""

    every: Rhythm


def digest_screen(words: Words, digest: Digest, *, saved: bool = False, stopped: bool = False) -> Screen:
    """As it stands, and what can be chosen; who has `stopped` gets none before posts come again."""
    text = paragraphs(
        words.say("✓ Saved.") if saved else words.say("<b>Digest</b>"),
        words.say("Posts are off. You can still read everything here.") if stopped else "",
        words.say("One message with all your posts.")
        if digest.only
        else words.say("One message with all the posts that your limit held back."),
        _standing(words, digest),
    )
    often = {Rhythm.DAY: words.say("Every day"), Rhythm.WEEK: words.say("Every Sunday"), None: words.say("Off")}
    rates = [_choice(label, PickEvery(every=key), chosen=digest.every is key) for key, label in often.items()]
    hours = [
        _choice(words.clock(time(hour)), PickHour(hour=hour), chosen=bool(digest.every) and hour == digest.hour)
        for hour in HOURS
    ]
    only = _choice(words.say("Only the digest"), DigestOnly(on=not digest.only), chosen=digest.only)
    back = Button(words.say("‹ Back"), FewerMenu().pack())
    posts = ((bring_posts(words),),) if stopped else ()
    return Screen(text, (*posts, tuple(rates), *grid(hours, 4), (only,), (back, back_home(words))))


def _choice(label: str, press: CallbackData, *, chosen: bool) -> Button:
    return Button(f"✓ {label}" if chosen else label, press.pack())


def _standing(words: Words, digest: Digest) -> Markup:
    clock = words.clock(time(digest.hour))
    if digest.every is None:
        return words.say("It is off: posts over your limit do not come. You can read them under /stories.")
    if digest.every is Rhythm.DAY:
        when = words.say("It comes every day at {clock}, if there is anything new.", clock=clock)
    else:
        when = words.say("It comes every Sunday at {clock}, if there is anything new.", clock=clock)
    return paragraphs(when, words.say("Nothing else comes: all posts wait for the digest.") if digest.only else "")
