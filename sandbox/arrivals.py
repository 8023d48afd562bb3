"""What a bot sent and when: the moments of accepted sends, flood answers, useless calls; 8 bytes a send."""

from array import array

from sandbox.shapes import Json

SECOND = 1.0


class Arrivals:
    """The record of one bot. Moments are monotonic seconds; an album is as many as it has items."""

    def __init__(self) -> None:
        self.times = array("d")
        self.floods = 0
        self.useless = 0
        self.largest = 0
        self._oldest = 0

    def accept(self, moment: float, cost: int) -> None:
        """Counts an accepted send; moments never go back."""
        times = self.times
        for _ in range(cost):
            times.append(moment)
        while moment - times[self._oldest] > SECOND:
            self._oldest += 1
        self.largest = max(self.largest, len(times) - self._oldest)

    def as_json(self, *, since: int | None) -> Json:
        """`useless` are those of the flood answers that came during a forced flood. `since` None: no times."""
        shown: Json = {
            "accepted": len(self.times), "flood": self.floods, "useless": self.useless, "largest": self.largest,
        }  # fmt: skip
        return shown if since is None else shown | {"times": self.times[since:].tolist()}
