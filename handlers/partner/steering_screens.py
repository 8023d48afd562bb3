"""What was done to one round of a plan, in a line of its own; and what can be done to a plan."""

from datetime import date

from markupsafe import Markup

from bot.content import Post
from bot.recurrence import Plan, local
from bot.words import Words
from handlers.partner.card_screens import title_of
from handlers.partner.posts_screens import plan_line
from handlers.partner.schedule_screens import Timing, other_day, steer_rows
from handlers.planning_words import plan_lines
from handlers.screen import Screen


def moved_line(words: Words, post: Post) -> Markup:
    """One round has another time."""
    return words.say("✓ Only this one is moved: <b>{title}</b>", title=title_of(post, words))


def left_out_line(words: Words, post: Post, plan: Plan, zone: str) -> Markup:
    """One round does not come."""
    moment = words.moment(local(plan.moment, zone))
    return words.say("✓ Skipped on {moment}: <b>{title}</b>", moment=moment, title=title_of(post, words))


def steering_screen(words: Words, timing: Timing, plan: Plan, day: date | None) -> Screen:
    """Somebody said that it shall not go out, on this day if they named one: what can be done, and nothing is yet."""
    following = local(plan.moment, timing.zone)
    lines = [
        Markup("<b>{}</b>").format(title_of(timing.post, words)),
        plan_line(words, plan, timing.zone),
        *plan_lines(words, plan),
        Markup(""),
    ]
    if plan.repeat and plan.wave_id is None and day is not None and day != following.date():
        only = words.say("Only the next one can be skipped, that of {moment}.", moment=words.moment(following))
        lines.append(only)
    lines.append(words.say("Nothing has changed yet. What should I do?"))
    return Screen(Markup("\n").join(lines), (*steer_rows(words, plan), (other_day(words, timing),)))
