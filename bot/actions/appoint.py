"""Who runs the programme is the operator's word."""

from collections.abc import Collection
from datetime import datetime

from bot.partners import PROGRAMME
from bot.shares import CITIZENS
from bot.store import Store, Work

ITSELF = frozenset({PROGRAMME, CITIZENS})
"""Slugs of partners that the programme itself is: their communicators are admins."""


async def appoint(store: Store, addresses: Collection[int], now: datetime) -> None:
    """Exactly these are admins from now on, by network id; the audit keeps who no longer is. Nobody changes nothing."""
    if not addresses:
        return
    async with store.write() as tx:
        await tx.admins.ensure(addresses, now)
        for address in sorted(await tx.admins.addresses() - set(addresses)):
            await tx.admins.remove(address)
            reader = await tx.readers.by_address(address)
            if reader is not None:
                await _step_down(tx, reader.id)
                await tx.programme.note(now, None, "step down", f"reader {reader.id}")


async def _step_down(tx: Work, reader_id: int) -> None:
    """Who is no admin does not speak for the programme either."""
    for partner in await tx.partners.of_member(reader_id):
        if partner.slug in ITSELF:
            await tx.partners.leave(partner.id, reader_id)
