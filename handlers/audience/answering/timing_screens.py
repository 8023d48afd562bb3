"""When posts come: what a reader can choose of it, and what not."""

from collections.abc import Collection, Mapping

from markupsafe import Markup

from bot.digests import SUNDAY, Change, Rhythm
from bot.hearing.aliases import Wish
from bot.hearing.patterns import any_of
from bot.hearing.points import point_of
from bot.transport import Button
from bot.words import Words
from handlers.audience.home_screens import back_home, paragraphs
from handlers.audience.plain_words.plainly import limits_a_week
from handlers.audience.plain_words.timed import refuses
from handlers.audience.receiving.digest_screens import MOST_DAYS, digest_offer_screen, so_button
from handlers.audience.receiving.fewer_screens import FewerMenu, PauseMenu
from handlers.audience.receiving.settings_screens import QuietMenu
from handlers.reading.rhythm import Told, rhythm_told
from handlers.showing.screen import Screen

WEEK, DAY, DAYS, QUIET, RHYTHM = "week", "day", "days", "quiet", "rhythm"
"""Points of this answer (see `bot.hearing.points`)."""

_SEVERAL = any_of(
    r"[两兩二三2-6]\s?[次条條则則篇]|\b(?:twice|two|three|[2-6]) ?(?:x|times?)?\b",
    r"\b(?:duas|tr[êe]s|[2-6] ?x?) (?:vezes|por)\b",
)
"""More than once a week."""


def timing_screen(words: Words, said: str = "") -> Screen:
    """That partners choose when they post, and what a reader has instead, by one press; what fits their words first."""
    named, refused = rhythm_told(said), refuses(said)
    told = Told() if refused else named
    if 0 < len(told.days) <= MOST_DAYS:
        return digest_offer_screen(words, told.changes)
    point = point_of(Wish.TIMING, said)
    if point in {"", WEEK, DAY}:
        point = WEEK if limits_a_week(said) else _refused(named, point) if refused else DAY if told.at else point
    if point == WEEK and _SEVERAL.search(said):
        point = RHYTHM
    daily = (so_button(words, Change(Rhythm.DAY, told.at)),)
    weekly = (so_button(words, Change(Rhythm.WEEK, told.at, _day_beside(named.days if refused else ()))),)
    quiet = (Button(words.say("Quiet hours"), QuietMenu().pack()),)
    fewer = Button(words.say("Fewer posts"), FewerMenu().pack())
    pause = Button(words.say("Pause everything"), PauseMenu().pack())
    first = {WEEK: weekly, DAYS: weekly, QUIET: quiet}.get(point, daily)
    rows = sorted((daily, weekly, quiet), key=lambda row: row is not first)
    return Screen(_text(words, point), (*rows, (fewer, pause), (back_home(words),)))


def _refused(named: Told, point: str) -> str:
    """What a refused hour or day asks for."""
    return QUIET if named.at else DAYS if named.days else point


def _day_beside(refused: Collection[int]) -> int | None:
    """A day of the week that they do not refuse; none where the usual one will do."""
    days = (day for day in (SUNDAY, *range(SUNDAY)) if day not in refused)
    return next(days, None) if refused else None


def _text(words: Words, point: str) -> Markup:
    """What of their times can be chosen, and what not; first what was asked."""
    asked = _asked(words).get(point)
    return paragraphs(
        asked
        or words.say(
            "Partners choose when they post; I can't hold posts back for certain days or hours. What I can do:"
        ),
        words.say("Single posts I can't hold back: partners choose when they post. What I can do beside it:")
        if point == DAY
        else "",
        words.say("• All posts in one message, every day or once a week, when you choose.")
        if not asked or point == QUIET
        else "",
        words.say("• Quiet hours: what comes then makes no sound.") if point != QUIET else "",
        words.say("• Fewer posts, or none at all until a day that you choose."),
    )


def _asked(words: Words) -> Mapping[str, Markup]:
    return {
        WEEK: words.say("Once a week works: all posts in one message, on the day and at the hour you choose."),
        DAY: words.say("I can keep all posts for one message at a time like that, every day or once a week."),
        DAYS: words.say("I can't leave out single days, but all posts of a week can come on a day you choose."),
        RHYTHM: words.say("Every day or once a week, nothing in between: all posts in one message, when you choose."),
        QUIET: words.say("Quiet hours are for that: what comes then makes no sound and waits for you."),
        "later": words.say("Read it when you have time: what has come stays here. I can't send it again later."),
        "apart": words.say("I can't give each partner or kind of post its own time, nor space posts out."),
    }
