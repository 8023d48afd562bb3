"""/requests: what readers ask about their data, with the clock that runs; a question is answered here."""

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.actions.let_go import answer_question, question_of
from bot.mistakes import Mistake, Why
from bot.ports.page import Page
from bot.recurrence import local
from bot.requests import Request
from bot.store import Work
from handlers.admin.running.requests_screens import (
    KINDS,
    AnsweringRequest,
    Asked,
    Clocks,
    OpenQuestion,
    RequestsPage,
    answered_screen,
    question_screen,
    requests_screen,
)
from handlers.admin.seat import Seat
from handlers.showing.listing import Listing, Shown, paged
from handlers.showing.screen import PAGE, show
from handlers.turns.filters import ANSWER

MANY = 1000
"""Requests that may be open: each has to be answered within days."""


def router() -> Router:
    """The list, one question, its answer."""
    requests = Router(name="admin.requests")
    requests.message.register(command, Command("requests", ignore_case=True))
    requests.message.register(typed, AnsweringRequest.text, ANSWER)
    LISTING.register(requests)
    requests.callback_query.register(open_question, OpenQuestion.filter())
    return requests


async def clocks(tx: Work, zone: str) -> Clocks:
    """How many are open, since when the oldest, and when the first is due; on the admin's own clock."""
    page = await tx.requests.waiting(0, PAGE)
    if not page.items:
        return Clocks(0, None, None)
    oldest = min(request.at for request in page.items)
    return Clocks(page.total, local(oldest, zone), local(page.items[0].due_at, zone))


async def _list(seat: Seat, at: RequestsPage) -> Shown:
    async with seat.store.read() as tx:
        waiting = (await tx.requests.waiting(0, MANY)).items
        at, page = paged(waiting, at, lambda request: [request.text or "", seat.words.bare(KINDS[request.kind])])
        standing = await clocks(tx, seat.zone)
        items = [await _asked(tx, seat, request) for request in page.items]
    screen = requests_screen(seat.words, Page(items, page.total), standing, at)
    return Shown(screen, page.total)


LISTING = Listing(RequestsPage, "seat", _list)


async def _asked(tx: Work, seat: Seat, request: Request) -> Asked:
    reader = await tx.readers.get(request.reader_id)
    due = local(request.due_at, seat.zone)
    return Asked(request, reader.speaks if reader else seat.words.form, due, late=request.due_at < seat.now)


async def command(message: Message, command: CommandObject, seat: Seat) -> None:
    """/requests, with or without what is looked for."""
    await LISTING.search(message, seat, RequestsPage(), command.args or "")


async def open_question(query: CallbackQuery, callback_data: OpenQuestion, seat: Seat) -> None:
    """One question, and the wait for its answer."""
    asked = await _question(seat, callback_data.request_id)
    await seat.state.set_state(AnsweringRequest.text)
    await seat.state.set_data({"request_id": asked.request.id})
    await show(query, question_screen(seat.words, asked))


async def _question(seat: Seat, request_id: int) -> Asked:
    """The question. Raises `Mistake(NOT_FOUND | ALREADY_ANSWERED)`."""
    async with seat.store.read() as tx:
        request = await question_of(tx, request_id)
        if request.done_at is not None:
            raise Mistake(Why.ALREADY_ANSWERED)
        return await _asked(tx, seat, request)


async def typed(message: Message, seat: Seat) -> None:
    """The answer goes to whoever asked."""
    request_id = int((await seat.state.get_data())["request_id"])
    try:
        await answer_question(seat.store, seat.speaker, request_id, message.text or "", seat.now)
    except Mistake as mistake:
        if mistake.why not in {Why.TEXT_EMPTY, Why.QUESTION_TOO_LONG}:
            await seat.state.clear()
            raise
        await show(message, question_screen(seat.words, await _question(seat, request_id), seat.sorry(mistake)))
        return
    await seat.state.clear()
    await show(message, answered_screen(seat.words))
