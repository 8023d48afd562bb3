"""What became of a recall: whether its copies are really gone. Telegram deletes none that is older than 48 hours."""

from bot.broadcast import UNFINISHED, Broadcast, Errand, Fate
from bot.delivery import DeliveryState
from bot.store import Work


async def fate_of(tx: Work, post_id: int, origin_id: int | None = None) -> Fate | None:
    """Of the recalls of one sending, or of all of a post; none when nobody has recalled it."""
    recalls = [each for each in await tx.broadcasts.of_post(post_id) if each.errand is Errand.RECALL]
    # The last one of each sending: a second finds what the first one has deleted gone, too.
    last = {each.origin_id: each for each in sorted(recalls, key=lambda each: each.id)}
    about = [each for each in last.values() if origin_id in {None, each.origin_id}]
    if not about:
        return None
    if any(each.state in UNFINISHED for each in about):
        return Fate.UNDERWAY
    meant, gone = sum(each.meant for each in about), sum([await _gone(tx, each) for each in about])
    if gone >= meant:
        return Fate.WHOLE
    return Fate.PARTLY if gone else Fate.NOT


async def _gone(tx: Work, recall: Broadcast) -> int:
    return (await tx.broadcasts.sums(recall.id)).of(DeliveryState.SENT)
