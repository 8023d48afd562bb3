"""Approved posts and how they go out: an admin may make one urgent, or pay for its speed."""

from dataclasses import replace
from datetime import UTC, datetime, time

from aiogram import F, Router
from aiogram.types import CallbackQuery

from bot.actions.haste import TO_COME, plan_paid, plan_urgent, to_come
from bot.actions.schedule import go_on, hold
from bot.content import Post, PostState
from bot.partners import Partner
from bot.ports.page import Page
from bot.recurrence import local, moment_near
from bot.store import Work
from handlers.admin.doors import PlannedPage
from handlers.admin.reviewing.review_screens import GoingOut
from handlers.admin.running.going_out_screens import (
    Departure,
    SetHeld,
    SetPaid,
    SetUrgent,
    going_out_screen,
    pay_question_screen,
    planned_screen,
    which_plan_screen,
)
from handlers.admin.seat import Seat
from handlers.reading.ends import pause_end, rest_end
from handlers.sending.steering_words import of_a_series
from handlers.showing.listing import Listing, Shown, picked
from handlers.showing.paging import page_or_last
from handlers.showing.screen import PAGE, Screen, show
from handlers.staff.planning_words import pause_ends
from handlers.staff.reach import reach_of
from handlers.turns.turn import the_partner


def router() -> Router:
    """The list, a post's page, and its two choices."""
    going_out = Router(name="admin.going_out")
    LISTING.register(going_out)
    going_out.callback_query.register(look, GoingOut.filter())
    going_out.callback_query.register(choose_held, SetHeld.filter())
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
    open_ended = plan is not None and plan.held_at is not None and plan.held_until is None
    ends = pause_ends(local(seat.now, seat.zone)) if open_ended else ()
    return Departure(post, await the_partner(tx, post.partner_id), reach, plan, seat.zone, ends)


async def _of(seat: Seat, post_id: int) -> Departure:
    async with seat.store.read() as tx:
        return await _departure(tx, seat, await to_come(tx, seat.speaker, post_id))


async def look(query: CallbackQuery, callback_data: GoingOut, seat: Seat) -> None:
    """Shows how the post would go out now."""
    await show(query, going_out_screen(seat.words, await _of(seat, callback_data.post_id)))


async def choose_held(query: CallbackQuery, callback_data: SetHeld, seat: Seat) -> None:
    """Holds its plan, until then if an end was chosen, or lets it go on."""
    post_id = callback_data.post_id
    if callback_data.on:
        until = datetime.fromtimestamp(callback_data.until, UTC) if callback_data.until else None
        await hold(seat.store, seat.speaker, post_id, seat.now, until)
    else:
        await go_on(seat.store, seat.speaker, post_id, seat.now)
    await show(query, going_out_screen(seat.words, await _of(seat, post_id)))


async def planned_of(seat: Seat, partner: Partner | None, text: str) -> Screen:
    """Somebody said that a post (of this partner) shall not go out: its page, or which one of the planned it is."""
    async with seat.store.read() as tx:
        found = await tx.posts.page([partner.id] if partner else (), {PostState.SCHEDULED}, 0, PAGE)
        plans = [await _departure(tx, seat, post) for post in found.items]
    if of_a_series(text):
        plans = [each for each in plans if each.plan and each.plan.repeat]
    end = end_said(seat, text)
    if len(plans) != 1:
        return which_plan_screen(seat.words, partner, plans, end)
    return going_out_screen(seat.words, replace(plans[0], ends=[end]) if end else plans[0])


def end_said(seat: Seat, text: str) -> datetime | None:
    """Until when something shall pause, on the admin's clock: the beginning of a day, or so many hours from now."""
    end = pause_end(text, seat.wall, seat.words, at=time()) or rest_end(text, seat.wall, seat.words)
    return local(moment_near(end, seat.zone), seat.zone) if end else None


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
