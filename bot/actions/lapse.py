"""To follow a campaign ends with it: nothing of it comes any more to who follows it alone, and nothing is kept on that.

The ledger of consent needs no line: what was agreed to was until its end.
"""

from datetime import datetime

from bot.recurrence import day_everywhere
from bot.store import Store

AT_ONCE = 500
"""People who are let go in one transaction."""


async def lapse(store: Store, now: datetime) -> bool:
    """Let some go whose campaign was ended, or whose last day is over everywhere; false when there is nobody."""
    day = day_everywhere(now)
    async with store.read() as tx:
        if not await tx.follows.lapsing(day):
            return False
    async with store.write() as tx:
        await tx.follows.lapse(day, AT_ONCE)
    return True
