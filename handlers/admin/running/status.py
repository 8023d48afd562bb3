"""The programme as a whole: /status, /halt at once, /resume after one question."""

from dataclasses import replace

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.actions.halt import halt, resume
from bot.actions.standstill import standstill, waits_until
from bot.broadcast import Broadcast, BroadcastState
from bot.content import PostState
from bot.recurrence import local
from bot.store import Work
from bot.words import Words
from handlers.admin.doors import StatusButton
from handlers.admin.running.requests import clocks
from handlers.admin.running.status_screens import (
    ResumeButton,
    Running,
    Standing,
    halted_screen,
    localised,
    not_halted_screen,
    resume_question_screen,
    resumed_screen,
    status_screen,
)
from handlers.admin.seat import Seat
from handlers.sending.stopping_screens import HaltButton
from handlers.showing.screen import show

SHOWN, STOPPED = 8, 25
"""Broadcasts on their way that are shown one by one, each with its button; and those that a halt names."""


def router() -> Router:
    """The three commands and their buttons."""
    status = Router(name="admin.status")
    status.message.register(command, Command("status", ignore_case=True))
    status.message.register(stop, Command("halt", ignore_case=True))
    status.message.register(ask, Command("resume", ignore_case=True))
    status.callback_query.register(stop, HaltButton.filter())
    status.callback_query.register(refresh, StatusButton.filter())
    status.callback_query.register(ask, ResumeButton.filter(~F.sure))
    status.callback_query.register(go_on, ResumeButton.filter(F.sure))
    return status


async def _standing(seat: Seat, shown: int = SHOWN) -> Standing:
    """How the programme stands at this moment."""
    async with seat.store.read() as tx:
        # Of what was cancelled nothing more leaves.
        unfinished = [one for one in await tx.broadcasts.unfinished() if one.state is not BroadcastState.CANCELLED]
        halted_at = await tx.programme.halted_at()
        running = [await _running(tx, seat.words, broadcast) for broadcast in unfinished[:shown]]
        return Standing(
            at=local(seat.now, seat.zone),
            halted_at=localised(halted_at, seat.zone),
            # A halt is said of all of them together.
            running=[replace(each, why=None) for each in running] if halted_at else running,
            sending=len(unfinished),
            waiting=(await tx.posts.page((), {PostState.SUBMITTED}, 0, 1)).total,
            proposals=await tx.corrections.count(),
            next_at=localised(await tx.plans.next(), seat.zone),
            readers=await tx.readers.counts(),
            partners=(await tx.partners.page(0, 1)).total,
            requests=await clocks(tx, seat.zone),
            leaving=await tx.broadcasts.leaving() if unfinished else 0,
            lost=await tx.channels.lost(),
            flooded_until=localised(await waits_until(tx, seat.bot.id, seat.now), seat.zone),
            planned=(await tx.posts.page((), {PostState.SCHEDULED}, 0, 1)).total,
        )


async def _running(tx: Work, words: Words, broadcast: Broadcast) -> Running:
    post = await tx.posts.get(broadcast.post_id)
    partner = await tx.partners.get(post.partner_id) if post else None
    return Running(
        title=post.title_at_work(words.form) if post else "",
        partner=partner.name(words.form) if partner else "",
        known=await tx.broadcasts.done(broadcast.id),
        meant=broadcast.meant,
        broadcast_id=broadcast.id,
        why=await standstill(tx, broadcast, post, words) if post else None,
    )


async def command(message: Message, seat: Seat) -> None:
    """Answers /status."""
    await seat.state.clear()
    await show(message, status_screen(seat.words, await _standing(seat)))


async def refresh(query: CallbackQuery, seat: Seat) -> None:
    """Shows the status again, in the same message."""
    await show(query, status_screen(seat.words, await _standing(seat)))


async def stop(event: Message | CallbackQuery, seat: Seat) -> None:
    """/halt, or its button: an emergency stop asks nothing."""
    stopped = await halt(seat.store, seat.speaker, seat.now)
    await seat.state.clear()
    await show(event, halted_screen(seat.words, await _standing(seat, STOPPED), stopped))


async def ask(event: Message | CallbackQuery, seat: Seat) -> None:
    """/resume, or its button: says what would go on, and asks."""
    await seat.state.clear()
    now = await _standing(seat, STOPPED)
    await show(event, resume_question_screen(seat.words, now) if now.halted_at else not_halted_screen(seat.words))


async def go_on(query: CallbackQuery, seat: Seat) -> None:
    """Resumes all sending after the second press."""
    if (await _standing(seat)).halted_at is None:
        await show(query, not_halted_screen(seat.words))
        return
    await resume(seat.store, seat.speaker, seat.now)
    await show(query, resumed_screen(seat.words, await _standing(seat, STOPPED)))
