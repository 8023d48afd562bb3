"""Meet whoever speaks: keep them at the first word, look their roles up at each."""

from datetime import datetime

from bot.people import Reader, Speaker
from bot.store import Store, Work


async def meet(store: Store, address: int, name: str, hint: str | None, now: datetime) -> Speaker:
    """Who speaks from this address; a new reader is kept with the default settings, not yet started."""
    async with store.read() as tx:
        reader = await tx.readers.by_address(address)
        if reader is not None and reader.name == name:
            return await _speaker(tx, reader)
    async with store.write() as tx:
        known = await tx.readers.meet(Reader(id=0, address=address, name=name, met_at=now, hint=hint, stopped_at=now))
        if known.name != name:
            await tx.readers.rename(known.id, name)
        fresh = await tx.readers.get(known.id)
        return await _speaker(tx, fresh or known)


async def _speaker(tx: Work, reader: Reader) -> Speaker:
    partners = await tx.partners.of_member(reader.id)
    return Speaker(
        reader=reader,
        is_admin=reader.address in await tx.admins.addresses(),
        partner_ids=frozenset(partner.id for partner in partners),
    )
