"""What a message tells by its words alone: where its writer lives, a tale of the past, a complaint; pure."""

import re

from bot.aliases import language_named
from bot.languages import Form
from bot.places import Spot
from handlers.audience.places import is_name, places_like, places_within

_NOT = re.compile(r"[不唔没冇無无]|n['’]?t\b|\bn[aã]o\b", re.IGNORECASE)
"""Who does not read a language asks for another one."""
_OR_NOT = re.compile(r"(.)[不唔]\1|唔[該该]|[不唔]好意思")
"""可唔可以, 識唔識, 唔該: a question or a please, which refuse nothing."""
_WHY = re.compile(r"为什么|為什麼|為甚麼|为何|為何|为啥|怎么|怎麼|點解|做乜|\bwhy\b|\bporqu[eê]\b", re.IGNORECASE)
"""Who asks why they were answered in a language does not ask for it."""
_SPEAKS = re.compile(r"[说說讲講用会會識懂]|\bspeak|\btalk|\bfala", re.IGNORECASE)
_LIVES = re.compile(
    "[搬住]|live|living|mov(?:e|ing)|relocat|vivo|viver|moro|morar|mud(?:ei|ar|ou)|resido", re.IGNORECASE
)
_IS_THERE = re.compile(
    r"我(?:而家|現在|现在|人)?(?:在|喺|住|住在|住喺)(.{2,8}?)(?:工作|返工|上班|讀書|读书|返學|上学|生活|居住)?[呀啊呢了。！!]*"
    r"|我[的嘅]?(?:時區|时区)[是係]?(.{2,8}?)[。！!]*"
)
_PAST = re.compile(
    "小时候|小時候|细个嗰|細個嗰|以前|从前|從前|当年|當年|那时|那時|嗰陣|嗰時|儿时|兒時"
    r"|\bwhen i was\b|\bused to\b|\bem criança\b|\bantigamente\b",
    re.IGNORECASE,
)
_ASKS = re.compile("[?？吗嗎]|请问|請問|點樣|怎样|怎樣")
SHORTEST_TALE = 25
"""Characters of a message that tells of the past rather than mentions it."""
_COMPLAINS = re.compile(r"投诉|投訴|不满|不滿|\bcomplain|\breclama[rçc]|\bqueixa", re.IGNORECASE)
_TO_THEM = re.compile(
    r"[问問]下|[问問]一下|问问|問問|[找搵].{1,10}[的啲嘅]人|咨询|諮詢|查询|查詢|联系|聯繫|聯絡|投诉|投訴|反映|留言|[跟同和](.{1,12})[讲講说說聊傾倾]"
    r"|\bcontact\b|\bcomplain|\bcontactar\b|\breclamar\b",
    re.IGNORECASE,
)


def language_wanted(text: str) -> Form | None:
    """The language that is named in a message which does not refuse it, nor wonder at it."""
    refused = _NOT.search(_OR_NOT.sub("", text)) or _WHY.search(text)
    return None if refused else language_named(text)


def language_asked_for(text: str) -> Form | None:
    """The same where it is a question whether the bot speaks it."""
    return language_wanted(text) if _SPEAKS.search(text) else None


def lives_at(text: str) -> tuple[Spot, ...]:
    """Where a message says that they are, and nothing else: 我住中山."""
    found = _IS_THERE.fullmatch(text.strip())
    name = next(filter(None, found.groups()), "") if found else ""
    return places_like(name) if name and is_name(name) else ()


def moved_to(text: str) -> tuple[Spot, ...]:
    """Places in a message that speaks of living or moving."""
    return places_within(text) if _LIVES.search(text) and not tells_a_tale(text) else ()


def tells_a_tale(text: str) -> bool:
    """Whether it is long and tells of the past: more likely a story than a wish."""
    return len(text) >= SHORTEST_TALE and bool(_PAST.search(text)) and not _ASKS.search(text)


def complains(text: str) -> bool:
    """Whether it says that it complains."""
    return bool(_COMPLAINS.search(text))


def is_for_a_partner(text: str) -> bool:
    """Whether it would have something said or asked, by words that would be strange of the bot's own stories."""
    return bool(_TO_THEM.search(text))
