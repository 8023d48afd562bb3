"""Screens of a plan that repeats: how often, on which weekdays, until when."""

from datetime import datetime

from markupsafe import Markup

from bot.recurrence import Aim
from bot.repeating import suggestions
from bot.words import Words, marked
from handlers.partner.planning.plan_presses import Do, Shape, When
from handlers.partner.planning.schedule_screens import DAYS, Timing
from handlers.partner.presses import button
from handlers.showing.screen import Screen, grid
from handlers.staff.planning_words import rule_words


def often_screen(words: Words, timing: Timing, wall: datetime, notice: Markup | None = None) -> Screen:
    """How often it comes again, from a chosen moment on."""
    lines = [
        *([notice, Markup("")] if notice else []),
        words.say("<b>How often?</b>"),
        words.say("You can also write it, such as “{example}”.", example=words.say(OFTEN_EXAMPLE)),
    ]
    rules = [
        (button(_capital(rule_words(words, rule)), Shape(post_id=timing.post.id, do=Do.RULE, n=no)),)
        for no, rule in enumerate(suggestions(wall))
    ]
    several = button(words.say("On several weekdays"), Shape(post_id=timing.post.id, do=Do.DAYS, n=1 << wall.weekday()))
    back = button(words.say("‹ Back"), When(post_id=timing.post.id, at=f"{wall:%Y%m%d%H%M}"))
    return Screen(Markup("\n").join(lines), (*rules, (several,), (back,)))


OFTEN_EXAMPLE = marked("every Monday and Thursday at 09:00")


def _capital(text: Markup) -> str:
    plain = str(text.unescape())
    return plain[:1].upper() + plain[1:]


def weekdays_screen(words: Words, timing: Timing, chosen: int) -> Screen:
    """Which weekdays, each pressed in or out; `chosen` holds them as bits."""
    post_id = timing.post.id
    days = [
        button(
            ("✓ " if chosen >> day & 1 else "") + words.weekday(day),
            Shape(post_id=post_id, do=Do.DAYS, n=chosen ^ 1 << day),
        )
        for day in range(DAYS)
    ]
    last = [button(words.say("‹ Back"), Shape(post_id=post_id, do=Do.OFTEN))]
    if chosen:
        last.insert(0, button(words.say("These days"), Shape(post_id=post_id, do=Do.WEEKLY, n=chosen)))
    return Screen(words.say("<b>On which weekdays?</b>"), (*grid(days), tuple(last)))


def ends_screen(words: Words, timing: Timing, aim: Aim, notice: Markup | None = None) -> Screen:
    """Until when it comes again."""
    post_id = timing.post.id
    text = words.say("<b>Until when?</b>\nYou can also write it, such as “{example}”.", example=words.say(END_EXAMPLE))
    times = [
        button(words.plural("{n} time", "{n} times", n), Shape(post_id=post_id, do=Do.TIMES, n=n))
        for n in (3, 4, 8, 12)
    ]
    endless = button(words.say("No end"), Shape(post_id=post_id, do=Do.TIMES, n=0))
    back = button(words.say("‹ Back"), When(post_id=post_id, at=f"{aim.wall:%Y%m%d%H%M}"))
    return Screen(Markup("\n\n").join([notice, text] if notice else [text]), (*grid(times), (endless, back)))


END_EXAMPLE = marked("until 30 June")
