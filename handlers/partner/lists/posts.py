"""/posts: everything of one's partners, with its state; one post's page with its numbers."""

from collections.abc import Sequence
from dataclasses import replace

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message
from markupsafe import Markup

from bot.actions.fates import fate_of
from bot.actions.report import as_deep, numbers
from bot.actions.sums import sums_of
from bot.actions.suspend import require_active
from bot.broadcast import SENDS, UNFINISHED, Broadcast, Errand
from bot.content import Post, PostState
from bot.delivery import DeliveryState, Sums
from bot.mistakes import Mistake
from bot.partners import Partner, Reports
from bot.store import Work
from handlers.correcting.waiting import waiting_of
from handlers.correcting.waiting_screens import NONE
from handlers.partner.lists.posts_screens import Sending, Standing, post_screen
from handlers.partner.lists.shelves import SHELVES
from handlers.partner.pen import Pen
from handlers.partner.presses import OpenPost, Pages, Shelf
from handlers.showing.screen import Screen, show

REPORTS = 3
"""Reports shown on a post's page, the newest first."""


def router() -> Router:
    """The list of all posts, and a post's page."""
    posts = Router(name="partner.posts")
    posts.message.register(open_list, Command("posts", "post", ignore_case=True))
    posts.callback_query.register(open_post, OpenPost.filter())
    return posts


async def open_list(message: Message, command: CommandObject, pen: Pen) -> None:
    """The first page, or what is looked for."""
    await SHELVES.search(message, pen, Pages(shelf=Shelf.POSTS), command.args or "")


async def open_post(query: CallbackQuery, callback_data: OpenPost, pen: Pen) -> None:
    """A post's page."""
    await show_post(query, pen, callback_data.post_id)


async def show_post(query: CallbackQuery, pen: Pen, post_id: int, note: Markup | None = None) -> None:
    """It, with a sentence above it. Raises `Mistake(NOT_FOUND | NOT_ALLOWED)`."""
    await pen.state.clear()
    post = await pen.post(post_id)
    page = await page_of(pen, post)
    await show(query, replace(page, text=Markup("\n\n").join([note, page.text])) if note else page)


async def page_of(pen: Pen, post: Post) -> Screen:
    """Where a post stands now."""
    partner = await pen.partner_of(post)
    async with pen.store.read() as tx:
        plan = await tx.plans.of(post.id) if post.state is PostState.SCHEDULED else None
        broadcasts = await tx.broadcasts.of_post(post.id)
        fate = await fate_of(tx, post.id) if post.state is PostState.RECALLED else None
        halted = await tx.programme.halted_at() is not None
        sending, reports = await _numbers(tx, pen, post, _shown(broadcasts))
    return post_screen(
        pen.words,
        Standing(
            post,
            partner.name(pen.words.form),
            pen.zone,
            plan,
            sending,
            reports,
            _at_hand(broadcasts),
            report_id=next((each.id for each in broadcasts if each.errand in SENDS), None),
            stopped=_stopped(pen, post, partner),
            halted=halted,
            fate=fate,
            waiting=await waiting_of(pen, post) if post.is_story else NONE,
        ),
    )


def _stopped(pen: Pen, post: Post, partner: Partner) -> Mistake | None:
    """Why what is ready or on its way does not go out, if that is its partner's case."""
    if post.state not in {PostState.APPROVED, PostState.SCHEDULED, PostState.SENDING}:
        return None
    try:
        require_active(partner, pen.speaker)
    except Mistake as stopped:
        return stopped
    return None


def _shown(broadcasts: Sequence[Broadcast]) -> list[Broadcast]:
    """The newest, and the latest sending among them, however often it was pinned or corrected since.

    A correction counts once, however many rounds it is of.
    """
    once = {(each.started_at if each.errand is Errand.CORRECT else each.id): each for each in reversed(broadcasts)}
    newest = sorted(once.values(), key=lambda each: -each.id)[:REPORTS]
    latest = next((each for each in broadcasts if each.errand in SENDS), None)
    return newest if latest is None or latest in newest else [*newest[:-1], latest]


def _at_hand(broadcasts: Sequence[Broadcast]) -> int | None:
    """The broadcast about which something can be done: what is not over, or else the latest sending."""
    going = [each.id for each in broadcasts if each.state in UNFINISHED]
    return next(iter([*going, *(each.id for each in broadcasts if each.errand is Errand.SEND)]), None)


async def _numbers(
    tx: Work, pen: Pen, post: Post, broadcasts: Sequence[Broadcast]
) -> tuple[Sending | None, list[Markup]]:
    """A broadcast that is not over, and the reports of those that are."""
    going: tuple[Broadcast, Sums] | None = None
    reports: list[Markup] = []
    partner = await tx.partners.get(post.partner_id)
    depth = partner.benefits.reports if partner else Reports.SUMS
    for broadcast in broadcasts:
        group = await tx.broadcasts.one_correction(broadcast)
        sums = await sums_of(tx, group)
        if unfinished := [each for each in group if each.state in UNFINISHED]:
            going = unfinished[-1], sums
        else:
            told = as_deep(sums, depth)
            reports.append(Markup("\n").join(numbers(pen.words, broadcast, told, pen.zone)))
    return await _going(tx, pen, post, going) if going else None, reports


async def _going(tx: Work, pen: Pen, post: Post, going: tuple[Broadcast, Sums]) -> Sending:
    """How far it is, and why it does not move: asked once, however many there are."""
    broadcast, sums = going
    why = await pen.standstill(tx, broadcast, post)
    return Sending(sums.meant, sums.known, sums.of(DeliveryState.SENT), why, broadcast.state)
