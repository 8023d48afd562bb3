"""/export: everything of the programme or of one partner as a file. It is written beside the conversation."""

import asyncio
import contextlib
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from aiogram import Bot, Router
from aiogram.exceptions import AiogramError
from aiogram.filters import Command
from aiogram.types import CallbackQuery, FSInputFile, Message

from bot.actions.export import Told, begin_export, export, left_behind, tell_of
from bot.mistakes import Mistake, Why
from bot.store import Store
from bot.words import words_for
from handlers.admin.exports.export_cells import Naming
from handlers.admin.exports.export_files import JsonFile, Kind, Workbook
from handlers.admin.exports.exporting_screens import (
    EVERYTHING,
    AskExport,
    MakeExport,
    done_screen,
    export_screen,
    failed_screen,
    stopped_screen,
    too_large_screen,
    under_way_screen,
)
from handlers.admin.seat import Seat
from handlers.showing.screen import Screen, show
from handlers.turns.background import Background

LARGEST = 50_000_000
"""Bytes that a bot may upload."""
LOOK = 3.0
"""Seconds between two looks at how far it is."""


def router() -> Router:
    """The command and its buttons."""
    exporting = Router(name="admin.exporting")
    exporting.message.register(command, Command("export", ignore_case=True))
    exporting.callback_query.register(ask, AskExport.filter())
    exporting.callback_query.register(make, MakeExport.filter())
    return exporting


async def command(message: Message, seat: Seat) -> None:
    """/export: of everything."""
    await seat.state.clear()
    await show(message, export_screen(seat.words, None))


async def ask(query: CallbackQuery, callback_data: AskExport, seat: Seat) -> None:
    """Of one partner, or of everything."""
    partner_id = callback_data.partner_id
    partner = None if partner_id == EVERYTHING else await seat.partner(partner_id)
    await show(query, export_screen(seat.words, partner))


async def make(query: CallbackQuery, callback_data: MakeExport, seat: Seat, background: Background) -> None:
    """Begin; one file at a time for each admin."""
    if background.is_busy(seat.speaker.reader.id):
        raise Mistake(Why.EXPORT_UNDER_WAY)
    await begin_export(seat.store, seat.speaker, callback_data.partner_id or None, seat.now)
    # Kept before it is said: who is told that a file comes shall hear it when none does, whenever the process dies.
    pressed = query.message.message_id if query.message else 0
    said = Told(pressed, callback_data.partner_id or None, callback_data.kind)
    await tell_of(seat.store, seat.speaker.reader.id, said)
    told = await show(query, under_way_screen(seat.words, 0))
    if told is not None:
        if told.message_id != pressed:
            await tell_of(seat.store, seat.speaker.reader.id, replace(said, message_id=told.message_id))
        background.begin(seat.speaker.reader.id, _deliver(seat, callback_data, told))


async def _deliver(seat: Seat, asked: MakeExport, told: Message) -> None:
    """Write it, telling how far it is now and then, and hand it over; rights are looked at once more."""
    progress = _Progress(seat, told)
    telling = asyncio.create_task(progress.tell())
    try:
        with tempfile.TemporaryDirectory(prefix="kapok-export-") as folder:
            path, number = await _written(seat, asked, Path(folder), progress.hear)
            telling.cancel()
            await _hand_over(seat, told, path, number)
        await tell_of(seat.store, seat.speaker.reader.id, None)
    except Exception:  # not when the process is stopped: then the next one says so
        await tell_of(seat.store, seat.speaker.reader.id, None)
        await _turn_into(told, failed_screen(seat.words))
        raise
    finally:
        telling.cancel()


async def say_what_stopped(bot: Bot, store: Store) -> None:
    """At a start: whoever waits for a file that nobody writes any more is told, in the message that told of it."""
    for admin, told in await left_behind(store):
        screen = stopped_screen(words_for(admin.speaks), told.partner_id or EVERYTHING, Kind(told.kind))
        with contextlib.suppress(AiogramError):  # the message may be gone by now
            await bot.edit_message_text(
                screen.text, chat_id=admin.address, message_id=told.message_id, reply_markup=screen.keyboard
            )
        await tell_of(store, admin.id, None)


class _Progress:
    """The message that says how far it is."""

    def __init__(self, seat: Seat, told: Message) -> None:
        self._seat, self._told, self._number = seat, told, 0

    def hear(self, number: int) -> None:
        """So many rows are written."""
        self._number = number

    async def tell(self) -> None:
        """Now and then, while there is something new."""
        said = 0
        while True:
            await asyncio.sleep(LOOK)
            if self._number != said:
                said = self._number
                await _turn_into(self._told, under_way_screen(self._seat.words, said))


async def _written(seat: Seat, asked: MakeExport, folder: Path, told: Callable[[int], None]) -> tuple[Path, int]:
    async with seat.store.read() as tx:
        partners = await tx.partners.all()
    one = next((partner for partner in partners if partner.id == asked.partner_id), None)
    name = f"kapok-{one.slug if one else 'programme'}-{seat.now:%Y-%m-%d}"
    path = folder / (f"{name}.xlsx" if asked.kind is Kind.XLSX else f"{name}.json.zip")
    naming = Naming(seat.words, seat.zone, {partner.id: partner.name(seat.words.form) for partner in partners})
    file = Workbook(path, naming) if asked.kind is Kind.XLSX else JsonFile(path, name, seat.now)
    try:
        number = await export(seat.store, asked.partner_id or None, file, told)
    finally:
        await asyncio.to_thread(file.close)
    return path, number


async def _hand_over(seat: Seat, told: Message, path: Path, number: int) -> None:
    size = (await asyncio.to_thread(path.stat)).st_size
    if size > LARGEST:
        await _turn_into(told, too_large_screen(seat.words, size // 1_000_000, LARGEST // 1_000_000))
        return
    async with seat.store.read() as tx:
        if seat.speaker.reader.address not in await tx.admins.addresses():
            raise Mistake(Why.NOT_ALLOWED)
    await seat.bot.send_document(told.chat.id, FSInputFile(path))
    await _turn_into(told, done_screen(seat.words, number))


async def _turn_into(told: Message, screen: Screen) -> None:
    """The message may be gone by now, and that is no reason not to go on."""
    with contextlib.suppress(AiogramError):
        await told.edit_text(screen.text)
