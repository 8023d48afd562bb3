"""What people write, as patterns: one of them is enough."""

import re


def any_of(*patterns: str) -> re.Pattern[str]:
    """A pattern that is found where one of these is, in capitals or not."""
    return re.compile("|".join(patterns), re.IGNORECASE)
