"""Why nothing comes: what a reader has switched off, muted or limited, or that nobody has written."""

from aiogram.filters.callback_data import CallbackData
from markupsafe import Markup

from bot.transport import Button
from bot.words import Words
from handlers.audience.fewer_screens import FewerMenu, Wanted, comes_lines, mutes_lines, unmute
from handlers.audience.home_screens import PartnersPage, StoriesPage, back_home, following, paragraphs
from handlers.screen import Screen


class SilenceMenu(CallbackData, prefix="a_why"):
    """To why nothing comes."""


def silence_screen(words: Words, wanted: Wanted, *, follows: int, muted: int) -> Screen:
    """What somebody whose posts are on may have forgotten: of the partners they follow, so many are muted."""
    limited = wanted.cap is not None or bool(wanted.digest and wanted.digest.only)
    text = paragraphs(
        _standing(words, follows, muted),
        comes_lines(words, wanted.cap, wanted.digest) if limited else "",
        mutes_lines(words, wanted.mutes) if muted else "",
        "" if limited or muted or not follows else words.say("When nothing comes, nobody has written."),
    )
    partners = Button(words.say("Partners"), PartnersPage().pack())
    fewer = Button(words.say("Fewer posts"), FewerMenu().pack())
    stories = Button(words.say("Stories"), StoriesPage().pack())
    ways = (fewer, partners) if limited or muted else (partners,)
    return Screen(text, (*((unmute(words, each),) for each, _ in wanted.mutes), ways, (stories, back_home(words))))


def _standing(words: Words, follows: int, muted: int) -> Markup:
    """Whom they hear from."""
    if not follows:
        return following(words, 0)
    if muted == follows:
        return words.plural(
            "You have muted the partner you follow.", "You have muted all partners you follow.", follows
        )
    return words.plural(
        "Your posts are on, and you follow {n} partner.", "Your posts are on, and you follow {n} partners.", follows
    )
