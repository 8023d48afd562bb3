"""What whoever works here means who types words instead of a command: 草稿, “my drafts”, “ponto da situação”."""

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache

from bot.aliases import read_aliases, whole
from bot.shape import shape


class Order(StrEnum):
    """A command of communicators or admins that plain words may stand for; its value is the command."""

    NEW = "new"
    DRAFTS = "drafts"
    SCHEDULE = "schedule"
    POSTS = "posts"
    CAMPAIGNS = "campaigns"
    CALENDAR = "calendar"
    REPORT = "report"
    LINK = "link"
    REVIEW = "review"
    MODERATE = "moderate"
    REQUESTS = "requests"
    ANNOUNCE = "announce"
    AUDIT = "audit"
    STATUS = "status"
    HALT = "halt"
    RESUME = "resume"
    PARTNERS = "partners"
    EXPORT = "export"


@lru_cache(maxsize=1024)
def order_of(text: str) -> Order | None:
    """Which command of communicators or admins a whole message stands for; none for anything else."""
    return whole(text, _orders())


@lru_cache(maxsize=1024)
def may_halt(text: str) -> bool:
    """Whether a whole message that says “stop” may be about all that goes out, if somebody says it who works here."""
    return bool(whole(text, _halts()))


@lru_cache(maxsize=1)
def _orders() -> Mapping[str, Order]:
    told = read_aliases()
    return {shape(words): Order(name) for section, name, _, words in told if section.startswith("orders.")}


@lru_cache(maxsize=1)
def _halts() -> Mapping[str, bool]:
    return {shape(words): True for section, _, _, words in read_aliases() if section == "both.halt"}
