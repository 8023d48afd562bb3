"""What with a time of its own was shown, offered or set a moment ago: a time that is typed next is about it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from handlers.audience.questions import TIMED, recall, remember
from handlers.audience.standing import Standing
from handlers.audience.visit import Visit

FRESH = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Spoken:
    """What it is, and what was offered of it: two numbers, as its buttons have them; none when it was shown or set."""

    of: Standing
    offered: tuple[int, int] | None = None


async def speak_of(visit: Visit, what: Standing, offered: tuple[int, int] | None = None) -> None:
    """From now on, for a while."""
    await remember(visit.state, TIMED, [what, visit.now.isoformat(), *(offered or ())])


async def spoken_of(visit: Visit) -> Spoken | None:
    """What it was; none when it was too long ago, or nothing was."""
    what, at, *offered = await recall(visit.state, TIMED) or ("", "")
    if not at or visit.now - datetime.fromisoformat(at) > FRESH:
        return None
    return Spoken(Standing(what), (offered[0], offered[1]) if offered else None)
