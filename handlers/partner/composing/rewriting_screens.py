"""Screens of changing what has its day already."""

from markupsafe import Markup

from bot.content import Post
from bot.recurrence import Plan, local
from bot.words import Words
from handlers.partner.composing.card_screens import title_of
from handlers.partner.presses import OpenPost, Rewrite, button
from handlers.showing.screen import Screen


def rewrite_screen(words: Words, post: Post, plan: Plan, zone: str) -> Screen:
    """What a change costs, before anything is lost."""
    text = words.say(
        "“{title}” is planned for {moment}. To change it I take that time away. "
        "After your change it has to be approved again; then you choose a time.",
        title=title_of(post, words),
        moment=words.moment(local(plan.moment, zone)),
    )
    sure = button(words.say("Change it"), Rewrite(post_id=post.id, sure=True))
    return Screen(text, ((sure, button(words.say("Keep as it is"), OpenPost(post_id=post.id))),))


def rewriting_line(words: Words, plan: Plan, zone: str) -> Markup:
    """On the card, once the day is gone; should they change nothing, the approval stands."""
    moment = words.moment(local(plan.moment, zone))
    lines = (
        words.say("Send or press what you want to change."),
        words.say("It doesn't go out on {moment} any more.", moment=moment),
    )
    return Markup("\n").join(lines)
