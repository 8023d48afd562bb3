"""What whoever works here means who types words instead of a command: 草稿, “my drafts”, “ponto da situação”."""

from collections.abc import Mapping
from functools import lru_cache

from bot.hearing.aliases import read_aliases, whole
from bot.hearing.shape import shape


@lru_cache(maxsize=1024)
def order_of(text: str) -> str | None:
    """Which command of communicators or admins a whole message stands for; none for anything else."""
    return whole(text, _orders())


@lru_cache(maxsize=1024)
def may_halt(text: str) -> bool:
    """Whether a whole message that says “stop” may be about all that goes out, if somebody says it who works here."""
    return bool(whole(text, _halts()))


@lru_cache(maxsize=1)
def _orders() -> Mapping[str, str]:
    told = read_aliases()
    return {shape(words): name for section, name, _, words in told if section.startswith("orders.")}


@lru_cache(maxsize=1)
def _halts() -> Mapping[str, bool]:
    return {shape(words): True for section, _, _, words in read_aliases() if section == "both.halt"}
