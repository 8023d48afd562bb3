"""Who runs the programme is the operator's word."""

from collections.abc import Collection
from datetime import datetime

from bot.store import Store


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
                await tx.programme.note(now, None, "step down", f"reader {reader.id}")
