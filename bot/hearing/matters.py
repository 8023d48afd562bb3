"""What an admin says of a partner in a sentence: the `[staff]` words of bot/data/aliases.toml."""

from enum import StrEnum
from functools import lru_cache

from bot.hearing.aliases import LONGEST_ASKED, read_aliases
from bot.hearing.shape import Pieces, shape


class Matter(StrEnum):
    """What an admin may say of a partner that is named."""

    STOPS = "stops"
    """Nothing of it shall go out."""
    STEERS = "steers"
    """Its kind, its people, that it may go on."""
    FOLLOWED = "followed"
    """How many follow it, which its page says."""
    READS = "reads"
    """As readers do: to follow it, to write to it."""


@lru_cache(maxsize=1)
def _matters() -> Pieces[Matter]:
    told = read_aliases()
    return Pieces((shape(words), Matter(name)) for section, name, _, words in told if section.startswith("staff."))


def matters(text: str) -> tuple[Matter, ...]:
    """What a sentence of an admin says of a partner; none when it is long."""
    return _matters().within(text) if len(text) <= LONGEST_ASKED else ()
