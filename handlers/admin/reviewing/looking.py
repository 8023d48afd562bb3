"""Look at a post as its readers and channels will get it, before deciding."""

from collections.abc import Iterable
from contextlib import suppress

from aiogram import Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import CallbackQuery, Message

from bot.actions.render import letter_for, letter_for_channel
from bot.mistakes import Mistake, Why
from bot.transport import Letter
from handlers.admin.reviewing.review import case_of, looked_at
from handlers.admin.reviewing.review_screens import Case, Look, LookInChannels, review_screen
from handlers.admin.seat import Seat
from handlers.showing.letters import send_letter
from handlers.showing.screen import show_below


def router() -> Router:
    """A button for each form, and one for the partner's channels."""
    looking = Router(name="admin.looking")
    looking.callback_query.register(as_reader, Look.filter())
    looking.callback_query.register(as_channel, LookInChannels.filter())
    return looking


async def as_reader(query: CallbackQuery, callback_data: Look, seat: Seat) -> None:
    """Exactly what a reader of that form gets."""
    case = await case_of(seat, callback_data.post_id)
    letter = letter_for(case.post, case.partner, callback_data.form)
    await _send(seat, [letter])
    case = await looked_at(seat, case, [callback_data.form])
    await _review_below(query, seat, case, callback_data.seen)


async def as_channel(query: CallbackQuery, callback_data: LookInChannels, seat: Seat) -> None:
    """Exactly what each of the partner's channels gets; those that get the same are shown once."""
    case = await case_of(seat, callback_data.post_id)
    async with seat.store.read() as tx:
        channels = await tx.channels.of(case.partner.id)
    made = [letter_for_channel(case.post, case.partner, c.forms, separately=c.separately) for c in channels]
    await _send(seat, dict.fromkeys(made))
    case = await looked_at(seat, case, [form for channel in channels for form in channel.forms])
    await _review_below(query, seat, case, callback_data.seen)


async def _send(seat: Seat, letters: Iterable[Letter | None]) -> None:
    there = [letter for letter in letters if letter is not None]
    if not there:
        raise Mistake(Why.NO_VERSION)
    for letter in there:
        await send_letter(seat.bot, seat.speaker.reader.address, letter, seat.store)


async def _review_below(query: CallbackQuery, seat: Seat, case: Case, seen: str) -> None:
    """The review moves below what was looked at; if that is not what the button stood for, it says so first."""
    same = case.post.hash().startswith(seen)
    note = None if same else seat.sorry(Mistake(Why.CONTENT_CHANGED))
    await show_below(query, review_screen(seat.words, case, seat.zone, note))
    if isinstance(query.message, Message):
        with suppress(TelegramBadRequest):  # a message older than 48 hours cannot be deleted: then it stays
            await query.message.delete()
