"""How a moment is compared: width, case and accents gone, numerals as digits."""

import re
from functools import cache

from bot.hearing.patterns import Pattern
from bot.numerals import HAN_NUMERALS, han_number, latin
from bot.texts import unaccented
from handlers.reading.week import LATIN
from handlers.reading.words import in_digits

_DATE_AND_TIME = re.compile(r"(?<=\d)t(?=\d)")
_FEIRA = Pattern(r"[\s-]feiras?\b")
_SHORT_WEEK = Pattern(r"(?<![礼禮])拜(?=[一二三四五六日])")
_HAN_DAY = Pattern(r"(星期|礼拜|禮拜|周|週)([一二三四五六日天])")
_IN_BRACKETS = Pattern(r"(?<=\()(?=[一二三四五六日]\))")
_ORDINAL_DAY = Pattern(rf"(?<![\d/])([2-6])\.?a(?:[\s-]?feiras?\b|\b)(?!\s+(?:{LATIN})\b)")
"""6.ª feira, 2ª: the weekdays as they are numbered in Portuguese; 2.ª sexta is the second one."""
_ORDINAL_DAYS = {"2": "segunda", "3": "terca", "4": "quarta", "5": "quinta", "6": "sexta"}
_HAN_NUMBER = Pattern(
    rf"(?<!星期)(?<!最[后後尾])(?<![拜周週])[{HAN_NUMERALS}]+(?=\s*[月日号號点點時时分次])"
    rf"|(?<![第最后後尾首拜周週逢{HAN_NUMERALS}])(?<!星期)[{HAN_NUMERALS}]+(?=\s*(?:天|[个個]?\s*(?:小[时時]|[鐘钟]|星期|礼拜|禮拜|周|週|月)|[个個]半))"
)
_UNITS = (
    r"hours?|horas?|days?|dias?|weeks?|semanas?|minutes?|minutos?|min|months?|mes(?:es)?|years?|anos?|times|vezes"
    r"|fortnights?|quinzenas?"
)
_UNIT = Pattern(rf"\s(?:{_UNITS})\b")
_ARTICLES = frozenset({"a", "an", "um", "uma"})


def simplified(text: str) -> str:
    """The same; Chinese numerals before their unit as digits."""
    plain = _DATE_AND_TIME.sub(" ", time_shape(text))
    plain = _ORDINAL_DAY.sub(lambda found: _ORDINAL_DAYS[found[1]], plain)
    plain = _FEIRA.sub("", plain)
    plain = _IN_BRACKETS.sub("星期", _SHORT_WEEK.sub("禮拜", plain))
    plain = _HAN_DAY.sub(r" \1\2 ", plain)
    if _UNIT.search(plain):
        plain = _counted().sub(lambda found: str(latin()[found[1]]), plain)
    return in_digits(_HAN_NUMBER.sub(lambda found: str(han_number(found[0])), plain))


@cache
def _counted() -> re.Pattern[str]:
    """How many, in words before what is counted."""
    words = sorted(latin().keys() - _ARTICLES, key=len, reverse=True)
    return re.compile(rf"\b({'|'.join(words)})(?=\s+(?:more\s+)?(?:{_UNITS})\b)")


def time_shape(text: str) -> str:
    """A text as moments are compared: small letters, half width, no accents."""
    return unaccented(text).strip()
