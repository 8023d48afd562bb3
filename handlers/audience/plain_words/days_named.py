"""Days and feasts that a message names, or asks for; pure."""

import re
from datetime import date

from bot.feasts import feast_day
from bot.hearing.patterns import Pattern
from handlers.reading.spelling import time_shape

_WHEN = Pattern(
    r"\b(?:when(?: is| are|['’]?s)|(?:what|which) (?:day|date) is|quando (?:é que )?(?:é|e|são|sao|vai ser|calha|cai)"
    r"|que (?:dia|data) (?:é|e|calha|cai)) (?:[oa]s? )?(?P<what>.+)"
    r"|[几幾][号號日月]|[几幾][时時]|[什甚][么麼][时時]候|何[时時]|[哪边邊]一?[天日]",
    re.IGNORECASE,
)
"""What stands first after it is asked for; around Chinese words for it, anything."""
_DAY = (
    r"(?:今[天日晚早]|[聽听]日|[聽听]晚|明[天晚早日]|[后後][天日]"
    r"|[下上这這今呢]*[个個]?(?:周|週|星期|礼拜|禮拜)[一二三四五六日天末]|(?:[下这這呢]|下下)[个個]?(?:周|週|星期|礼拜|禮拜)"
    r"|下[个個]月|[今呢這这下][個个]?weekend|[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}[日号號]"
    r"|\b(?:today|tonight|tomorrow|(?:this |next |the )?weekend|next (?:week|month)"
    r"|(?:this |next |on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
    r"|\b(?:hoje|amanh[ãa]|esta noite|(?:este |no |pr[óo]ximo )*fim[ -]de[ -]semana|(?:na )?pr[óo]xima semana"
    r"|semana que vem|pr[óo]ximo m[êe]s|(?:no |este |pr[óo]ximo )*(?:s[áa]bado|domingo)"
    r"|(?:na |pr[óo]xima )+(?:segunda|ter[çc]a|quarta|quinta|sexta)\b(?:[ -]feira)?"
    r"|(?:segunda|ter[çc]a|quarta|quinta|sexta)[ -]feira)\b"
    r"|\b\d{1,2}(?:st|nd|rd|th)? (?:of |de )?"
    r"(?:jan|fe[bv]|mar|a[pb]r|ma[yi]|ju[nl]|a(?:ug|go)|se[pt]|o[cu]t|nov|de[cz])[a-zç]*\b)"
)
_A_DAY = Pattern(_DAY, re.IGNORECASE)
_A_FEAST = Pattern(
    r"元旦|五一|[国國][庆慶]|[圣聖][诞誕]|平安夜|春[节節]|新年|[过過]年|中秋|端午|[暑寒]假"
    r"|\bchristmas\b|\bnew year|\bnatal\b|\bano novo\b",
    re.IGNORECASE,
)
_DAY_ALONE = Pattern(
    rf"(?:咁|那么|那麼|那|and |e )?(?:{_DAY}[ ,，]*)+(?:晚上|夜晚|下午|上午|[日天早晚])?[呢呀啊嘅的]*\W*", re.IGNORECASE
)


def feast_asked(text: str, today: date) -> date | None:
    """The day of the feast that a message asks for: “when is Chinese New Year”."""
    when = _WHEN.search(text)
    return feast_day(time_shape(when["what"] or text), today, first=bool(when["what"])) if when else None


def names_a_day(text: str) -> bool:
    """Whether a day, or a few, is named: 聽日, “this weekend”."""
    return bool(_A_DAY.search(text))


def without_a_day(text: str) -> str:
    """A message without the days that it names."""
    return _A_DAY.sub(" ", text)


def names_a_time(text: str) -> bool:
    """The same, or a feast is named."""
    return names_a_day(text) or bool(_A_FEAST.search(text))


def is_a_day(text: str) -> bool:
    """Whether a message says a day and nothing else: who asks so wants to know what is on."""
    return bool(_DAY_ALONE.fullmatch(text.strip()))
