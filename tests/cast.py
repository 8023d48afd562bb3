"""The cast that plays in all tests: the people of the sample programme, by name."""

import pickle
import tomllib
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from bot.languages import Form
from bot.people import Reader
from sandbox.cast import Cast, parse

XIAOLAN = 1001  # 林晓岚, Guangzhou, zh-Hans
WINGSZE = 1002  # 陳詠詩, Hong Kong, zh-Hant
KAMAN = 1003  # 何嘉敏, Hong Kong, yue-Hant
EMMA = 1004  # Emma Clarke, Shenzhen, en
JOANA = 1005  # Joana Ribeiro, Lisbon, pt
ZIQING = 1006  # 周子晴, communicator of XPeng, zh-Hans
ZHIYUAN = 1007  # 梁志远, admin, zh-Hans
NEWCOMER = 1008
CHANNEL = -1002000000001
BOT = 700000001

READERS = {
    Form.ZH_HANS: XIAOLAN,
    Form.ZH_HANT: WINGSZE,
    Form.YUE: KAMAN,
    Form.EN: EMMA,
    Form.PT: JOANA,
}
"""Who reads each form."""

NOON = datetime(2027, 3, 9, 4, 0, tzinfo=UTC)
"""Noon in Guangzhou, four in the morning in Lisbon."""


SAMPLE = Path(__file__).resolve().parent.parent / "sample"
PICTURE = SAMPLE / "pictures" / "kapok.png"


class Wristwatch:
    """A clock that runs with the real one, from a moment that the test chooses and moves."""

    def __init__(self, at: datetime = NOON) -> None:
        self._ahead = at - datetime.now(UTC)
        self.moved = 0
        """How often the test has moved it."""

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def forward(self, by: timedelta) -> None:
        self._ahead += by
        self.moved += 1


def on_the_network() -> Cast:
    """The people, chats and phones of the sandbox at its start: a world may change its own."""
    return parse(pickle.loads(_told()))  # noqa: S301 - our own; a fifth of what a deep copy takes


@cache
def _told() -> bytes:
    return pickle.dumps(tomllib.loads((SAMPLE / "cast.toml").read_text(encoding="utf-8")))


def real_now() -> datetime:
    """The real clock's moment."""
    return datetime.now(UTC)


def reader(address: int, at: datetime) -> Reader:
    """One of many readers of English."""
    return Reader(id=0, address=address, name=f"Reader {address}", met_at=at, form=Form.EN)
