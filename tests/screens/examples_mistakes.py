"""What the bot answers when something cannot be done as asked: one example for every reason."""

from collections.abc import Callable
from datetime import UTC, date, datetime

from bot.content import PostState
from bot.languages import Form
from bot.mistakes import Mistake, Why
from bot.words import Words
from handlers.showing.mistakes import in_words
from handlers.showing.screen import Screen

MOMENT = datetime(2027, 3, 9, 4, 0, tzinfo=UTC)
FACTS: dict[str, object] = {
    "partner": "Tea & <Toast>",
    "name": "Tea & <Toast>",
    "title": "A letter across the estuary",
    "form": Form.YUE,
    "source": Form.ZH_HANS,
    "forms": (Form.EN, Form.PT),
    "state": PostState.SENT,
    "length": 4321,
    "limit": 4096,
    "over": 225,
    "days": 365,
    "day": date(2027, 3, 12),
    "other": date(2027, 3, 13),
    "count": 3,
    "zone": "Europe/Lisbon",
    "wall": MOMENT,
    "renews": MOMENT,
    "example": "…",
    "rest": "except <holidays>",
}
"""More than any of them needs."""


def _told(why: Why) -> Callable[[Words], Screen]:
    return lambda words: Screen(in_words(Mistake(why, **FACTS), words))


EXAMPLES = {f"mistakes.{why.value}": [_told(why)] for why in Why}
