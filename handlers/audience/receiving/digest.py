"""The digest, chosen by buttons, by typing its time, or as somebody says it in passing."""

from datetime import time

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.actions.digest import change_digest, choose_every, choose_only
from bot.digests import Change, Digest
from handlers.audience.questions import leave_question
from handlers.audience.receiving.digest_screens import (
    AskHour,
    DigestAt,
    DigestOnly,
    PickEvery,
    PickHour,
    PickWeekday,
    Timing,
    digest_screen,
    hour_question_screen,
    how_it_ends,
    so_of,
)
from handlers.audience.receiving.fewer_screens import DigestMenu
from handlers.audience.visit import Visit
from handlers.reading.rhythm import rhythm_told, time_typed
from handlers.showing.screen import Screen, show
from handlers.turns.filters import ANSWER
from handlers.turns.turn import hand


def router() -> Router:
    """How often, when, and whether anything else comes."""
    digest = Router(name="audience.digest")
    hand(digest, "visit", Visit)
    digest.message.register(time_given, Timing.at, ANSWER)
    digest.callback_query.register(menu, DigestMenu.filter())
    digest.callback_query.register(every_picked, PickEvery.filter())
    digest.callback_query.register(hour_picked, PickHour.filter())
    digest.callback_query.register(weekday_picked, PickWeekday.filter())
    digest.callback_query.register(ask_hour, AskHour.filter())
    digest.callback_query.register(only_picked, DigestOnly.filter())
    digest.callback_query.register(only_at, DigestAt.filter())
    return digest


async def digest_of(visit: Visit) -> Digest:
    """As it stands; off for who never had one."""
    async with visit.store.read() as tx:
        digest = await tx.digests.of(visit.reader.id)
    return digest or Digest(visit.reader.id, every=None)


async def digest_page(visit: Visit, *, refused: bool = False) -> Screen:
    """As it stands, or, where it is `refused`, how it ends."""
    digest = await digest_of(visit)
    lead = how_it_ends(visit.words) if refused and digest.every else ""
    return digest_screen(visit.words, digest, stopped=not visit.reader.reachable, lead=lead)


async def menu(query: CallbackQuery, visit: Visit) -> None:
    """Shows the digest as it stands; also the way out of the question."""
    await leave_question(visit.state)
    await show(query, await digest_page(visit))


async def every_picked(query: CallbackQuery, callback_data: PickEvery, visit: Visit) -> None:
    """Keeps how often the digest comes."""
    await show(
        query, await _saved(visit, await choose_every(visit.store, visit.reader, callback_data.every, visit.now))
    )


async def hour_picked(query: CallbackQuery, callback_data: PickHour, visit: Visit) -> None:
    """Keeps at which hour the digest comes; the one that stands, be it half past, stays."""
    await leave_question(visit.state)
    standing, hour = await digest_of(visit), callback_data.hour
    at = standing.at if standing.every and standing.at.hour == hour else time(hour)
    await show(query, await changed(visit, Change(at=at)))


async def weekday_picked(query: CallbackQuery, callback_data: PickWeekday, visit: Visit) -> None:
    """Keeps on which day of the week it comes."""
    await show(query, await changed(visit, Change(weekday=callback_data.day)))


async def ask_hour(query: CallbackQuery, visit: Visit) -> None:
    """All hours to press, and any time to type."""
    await leave_question(visit.state)
    await visit.state.set_state(Timing.at)
    await show(query, hour_question_screen(visit.words, await digest_of(visit)))


async def time_given(message: Message, visit: Visit) -> None:
    """Keeps the time that was typed, and the day beside it."""
    text = message.text or ""
    at, told, standing = time_typed(text), rhythm_told(text), await digest_of(visit)
    if at is None:
        await show(message, hour_question_screen(visit.words, standing, missed=True))
        return
    await leave_question(visit.state)
    weekday = next(iter(told.days)) if len(told.days) == 1 else None
    await show(message, await changed(visit, Change(told.every, at, weekday)))


async def only_picked(query: CallbackQuery, callback_data: DigestOnly, visit: Visit) -> None:
    """Keeps whether anything but the digest comes."""
    await show(
        query, await _saved(visit, await choose_only(visit.store, visit.reader, visit.now, only=callback_data.on))
    )


async def only_at(query: CallbackQuery, callback_data: DigestAt, visit: Visit) -> None:
    """Nothing but the digest comes from now on, at that time."""
    await show(query, await changed(visit, so_of(callback_data.minute, callback_data.day)))


async def changed(visit: Visit, to: Change) -> Screen:
    """Keeps what they name, and shows what stands now."""
    return await _saved(visit, await change_digest(visit.store, visit.reader, to, visit.now))


async def _saved(visit: Visit, digest: Digest) -> Screen:
    return digest_screen(visit.words, digest, saved=True, stopped=not visit.reader.reachable)
