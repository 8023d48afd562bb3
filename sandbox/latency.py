"""How late answers come: a random delay between two bounds. What was asked has happened long before."""

import asyncio
import random

from sandbox.shapes import Json

LONGEST = 60_000.0


class Latency:
    """`low` and `high` in milliseconds, both 0 when answers come at once; the same seed gives the same delays."""

    def __init__(self) -> None:
        self.low = self.high = 0.0
        self.set(0.0, 0.0, 1)

    def set(self, low: float, high: float, seed: int = 1) -> None:
        """Raises ValueError unless 0 <= low <= high <= a minute."""
        self.low, self.high = checked(low, high)
        self.seed = seed
        self._random = random.Random(seed)  # noqa: S311 - a delay, no secret

    async def wait(self) -> None:
        """Holds one answer back."""
        await asyncio.sleep(self._random.uniform(self.low, self.high) / 1000)

    def as_json(self) -> Json:
        return {"low": self.low, "high": self.high, "seed": self.seed}


def bounds(text: str) -> tuple[float, float]:
    """`20-300` as two numbers; a single one is both. Raises ValueError."""
    low, dash, high = text.partition("-")
    return checked(float(low), float(high if dash else low))


def checked(low: float, high: float) -> tuple[float, float]:
    """The two bounds, in milliseconds. Raises ValueError."""
    if not 0 <= low <= high <= LONGEST:
        raise ValueError("a latency is two bounds in milliseconds, the lower first, a minute at most")
    return low, high
