"""After a siege: what the ledger says of a broadcast, beside the network's own record."""

from dataclasses import dataclass

from bot.broadcast import Broadcast
from bot.delivery import DeliveryState, Outcome
from storage import Database
from tests import cast
from tests.ledger import outcomes_of, recipients
from tests.proof.campaign import FIRST, Siege


@dataclass
class Verdict:
    """The ledger beside the network's own record."""

    meant: int
    known: int
    sent: int
    doubt: int
    lost: int
    twice: int
    lies: int
    """Listed as sent, and the network knows of none."""
    told: int
    """How often somebody heard that it is over."""


async def judge(siege: Siege, store: Database, broadcast: Broadcast, words: str, *, pictured: bool = False) -> Verdict:
    """Whoever is listed as sent must have all of the copy, and nobody any part of it twice."""
    async with store.read() as tx:
        sums = await tx.broadcasts.sums(broadcast.id)
        outcomes = await outcomes_of(tx, broadcast.id)
        met = await recipients(tx, [each.recipient for each in outcomes], 1, broadcast.started_at)
    by_address: dict[int, Outcome] = {met[each.recipient].address: each for each in outcomes}
    copies = await siege.copies(words)
    pictures = await siege.pictures() if pictured else copies
    got = {FIRST + no: min(parts) for no, parts in enumerate(zip(copies, pictures, strict=True))}
    crowd = {address: by_address.get(address) for address in got}
    return Verdict(
        meant=sums.meant,
        known=sums.known,
        sent=sums.of(DeliveryState.SENT),
        doubt=sums.of(DeliveryState.UNKNOWN),
        lost=sum(outcome is None for outcome in crowd.values()),
        twice=sum(max(parts) > 1 for parts in zip(copies, pictures, strict=True)),
        lies=sum(
            outcome is not None and outcome.state is DeliveryState.SENT and not got[address]
            for address, outcome in crowd.items()
        ),
        told=await siege.told(store, cast.ZIQING, f"report:{broadcast.id}"),
    )


async def judge_errand(siege: Siege, store: Database, errand: Broadcast) -> Verdict:
    """As `judge`; a copy that is changed twice to the same, or deleted or pinned twice, is no harm."""
    async with store.read() as tx:
        sums = await tx.broadcasts.sums(errand.id)
        outcomes = await outcomes_of(tx, errand.id)
        met = await recipients(tx, [each.recipient for each in outcomes], 1, errand.started_at)
    done = await siege.done(errand)
    return Verdict(
        meant=sums.meant,
        known=sums.known,
        sent=sums.of(DeliveryState.SENT),
        doubt=sums.of(DeliveryState.UNKNOWN),
        lost=sums.meant - len(outcomes),
        twice=0,
        lies=sum(each.state is DeliveryState.SENT and met[each.recipient].address not in done for each in outcomes),
        told=await siege.told(store, cast.ZHIYUAN, f"sending:{errand.id}"),
    )
