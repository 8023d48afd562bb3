"""Whether a name is meant by what somebody typed: in either script, whatever the case, the accents and the width."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from bot.scripts import folded


@lru_cache(maxsize=1024)
def plain(text: str) -> str:
    """A text as it is compared, not shown."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return folded("".join(char for char in apart if not unicodedata.combining(char)))


def is_meant(typed: str, names: Iterable[str]) -> bool:
    """Whether one of the names holds every word that was typed; nothing typed means every name."""
    sought = plain(typed).split()
    return any(all(word in name for word in sought) for name in map(plain, names)) or not sought
