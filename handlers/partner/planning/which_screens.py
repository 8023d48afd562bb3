"""A day and an hour were said for a post that comes again: for one round, for all of them, or instead of them."""

from datetime import datetime

from markupsafe import Markup

from bot.recurrence import Plan, local
from bot.words import Words
from handlers.partner.composing.card_screens import title_of
from handlers.partner.planning.plan_presses import Do, Shape, When
from handlers.partner.planning.schedule_screens import Timing, other_day
from handlers.partner.presses import button
from handlers.showing.screen import Screen
from handlers.staff.planning_words import plan_lines, short


def which_screen(words: Words, timing: Timing, plan: Plan, wall: datetime, *, all_of_them: bool) -> Screen:
    """Asks which of the rounds; `all_of_them`: it is plain how the series would go on from there."""
    post_id, following = timing.post.id, local(plan.moment, timing.zone)
    lines = [
        Markup("<b>{}</b>").format(title_of(timing.post, words)),
        *plan_lines(words, plan),
        Markup(""),
        words.say("Which ones should go out at another time? You wrote: {moment}", moment=words.moment(wall)),
    ]
    only = words.say("Only the one of {moment}", moment=short(words, following))
    rows = [(button(only, Shape(post_id=post_id, do=Do.THIS)),)]
    if all_of_them:
        rows.append((button(words.say("All of them, from then on"), Shape(post_id=post_id, do=Do.SERIES)),))
    once = When(post_id=post_id, at=f"{wall:%Y%m%d%H%M}")
    rows.append((button(words.say("Just this once, then no more"), once),))
    return Screen(Markup("\n").join(lines), (*rows, (other_day(words, timing),)))
