"""Where a message says that its writer lives, is, or has moved to; pure."""

import re

from bot.hearing.patterns import Pattern
from bot.places import Spot
from handlers.audience.plain_words.telling import tells_a_tale
from handlers.audience.receiving.places import is_name, places_like, places_within
from handlers.reading.spelling import time_shape

_LIVES = Pattern(
    "搬|移[居民]|定居|(?<![掛挂記记留保])住|live|living|mov(?:e|ing)|relocat|vivo|viver|moro|morar|mud(?:ei|ar|ou)|resido|volt(?:ei|[aá]mos)",
    re.IGNORECASE,
)
_LEFT = Pattern(
    r"搬離|搬离|離開|离开|\bleft\b|\bleaving\b|\bmoved (?:away|out)\b|\bsa[ií] de\b|\bdeixei\b", re.IGNORECASE
)
"""Who left a place does not live there."""
_FROM = Pattern(
    r"[从從由].{2,6}?(?=搬|移|[到去嚟来來])|\bfrom .{2,24}? (?=to\b)|\bd[eao] .{2,24}? (?=para\b)", re.IGNORECASE
)
"""Where they came from, beside where they went."""
_NOT_THERE = Pattern(
    r"[不唔没沒冇](?:再|是|係|系)?(?:住|在|喺|身在){1,2}(?:[\u3400-\u9fff]{1,4}?)"
    r"(?=[喎喇啦了啊呀的嘅囉嚟]|[^\u3400-\u9fff]|[我佢而现現住喺在搬]|$)"
    r"|(?:\bnot|n['’]t|\bno longer) (?:live |living |based )?in [\w ]{2,20}?"
    r"(?=[,.;!?]|\b(?:but|i|now|anymore|any more)\b|$)"
    r"|\b(?:n[ãa]o|j[áa] n[ãa]o) (?:moro|vivo|estou) (?:em|no|na) [\w ]{2,20}?(?=[,.;!?]|\b(?:mas|agora|e)\b|$)",
    re.IGNORECASE,
)
"""Where they say that they are not."""
_IS_THERE = Pattern(
    r"我(?:而家|現在|现在|人|係|是)?(?:在|喺|住|住在|住喺|返咗|返到|返嚟|嚟咗|回到?|来到|來到)(.{2,8}?)(?:工作|返工|上班|打工|做嘢|讀書|读书|返學|上学|生活|居住)?[呀啊呢了㗎喎噃啦喇嘅的呗。！!]*"
    r"|我[的嘅]?(?:時區|时区)[是係]?(.{2,8}?)[。！!]*"
    r"|(?:(?:i am|i['’]?m|i live|i stay)(?: now| currently| living| based| staying| back)?|back) (?:in|at) (.{2,24}?)"
    r"(?: now| again| these days| at the moment| since .{2,12})?(?:,? not (?:in )?.{2,20})?[.!]*"
    r"|(?:eu |agora |já |de momento )*(?:estou|moro|vivo)(?: agora)? (?:em|no|na) (.{2,24}?)"
    r"(?: agora| neste momento)?[.!]*",
    re.IGNORECASE,
)
_AFTER = Pattern("[,，.。;；:：!！?？\n]|(?=[能可][以不否唔]?[能可以]*收|[收睇看][唔不得][唔不]?到|可[以唔不])")
_OF_THERE = Pattern(
    r"\b(?:matters?|makes? (?:a|any) difference|(?:is|will|would) (?:it|that|this) (?:be )?(?:ok|okay|a problem))\b"
    r"|\b(?:anything|something|stuff|things|posts?|stories|events?|ones?) (?:near|close|around|from|for|in)\w* "
    r"(?:me|here|by|there|to me)\b|\b(?:nearby|nearer|closer)\b"
    r"|\bwhat (?:does|will|would|do|happens|about)\b.*\b(?:chang\w+|living|outside|abroad|me|mean)\b"
    r"|\bo que (?:[ée] que )?muda\b|\bmuda (?:algo|alguma coisa)\b"
    r"|\b(?:importa|diferença|problema|mais perto)\b"
    r"|\b(?:coisas?|algo|hist[óo]rias|publica[çc][õo]es|eventos) (?:daqui|de c[áa]|(?:por )?aqui|(?:aqui )?perto)\b"
    r"|影[响響]|[关關][系係]|所[谓謂]|近[啲点點一]|收[得唔不]?[唔不]?到",
    re.IGNORECASE,
)
"""What is asked of a place beside what is there to see: whether it matters, and what there is of it."""


def asks_of_there(text: str) -> tuple[Spot, ...]:
    """Where they are, of whom the rest asks what that changes: “im in macau, does that matter?”."""
    told, *rest = _AFTER.split(text, maxsplit=1)
    spots = lives_at(told) if rest else ()
    name = _named_there(told)
    return spots if spots and (_OF_THERE.search(rest[0]) or time_shape(name) in time_shape(rest[0])) else ()


def _named_there(text: str) -> str:
    found = _IS_THERE.fullmatch(text.strip())
    return next(filter(None, found.groups()), "") if found else ""


def lives_at(text: str) -> tuple[Spot, ...]:
    """Where a message says that they are, and nothing else: 我住中山."""
    name = _named_there(text)
    return places_like(name) if name and is_name(name) else ()


def lives_beside(text: str) -> tuple[Spot, ...]:
    """Where they are, said in one clause of several: “what time is that, im in london”."""
    return next(filter(None, map(lives_at, _AFTER.split(text))), ())


def moved_to(text: str) -> tuple[Spot, ...]:
    """Places in a message that speaks of living or moving."""
    moved = _LIVES.search(text) and not has_left(text)
    return places_within(_FROM.sub(" ", _NOT_THERE.sub(" ", text))) if moved and not tells_a_tale(text) else ()


def has_left(text: str) -> bool:
    """Whether a message says that somebody left."""
    return bool(_LEFT.search(text))
