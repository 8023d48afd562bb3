"""Updates that were handled while an older one was still at work: the network cannot be told, so it is kept here."""

import json
from collections.abc import Collection

from bot.store import Store

_SETTING = "handled_ahead"


async def handled_ahead(store: Store) -> list[int]:
    """Their numbers, as they were kept last."""
    async with store.read() as tx:
        return list(json.loads(await tx.programme.setting(_SETTING) or "[]"))


async def keep_handled_ahead(store: Store, numbers: Collection[int]) -> None:
    """These instead of those that were kept before."""
    async with store.write() as tx:
        await tx.programme.set_setting(_SETTING, json.dumps(sorted(numbers)))
