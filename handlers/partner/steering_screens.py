"""What was done to one round of a plan, in a line of its own."""

from markupsafe import Markup

from bot.content import Post
from bot.recurrence import Plan, local
from bot.words import Words
from handlers.partner.card_screens import title_of


def moved_line(words: Words, post: Post) -> Markup:
    """One round has another time."""
    return words.say("✓ Only this one is moved: <b>{title}</b>", title=title_of(post, words))


def left_out_line(words: Words, post: Post, plan: Plan, zone: str) -> Markup:
    """One round does not come."""
    moment = words.moment(local(plan.moment, zone))
    return words.say("✓ Skipped on {moment}: <b>{title}</b>", moment=moment, title=title_of(post, words))
