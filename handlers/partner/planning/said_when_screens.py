"""Screens of a moment that nobody asked for: which post is it for, or why it is for none yet."""

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup

from bot.content import Post, PostState
from bot.texts import shortened
from bot.transport import Button
from bot.words import Words
from handlers.partner.composing.card_screens import title_of
from handlers.partner.composing.compose_screens import noted_line
from handlers.partner.planning.digits import digits_of
from handlers.partner.planning.plan_presses import OpenSchedule, When
from handlers.partner.presses import OpenDraft, Pages, Shelf, button
from handlers.reading.moment import Reading
from handlers.showing.screen import Screen
from handlers.staff.planning_words import short

_TITLE = 24
"""Characters of a title beside a moment."""


def whose_screen(words: Words, posts: Sequence[Post], reading: Reading) -> Screen:
    """Which of these posts shall go out then."""
    day = words.short_day(reading.day)
    moment = f"{day} {words.clock(reading.wall)}" if reading.wall else day
    at = digits_of(reading)
    rows = [(button(title_of(post, words), When(post_id=post.id, at=at)),) for post in posts]
    return Screen(words.say("Which post should go out then: {moment}?", moment=moment), tuple(rows))


def which_moves_screen(words: Words, choices: Sequence[tuple[Post, datetime | None]]) -> Screen:
    """Which of these shall go out at another hour: with the moment that it would get, where that is plain."""
    rows = [(_moved(words, post, wall),) for post, wall in choices]
    return Screen(words.say("Which planned post do you mean?"), tuple(rows))


def _moved(words: Words, post: Post, wall: datetime | None) -> Button:
    if wall is None:
        return button(title_of(post, words), OpenSchedule(post_id=post.id))
    title = shortened(title_of(post, words), _TITLE)
    return button(f"{short(words, wall)} · {title}", When(post_id=post.id, at=f"{wall:%Y%m%d%H%M}"))


def not_yet_screen(words: Words, posts: Sequence[Post]) -> Screen:
    """None of them can be given a time yet: the newest is in review, or still to be submitted."""
    newest, all_drafts = posts[0], (button(words.say("All drafts"), Pages(shelf=Shelf.DRAFTS)),)
    title = title_of(newest, words)
    if newest.state is PostState.SUBMITTED:
        text = words.say("“{title}” is still in review. Once it's approved, I'll ask you when.", title=title)
        return Screen(_with_wish(words, text, newest), (all_drafts,))
    text = words.say("“{title}” is still a draft. Submit it first; once it's approved, I'll ask you when.", title=title)
    text = _with_wish(words, text, newest)
    return Screen(text, ((button(words.say("Open the draft"), OpenDraft(post_id=newest.id)),), all_drafts))


def _with_wish(words: Words, text: Markup, post: Post) -> Markup:
    """And the moment that is kept for it, if one is."""
    return Markup("\n").join((text, noted_line(words, post.wished))) if post.wished else text
