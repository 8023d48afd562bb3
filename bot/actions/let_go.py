"""Letting go: what is held on a person, being forgotten after a while to think, and questions about one's data."""

import logging
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime

from markupsafe import Markup

from bot.accounts import Lane
from bot.actions.desk import Desk
from bot.actions.settle_in import reader_by, stop_in
from bot.delivery import Refusal
from bot.languages import Form
from bot.mistakes import Mistake, Why, existing
from bot.notices import Notice, NoticeKind
from bot.people import CONSENT_TEXT, Consent, Purpose, Reader, Speaker
from bot.requests import ANSWER_WITHIN, COOLING, QUESTION_LIMIT, STUB_YEARS, Request, RequestKind, Stub, mark_of
from bot.store import Store, Work
from bot.texts import within
from bot.transport import Letter, Parcel
from bot.words import Words, words_for

STUB_KEY = "stub_key"
"""The setting that holds this database's key for marks."""
AT_ONCE = 20
"""How many whose time to think is over are looked up together."""
Held = Mapping[str, Sequence[Mapping[str, object]]]
_log = logging.getLogger(__name__)


async def ask_for_copy(store: Store, reader_id: int, now: datetime) -> tuple[Request, Held]:
    """Everything that is held on them, and the request, open until `copy_sent`; one that failed before is taken up."""
    async with store.write() as tx:
        reader = await reader_by(tx, reader_id)
        request = await tx.requests.open_of(reader_id, RequestKind.COPY)
        if request is None:
            request = await tx.requests.add(Request(0, reader_id, RequestKind.COPY, now, now + ANSWER_WITHIN))
    async with store.read() as tx:  # nobody else waits while it is gathered
        return request, await tx.traces.of(reader)


async def copy_sent(store: Store, request: Request, now: datetime) -> None:
    """They have their copy."""
    async with store.write() as tx:
        await tx.requests.close(request.id, now)


async def ask_to_be_forgotten(store: Store, reader_id: int, now: datetime) -> Request:
    """No post comes from now on; everything is erased when the time to think is over. Asking twice changes nothing."""
    async with store.write() as tx:
        standing = await tx.requests.open_of(reader_id, RequestKind.FORGET)
        if standing is not None:
            return standing
        await stop_in(tx, await reader_by(tx, reader_id), now)
        return await tx.requests.add(Request(0, reader_id, RequestKind.FORGET, now, now + COOLING))


async def think_better(store: Store, reader_id: int, now: datetime) -> bool:
    """They stay; posts stay stopped until they ask for them. False when nothing was asked for."""
    async with store.write() as tx:
        standing = await tx.requests.open_of(reader_id, RequestKind.FORGET)
        return standing is not None and await tx.requests.close(standing.id, now)


async def forgetting(tx: Work, reader: Reader) -> Request | None:
    """Their request to be forgotten, while they may still think better of it; whoever gets posts has none."""
    return await tx.requests.open_of(reader.id, RequestKind.FORGET) if reader.stopped_at is not None else None


async def ask_about_data(store: Store, reader_id: int, text: str, now: datetime) -> Request:
    """A question to the people who answer for the data; while it waits, the same words are the same question.

    Raises `Mistake(TEXT_EMPTY | QUESTION_TOO_LONG)`.
    """
    asked = _text(text)
    async with store.write() as tx:
        standing = await tx.requests.open_of(reader_id, RequestKind.QUESTION)
        if standing is not None and standing.text == asked:
            return standing
        request = Request(0, reader_id, RequestKind.QUESTION, now, now + ANSWER_WITHIN, asked)
        request = await tx.requests.add(request)
        for admin in await tx.admins.all():
            await tx.notices.add(Notice(admin.id, NoticeKind.DATA_QUESTION, {"request_id": request.id}, at=now))
        return request


async def question_of(tx: Work, request_id: int) -> Request:
    """A question about data, be it answered. Raises `Mistake(NOT_FOUND)`."""
    request = await tx.requests.get(request_id)
    return existing(request if request and request.kind is RequestKind.QUESTION else None)


