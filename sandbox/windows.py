"""How much may go at this moment: a strict window (no span holds more), and buckets that leak; both by key."""

from collections import deque
from collections.abc import Hashable

ROUNDING = 1e-9
FEWEST_SWEPT = 1024


class Window:
    """No closed span of `span` seconds, wherever it begins, holds more than `limit`: sends exactly `span` apart meet.

    O(1) amortised a send: each moment enters once and leaves once. A call that costs more than the limit passes only
    when the window is empty, as the one exception to the rule: otherwise it could never pass.
    """

    __slots__ = ("times",)

    def __init__(self) -> None:
        self.times: deque[float] = deque()

    def wait(self, moment: float, cost: int, limit: int, span: float) -> float:
        """Seconds after which `cost` more fit; 0.0 when they fit now."""
        times = self.times
        while times and moment - times[0] > span:
            times.popleft()
        over = min(len(times) + cost - limit, len(times))
        if over <= 0:
            return 0.0
        return max(times[over - 1] + span - moment, 0.0) + ROUNDING

    def take(self, moment: float, cost: int) -> None:
        """Counts what `wait` let pass."""
        for _ in range(cost):
            self.times.append(moment)

    def idle(self, moment: float, span: float) -> bool:
        """Whether nothing in it counts any more."""
        return not self.times or moment - self.times[-1] > span


class Windows:
    """A window a key, all of one span and limit; those in which nothing counts any more are forgotten now and then."""

    def __init__(self, limit: int, span: float) -> None:
        self.limit = limit
        self.span = span
        self._known: dict[Hashable, Window] = {}
        self._sweep_at = FEWEST_SWEPT

    def wait(self, key: Hashable, moment: float, cost: int) -> float:
        """Seconds until so many fit."""
        window = self._known.get(key)
        return window.wait(moment, cost, self.limit, self.span) if window else 0.0

    def take(self, key: Hashable, moment: float, cost: int) -> None:
        """Counts them."""
        window = self._known.get(key)
        if window is None:
            window = self._known[key] = Window()
            if len(self._known) > self._sweep_at:
                self._known = {name: each for name, each in self._known.items() if not each.idle(moment, self.span)}
                self._known[key] = window
                self._sweep_at = max(FEWEST_SWEPT, 2 * len(self._known))
        window.take(moment, cost)

    def clear(self) -> None:
        self._known.clear()


class Buckets:
    """A bucket a key: `capacity` sends, refilled at `rate` a second: one float, the moment it is full again."""

    def __init__(self, capacity: float, rate: float) -> None:
        self.capacity = capacity
        self.rate = rate
        self._full_at: dict[Hashable, float] = {}
        self._sweep_at = FEWEST_SWEPT

    def wait(self, key: Hashable, moment: float, cost: int) -> float:
        """Seconds until so many fit; a cost above the capacity waits for a full bucket."""
        lacking = max(self._full_at.get(key, 0.0) - moment, 0.0) * self.rate
        missing = min(cost, self.capacity) - (self.capacity - lacking)
        return missing / self.rate if missing > ROUNDING else 0.0

    def take(self, key: Hashable, moment: float, cost: int) -> None:
        """Counts them."""
        self._full_at[key] = max(self._full_at.get(key, 0.0), moment) + cost / self.rate
        if len(self._full_at) > self._sweep_at:
            self._full_at = {name: full for name, full in self._full_at.items() if full > moment}
            self._sweep_at = max(FEWEST_SWEPT, 2 * len(self._full_at))

    def clear(self) -> None:
        self._full_at.clear()
