"""Files that come back from translators: looked at, kept, or answered with what is left.

The file waits in the chat itself: what was found replies to it, and the button looks at it anew.
"""

import asyncio
from collections.abc import Sequence

from aiogram import Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.filters import Filter
from aiogram.types import BufferedInputFile, CallbackQuery, Message

from bot.actions.proofs import keep, leftover, look_at
from bot.actions.worksheets import read_back
from bot.mistakes import Mistake, Why
from bot.translating.proofreading import Proof
from bot.translating.worksheets import LARGEST, Flaw, Format, Unreadable, Worksheet
from handlers.partner.pen import Pen
from handlers.partner.translating.translators import send_file
from handlers.partner.translating.translators_presses import KeepTexts
from handlers.partner.translating.translators_screens import (
    kept_screen,
    proofs_screen,
    replaced_text,
    unreadable_screen,
)
from handlers.showing.screen import Screen, answered, show
from handlers.turns.filters import BY_COMMUNICATOR, FILE
from handlers.turns.replies import asked_about

PACKED = (".zip", ".gz", ".7z", ".rar")
ENDINGS = (".xlf", "xliff", ".po", *PACKED)
"""Of what translators send: ours, what programs make of it (.sdlxliff), and packed files, which are never opened."""


class IsWorksheet(Filter):
    """A document whose name ends as translators' files do."""

    async def __call__(self, message: Message) -> bool:
        """By its name alone; what is in it is looked at later."""
        return message.document is not None and (message.document.file_name or "").lower().endswith(ENDINGS)


def router() -> Router:
    """Files, and the buttons under what was found."""
    files = Router(name="partner.translators_files")
    files.message.register(take_file, FILE, BY_COMMUNICATOR, IsWorksheet())
    files.callback_query.register(keep_good, KeepTexts.filter())
    return files


async def take_file(message: Message, pen: Pen) -> None:
    """Look at it; nothing is kept yet."""
    try:
        worksheet = await _read(message, pen)
    except Unreadable as broken:
        await show(message, unreadable_screen(pen.words, broken))
        return
    except (TelegramBadRequest, ConnectionError):
        await show(message, Screen(pen.words.say("The file didn't reach me. Send it again.")))
        return
    screen = proofs_screen(pen.words, await look_at(pen.store, pen.speaker, worksheet))
    await message.reply(screen.text, reply_markup=screen.keyboard)


async def _read(message: Message | None, pen: Pen) -> Worksheet:
    """The worksheet in a message. Raises `Unreadable`, and what the network raises."""
    if message is None or message.document is None:
        raise Mistake(Why.NOT_FOUND)
    if (message.document.file_name or "").lower().endswith(PACKED):
        raise Unreadable(flaw=Flaw.PACKED)
    if (message.document.file_size or 0) > LARGEST:
        raise Unreadable(flaw=Flaw.LARGE)
    file = await pen.bot.download(message.document)
    return await asyncio.to_thread(read_back, file.read() if file else b"")


async def keep_good(query: CallbackQuery, callback_data: KeepTexts, pen: Pen) -> None:
    """Keep what is good now, or give out what is left."""
    message = asked_about(query)
    try:
        worksheet = await _read(message, pen)
    except (Unreadable, TelegramBadRequest, ConnectionError):
        raise Mistake(Why.NOT_FOUND) from None
    proofs = await look_at(pen.store, pen.speaker, worksheet)
    if not callback_data.left:
        await _keep(query, pen, proofs, over=callback_data.over)
        return
    name = (message.document.file_name or "") if message and message.document else ""
    left = leftover(proofs, worksheet)
    if not left.sheets:
        await show(query, proofs_screen(pen.words, proofs))
        return
    await answered(query)
    kind = Format.PO if name.lower().endswith(Format.PO.ending) else Format.XLIFF
    await send_file(pen, left, kind, "left")


async def _keep(query: CallbackQuery, pen: Pen, proofs: Sequence[Proof], *, over: bool) -> None:
    """What is replaced comes back as a file: nobody's text is lost."""
    kept = await keep(pen.store, pen.speaker, proofs, over=over)
    await show(query, kept_screen(pen.words, kept))
    replaced = [proof for proof in kept if proof.text is not None and proof.standing is not None]
    if replaced:
        file = BufferedInputFile(replaced_text(pen.words, replaced).encode(), "replaced.txt")
        caption = pen.words.say("The texts that stood there before.")
        await pen.bot.send_document(pen.speaker.reader.address, file, caption=caption)
