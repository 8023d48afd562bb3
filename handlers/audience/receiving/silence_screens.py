"""Why nothing comes: what a reader has switched off, muted or limited, or that nobody has written."""

from dataclasses import dataclass

from aiogram.filters.callback_data import CallbackData
from markupsafe import Markup

from bot.transport import Button
from bot.words import Words
from handlers.audience.home_screens import PartnersPage, StoriesPage, back_home, following, paragraphs
from handlers.audience.receiving.fewer_screens import FewerMenu, Wanted, comes_lines, limits_lines, mutes_lines, unmute
from handlers.showing.screen import Screen


class SilenceMenu(CallbackData, prefix="a_why"):
    """To why nothing comes."""


@dataclass(frozen=True, slots=True)
class Ties:
    """How many partners somebody follows as a whole, how many of these are muted, and how many campaigns beside."""

    partners: int = 0
    muted: int = 0
    campaigns: int = 0


def silence_screen(words: Words, wanted: Wanted, followed: Ties) -> Screen:
    """What somebody whose posts are on may have forgotten."""
    capped = wanted.cap is not None or bool(wanted.digest and wanted.digest.only)
    limited = capped or bool(wanted.limits)
    follows = followed.partners or followed.campaigns
    text = paragraphs(
        _standing(words, followed),
        comes_lines(words, wanted.cap, wanted.digest) if capped else "",
        limits_lines(words, wanted.limits),
        mutes_lines(words, wanted.mutes) if wanted.mutes else "",
        ""
        if limited or wanted.mutes or not follows
        else words.say("If nothing comes, no partner has posted anything."),
    )
    partners = Button(words.say("Partners"), PartnersPage().pack())
    fewer = Button(words.say("Fewer posts"), FewerMenu().pack())
    stories = Button(words.say("Stories"), StoriesPage().pack())
    ways = (fewer, partners) if limited or wanted.mutes else (partners,)
    return Screen(text, (*((unmute(words, each),) for each, _ in wanted.mutes), ways, (stories, back_home(words))))


def _standing(words: Words, followed: Ties) -> Markup:
    """Whom they hear from."""
    follows = followed.partners
    if not follows or followed.campaigns:
        return following(words, follows, followed.campaigns)
    if followed.muted == follows:
        return words.plural("You've muted the partner you follow.", "You've muted all partners you follow.", follows)
    return words.plural(
        "Your posts are on, and you follow {n} partner.", "Your posts are on, and you follow {n} partners.", follows
    )
