"""Whom a post is for and how many that is, in words; communicators and admins read the same."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from markupsafe import Markup

from bot.content import Post, Whom
from bot.places import Place
from bot.reports import LEAST
from bot.store import Work
from bot.words import Words
from handlers.showing.roughly import roughly, together


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom a post would reach at a moment: followers who can be reached, and channels where the bot may post.

    Of some places `followers` are only about so many, with those who live elsewhere and follow such a place. Such a
    post goes to no channel; `unsaid` are the followers who have not said where they live and follow none of them.
    """

    followers: int
    channels: int
    places: frozenset[Place] = frozenset()
    unsaid: int = 0
    everybody: bool = False
    """Followers or not: whoever takes posts."""
    lost: int = 0
    """Channels that are meant, and where the bot may not post."""


async def reach_of(tx: Work, post: Post, at: datetime) -> Reach:
    """How many it is for, if it went out at this moment."""
    counts = await tx.follows.places(post.whom, at)
    if post.places:
        unsaid = (await tx.follows.places(replace(post.whom, places=frozenset()), at)).get(None, 0)
        return Reach(together(counts.values()), 0, post.places, unsaid - counts.get(None, 0), post.everybody)
    channels = await tx.channels.of(post.partner_id)
    lost = sum(channel.lost_at is not None for channel in channels)
    return Reach(sum(counts.values()), len(channels) - lost, everybody=post.everybody, lost=lost)


def whom_line(words: Words, whom: Whom) -> Markup:
    """Whom it is for."""
    if whom.places:
        return places_line(words, whom.places)
    if whom.everybody:
        return words.say("For every reader who gets posts, whether they follow or not.")
    if whom.campaign_id is not None:
        return words.say("For all followers, and for readers who follow its campaign.")
    return words.say("For all followers.")


def places_line(words: Words, places: Collection[Place]) -> Markup:
    """For readers in some places."""
    names = " · ".join(words.place(place) for place in Place if place in places)
    return words.say("Only for readers in: {places}.", places=names)


def follows_lines(words: Words, title: str | None) -> list[Markup]:
    """What a follow-up replies to."""
    return [] if title is None else [words.say("A follow-up to “{title}”: it comes as a reply.", title=title)]


async def followed(tx: Work, post: Post, words: Words) -> str | None:
    """The title of the post that this one follows up."""
    before = await tx.posts.get(post.follows_id) if post.follows_id else None
    return before.title_at_work(words.form) if before else None


def _number_line(words: Words, reach: Reach) -> Markup:
    """All of them are told exactly, unless they are few; those of some places never."""
    n = reach.followers
    if reach.places or n < LEAST:
        if reach.everybody:
            return roughly(words, "It reaches {n} reader.", "It reaches {n} readers.", n)
        return roughly(words, "It reaches {n} follower.", "It reaches {n} followers.", n)
    if reach.everybody:
        return words.plural("It reaches {n} reader.", "It reaches {n} readers.", n)
    return words.plural("It reaches {n} follower.", "It reaches {n} followers.", n)


def reach_lines(words: Words, reach: Reach) -> list[Markup]:
    """How many it reaches as things stand."""
    lines = [_number_line(words, reach)]
    if reach.channels:
        lines.append(words.plural("It's posted in {n} channel.", "It's posted in {n} channels.", reach.channels))
    if reach.lost:
        told = words.plural(
            "⚠ It's meant for {n} more channel, where I may not post.",
            "⚠ It's meant for {n} more channels, where I may not post.",
            reach.lost,
        )
        lines.append(told)
    if not reach.places:
        return lines
    lines.insert(0, places_line(words, reach.places))
    if reach.unsaid:
        lines.append(
            roughly(
                words,
                "{n} follower hasn't said where they live, and doesn't get it.",
                "{n} followers haven't said where they live, and don't get it.",
                reach.unsaid,
            )
        )
    return [*lines, words.say("It isn't posted in channels: they're read everywhere.")]