async def answer_question(store: Store, speaker: Speaker, request_id: int, text: str, now: datetime) -> None:
    """Answer it; of two admins one does. Raises `Mistake`."""
    speaker.must_be_admin()
    answer = _text(text)
    async with store.write() as tx:
        request = await question_of(tx, request_id)
        if not await tx.requests.close(request.id, now, answer):
            raise Mistake(Why.ALREADY_ANSWERED)
        await tx.notices.add(Notice(request.reader_id, NoticeKind.DATA_ANSWER, {"request_id": request.id}, at=now))
        await tx.programme.note(now, speaker.reader.id, "answer", f"request {request.id}")


def _text(text: str) -> str:
    return within(text, QUESTION_LIMIT, empty=Why.TEXT_EMPTY, too_long=Why.QUESTION_TOO_LONG)


async def forget_due(desk: Desk) -> bool:
    """Forget those whose time to think is over; false when nobody was. One fault stops no other."""
    now, last, any_forgotten = desk.now(), 0, False
    while not desk.stopping.is_set() and (due := await _due(desk, now, last)):
        any_forgotten |= any([await _forget_one(desk, request, now) for request in due])
        last = due[-1].id
    return any_forgotten


async def _due(desk: Desk, now: datetime, last: int) -> Sequence[Request]:
    async with desk.store.read() as tx:
        return await tx.requests.due(RequestKind.FORGET, now, AT_ONCE, after=last)


async def drop_stubs(store: Store, now: datetime) -> None:
    """What is left of people goes too when its years are over."""
    async with store.read() as tx:
        if not await tx.requests.stubs_due(now):
            return
    async with store.write() as tx:
        await tx.requests.drop_stubs(now)


async def _forget_one(desk: Desk, request: Request, now: datetime) -> bool:
    try:
        async with desk.store.write() as tx:
            forgotten = await _forget(tx, request, now)
    except Exception as fault:  # noqa: BLE001 - whatever it was is in the log, and it is tried again
        desk.faults.tell(_log, fault, "request %s to be forgotten could not be fulfilled", request.id)
        return False
    if forgotten is not None:
        await _farewell(desk, forgotten)
    return forgotten is not None


async def _forget(tx: Work, request: Request, now: datetime) -> Reader | None:
    """Erase them; nobody when another process did, or they thought better of it at the last moment."""
    reader = await tx.readers.get(request.reader_id)
    if not await tx.requests.close(request.id, now) or reader is None:
        return None
    await tx.requests.keep_stub(await _stub(tx, reader, now))
    await tx.traces.erase(reader, now)
    return reader


async def _stub(tx: Work, reader: Reader, now: datetime) -> Stub:
    """That they unsubscribed, when, and under which text."""
    key = await tx.programme.setting(STUB_KEY)
    if key is None:
        key = secrets.token_hex(32)
        await tx.programme.set_setting(STUB_KEY, key)
    lines = [line for line in await tx.readers.consents(reader.id) if line.purpose is Purpose.SERVICE]
    left = next((line for line in reversed(lines) if not line.given), None) or _never(reader, now)
    return Stub(mark_of(reader.address, key), left.at, left.form, left.text_version, now + STUB_YEARS)


def _never(reader: Reader, now: datetime) -> Consent:
    """Whoever never agreed unsubscribes by being forgotten."""
    form: Form = reader.speaks
    return Consent(reader.id, Purpose.SERVICE, given=False, at=now, form=form, text_version=CONSENT_TEXT)


def farewell(words: Words) -> Markup:
    """What is said to whoever has been forgotten."""
    return words.say(
        "<b>Done.</b> I've erased everything I kept about you. Only one line stays for three years, as the law "
        "requires: that somebody unsubscribed, when, and which text they had agreed to.\n\n"
        "If you ever write to me again, we start afresh."
    )


async def _farewell(desk: Desk, reader: Reader) -> None:
    """The last message, said once; nothing about them is kept for a second try."""
    letter = Letter(farewell(words_for(reader.speaks)))
    result = await desk.in_turn(Lane.BROADCAST, Parcel(reader.address, letter), desk.transport.send)
    if isinstance(result, Refusal):
        _log.info("a farewell was not delivered: %s", result.reason)
