"""The digest, chosen by buttons."""

from collections.abc import Callable
from datetime import datetime

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from bot.actions.digest import choose_every, choose_hour, choose_only
from bot.digests import Digest
from bot.people import Speaker
from bot.store import Store
from bot.words import Words
from handlers.audience.digest_screens import DigestOnly, PickEvery, PickHour, digest_screen
from handlers.audience.fewer_screens import DigestMenu
from handlers.audience.questions import leave_question
from handlers.screen import show

Clock = Callable[[], datetime]


def router() -> Router:
    """How often, when, and whether anything else comes."""
    digest = Router(name="audience.digest")
    digest.callback_query.register(menu, DigestMenu.filter())
    digest.callback_query.register(every_picked, PickEvery.filter())
    digest.callback_query.register(hour_picked, PickHour.filter())
    digest.callback_query.register(only_picked, DigestOnly.filter())
    return digest


async def menu(query: CallbackQuery, state: FSMContext, store: Store, speaker: Speaker, words: Words) -> None:
    """As it stands."""
    await leave_question(state)
    async with store.read() as tx:
        digest = await tx.digests.of(speaker.reader.id)
    await show(query, digest_screen(words, digest or Digest(speaker.reader.id, every=None)))


async def every_picked(  # noqa: PLR0913 - aiogram hands them by name
    query: CallbackQuery, *, callback_data: PickEvery, store: Store, speaker: Speaker, words: Words, clock: Clock
) -> None:
    """So often."""
    digest = await choose_every(store, speaker.reader, callback_data.every, clock())
    await show(query, digest_screen(words, digest, saved=True))


async def hour_picked(  # noqa: PLR0913 - aiogram hands them by name
    query: CallbackQuery, *, callback_data: PickHour, store: Store, speaker: Speaker, words: Words, clock: Clock
) -> None:
    """At this hour."""
    digest = await choose_hour(store, speaker.reader, callback_data.hour, clock())
    await show(query, digest_screen(words, digest, saved=True))


async def only_picked(  # noqa: PLR0913 - aiogram hands them by name
    query: CallbackQuery, *, callback_data: DigestOnly, store: Store, speaker: Speaker, words: Words, clock: Clock
) -> None:
    """Nothing but the digest, or posts as before."""
    digest = await choose_only(store, speaker.reader, clock(), only=callback_data.on)
    await show(query, digest_screen(words, digest, saved=True))
