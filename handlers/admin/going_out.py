"""Approved posts and how they go out: an admin may make one urgent, or pay for its speed."""

from aiogram import F, Router
from aiogram.types import CallbackQuery

from bot.actions.haste import TO_COME, plan_paid, plan_urgent, to_come
from bot.content import Post
from bot.ports.page import Page
from bot.store import Work
from handlers.admin.doors import PlannedPage
from handlers.admin.going_out_screens import (
    Departure,
    SetPaid,
    SetUrgent,
    going_out_screen,
    pay_question_screen,
    planned_screen,
)
from handlers.admin.review_screens import GoingOut
from handlers.admin.seat import Seat
from handlers.listing import Listing, Shown, picked
from handlers.paging import page_or_last
from handlers.reach import reach_of
from handlers.screen import PAGE, show
from handlers.turn import the_partner


def router() -> Router:
    """The list, a post's page, and its two choices."""
    going_out = Router(name="admin.going_out")
    LISTING.register(going_out)
    going_out.callback_query.register(look, GoingOut.filter())
    going_out.callback_query.register(choose_urgent, SetUrgent.filter())
    going_out.callback_query.register(ask_pay, SetPaid.filter(F.on & ~F.sure))
    going_out.callback_query.register(choose_paid, SetPaid.filter())
    return going_out


async def _page(seat: Seat, at: PlannedPage) -> Shown:
    """A page of the list; the last when there are fewer by now."""
    async with seat.store.read() as tx:
        sought = await picked(tx, at.sought)
        page, found = await page_or_last(lambda no: tx.posts.page((), TO_COME, no * PAGE, PAGE, sought), at.page)
        items = [await _departure(tx, seat, post) for post in found.items]
    screen = planned_screen(seat.words, Page(items, found.total), at.model_copy(update={"page": page}))
    return Shown(screen, found.total)


LISTING = Listing(PlannedPage, "seat", _page)


async def _departure(tx: Work, seat: Seat, post: Post) -> Departure:
    plan = await tx.plans.of(post.id)
    reach = await reach_of(tx, post, plan.moment if plan else seat.now)
    return Departure(post, await the_partner(tx, post.partner_id), reach, plan, seat.zone)


async def _of(seat: Seat, post_id: int) -> Departure:
    async with seat.store.read() as tx:
        return await _departure(tx, seat, await to_come(tx, seat.speaker, post_id))


async def look(query: CallbackQuery, callback_data: GoingOut, seat: Seat) -> None:
    """Shows how the post would go out now."""
    await show(query, going_out_screen(seat.words, await _of(seat, callback_data.post_id)))


async def choose_urgent(query: CallbackQuery, callback_data: SetUrgent, seat: Seat) -> None:
    """Makes the post urgent, or careful again."""
    await plan_urgent(seat.store, seat.speaker, callback_data.post_id, seat.now, urgent=callback_data.on)
    await show(query, going_out_screen(seat.words, await _of(seat, callback_data.post_id)))


async def ask_pay(query: CallbackQuery, callback_data: SetPaid, seat: Seat) -> None:
    """Says what a faster pace costs, and asks."""
    await show(query, pay_question_screen(seat.words, await _of(seat, callback_data.post_id)))


async def choose_paid(query: CallbackQuery, callback_data: SetPaid, seat: Seat) -> None:
    """Makes the post go out at the paid pace, or at the free one again."""
    await plan_paid(seat.store, seat.speaker, callback_data.post_id, seat.now, paid=callback_data.on)
    await show(query, going_out_screen(seat.words, await _of(seat, callback_data.post_id)))
