"""Quiet hours as people type them: 22:00-7:30, 22-7, das 22h30 às 7h, from 11 at night to 7 in the morning; pure.

Chinese numbers too: 晚上十点半到早上七点, 晚上12点到早上8点. In a sentence the only two times that are told as such:
夜晚十點到朝早七點唔好響.
"""

import re
from datetime import time

from bot.hearing.patterns import Pattern
from bot.mistakes import Mistake
from bot.numerals import HAN_NUMERALS, han_number, latin, words
from handlers.reading.clock import clocks_in
from handlers.reading.spelling import simplified, time_shape

_CLOCK = (
    r"(?:(?:今?晚上?|夜晚?|[深半午]夜|下午|下[昼晝]|傍晚|中午|正午|晏[昼晝]|早上?|朝早|朝|上午|上[昼晝]|凌晨|清晨)\s*)?"
    r"(?!(?:1[3-9]|2\d)\s*[ap]\.?m)"
    r"\d{1,2}(?:\s*[:.h点點时時](?:oras?)?\s*(?:\d{1,2})?|\d\d)?\s*分?(?:\s*[ap]\.?m(?![a-z])\.?)?"
    r"(?:\s*(?:at night|(?:in the|d[ae]|a) (?:morning|afternoon|evening|night|manha|tarde|noite|madrugada)))?"
)
_BETWEEN = r"\s*(?:[-\u2010-\u2015\u2212~〜]|\b(?:to|until|till|and)\b|\b(?:ate|e)\b(?:\s+as?\b)?|\bas?\b|到|至|\s)\s*"
_FROM = r"(?:(?:d?as?|de|from|between|entre(?:\s+as?)?)\s+|[由从從]\s*)?"
_RANGE = Pattern(rf"{_FROM}(?P<begin>{_CLOCK}){_BETWEEN}(?P<end>{_CLOCK})")
_NUMBER = Pattern(rf"[{HAN_NUMERALS}]+")
_HALF = Pattern(r"(\d)\s*[點点时時]半")
_DAYS_END = Pattern(r"(?<![\d:.h点點时時])24(?=\s*(?:[:.]?00(?!\d)|[-–~点點时時h]))")
_MIDNIGHT = Pattern(r"\b(?:meia[ -]noite|midnight)\b|(?:午夜|半夜)(?!\s*[\d一二三四五六七八九十兩两])")
_MIDDAY = Pattern(r"\b(?:meio[ -]dia|noon|midday)\b|(?:中午|正午)(?!\s*\d)")
_WITHIN = Pattern(rf"(?<!\d){_RANGE.pattern}(?![\d/])")
_TOLD = Pattern(r"\d\s*(?:[:h點点时時]|[ap]\.?m\b|at night|(?:in the|d[ae]) [mnaet])")
"""A number that is a time of day, and not so many of something."""
_FRAMED = Pattern(r"\s*(?:between|entre|from|das|de)\b")
_ONE = Pattern(rf"(?<!\d){_CLOCK}(?![\d/])")
_BARE = Pattern(
    r"\b(?:after|past|before|until|till|depois d\w+|antes d\w+|a partir d\w+|ate as?) (\d{1,2})"
    r"(?=\W*$|\W+(?:please|pls|por favor|sff|pf)\W*$)"
)
"""“Nothing after nine”, with which a clause ends, and not “after nine posts”."""
_NO_UNIT = Pattern(r"(?<![\d:.h点點时時] )(?<![\d:.h点點时時])(\d{1,2})\.?(\d\d)?(?!\s*[\d:.h点點时時]|\s*[ap]\.?m)")
_NUMBERS = Pattern(r"[\d\s]+")
_MAY_TELL = Pattern(
    r"[\d点點时時]|午夜|半夜|midnight|meia[ -]noite|\b(?:night|noon)\b|\b[ap]\.?m\b|\bd?[aà]s\b.*[aà]s\b", re.IGNORECASE
)
"""What any message has that tells hours: most have none of it, and need not be looked at closely."""
_OF_QUIET = Pattern(
    r"\b(?:quiet|hush|silen\w+|silence|disturb\w*|mute\w*|sound|som|incomod\w+|perturb\w+|sossego|sleep\w*|dorm\w+|calad[oa])\b"
    r"|\bsossegad[oa]\b"
    r"|\bleave me alone\b"
    r"|\b(?:no|sem) (?:messages?|posts?|notifica\w+|mensagens|publicacoes)\b"
    r"|\bnao (?:me )?(?:envi|mand)\w+|\bdon['’]?t send\b|\b(?:nothing|nada) (?:between|entre|from|das)\b"
    r"|[唔不]好?要?[发發]|[别別勿][发發]"
    r"|打[扰擾]|[勿免]扰|[勿免]擾|嘈|吵|[静靜]|响|響|瞓|睡"
)
_ASLEEP = Pattern(r"\b(?:a?sleep\w*|in bed|night|dorm\w*|deitad[oa]|noite)\b|瞓|睡|夜|晚", re.IGNORECASE)
_AFTERNOON = Pattern(r"下|中午|正午|晏|tarde|afternoon|p\.?m")
_PART = Pattern(r"[晚夜下中正晏早朝上凌清]|(?<![a-z])[ap]\.?m|\bin the|\bat night|\b(?:d[ae]|a) [mtn]")
_NAP = Pattern(r"午[休睡觉覺]|\b(?:nap|siesta|sesta)\b", re.IGNORECASE)
_CLAUSES = Pattern(r"[,，;；。!！?？]|\.(?= |$)|[同和跟及與与]|\b(?:and|or|e|ou)\b", re.IGNORECASE)
_AFTER = Pattern(
    r"\b(?:after|past|later than|from .{1,9} on\w*|depois d\w+|a partir d\w+|passa d\w+)\b|[點点時时半][之以]?[后後]",
    re.IGNORECASE,
)
_BEFORE = Pattern(
    r"\b(?:before|b4|earlier than|until|till|antes d\w+|at[ée] [àa]s?)\b|[點点時时半][之以]?前", re.IGNORECASE
)
_EARLY = Pattern(r"\dam\b|\bam\b|morning|manh|[早朝晨]", re.IGNORECASE)
_EVENING, _MORNING = range(17, 24), range(4, 12)
"""Hours from which on, and until which, nobody would hear of posts."""
_SMALLEST, _NOON, _DAY_LONG, _LAST = 5, 12, 16, 24
LONGEST = 100
"""Characters of a sentence in which hours are looked for."""


