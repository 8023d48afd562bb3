"""The counts of several broadcasts as one: the groups of a wave, the rounds of a correction."""

from collections.abc import Sequence

from bot.broadcast import Broadcast
from bot.delivery import Sums, together
from bot.store import Work


async def sums_of(tx: Work, broadcasts: Sequence[Broadcast]) -> Sums:
    """Of all of them together."""
    return together([await tx.broadcasts.sums(each.id) for each in broadcasts])
