"""Lists of posts, a page at a time: drafts, posts to schedule, all posts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from aiogram.filters.callback_data import CallbackData
from markupsafe import Markup

from bot.actions.standstill import halted_line
from bot.broadcast import BroadcastState, Fate
from bot.content import STANDING, Post, PostState
from bot.delivery import DeliveryState, Sums
from bot.partners import Partner
from bot.ports.page import Page
from bot.recurrence import Plan, local, moment_near
from bot.transport import Button, Rows
from bot.words import Words, marked
from handlers.partner.composing.card_screens import state_word, title_of
from handlers.partner.planning.digits import DAY, wall_of
from handlers.partner.planning.plan_presses import OpenSchedule, When
from handlers.partner.presses import OpenDraft, OpenPost, OpenTemplate, Pages, Shelf, WishThen, button
from handlers.showing.listing_screens import Listed, newer_older, only_lines, search_rows
from handlers.showing.screen import PAGE, Screen

HEADS: Mapping[Shelf, str] = {
    Shelf.TEMPLATES: marked("<b>Templates</b>\nPress one to begin a post from it."),
    Shelf.DRAFTS: marked("<b>Drafts</b>"),
    Shelf.POSTS: marked("<b>Posts</b>"),
    Shelf.SCHEDULE: marked("<b>Approved and scheduled posts</b>"),
}
EMPTY: Mapping[Shelf, str] = {
    Shelf.TEMPLATES: marked("There are no templates yet. Any post can become one: open it, then More."),
    Shelf.DRAFTS: marked("There are no drafts. /new starts a post."),
    Shelf.POSTS: marked("There are no posts yet. /new starts one."),
    Shelf.SCHEDULE: marked(
        "Nothing is approved or scheduled now. /posts shows where your posts stand, /new starts another."
    ),
}
STATES_OF: Mapping[Shelf, tuple[PostState, ...]] = {
    Shelf.TEMPLATES: (PostState.TEMPLATE,),
    Shelf.DRAFTS: (PostState.DRAFT, PostState.RETURNED, PostState.SUBMITTED),
    Shelf.POSTS: STANDING,
    Shelf.SCHEDULE: (PostState.APPROVED, PostState.SCHEDULED),
}
BEGUN = marked("{partner} · {state} · begun {moment}")
COPIED = marked("{partner} · {state} · a copy, made {moment}")
"""Two of one title are told apart by when they were begun, and by which is the copy."""
_OPENS: Mapping[Shelf, type[OpenTemplate | OpenDraft | OpenPost | OpenSchedule]] = {
    Shelf.TEMPLATES: OpenTemplate,
    Shelf.DRAFTS: OpenDraft,
    Shelf.POSTS: OpenPost,
    Shelf.SCHEDULE: OpenSchedule,
}
DATED: Mapping[Shelf, type[When | WishThen]] = {Shelf.SCHEDULE: When, Shelf.DRAFTS: WishThen}
"""What a moment that was written may be for: it is planned, or noted until the post is approved."""
COMMENT = 120
"""Characters of a reviewer's comment in a list."""


@dataclass(frozen=True, slots=True)
class Row:
    """A post in a list, with its plan."""

    post: Post
    partner: Partner
    plan: Plan | None = None
    fate: Fate | None = None
    """Of a post that was recalled: what became of that."""

    sums: Sums | None = None
    """Of a post that went out, where its numbers are shown: those of its latest sending."""

    going: BroadcastState | None = None
    """How it goes out, if it does; a plan that is held counts as paused."""


def shelf_screen(words: Words, pages: Pages, rows: Page[Row], zone: str, *, halted: bool = False) -> Screen:
    """One page of a list; `halted`: what it says to be on its way or planned waits."""
    if not rows.total and not pages.sought:
        return Screen(words.say(EMPTY[pages.shelf]))
    lines, buttons = entries(words, rows, pages.page, zone, lambda post: _press(pages, post))
    asked = [which_line(words, pages.at, zone)] if pages.at else []
    waits = [halted_line(words)] if halted and any(row.plan for row in rows.items) else []
    told = [words.say(HEADS[pages.shelf]), *waits, *asked, *only_lines(words, pages, rows.total), *lines]
    back = [(button(words.say("Back"), Pages(shelf=pages.shelf)),)] if pages.at else []
    return Screen(Markup("\n\n").join(told), (*buttons, *turning(words, pages, rows.total), *back))


def which_line(words: Words, at: str, zone: str) -> Markup:
    """Asks which post is meant by a moment that was written."""
    wall = wall_of(at)
    when = words.day(wall.date()) if len(at) == DAY else words.moment(local(moment_near(wall, zone), zone))
    return words.say("For {moment}: which of these? Press it.", moment=when)


def turning(words: Words, at: Listed, total: int) -> Rows:
    """To newer and older posts, and to the search."""
    return (newer_older(words, at, total), *search_rows(words, at, total))


def entries(
    words: Words, rows: Page[Row], page: int, zone: str, press: Callable[[Post], CallbackData]
) -> tuple[list[Markup], list[tuple[Button, ...]]]:
    """What is said of each post, by its number, and the button that opens it."""
    first = page * PAGE + 1
    lines = [_line(words, row, no, zone) for no, row in enumerate(rows.items, first)]
    buttons: list[tuple[Button, ...]] = [
        (button(f"{no} · {title_of(row.post, words)}", press(row.post)),) for no, row in enumerate(rows.items, first)
    ]
    return lines, buttons


def _line(words: Words, row: Row, no: int, zone: str) -> Markup:
    about = [Markup("{}. {}").format(no, title_of(row.post, words)), _standing(words, row, zone)]
    if row.partner.suspended_at and row.post.state is PostState.SCHEDULED:
        about.append(words.say("⏸ Suspended: none of their posts go out."))
    if row.going is BroadcastState.PAUSED:
        about.append(words.say("⏸ Paused"))
    if row.sums:
        about.append(_received(words, row.sums))
    if row.post.state is PostState.RETURNED and row.post.comment:
        comment = row.post.comment if len(row.post.comment) <= COMMENT else row.post.comment[:COMMENT] + "…"
        about.append(words.say("The reviewer says: {comment}", comment=comment))
    return Markup("\n").join(about)


def _received(words: Words, sums: Sums) -> Markup:
    meant = words.number(sums.meant)
    return words.plural(
        "Received by {n} of {meant}", "Received by {n} of {meant}", sums.of(DeliveryState.SENT), meant=meant
    )


def _standing(words: Words, row: Row, zone: str) -> Markup:
    partner = row.partner.name(words.form)
    state = state_word(words, row.post, row.fate, row.going)
    moment = row.plan.moment if row.plan else row.post.sent_at
    if row.post.state is PostState.SENDING and not moment:
        return words.say("{partner} · {state}", partner=partner, state=state)
    plain = moment or row.post.state is PostState.TEMPLATE  # kept as one, whatever it was copied from
    said = marked("{partner} · {state} · {moment}") if plain else COPIED if row.post.copied_id else BEGUN
    when = words.moment(local(moment or row.post.created_at, zone))
    return words.say(said, partner=partner, state=state, moment=when)


def _press(pages: Pages, post: Post) -> CallbackData:
    if pages.at and pages.shelf in DATED:
        return DATED[pages.shelf](post_id=post.id, at=pages.at)
    return _OPENS[pages.shelf](post_id=post.id)
