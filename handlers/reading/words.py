"""An hour that is said in words, written in digits: às nove e meia, half past nine, 九點三, 六点一刻; pure."""

import re
from collections.abc import Mapping
from functools import cache

from bot.hearing.patterns import Pattern
from bot.numerals import latin

_MINUTES = {"meia": 30, "um quarto": 15, "quinze": 15, "vinte": 20, "dez": 10, "trinta": 30}
_PART = r"(?:d[ae] (?:manha|tarde|noite|madrugada)|in the (?:morning|afternoon|evening)|at night)"
_PAST = r"\b(?P<part>half|(?:a )?quarter) (?P<way>past|to) SAID\b"
_HALF = r"\bhalf SAID\b(?! (?:of|an?|hours?|days?|weeks?))"
"""Half eight."""
_AND = rf"(?<!daqui )(?<!daqui a )(?<!dentro de )\b(?P<before>as? )?SAID\s?h?(?:oras)? e (?P<m>{'|'.join(_MINUTES)})\b"
_LESS = r"\bSAID menos um quarto\b"
_SHARP = r"\b(?P<as>as )?SAID ?(?:o['’]? ?clock\b|(?P<horas>horas(?: em ponto)?\b))"
_PAST_MIDNIGHT = Pattern(
    rf"\b(?P<part>half|(?:a )?quarter) (?P<way>past|to) midnight\b|\bmeia[\s-]noite e (?P<m>{'|'.join(_MINUTES)})\b"
)
_SPOKEN = r"\bSAID (?:(?P<m15>fifteen)|(?P<m30>thirty)|forty[\s-]five)\b"
"""Nine thirty."""
_HALF_PAST_NOON = Pattern(r"\b(?:ao )?meio[\s-]dia e meia\b")
_WORD = rf"\b(?P<before>(?:as|at|a(?= uma\b)) )?(?P<h>WORDS)\b(?P<after>(?= {_PART}| ?[ap]\.?m\b))?"
_FIVES = Pattern(
    r"(?<=[点點])\s?(?P<n>[一二三四五六七八九]|十一?|\d{1,2})\s?[个個]字|(?<=[点點])(?P<bare>[一二三四五六七八九])(?![一二三四五六七八九十])"
)
"""九點三 is a quarter past nine: where the long hand points."""
_HAN_MINUTES = Pattern(r"(?<=[点點])(?P<tens>[二三四五]?)十(?P<ones>[一二三四五六七八九]?)(?!\s?[个個分]|[一-九])")
_QUARTERS = Pattern(r"(?<=[点點時时])\s?([一1三3])刻")
_BESIDE = Pattern(
    rf"\b(?:half|quarter|fifteen|thirty|forty|as|at|a uma|menos um quarto)\b| e (?:{'|'.join(_MINUTES)})\b"
    rf"|clock|horas|{_PART}|[ap]\.?m\b"
)
"""What one of these stands beside in English and Portuguese, wherever an hour is said in words."""
_DIGITS = "〇一二三四五六七八九"
_LAST_OF_CLOCK, _LAST_OF_DAY = 12, 24


@cache
def _hours() -> Mapping[str, int]:
    return {word: hour for word, hour in latin().items() if hour <= _LAST_OF_DAY and word not in {"a", "an", "um"}}


@cache
def _with_hours(pattern: str) -> re.Pattern[str]:
    words = "|".join(sorted(_hours(), key=len, reverse=True))
    return re.compile(pattern.replace("SAID", rf"(?P<h>\d{{1,2}}|{words})").replace("WORDS", words))


def in_digits(plain: str) -> str:
    """The same with its hours and minutes in digits; `plain` has neither capitals nor accents."""
    text = _PAST_MIDNIGHT.sub(_past_midnight, _HALF_PAST_NOON.sub("12:30", plain))
    text = _latin_in_digits(text) if _BESIDE.search(text) else text
    text = _QUARTERS.sub(lambda found: "15分" if found[1] in "一1" else "45分", text)
    text = _FIVES.sub(lambda found: f"{5 * _number(found['n'] or found['bare']):02}分", text)
    return _HAN_MINUTES.sub(_han_minutes, text)


def _latin_in_digits(text: str) -> str:
    text = _with_hours(_SPOKEN).sub(_spoken, text)
    text = _with_hours(_HALF).sub(lambda found: f"{_hour(found)}:30", _with_hours(_PAST).sub(_past, text))
    text = _with_hours(_AND).sub(lambda found: f"{_hour(found)}:{_MINUTES[found['m']]:02}", text)
    text = _with_hours(_LESS).sub(lambda found: f"{(_hour(found) or _LAST_OF_CLOCK) - 1}:45", text)
    text = _with_hours(_SHARP).sub(_sharp, text)
    return _with_hours(_WORD).sub(_word, text)


def _hour(found: re.Match[str]) -> int:
    return _hours().get(found["h"]) or int(found["h"])


def _past(found: re.Match[str]) -> str:
    if found["way"] == "past":
        return f"{_hour(found)}:{30 if found['part'] == 'half' else 15}"
    return found[0] if found["part"] == "half" else f"{_hour(found) - 1 or _LAST_OF_CLOCK}:45"


def _past_midnight(found: re.Match[str]) -> str:
    """Of which night, the day beside it does not tell."""
    if found["way"] == "to":
        return "23:45" if found["part"] != "half" else found[0]
    return f"0:{_MINUTES[found['m']] if found['m'] else 30 if found['part'] == 'half' else 15:02} at night"


def _spoken(found: re.Match[str]) -> str:
    return f"{_hour(found)}:{15 if found['m15'] else 30 if found['m30'] else 45}"


def _sharp(found: re.Match[str]) -> str:
    """Às nove horas; but duas horas alone are a while."""
    return found[0] if found["horas"] and not found["as"] else f"{_hour(found)}:00"


def _word(found: re.Match[str]) -> str:
    """Only where it is an hour: after às or at, or before a part of the day."""
    if not found["before"] and found["after"] is None:
        return found[0]
    if found["before"] == "a " and found["h"] == "uma" and found["after"] is None:
        return found[0]
    return f"{'as ' if found['before'] else ''}{_hours()[found['h']]}"


def _number(said: str) -> int:
    return int(said) if said.isdecimal() else 10 * ("十" in said) + _DIGITS.find(said.replace("十", "") or "〇")


def _han_minutes(found: re.Match[str]) -> str:
    """九點十 and 九點十一 may be so many minutes, or where the long hand points: they stay."""
    tens, ones = found["tens"], found["ones"]
    if not tens and ones in {"", "一"}:
        return found[0]
    return f"{10 * (_DIGITS.find(tens) if tens else 1) + (_DIGITS.find(ones) if ones else 0)}分"
