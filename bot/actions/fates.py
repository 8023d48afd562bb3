"""What became of a recall: whether its copies are really gone. Telegram deletes none that is older than 48 hours."""

from collections.abc import Iterable

from bot.broadcast import Broadcast, Fate, fate, last_recalls
from bot.delivery import DeliveryState
from bot.store import Work


async def fate_of(tx: Work, post_id: int, origin_id: int | None = None) -> Fate | None:
    """Of the recalls of one sending, or of all of a post; none when nobody has recalled it."""
    about = last_recalls(await tx.broadcasts.of_post(post_id))
    recalls = [each for each in about if origin_id in {None, each.origin_id}]
    return fate(recalls, await gone_by(tx, recalls))


async def gone_by(tx: Work, recalls: Iterable[Broadcast]) -> int:
    """How many copies are gone by these, of each sending one."""
    return sum([(await tx.broadcasts.sums(each.id)).of(DeliveryState.SENT) for each in recalls])
