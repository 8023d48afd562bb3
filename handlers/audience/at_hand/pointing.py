"""What a short message says of something that was just shown, and not named: “who wrote it?”, 喺邊度㗎.

`bot/data/points/shown.ngrams` tells it, made by tools/meaning from our own sentences (docs/meaning.md). Whoever asks
must know that something was shown: “how much is it” is about nothing else then, and about the bot otherwise.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache

from bot.hearing.meaning import NONE, SHOWN, likelihoods
from bot.hearing.patterns import Pattern
from bot.hearing.shape import shape

LONGEST = 48
"""Characters of a message that only points."""
SURE, LIKELIEST = 0.6, 0.4
"""How likely it must be that it asks any of these, and that it asks this."""


class Points(StrEnum):
    """What it asks of the story, partner or list that it points at."""

    AUTHOR = "author"
    PICTURES = "pictures"
    WHEN = "when"
    WHERE = "where"
    PRICE = "price"
    STILL = "still"
    """Whether it still goes on."""
    JOIN = "join"
    """Whether and how one can take part."""
    SHORT = "short"
    WHOLE = "whole"
    ALOUD = "aloud"
    BEFORE = "before"
    AFTER = "after"
    ALIKE = "alike"
    ONWARD = "onward"
    """To be sent to somebody."""
    THEIRS = "theirs"
    """What else the same partner wrote."""
    ABOUT = "about"
    """Who that partner is."""
    FOLLOW = "follow"
    """That partner, whose posts shall come."""
    NONE = "none_of_these"
    """None of a list."""
    UNDO = "undo"
    HOW_LONG = "how_long"
    """How long what was set, or what is told of, will last."""


_FILLED = Pattern(
    r"^(?:(?:ok|oh|hey|hm+|nice|cool|and|but|so|e|mas|ent[ao]o|olha|ah) )+(?=\S+ \S)"
    r"|(?<=\S )(?:though|btw|by the way|then|now|lol|j[a]? agora|ai|la|ne|entao) *$"
)
"""What changes nothing at either end, in the shape of what is compared."""


@lru_cache(maxsize=64)
def pointed(text: str) -> Points | None:
    """What a whole message asks of something that it does not name; none when it says anything else."""
    said = _FILLED.sub("", shape(text)) if len(text.strip()) <= LONGEST else ""
    if not said:
        return None
    found = likeliest(likelihoods(said, SHOWN))
    return None if found == NONE else Points(found)


def likeliest(likely: Mapping[str, float]) -> str:
    """What is asked by how likely each is, or `none`: two that share what is sure are no reason to be silent."""
    if 1 - likely[NONE] < SURE:
        return NONE
    best = max((each for each in likely if each != NONE), key=likely.__getitem__)
    return best if likely[best] >= LIKELIEST else NONE


_HOURS = (
    r"\d{1,2}[:：h]\d{2}|\b\d{1,2} ?(?:am|pm|h)\b|\d{1,2}[点點时時]|(?:星期|[周週禮礼]拜?)[一二三四五六日天末]"
    r"|\d{1,2}月(?:\d{1,2}[日号號])?|[每逢]日|每天|\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b"
    r"|\b(?:s[áa]bados?|domingos?|segundas?|ter[çc]as?|quartas?|quintas?|sextas?)\b|\bevery day\b|\btodos os dias\b"
    r"|\b\d{1,2} (?:de )?(?:jan|fe[bv]|mar|a[pb]r|ma[iy]|jun|jul|a[ug]go?|se[pt]|o[cu]t|nov|de[cz])"
)
FACTS = {
    Points.WHEN: Pattern(_HOURS, re.IGNORECASE),
    Points.STILL: Pattern(_HOURS, re.IGNORECASE),
    Points.WHERE: Pattern(
        r"[\u3400-\u9fff](?:路|街(?!坊)|巷|大道|碼頭|码头|地[铁鐵]站|[廣广][場场]|博物[館馆]|公[園园]|[郵邮]局"
        r"|[紀纪]念堂|[書书]院|祠堂?|江[邊边畔])"
        r"|\b(?:Road|Street|Avenue|Square|Park|Museum|Station|Office|Hall|Temple|Tower|Rua|Avenida|Pra[çc]a|Parque"
        r"|Museu|Esta[çc][ãa]o|Torre|Memorial)\b"
    ),
    Points.PRICE: Pattern(
        r"免[费費票]|收[费費]|[门門]票|票[价價]|\d ?[元蚊]|[¥￥$€]|\b(?:RMB|MOP|HKD|CNY)\b|\bfree\b"
        r"|\btickets?\b|\bentrada livre\b|\bgr[áa]tis\b|\bgratuit|\bbilhetes?\b",
        re.IGNORECASE,
    ),
    Points.JOIN: Pattern(
        r"[报報]名|[预預][约約订訂]|名[额額]|入[场場]|[欢歡]迎"
        r"|\b(?:register|registration|book(?:ing)?|sign up|places|welcome|entry|admission|inscri[çc]"
        r"|marca[çc][ãa]o|lugares|vagas|entrada|bem-vind)",
        re.IGNORECASE,
    ),
}
"""How a sentence of a story tells this."""
