"""The digest, chosen by buttons."""

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.actions.digest import choose_every, choose_hour, choose_only
from bot.digests import Digest
from handlers.audience.digest_screens import DigestOnly, DigestSo, PickEvery, PickHour, digest_screen
from handlers.audience.fewer_screens import DigestMenu
from handlers.audience.questions import leave_question
from handlers.audience.visit import Visit
from handlers.screen import show
from handlers.turn import hand


def router() -> Router:
    """How often, when, and whether anything else comes."""
    digest = Router(name="audience.digest")
    hand(digest, "visit", Visit)
    digest.callback_query.register(menu, DigestMenu.filter())
    digest.callback_query.register(every_picked, PickEvery.filter())
    digest.callback_query.register(hour_picked, PickHour.filter())
    digest.callback_query.register(only_picked, DigestOnly.filter())
    digest.callback_query.register(only_so, DigestSo.filter())
    return digest


async def menu(query: CallbackQuery, visit: Visit) -> None:
    """Shows the digest as it stands."""
    await leave_question(visit.state)
    async with visit.store.read() as tx:
        digest = await tx.digests.of(visit.reader.id)
    digest = digest or Digest(visit.reader.id, every=None)
    await show(query, digest_screen(visit.words, digest, stopped=not visit.reader.reachable))


async def every_picked(query: CallbackQuery, callback_data: PickEvery, visit: Visit) -> None:
    """Keeps how often the digest comes."""
    await _saved(query, visit, await choose_every(visit.store, visit.reader, callback_data.every, visit.now))


async def hour_picked(query: CallbackQuery, callback_data: PickHour, visit: Visit) -> None:
    """Keeps at which hour the digest comes."""
    await _saved(query, visit, await choose_hour(visit.store, visit.reader, callback_data.hour, visit.now))


async def only_picked(query: CallbackQuery, callback_data: DigestOnly, visit: Visit) -> None:
    """Keeps whether anything but the digest comes."""
    await _saved(query, visit, await choose_only(visit.store, visit.reader, visit.now, only=callback_data.on))


async def only_so(query: CallbackQuery, callback_data: DigestSo, visit: Visit) -> None:
    """Nothing but the digest comes from now on, so often."""
    kept = await choose_only(visit.store, visit.reader, visit.now, only=True, every=callback_data.every)
    await _saved(query, visit, kept)


async def _saved(query: CallbackQuery, visit: Visit, digest: Digest) -> None:
    await show(query, digest_screen(visit.words, digest, saved=True, stopped=not visit.reader.reachable))
