"""A reader writes to a partner, and a communicator answers: both through the outbox, neither by account."""

from datetime import datetime

from bot.actions.suspend import require_here
from bot.exchanges import TO_ALL, WINDOW, Exchange, Said, checked, mark
from bot.mistakes import Mistake, Why
from bot.notices import Notice, NoticeKind
from bot.partners import Partner
from bot.people import Reader, Speaker
from bot.store import Store, Work


async def write_to(store: Store, reader: Reader, partner_id: int, said: Said, now: datetime) -> Partner:
    """Hand a reader's words to the partner's communicators who are here; the same message once. Raises `Mistake`."""
    text = checked(said.text)
    async with store.write() as tx:
        partner = await tx.partners.get(partner_id)
        require_here(partner, reader)
        members = [
            each for each in await tx.partners.members(partner_id) if each.id != reader.id and each.gone_at is None
        ]
        if partner is None or not members:
            raise Mistake(Why.NOBODY_ANSWERS)
        known = await tx.exchanges.between(reader.id, partner_id) or Exchange(0, reader.id, partner_id, now)
        if said.message_id in known.heard:
            return partner
        if await tx.exchanges.asked_since(reader.id, now - WINDOW) >= TO_ALL:
            raise Mistake(Why.WRITTEN_ENOUGH)
        exchange = await tx.exchanges.keep(known.ask(now, said.message_id))
        facts: dict[str, str | int] = {"exchange_id": exchange.id, "text": text, "about": said.about}
        for member in members:
            await tx.notices.add(Notice(member.id, NoticeKind.QUESTION, facts, at=now))
        return partner


async def may_answer(tx: Work, speaker: Speaker, exchange_id: int) -> tuple[Exchange, Reader]:
    """The exchange and its reader, for somebody who writes for its partner. Raises `Mistake`."""
    exchange = await tx.exchanges.get(exchange_id)
    reader = await tx.readers.get(exchange.reader_id) if exchange else None
    if exchange is None or reader is None:
        raise Mistake(Why.EXCHANGE_OVER)
    if not speaker.writes_for(exchange.partner_id):
        raise Mistake(Why.NOT_ALLOWED)
    return exchange, reader


async def answer(store: Store, speaker: Speaker, exchange_id: int, said: Said, now: datetime) -> None:
    """Hand a communicator's words to the reader, in the partner's name, the same message once; colleagues hear of it.

    Raises `Mistake`.
    """
    text, known_by = checked(said.text), mark(speaker.reader.id, said.message_id)
    async with store.write() as tx:
        exchange, reader = await may_answer(tx, speaker, exchange_id)
        if known_by in exchange.heard:
            return
        await tx.exchanges.keep(exchange.answer(reader, now, known_by))
        facts: dict[str, str | int] = {"exchange_id": exchange.id, "text": text}
        await tx.notices.add(Notice(reader.id, NoticeKind.ANSWER, facts, at=now))
        told = {**facts, "name": speaker.reader.name}
        for member in await tx.partners.members(exchange.partner_id):
            if member.id not in {speaker.reader.id, reader.id}:
                await tx.notices.add(Notice(member.id, NoticeKind.ANSWERED, told, at=now))
