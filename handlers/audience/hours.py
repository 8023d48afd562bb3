"""Quiet hours as people type them: 22:00-7:30, 22-7, ２２：００－７：３０, das 22h30 às 7h, 10 pm to 7 am; pure.

Chinese numbers too: 晚上十点半到早上七点. In a sentence the only two times that are told as such:
夜晚十點到朝早七點唔好響.
"""

import re
import unicodedata
from datetime import time

_PART = r"(晚上?|夜晚?|下午|下[昼晝]|早上?|上午|朝早|凌晨)?\s*"
_CLOCK = _PART + r"(\d{1,2})(?:\s*[:.h点點时時]\s*(\d{1,2})?|(\d\d))?\s*分?\s*(am|pm|a\.m\.|p\.m\.)?"
_BETWEEN = (
    r"\s*(?:[-\u2010-\u2015\u2212~〜]|\b(?:to|until|and)\b|\b(?:at[eé]|e)\b(?:\s+[aà]s\b)?|\b[aà]s?\b|到|至|\s)\s*"
)
_FROM = r"(?:(?:d?[aà]s|de|from|between|entre(?:\s+as)?)\s+|[由从從]\s*)?"
_RANGE = re.compile(_FROM + _CLOCK + _BETWEEN + _CLOCK)
_ONES = "〇一二三四五六七八九"
_NUMBER = re.compile(rf"(?=[{_ONES}十])([{_ONES}](?=十))?(十)?([{_ONES}])?")
_HALF = re.compile(r"(\d)\s*[点點时時]半")
_WITHIN = re.compile(rf"(?<!\d){_RANGE.pattern}(?![\d/])")
_TOLD = re.compile(r"\d\s*(?:[:h點点时時]|[ap]\.?m\b)")
"""A number that is a time of day, and not so many of something."""
_NUMBERS = re.compile(r"[\d\s]+")
_NOON, _MIDNIGHT, _HOUR = 12, 24, 60
LONGEST = 100
"""Characters of a sentence in which hours are looked for."""


def read_hours(text: str) -> tuple[time, time] | None:
    """Begin and end, or none when it cannot be read or both are the same."""
    said = _in_digits(unicodedata.normalize("NFKC", text).casefold().strip(" \n.,!。！"))
    found = _RANGE.fullmatch(said) or _in_a_sentence(said)
    if found is None:
        return None
    begin, end = _time(*found.groups()[:5]), _time(*found.groups()[5:])
    return None if begin is None or end is None or begin == end else (begin, end)


def hours_alone(text: str) -> tuple[time, time] | None:
    """The same of a message that says nothing else, and more than two numbers."""
    said = _in_digits(unicodedata.normalize("NFKC", text).casefold().strip(" \n.,!。！"))
    return read_hours(text) if _RANGE.fullmatch(said) and not _NUMBERS.fullmatch(said) else None


def _in_a_sentence(said: str) -> re.Match[str] | None:
    """The only two times that a sentence tells; none when there are others, or none at all."""
    found = [each for each in _WITHIN.finditer(said) if _TOLD.search(each[0])] if len(said) <= LONGEST else []
    return found[0] if len(found) == 1 else None


def _in_digits(text: str) -> str:
    """Chinese numbers up to ninety-nine as digits, and half past."""
    return _HALF.sub(r"\1:30", _NUMBER.sub(_digits, re.sub("[两兩]", "二", text)))


def _digits(found: re.Match[str]) -> str:
    tens, ten, ones = found.groups()
    units = _ONES.index(ones) if ones else 0
    return str((_ONES.index(tens) if tens else 1) * 10 + units if ten else units)


def _time(part: str | None, hours: str, minutes: str | None, glued: str | None, half: str | None) -> time | None:
    hour, minute = int(hours), int(minutes or glued or 0)
    if part and part[0] in "晚夜下" and hour < _NOON:
        hour += _NOON
    if half:
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + (_NOON if half.startswith("p") else 0)
    if hour == _MIDNIGHT and minute == 0:
        hour = 0
    return time(hour, minute) if hour < _MIDNIGHT and minute < _HOUR else None
