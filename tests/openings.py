"""A transport's openings for doubles whose `send` is a coroutine, so that copies go their usual way."""

import asyncio
from typing import Any

from bot.delivery import Receipt, Refusal
from bot.transport import Parcel, Told


class Openings:
    """`at_hand` and `opened` over a double's own `send`."""

    send: Any

    def at_hand(self) -> "Opening | None":
        return Opening(self)

    async def opened(self) -> "Opening":
        return Opening(self)


class Onward(Openings):
    """A double that leaves to a real transport whatever it does not do otherwise."""

    def __init__(self, real: Any) -> None:
        self.real = real

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)

    async def send(self, parcel: Parcel) -> Receipt | Refusal:
        sent: Receipt | Refusal = await self.real.send(parcel)
        return sent


class Opening:
    """Sends through a double, in a task of its own."""

    def __init__(self, double: Openings) -> None:
        self._double = double

    def send(self, parcel: Parcel, told: Told) -> None:
        sending = asyncio.ensure_future(self._double.send(parcel))

        def over(_: object) -> None:
            fine = not sending.cancelled() and sending.exception() is None
            result = sending.result() if fine else None
            told(result if isinstance(result, Receipt) else sending)

        sending.add_done_callback(over)

    def give_back(self) -> None: ...