def read_hours(text: str) -> tuple[time, time] | None:
    """Begin and end, or none when it cannot be read or both are the same."""
    said = _said(text)
    found = _RANGE.fullmatch(said) or _in_a_sentence(said)
    if found is None:
        return None
    begin, end = _time(found["begin"]), _time(found["end"])
    one_part = _AFTERNOON.search(found["begin"]) and not _PART.search(found["end"])
    if one_part and begin and end and begin.hour < end.hour + _NOON < _LAST:
        end = end.replace(hour=end.hour + _NOON)
    return None if begin is None or end is None or begin == end else (begin, end)


def hours_alone(text: str) -> tuple[time, time] | None:
    """The same of a message that says nothing else, and more than two numbers; or that asks for quiet."""
    if not _MAY_TELL.search(text):
        return None
    said = _said(text)
    alone = _RANGE.fullmatch(said) and not _NUMBERS.fullmatch(said)
    if alone or not _OF_QUIET.search(time_shape(text)):
        return read_hours(text) if alone else None
    hours = read_hours(text)
    if hours and _NAP.search(text) and hours[1].hour < _SMALLEST:
        return hours[0], hours[1].replace(hour=hours[1].hour + _NOON)
    return _by_night(*hours) if hours else None


def speaks_of_quiet(text: str) -> bool:
    """Whether it is about sound, or being left alone."""
    return bool(_OF_QUIET.search(time_shape(text)))


def would_sleep(text: str) -> bool:
    """Whether it speaks of the night, or of sleep, whatever the hour."""
    return bool(_ASLEEP.search(text))


def hour_told(text: str) -> time | None:
    """The one time of day that a message tells, as such: 晚上十一點後不要響; none when there are two, or none."""
    said = _said(text)
    found = [each for each in _ONE.finditer(said) if _TOLD.search(each[0])] if len(said) <= LONGEST else []
    return _time(found[0][0]) if len(found) == 1 else None


def bounds_told(text: str) -> tuple[time | None, time | None]:
    """From when on in the evening, and until when in the morning, there shall be quiet: “not after 9pm”."""
    late = early = None
    for clause in _CLAUSES.split(text):
        hour = hour_told(clause) or _bare_hour(clause)
        if hour and _AFTER.search(clause):
            noon = hour.hour >= _NOON or _EARLY.search(clause)
            late = late or (hour if noon else hour.replace(hour=hour.hour + _NOON))
        elif hour and _BEFORE.search(clause):
            early = early or hour
    return (late if late and late.hour in _EVENING else None), (early if early and early.hour in _MORNING else None)


def _bare_hour(clause: str) -> time | None:
    """The number behind “after” or “before” that can only be an hour."""
    found = _BARE.search(_said(clause))
    return time(int(found[1])) if found and int(found[1]) < _LAST else None


def _by_night(begin: time, end: time) -> tuple[time, time]:
    """11点到8点别吵我 is said of a night, and not of all day long."""
    hours = (end.hour - begin.hour) % _LAST
    all_day = hours > _DAY_LONG and begin.hour <= _NOON
    return (begin.replace(hour=(begin.hour + _NOON) % _LAST), end) if all_day else (begin, end)


def _said(text: str) -> str:
    """Lower case, half-width, without accents; numbers in words as digits, and half past."""
    said = _MIDDAY.sub("12:00", _MIDNIGHT.sub("0:00", simplified(text))).strip(" \n.,!。！")
    said = _NUMBER.sub(lambda found: str(han_number(found[0])), said)
    if len(said) <= LONGEST:
        hour = rf"\b(?!an?\b|uma?\b(?! e\b))({words()})\b"
        said = re.sub(hour, lambda found: str(latin()[found[1]]), said)
    return _HALF.sub(r"\1:30", _DAYS_END.sub("0", said))


def _in_a_sentence(said: str) -> re.Match[str] | None:
    """The only two times that a sentence tells; none when there are others, or none at all."""
    found = [each for each in _WITHIN.finditer(said) if _is_told(each)] if len(said) <= LONGEST else []
    return found[0] if len(found) == 1 else None


def _is_told(found: re.Match[str]) -> bool:
    """As times, or between two numbers with which a sentence ends."""
    return bool(_TOLD.search(found[0]) or (_FRAMED.match(found[0]) and found.end() == len(found.string)))


def _time(said: str) -> time | None:
    """The time of day; none where no clock has it. A mere number is an hour, 730 an hour and minutes."""
    try:
        clocks, _ = clocks_in(_NO_UNIT.sub(lambda found: f"{found[1]}:{found[2] or '00'}", said))
    except Mistake:
        return None
    return clocks[0].time if clocks else None
