"""Networks that are bad at first."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.broadcast import BroadcastState
from bot.content import Post
from bot.delivery import DeliveryState, Receipt, Refusal
from bot.transport import Parcel
from tests.actions.conftest import Newsroom
from tests.actions.deeds import READERS, copies
from tests.openings import Onward


class AtFirst(Onward):
    """A transport before whose first send something happens; the rest is the real one's."""

    def __init__(self, real: Any, happens: Callable[[], Awaitable[None]]) -> None:
        super().__init__(real)
        self._happens, self._begun = happens, False

    async def send(self, parcel: Parcel) -> Receipt | Refusal:
        if not self._begun:
            self._begun = True
            await self._happens()
        return await super().send(parcel)


async def ended(newsroom: Newsroom, post: Post, **states: int) -> None:
    """It is finished, everyone has one outcome, and what the ledger calls sent is on the phones."""
    (broadcast,) = await newsroom.broadcasts(post)
    async with newsroom.store.read() as tx:
        sums = await tx.broadcasts.sums(broadcast.id)
    assert broadcast.state is BroadcastState.FINISHED
    assert sums.meant == sums.known
    assert {state.value: number for state, number in sums.states.items()} == states
    for address, (state, _) in (await newsroom.outcomes(post)).items():
        if address in READERS:
            assert await copies(newsroom, address) <= 1
            assert state != DeliveryState.SENT or await copies(newsroom, address) == 1
