"""Lists of posts, a page at a time: drafts, posts to schedule, all posts."""

from collections.abc import Mapping
from dataclasses import dataclass

from aiogram.filters.callback_data import CallbackData
from markupsafe import Markup

from bot.broadcast import Fate
from bot.content import STANDING, Post, PostState
from bot.delivery import DeliveryState, Sums
from bot.partners import Partner
from bot.ports.page import Page
from bot.recurrence import Plan, local
from bot.transport import Button
from bot.words import Words, marked
from handlers.mistakes import FATES, STATES
from handlers.paging import newer_older
from handlers.partner.card_screens import title_of
from handlers.partner.presses import OpenDraft, OpenPost, OpenSchedule, OpenTemplate, Pages, Shelf, button
from handlers.screen import PAGE, Screen

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


def shelf_screen(words: Words, pages: Pages, rows: Page[Row], zone: str) -> Screen:
    """One page of a list."""
    if not rows.total:
        return Screen(words.say(EMPTY[pages.shelf]))
    lines, buttons = entries(words, rows, pages, zone)
    return Screen(
        Markup("\n\n").join([words.say(HEADS[pages.shelf]), *lines]),
        (*buttons, newer_older(words, pages.page, rows.total, lambda to: Pages(shelf=pages.shelf, page=to))),
    )


def entries(words: Words, rows: Page[Row], pages: Pages, zone: str) -> tuple[list[Markup], list[tuple[Button, ...]]]:
    """What is said of each post, by its number, and the button that opens it."""
    first = pages.page * PAGE + 1
    lines = [_line(words, row, no, zone) for no, row in enumerate(rows.items, first)]
    buttons: list[tuple[Button, ...]] = [
        (button(f"{no} · {title_of(row.post, words)}", _press(pages.shelf, row.post)),)
        for no, row in enumerate(rows.items, first)
    ]
    return lines, buttons


def _line(words: Words, row: Row, no: int, zone: str) -> Markup:
    about = [Markup("{}. {}").format(no, title_of(row.post, words)), _standing(words, row, zone)]
    if row.partner.suspended_at and row.post.state is PostState.SCHEDULED:
        about.append(words.say("⏸ Suspended: nothing of theirs goes out."))
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
    state = words.say(FATES[row.fate] if row.fate else STATES[row.post.state])
    moment = row.plan.moment if row.plan else row.post.sent_at
    if row.post.state is PostState.SENDING and not moment:
        return words.say("{partner} · {state}", partner=partner, state=state)
    said = marked("{partner} · {state} · {moment}") if moment else COPIED if row.post.copied_id else BEGUN
    when = words.moment(local(moment or row.post.created_at, zone))
    return words.say(said, partner=partner, state=state, moment=when)


def _press(shelf: Shelf, post: Post) -> CallbackData:
    if shelf is Shelf.TEMPLATES:
        return OpenTemplate(post_id=post.id)
    if shelf is Shelf.DRAFTS:
        return OpenDraft(post_id=post.id)
    return OpenPost(post_id=post.id) if shelf is Shelf.POSTS else OpenSchedule(post_id=post.id)
