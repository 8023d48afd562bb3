"""What people write, as patterns: one of them is enough."""

import re
from collections.abc import Iterable


def any_of(*patterns: str) -> re.Pattern[str]:
    """A pattern that is found where one of these is, in capitals or not."""
    return re.compile("|".join(patterns), re.IGNORECASE)


def holds_any(text: str, words: Iterable[str]) -> bool:
    """Whether one of these, in small letters, stands anywhere in it: far quicker than a pattern."""
    return any(map(text.lower().__contains__, words))
