"""How often and at what time of day something shall come, in a sentence that says more: 每日夜晚八點半一次過俾我; pure.

For who speaks to the bot in passing. Who plans a post writes a rule, all of which must be understood.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import time
from functools import cache, lru_cache

from bot.dayparts import PARTS, part_of
from bot.digests import Change, Rhythm
from bot.hearing.patterns import Pattern, Several, any_of
from bot.mistakes import Mistake
from bot.numerals import latin
from handlers.reading.clock import Clock, clocks_in
from handlers.reading.spelling import simplified, time_shape
from handlers.reading.weekdays import DAY_NAMES, EVERY, LATIN_DAY, weekdays_in

LONGEST = 120
"""Characters of a sentence in which a rhythm is looked for."""
_WEEK = r"(?:星期|礼拜|禮拜|[周週])"
_DAILY = any_of(
    r"每\s?[一1]?[天日晚朝夜]|天天|日日|晚晚|朝朝|逐日|[一1][天日](?=[一1]次|[一1]?[条條则則])",
    r"\b(?:every|each)(?: single)? (?:days?|nights?|evenings?|mornings?|afternoons?)\b|\b(?:dai|night)ly\b",
    r"\b(?:once|1|1x|uma vez|1 vez) (?:an?|per|ao?|por) (?:day|dia)\b|\b(?:per|a) day\b|\bpor dia\b",
    r"\btodos os dias\b|\btodas as (?:noites|manhas|tardes)\b|\bcada dia\b|\bdiari[oa]",
)
_WEEKLY = any_of(
    rf"每\s?[一1]?[个個]?\s?{_WEEK}|逢\s?{_WEEK}?",
    r"\b(?:every|each|per|a|in a) week\b|\bweekly\b",
    r"\b(?:por|a|na|cada|uma) semana\b|\btodas as semanas\b|\bsemanal",
)
_ONCE = Pattern(rf"(?:[一1]|每\s?[一1]?)[个個]?\s*{_WEEK}\s*(?=[一1两兩2]\s*[次条條则則篇])")
"""Without it 一個禮拜一次 names a Monday."""
_BARE = Pattern(
    rf"\b((?:to|until|till?|para(?: as)?|make it|rather|que seja|daily|days?|diari[oa]|dias?|{LATIN_DAY})s?)"
    r" (\d{1,2})"
    r"(?=\W*$|\s(?:pls|please|pf|por favor)\W*$)"
)
"""“Digest daily 8”, “change it to 11”."""
_PLURAL = Pattern(r"\b(morning|afternoon|evening|night)s\b")
_DOING = (
    (
        any_of(
            r"(?:上班|返工|[開开]工|出[门門])[之以]?前|起床|早餐|\bwak(?:e|ing) up\b|\bbreakfast\b",
            r"\bbefore (?:i (?:go to )?)?(?:work|the office|school)\b",
            r"\bantes d[oe] (?:ir )?trabalh|\bpequeno[ -]almoco\b|\bacord(?:o|ar)\b",
        ),
        time(8),
    ),
    (any_of(r"午[飯饭餐]|食晏|\blunch\w*|\balmoco\b"), time(12)),
    (
        any_of(
            r"[下收放][班工學学]|返到屋企|回到家|晚[飯饭餐]|\bdinner\b|\bjantar\b",
            r"\b(?:after|when i (?:finish|get (?:off|home|back)(?: from)?)) (?:work|the office|school)\b|\bget home\b"
            r"|\bafter (?:work(?:ing)?|office) h(?:ou)?rs\b",
            r"\bdepois d[oae] (?:trabalh|escritorio|emprego|aulas)|\bsai(?:o|r) do (?:trabalho|emprego)\b"
            r"|\bchego a casa\b",
        ),
        time(19),
    ),
    (
        any_of(
            r"[瞓睡][觉覺]?[之以]?前|\bbefore (?:bed\w*|i (?:go to )?(?:sleep|bed))\b|\bantes de (?:dormir|me deitar)\b"
        ),
        time(22),
    ),
)
"""What people do at about the same time of day."""
_PARTS: Mapping[str, time] = {"凌晨": time(6), "上午": time(8), "中午": time(12), "下午": time(15), "晚上": time(20)}
"""What a part of the day comes to where no hour is told."""
_ONLY = any_of(r"[只淨净]|\b(?:only|just|so|apenas)\b|先(?=[发發]|send|好)|才[发發]|\bweekends\b|\bfins de semana\b")
_SURE = Pattern(r"\d\s*[:h]|\d\s*[ap]\.?m\b|(?<!\d)(?:1[3-9]|2[0-3])(?!\d)", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_TELLS = Several((_DAILY, _WEEKLY, _ONCE, EVERY, *(doing for doing, _ in _DOING), *PARTS, *DAY_NAMES))
"""One of these, or a digit, is in whatever tells a rhythm or a time."""
_NOON, _DAY, _HOUR = 12, 24, 60
_NUMBER = Pattern(r"(\d{1,2})[.:]?(\d\d)?")
_AROUND = Pattern(
    r"[^\w\u3400-\u9fff]+|\b(?:no|nope|not|nah|wait|sorry|actually|ok(?:ay)?|yes|yeah|sure|then|and|but|please|pls|plz|hm+|s"
    r"|make|change|move|set|put|switch|start|begin|end|it|that|this|to|at|on|in|until|till|til|from|for|the|a|of|by"
    r"|about|around|instead|rather|better"
    r"|lets|let|us|say|try|i|mean|meant|era|want|would|prefer|like|is|be|fine|good|works|thanks?|time|oclock|only|just"
    r"|nao|sim|afinal|antes|entao|mas|e|ou|melhor|pode|ser|por|favor|pf|sff|quero|prefiro|queria|muda|mude|mudar|mete"
    r"|poe|ponha|passa|passe|para|pra|digo|isso|fica|fique|as|os|o|ao|aos|na|no|nas|nos|de|da|do|das|dos|em|so|la"
    r"|ate|desde|vez|disso|se|fosse|comec\w+|acab\w+|hora|horas|cedo|tarde|obrigad[oa]|dia|dias|todos|todas|feira)\b"
    r"|[到至從从由]|[開开]始|[结結]束|好[啲些点點]|改(?:成|為|为|做|到|返)?|[换換](?:成|做)?|[调調](?:成|到)?|[不唔](?:是|係|系|對|对|啱)|[是係系]|[不唔]如|都|就|[还還]|定"
    r"|好[了啦喇]?|吧|啦|喇|呀|啊|嘅|的|了|囉|啰|喎|嘛|呢|行|得|可以|[请請]|唔該|[麻][烦煩]|[时時]候?|[钟鐘鍾]|先|[喺在於于]"
    r"|我|想要?|要|算|那|咁|每|逢|[一1]?次|[个個]|早|晚|發|发|send|[俾畀给給]"
)
"""What may stand around a time and says nothing else of its own, in plain letters."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a sentence tells: how often, at what time, on which days of the week."""

    every: Rhythm | None = None
    at: time | None = None
    days: frozenset[int] = frozenset()
    hour: bool = False
    """The time is told as an hour, and not by a mere part of the day."""
    sure: bool = False
    """Nothing but that time can be meant: nine may be in the evening as well."""
    again: bool = False
    """It is told that it shall come again and again, or at no other time."""
    alone: bool = False
    """The sentence says something, and nothing else."""

    @property
    def says(self) -> bool:
        """Whether anything is told."""
        return bool(self.every or self.at or self.days)

    @property
    def rhythm(self) -> bool:
        """Whether how often is told."""
        return bool(self.every or self.days)

    @property
    def changes(self) -> tuple[Change, ...]:
        """What of a digest this may mean: several days are one choice each, since it comes on one."""
        if 1 <= len(self.days) < len(_EVERY_DAY):
            return tuple(Change(Rhythm.WEEK, self.at, day) for day in sorted(self.days))
        return (Change(Rhythm.DAY if self.days else self.every, self.at),)

    def near(self, standing: time) -> "Told":
        """The same, said of what stands at another time: “make it nine” of 18:00 is 21:00."""
        if self.at is None or self.sure or self.at.hour > _NOON:
            return self
        return replace(self, at=self.at.replace(hour=self.at.hour % _NOON + _NOON * (standing.hour >= _NOON)))


