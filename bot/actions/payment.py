"""What a paid sending has cost: the messages that left while it was paid for, and what Telegram takes for them."""

from datetime import datetime

from markupsafe import Markup

from bot.accounts import PERMITTED
from bot.broadcast import MESSAGES_A_STAR, Broadcast, stars_for
from bot.content import Post
from bot.store import Work
from bot.words import Words

PAYING = {True: "pay", False: "pay no more"}
"""The deed of whoever pays, and of whoever does so no longer."""


async def paid_messages(tx: Work, broadcast: Broadcast, post: Post) -> int | None:
    """How many arrived while it was paid for; none when it never was. They are counted, so it is asked of few."""
    mine = f"broadcast {broadcast.id}"
    changes = await tx.audit.lines(post.partner_id, [(deed, mine) for deed in PAYING.values()])
    paid = changes[0].verb != PAYING[True] if changes else broadcast.paid
    if not paid and not changes:
        return None
    since = broadcast.started_at if paid else None
    spans: list[tuple[datetime, datetime | None]] = []
    for change in changes:
        if change.verb == PAYING[True]:
            since = since or change.at
        elif since:
            spans.append((since, change.at))
            since = None
    return await tx.broadcasts.messages_within(broadcast.id, [*spans, (since, None)] if since else spans)


async def who_paid(tx: Work, broadcast: Broadcast, post: Post) -> int | None:
    """Whose word it was, last: about the sending, or about the post before it went out."""
    told = [(PAYING[True], f"broadcast {broadcast.id}"), (PAYING[True], f"post {post.id}")]
    line = await tx.audit.last(post.partner_id, told) if broadcast.paid else None
    return line.person_id if line else None


def fee_line(words: Words) -> Markup:
    """What Telegram takes, and from where."""
    return words.say(
        "Telegram takes {price} Star for each message beyond {free} a second, "
        "from the bot's balance, and only for those that arrive.",
        price=words.number(1 / MESSAGES_A_STAR),
        free=words.number(PERMITTED),
    )


def stars_line(words: Words, messages: int) -> Markup:
    """What so many messages cost at most."""
    return words.plural("It costs at most {n} Star.", "It costs at most {n} Stars.", stars_for(messages))


def paid_lines(words: Words, messages: int) -> list[Markup]:
    """What has been paid for, and what it costs at most: only Telegram knows how many were free."""
    told = words.plural(
        "{n} message arrived while speed was paid for.", "{n} messages arrived while speed was paid for.", messages
    )
    return [Markup(""), told, stars_line(words, messages), fee_line(words)]
