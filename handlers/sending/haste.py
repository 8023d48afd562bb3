"""Urgent and paid in words: what each means, what it costs; before a post goes out and while it does."""

from markupsafe import Markup

from bot.accounts import PAID, PERMITTED
from bot.actions.payment import fee_line, stars_line
from bot.broadcast import PAID_BALANCE, minutes_for
from bot.words import Words


def urgent_line(words: Words) -> Markup:
    """What urgent means, in a sentence."""
    return words.say(
        "Urgent: it goes before all others. "
        "If sending is interrupted, whoever was being written to at that moment gets it once more. "
        "Nobody misses it; a few may get it twice."
    )


def paid_line(words: Words) -> Markup:
    """That it is paid for."""
    return words.say("Paid speed: up to {rate} messages a second, paid for in Stars.", rate=words.number(PAID))


def cost_lines(words: Words, messages: int) -> list[Markup]:
    """What so many messages cost at most, what is gained, and what Telegram asks for first."""
    return [
        words.plural("It goes to {n} chat.", "It goes to {n} chats.", messages),
        stars_line(words, messages),
        fee_line(words),
        *_gain(words, messages),
        words.say(
            "Telegram allows it only to a bot with {balance} Stars on its balance and {balance} users a month, "
            "once paid broadcasts are switched on in @BotFather.",
            balance=words.number(PAID_BALANCE),
        ),
    ]


def _gain(words: Words, messages: int) -> list[Markup]:
    """What is gained, when that is a minute or more."""
    slow, fast = minutes_for(messages, PERMITTED), minutes_for(messages, PAID)
    if slow == fast:
        return [words.say("There's little to gain: it takes no more than a minute either way.")]
    told = words.say(
        "Without it sending takes about {slow}, with it about {fast}.",
        slow=_time(words, slow),
        fast=_time(words, fast),
    )
    return [told]


def _time(words: Words, minutes: int) -> Markup:
    hours = round(minutes / 60)
    if hours > 1:
        return words.plural("{n} hour", "{n} hours", hours)
    return words.plural("{n} minute", "{n} minutes", minutes)
