"""Months by their names, in every language of the bot's that has any: the one table for whatever reads a day.

The names are CLDR's (Babel). A name, or its beginning of three letters or more, is its month; in running text only
whole names count, since mar, set and out are words too.
"""

import re
from collections.abc import Mapping
from functools import cache

from babel import Locale

from bot.lookup import name_shape

SHORTEST = 3
"""Letters that tell a month: no two share them."""
_LANGUAGES = ("en", "pt")
"""Chinese counts its months."""
_NUMERALS = ("", *"一二三四五六七八九十", "十一", "十二")


@cache
def names() -> Mapping[str, int]:
    """Every whole name as it is compared, and its month."""
    told = [Locale(language).months["format"]["wide"] for language in _LANGUAGES]
    return {name_shape(name): month for each in told for month, name in each.items()}


def month_of(word: str) -> int | None:
    """The month of a name, whole or cut short, with a point or without."""
    said = name_shape(word).rstrip(".")
    if len(said) < SHORTEST:
        return None
    return next((month for name, month in names().items() if name.startswith(said)), None)


@cache
def beginnings() -> str:
    """A pattern of how any name begins, in plain letters."""
    return "|".join(sorted({name[:SHORTEST] for name in names()}))


@cache
def spoken(month: int) -> re.Pattern[str]:
    """How a month is named in running text, which is plain: 10月, 十月, october, outubro."""
    named = [name for name, each in names().items() if each == month]
    either = "|".join([f"{month}月", f"{_NUMERALS[month]}月", *named])
    return re.compile(rf"(?<![\da-z十])(?:{either})(?![a-z])")
