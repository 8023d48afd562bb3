"""Networks that answer in turn, and lines that end badly."""

import asyncio
from datetime import timedelta

from bot.delivery import Receipt, Refusal
from bot.transport import Parcel
from tests.actions.conftest import Newsroom
from tests.ledger import claimed
from tests.openings import Openings
from tests.strides import intend


class Slow(Openings):
    """A transport in which one chat answers late, and that remembers how many were under way at once."""

    def __init__(self, newsroom: Newsroom, late: int) -> None:
        self._real, self._late, self.release = newsroom.desk.transport, late, asyncio.Event()
        self.under_way = self.most = 0
        self.answered: list[int] = []
        self.parcels: list[Parcel] = []
        self.account_id = self._real.account_id
        real = self._real
        self.replace_picture, self.ready_for_more = real.replace_picture, real.ready_for_more
        self.edit, self.recall, self.pin, self.open, self.ready, self.close = (
            real.edit,
            real.recall,
            real.pin,
            real.open,
            real.ready,
            real.close,
        )

    async def send(self, parcel: Parcel) -> Receipt | Refusal:
        self.parcels.append(parcel)
        self.under_way += 1
        self.most = max(self.most, self.under_way)
        result = await self._real.send(parcel)
        if parcel.address == self._late:
            await self.release.wait()
        self.under_way -= 1
        self.answered.append(parcel.address)
        return result


class Answering(Slow):
    """A transport in which an answer comes when it is let through, and after `release` at once."""

    def __init__(self, newsroom: Newsroom) -> None:
        super().__init__(newsroom, 0)
        self.waiting: list[tuple[str, asyncio.Event]] = []
        """What was said, and whether its answer may come."""

    async def send(self, parcel: Parcel) -> Receipt | Refusal:
        result = await super().send(parcel)
        told = asyncio.Event()
        self.waiting.append((parcel.letter.text, told))
        if not self.release.is_set():
            await told.wait()
        return result

    async def asked(self, count: int) -> None:
        """Wait until so many have been sent to."""
        async with asyncio.timeout(30):
            while len(self.waiting) < count:  # noqa: ASYNC110 - a list fills, not an event
                await asyncio.sleep(0.01)

    def answer(self, most: int | None = None, *, saying: str = "") -> None:
        """Let so many of those through that say this."""
        for told in [told for text, told in self.waiting if saying in text][:most]:
            told.set()


async def dies_after_intending(newsroom: Newsroom, name: str, count: int) -> None:
    """A worker that claims, intends so many from where the segment stands, and is seen no more."""
    segment = await claimed(newsroom.store, name, newsroom.watch())
    assert segment is not None
    assert await intend(newsroom.store, segment, segment.done + count, newsroom.watch())
    newsroom.watch.forward(timedelta(minutes=2))
