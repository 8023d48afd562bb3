"""A reader writes to a partner, and a communicator answers: both through the outbox, neither by account.

A communicator writes so to the admins, who see their name: they speak for the programme's own partner.
"""

from collections.abc import Sequence
from datetime import datetime

from bot.actions.announce import kept_programme
from bot.actions.suspend import require_here
from bot.exchanges import TO_ALL, WINDOW, Exchange, Said, checked, mark
from bot.mistakes import Mistake, Why
from bot.notices import Notice, NoticeKind
from bot.partners import PROGRAMME, Partner
from bot.people import Reader, Speaker
from bot.store import Store, Work


async def write_to(store: Store, reader: Reader, partner_id: int, said: Said, now: datetime) -> Partner:
    """Hand a reader's words to the partner's communicators who are here; the same message once. Raises `Mistake`."""
    async with store.write() as tx:
        partner = await tx.partners.get(partner_id)
        if partner is None:
            raise Mistake(Why.NOBODY_ANSWERS)
        await _hand_on(tx, reader, partner, said, now)
        return partner


async def ask_admins(store: Store, speaker: Speaker, said: Said, now: datetime) -> None:
    """Hand a communicator's words to the admins, who see whose they are; the same message once. Raises `Mistake`."""
    if not speaker.is_communicator:
        raise Mistake(Why.NO_PARTNER)
    async with store.write() as tx:
        await _hand_on(tx, speaker.reader, await kept_programme(tx, now), said, now, named=True)


async def _hand_on(  # noqa: PLR0913
    tx: Work, reader: Reader, partner: Partner, said: Said, now: datetime, *, named: bool = False
) -> None:
    text = checked(said.text)
    people = await _who_would_hear(tx, partner, reader)
    known = await tx.exchanges.between(reader.id, partner.id) or Exchange(0, reader.id, partner.id, now)
    if said.message_id in known.heard:
        return
    if await tx.exchanges.asked_since(reader.id, now - WINDOW) >= TO_ALL:
        raise Mistake(Why.WRITTEN_ENOUGH)
    exchange = await tx.exchanges.keep(known.ask(now, said.message_id))
    facts: dict[str, str | int] = {"exchange_id": exchange.id, "text": text, "about": said.about}
    for each in people:
        await tx.notices.add(Notice(each.id, NoticeKind.QUESTION, facts | ({"named": 1} if named else {}), at=now))


async def require_somebody(store: Store, reader: Reader, partner: Partner) -> None:
    """Raise `Mistake(RETIRED | NOBODY_ANSWERS)` before they have written what nobody would get."""
    async with store.read() as tx:
        await _who_would_hear(tx, partner, reader)


async def _who_would_hear(tx: Work, partner: Partner, reader: Reader) -> Sequence[Reader]:
    require_here(partner, reader)
    people = [each for each in await _who_answer(tx, partner) if each.id != reader.id and each.gone_at is None]
    if not people:
        raise Mistake(Why.NOBODY_ANSWERS)
    return people


async def _who_answer(tx: Work, partner: Partner) -> Sequence[Reader]:
    """Its communicators; for the programme every admin."""
    return await (tx.admins.all() if partner.slug == PROGRAMME else tx.partners.members(partner.id))


async def may_answer(tx: Work, speaker: Speaker, exchange_id: int) -> tuple[Exchange, Reader, Partner]:
    """The exchange, its reader and its partner, for somebody who answers for that.

    Raises `Mistake(EXCHANGE_OVER | NOT_ALLOWED)`.
    """
    exchange = await tx.exchanges.get(exchange_id)
    reader = await tx.readers.get(exchange.reader_id) if exchange else None
    partner = await tx.partners.get(exchange.partner_id) if exchange else None
    if exchange is None or reader is None or partner is None:
        raise Mistake(Why.EXCHANGE_OVER)
    may = speaker.is_admin if partner.slug == PROGRAMME else speaker.writes_for(partner.id)
    if not may:
        raise Mistake(Why.NOT_ALLOWED)
    return exchange, reader, partner


async def answer(store: Store, speaker: Speaker, exchange_id: int, said: Said, now: datetime) -> Partner:
    """Hand a communicator's words to the reader, in the partner's name, the same message once; colleagues hear of it.

    The admins answer for the programme. Raises `Mistake`.
    """
    text, known_by = checked(said.text), mark(speaker.reader.id, said.message_id)
    async with store.write() as tx:
        exchange, reader, partner = await may_answer(tx, speaker, exchange_id)
        if known_by in exchange.heard:
            return partner
        await tx.exchanges.keep(exchange.answer(reader, now, known_by))
        facts: dict[str, str | int] = {"exchange_id": exchange.id, "text": text}
        await tx.notices.add(Notice(reader.id, NoticeKind.ANSWER, facts, at=now))
        told = {**facts, "name": speaker.reader.name}
        for each in await _who_answer(tx, partner):
            if each.id not in {speaker.reader.id, reader.id}:
                await tx.notices.add(Notice(each.id, NoticeKind.ANSWERED, told, at=now))
        return partner
