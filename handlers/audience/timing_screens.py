"""When posts come: what a reader can choose of it, and what not."""

import re

from markupsafe import Markup

from bot.digests import Change, Rhythm
from bot.patterns import Pattern, any_of
from bot.transport import Button
from bot.words import Words
from handlers.audience.digest_screens import MOST_DAYS, digest_offer_screen, so_button
from handlers.audience.fewer_screens import FewerMenu, PauseMenu
from handlers.audience.home_screens import back_home, paragraphs
from handlers.audience.plainly import limits_a_week
from handlers.audience.settings_screens import QuietMenu
from handlers.audience.standing import refuses
from handlers.reading.rhythm import Told, rhythm_told
from handlers.screen import Screen

_OF_A_WEEK = Pattern(
    r"[周週]|星期|礼拜|禮拜|weekend|\bweek|day[s]?\b|\bsemana|\bs[áa]bado|\bdomingo|平日|工作日|[úu]teis", re.IGNORECASE
)
_A_DAY = Pattern(
    r"每[天日]|[一逐]日|\b(?:a|per|every|each) day\b|\bdaily\b|\bpor dia\b|todos os dias|diári", re.IGNORECASE
)
_OF_A_CLOCK = Pattern(
    r"上班|返工|放工|下班|开会|開會|[早晚夜]|下午|\b(?:night|morning|evening|afternoon|office|work(?:ing)? hours|noite"
    r"|manh[ãa]|tarde|trabalho)\b",
    re.IGNORECASE,
)


_SEVERAL = any_of(
    r"[两兩二三2-6]\s?[次条條则則篇]|\b(?:twice|two|three|[2-6]) ?(?:x|times?)?\b",
    r"\b(?:duas|tr[êe]s|[2-6] ?x?) (?:vezes|por)\b",
)
"""More than once a week."""


def timing_screen(words: Words, said: str = "") -> Screen:
    """That partners choose when they post, and what a reader has instead, by one press; what fits their words first."""
    told = Told() if refuses(said) else rhythm_told(said)
    if 0 < len(told.days) <= MOST_DAYS:
        return digest_offer_screen(words, told.changes)
    text = paragraphs(
        *_posts_together(words, said, weekly=limits_a_week(said), hour=told.at is not None),
        words.say("• Quiet hours: what comes then makes no sound."),
        words.say("• Fewer posts, or none at all until a day that you choose."),
    )
    daily = so_button(words, Change(Rhythm.DAY, told.at))
    weekly = so_button(words, Change(Rhythm.WEEK, told.at))
    quiet = Button(words.say("Quiet hours"), QuietMenu().pack())
    fewer = Button(words.say("Fewer posts"), FewerMenu().pack())
    pause = Button(words.say("Pause everything"), PauseMenu().pack())
    if _OF_A_WEEK.search(said) and not _A_DAY.search(said):
        daily, weekly = weekly, daily
    rows = ((daily,), (weekly,), (quiet,))
    by_clock = told.at is None and _OF_A_CLOCK.search(said) and not _OF_A_WEEK.search(said)
    rows = (rows[2], *rows[:2]) if by_clock else rows
    return Screen(text, (*rows, (fewer, pause), (back_home(words),)))


def _posts_together(words: Words, said: str, *, weekly: bool, hour: bool) -> tuple[Markup | str, ...]:
    """What of their times can be chosen; to who would have one a week, or at an hour, first that it can."""
    if weekly and _SEVERAL.search(said):
        return (words.say("Every day or once a week, nothing in between: all posts in one message, when you choose."),)
    if weekly:
        return (words.say("Once a week works: all posts in one message, on the day and at the hour you choose."),)
    kept = words.say("I can keep all posts for one message at a time like that, every day or once a week.")
    return (
        kept if hour else "",
        words.say("Single posts I cannot hold back: partners choose when they post. What I can do beside it:")
        if hour
        else words.say(
            "Partners choose when they post; I cannot hold posts back for certain days or hours. What I can do:"
        ),
        "" if hour else words.say("• All posts in one message, every day or once a week, when you choose."),
    )
