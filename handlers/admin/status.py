"""The programme as a whole: /status, /halt at once, /resume after one question."""

from collections.abc import Callable
from datetime import datetime

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.actions.halt import halt, resume
from bot.broadcast import Broadcast
from bot.content import PostState
from bot.people import Speaker
from bot.recurrence import local
from bot.store import Store, Work
from bot.words import Words
from handlers.admin.status_screens import (
    ResumeButton,
    Running,
    Standing,
    StatusButton,
    halted_screen,
    localised,
    not_halted_screen,
    resume_question_screen,
    resumed_screen,
    status_screen,
)
from handlers.screen import Screen, show

SHOWN = 8
"""Broadcasts on their way that are shown one by one."""


def router() -> Router:
    """The three commands and their buttons."""
    status = Router(name="admin.status")
    status.message.register(command, Command("status"))
    status.message.register(stop, Command("halt"))
    status.message.register(ask, Command("resume"))
    status.callback_query.register(refresh, StatusButton.filter())
    status.callback_query.register(ask_at_button, ResumeButton.filter(~F.sure))
    status.callback_query.register(go_on, ResumeButton.filter(F.sure))
    return status


async def standing(store: Store, speaker: Speaker, words: Words, now: datetime) -> Standing:
    """How the programme stands at this moment."""
    zone = speaker.reader.zone
    async with store.read() as tx:
        unfinished = await tx.broadcasts.unfinished()
        return Standing(
            at=local(now, zone),
            halted_at=localised(await tx.programme.halted_at(), zone),
            running=[await _running(tx, words, broadcast) for broadcast in unfinished[:SHOWN]],
            sending=len(unfinished),
            waiting=(await tx.posts.page((), {PostState.SUBMITTED}, 0, 1)).total,
            next_at=localised(await tx.plans.next(), zone),
            readers=await tx.readers.counts(),
            partners=(await tx.partners.page(0, 1)).total,
        )


async def _running(tx: Work, words: Words, broadcast: Broadcast) -> Running:
    sums = await tx.broadcasts.sums(broadcast.id)
    post = await tx.posts.get(broadcast.post_id)
    partner = await tx.partners.get(post.partner_id) if post else None
    return Running(
        title=post.title_in(words.form) if post else "",
        partner=partner.name(words.form) if partner else "",
        known=sums.known,
        meant=sums.meant,
    )


async def command(  # noqa: PLR0913 - aiogram hands them by name
    message: Message, store: Store, speaker: Speaker, words: Words, state: FSMContext, clock: Callable[[], datetime]
) -> None:
    """/status."""
    await state.clear()
    await show(message, status_screen(words, await standing(store, speaker, words, clock())))


async def refresh(
    query: CallbackQuery, store: Store, speaker: Speaker, words: Words, clock: Callable[[], datetime]
) -> None:
    """The same, now."""
    await show(query, status_screen(words, await standing(store, speaker, words, clock())))


async def stop(  # noqa: PLR0913 - aiogram hands them by name
    message: Message, store: Store, speaker: Speaker, words: Words, state: FSMContext, clock: Callable[[], datetime]
) -> None:
    """/halt: an emergency stop asks nothing."""
    stopped = await halt(store, speaker, clock())
    await state.clear()
    await show(message, halted_screen(words, await standing(store, speaker, words, clock()), stopped))


async def ask(  # noqa: PLR0913 - aiogram hands them by name
    message: Message, store: Store, speaker: Speaker, words: Words, state: FSMContext, clock: Callable[[], datetime]
) -> None:
    """/resume: says what would go on, and asks."""
    await state.clear()
    await show(message, await _question(store, speaker, words, clock()))


async def ask_at_button(
    query: CallbackQuery, store: Store, speaker: Speaker, words: Words, clock: Callable[[], datetime]
) -> None:
    """The same, from a button."""
    await show(query, await _question(store, speaker, words, clock()))


async def _question(store: Store, speaker: Speaker, words: Words, now: datetime) -> Screen:
    found = await standing(store, speaker, words, now)
    return resume_question_screen(words, found) if found.halted_at else not_halted_screen(words)


async def go_on(
    query: CallbackQuery, store: Store, speaker: Speaker, words: Words, clock: Callable[[], datetime]
) -> None:
    """Sure: go on."""
    found = await standing(store, speaker, words, clock())
    if found.halted_at is None:
        await show(query, not_halted_screen(words))
        return
    await show(query, resumed_screen(words, await resume(store, speaker, clock())))