_EVERY_DAY = frozenset(range(7))


@lru_cache(maxsize=64)
def rhythm_told(text: str) -> Told:
    """What it tells; nothing of a text that is too long, or has an hour that no clock has."""
    if len(text) > LONGEST:
        return Told()
    said = _PLURAL.sub(r"\1", simplified(text))
    said = _BARE.sub(r"\1 at \2", _in_words().sub(_in_digits, said))
    if not (_DIGIT.search(said) or _TELLS.may_be_in(said)):
        return Told(again=bool(_ONLY.search(said)))
    try:
        clocks, rest = clocks_in(said)
    except Mistake:
        return Told()
    every = Rhythm.DAY if _DAILY.search(said) else Rhythm.WEEK if _WEEKLY.search(said) or _ONCE.search(said) else None
    days, left = weekdays_in(_ONCE.sub(" ", rest))
    at, part = _time(said, clocks)
    sure = bool(part or _SURE.search(time_shape(text)))
    again = bool(every or EVERY.search(said) or _ONLY.search(said))
    if not (every or at or days):
        return Told(hour=bool(clocks), sure=sure, again=again)
    left = EVERY.sub(" ", _DAILY.sub(" ", _WEEKLY.sub(" ", left)))
    return Told(every, at, days, bool(clocks), sure, again, alone=not _AROUND.sub("", left))


def time_alone(text: str) -> Told:
    """An hour that is a mere number, of a text that says nothing else: “make it 11 instead”, “10 would be better”."""
    said = _number_words().sub(lambda found: str(latin()[found[0]]), simplified(text)) if len(text) <= LONGEST else ""
    at = time_typed(_AROUND.sub("", said))
    return Told(at=at, hour=True, alone=True) if at else Told()


@cache
def _number_words() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_hours_said(besides={'a', 'an', 'um', 'uma'})})\b")


def _hours_said(besides: Collection[str]) -> str:
    """Hours in words, as alternatives of a pattern, but for those that are said of other things, too."""
    return "|".join(word for word, hour in latin().items() if 0 < hour < _DAY and word not in besides)


def _time(said: str, clocks: tuple[Clock, ...]) -> tuple[time | None, bool]:
    """The time of day, and whether its part of the day is told."""
    if clocks:
        return clocks[0].time, bool(part_of(said))
    if done := next((at for doing, at in _DOING if doing.search(said)), None):
        return done, True
    part = part_of(said)
    return _PARTS.get(part), bool(part)


@cache
def _in_words() -> Pattern:
    words = _hours_said(besides={"a", "an", "um"})
    return Pattern(rf"\b((?:make it|change it to|change to|rather|que seja) )({words})\b(?! (?:days?|weeks?))")


def _in_digits(found: re.Match[str]) -> str:
    """Of “make it nine” the number."""
    return f"{found[1]}{latin()[found[2]]}"


def time_typed(text: str) -> time | None:
    """The time of day that answers the question for one, where a mere number is one: 7:30, 9, 730."""
    if told := rhythm_told(text).at:
        return told
    found = _NUMBER.fullmatch(text.strip())
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (_DAY, 0)
    return time(hour, minute) if hour < _DAY and minute < _HOUR else None
