"""A sentence that says when a post goes out: 聽日朝早九點發, muda para sexta às 18h, 改到星期五下晝六點; pure.

What stands around the moment is taken off, so that the moment alone is read; a word more, and it is none.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.feasts import names_feast
from bot.mistakes import Mistake, Why
from handlers.partner.planning.reading_rule import read_rule, says_how_often
from handlers.reading.moment import Reading, read_time
from handlers.reading.span import shift_of
from handlers.reading.spelling import simplified, time_shape

LONGEST = 60
"""Characters of a message that may say no more than when."""
_HAN_BEFORE = (
    r"唔該|[把将將]|(?:[发發]送?|出街)?(?:[时時][间間]|日期|日子)|算[了啦數数]+|那[就么麼]?|[還还]是|不如|[寧宁][願愿]|麻[烦煩]你?|请|請|幫我|帮我|同我|不如|可唔可以|可不可以|能不能|我?想要?|我要|就|咁|好|得|佢|它|[喺在]"
    r"|呢?篇(?:帖文|帖子|嘢)?|這則帖文|这条(?:帖子)?|帖[文子]|(?:安排|排|定)[喺在到]?|[發发]送?[喺在]?|send|出街?[喺在]?(?!年)"
    r"|改[做到為为期成]*|[换換][成做到]|[轉转][做到去]?|推[遲迟]?[到至]|延[遲迟期]?[到至]|提[前早][到至]|[搬調调移][到去]"
)
_HAN_AFTER = (
    r"[發发](?:出去?|送|布|佈)?|送出|send(?:出去?)?|出街?|出去|[先啦喇吧呀啊啫嘅的呢吖得好嗎吗]|唔該晒?|謝謝|谢谢"
    r"|比[較较]好|好[啲些點点]|得唔得|可唔可以|可以|行不行|好唔好|啱唔啱"
)
_VERBS = (
    r"(?:(?:re)?agend|envi|mand|mud|pass|adi|antecip|marc|public)(?:a|ar|e)(?:-[ao])?|publique|marque|p[õo]e|p[ôo]r"
)
_LATIN_BEFORE = (
    r"actually|never ?mind|afinal|deixa estar"
    r"|please|ok(?:ay)?|yes|hi|kapok|can you|could you|i(?: would|['’]d)? (?:like|want|prefer|rather(?: have)?)(?: it)?"
    r"|let['’]?s|should|it|this"
    r"|(?:re)?schedule|send|publish|post|plan|move|change|put|push|postpone|make|bring|go(?:es)? out|that|the post|one"
    r"|(?:the|its) (?:time|hour|day|date)|by|a hora|a data|o hor[áa]rio"
    r"|forward|back|off|out|to|for|por favor|pf|sff|se faz favor|obrigad[oa]|sim|ent[ãa]o|ol[áa]|bom dia|boa tarde"
    r"|pode[sm]?|quero|queria|gostava|prefiro|preferia|que|ser|sai|sair|saia|fica|isto|isso|est[ea]|ess[ea]"
    r"|a publica[çc][ãa]o|o post"
    rf"|para?|pra|aos?|{_VERBS}"
)
_LATIN_AFTER = (
    r"please|thanks|thank you|instead|then|it|ok(?:ay)?|por favor|pf|sff|se faz favor|obrigad[oa]|est[áa] bem"
    r"|pode ser|ent[ãa]o"
)
_BEFORE = re.compile(rf"\s*(?:(?:{_HAN_BEFORE})|(?:{_LATIN_BEFORE})(?=[\s,:!.]|$))[\s,，:：!！.。、]*", re.IGNORECASE)
_AFTER = re.compile(rf"[\s,，!！?？.。]*(?:(?:{_HAN_AFTER})|(?<![^\W])(?:{_LATIN_AFTER}))\s*$", re.IGNORECASE)
_OF_TIME = (
    r"\d|[点點時时]|星期|[周週][一二三四五六日末]|[礼禮]拜|今[天日晚]|明[天日晚早]|聽[日晚]|[后後][天日]"
    r"|day\b|today|tonight|tomorrow|noon|hoje|amanh|feira|segunda|ter[çc]a|quarta|quinta|sexta|s[áa]bado|domingo|meio"
)
"""What names a moment: “not at nine” may stand beside another, “not at all” may not."""
_INSTEAD = re.compile(
    r"[\s,，]*(?:\b(?:in place of|instead of|rather than|(?:and )?not|em (?:vez|lugar) d[aeo]s?|e n[ãa]o(?: [àa]s)?)\b"
    rf"|而?不[是要]|唔[係好要]|代替|取代)(?=.*(?:{_OF_TIME})).{{1,16}}$",
    re.IGNORECASE,
)
"""What the moment takes the place of, said behind it: it stands at the post."""
_FROM = re.compile(
    r"^(?:(?:please )?(?:change|move|shift|put|push|bring|postpone|reschedule)(?: (?:it|this|that|the post))? from"
    r" .{1,12}? to\b|.{0,6}?(?:由|从|從).{1,8}?(?=[改轉转推延提搬調调移])"
    rf"|not (?:at |on )?[^,，;]{{1,14}}?(?:[,，;] ?(?:but )?| (?=at ))(?=.*(?:{_OF_TIME}))"
    rf"|n[ãa]o (?:[àa]s? |ao? )?[^,，;]{{1,14}}?(?:[,，;] ?(?:mas )?| (?=[àa]s ))(?=.*(?:{_OF_TIME}))"
    rf"|(?:不[是要]|唔[係好要])[^,，\s]{{1,8}}[,，\s](?:而?[是係]|要)?(?=.*(?:{_OF_TIME}))"
    r"|(?:mud|pass|alter|adi|antecip)\w*(?:-[ao])?(?: (?:isso|isto|a publica[çc][ãa]o))? d[aeo]s? .{1,10}? para\b)\s*",
    re.IGNORECASE,
)
"""The same before it."""
_OF_ITS_DAY = re.compile(
    r"(?<=[日天一二三四五六号號])[的嘅]?(?:那[次天]|嗰[次日])?改[到做为為成](?!.*(?:星期|[周週]|[礼禮]拜|[日号號]))"
)
"""Another hour on the day before it: 周日改到四点."""
_MOVES = re.compile(
    r"改|[轉转]|推[遲迟]?[到至]|延|提[前早]|[搬調调移]|[換换][成做到]|代替|取代"
    r"|\b(?:put (?:it )?off|move|change|reschedule|postpone|push|bring|instead|in place of|em (?:vez|lugar))\b"
    r"|\b(?:reagend|mud|pass|adi|antecip)(?:a|ar|e)\b",
    re.IGNORECASE,
)


class Scope(StrEnum):
    """Which rounds of a series another moment is for."""

    ONE = "one"
    ALL = "all"


_EDGE = r"[\s,，、:：;；。.!！()（）-]*"
_ONE = (
    r"(?:就|[净淨][係系])?只?(?:是|係|改|限)?[这這呢](?:一?次|一回)(?:而已|啫|就好|就得)?|仅此一次|僅此一次"
    r"|\b(?:only|just)(?: for)? (?:this|the next)(?: one| time| once)?\b|\bthis (?:one|time) only\b"
    r"|\b(?:s[óo]|apenas) (?:(?:d?est[ae]|a pr[óo]xima)(?: vez)?)\b"
)
_ALL = (
    r"(?:[从從由](?:[今此]|[这這]次|呢次|下次|[现現]在|而家)(?:起|开始|開始)?)?(?:以[后後]|之[后後]|今[后後]|往[后後])(?:每次|全部)?都?"
    r"|[从從由](?:[今此]|[这這]次|呢次|下次|[现現]在|而家)(?:起|开始|開始)都?|(?:每次|全部)都"
    r"|\b(?:from (?:now|then|here) on(?:wards)?|all of them|(?:for )?all (?:the )?(?:others|rounds)|always)\b"
    r"|\b(?:a partir de (?:agora|ent[ãa]o)|daqui (?:em|por) diante|de agora em diante"
    r"|(?:em )?tod[ao]s (?:elas|eles|as vezes)|sempre)\b"
)
_SCOPES = {
    scope: re.compile(rf"{_EDGE}(?:{words})(?:改(?=\W*$))?{_EDGE}", re.IGNORECASE)
    for scope, words in ((Scope.ONE, _ONE), (Scope.ALL, _ALL))
}
_ONCE_UNDERSTOOD = frozenset(
    {Why.NO_SUCH_TIME, Why.DAYS_DIFFER, Why.WHICH_MOMENT, Why.ONE_DAY_A_MONTH, Why.FEAST_MOVES}
)
"""It was meant as a moment all the same."""


@dataclass(frozen=True, slots=True)
class Said:
    """When, as somebody said it: the sentence without what stands around it, and a day if it is no rule."""

    text: str
    reading: Reading | None
    moves: bool
    """They speak of a post that has its moment."""


def scoped(text: str) -> tuple[Scope | None, str]:
    """For which rounds it is meant, where that is said, and the rest of the text."""
    for scope, pattern in _SCOPES.items():
        if (found := pattern.search(text)) and (rest := f"{text[: found.start()]} {text[found.end() :]}".strip()):
            return scope, rest
    return None, text


def bare(text: str) -> str:
    """The moment without the words around it; the text as it came when nothing but these is in it."""
    rest = text.strip().rstrip("?？!！.。~～ ") or text
    alone = _INSTEAD.sub("", _FROM.sub("", _OF_ITS_DAY.sub(" ", rest)))
    replaces, rest = alone != rest and bool(alone), alone or rest
    while (found := _BEFORE.match(rest)) and found.end() < len(rest):
        rest = rest[found.end() :]
    while (found := _AFTER.search(rest)) and found.start() > 0:
        rest = rest[: found.start()]
    return f"at {rest}" if replaces and rest.isdigit() else rest  # nobody puts a day in place of an hour


def said_when(text: str, now: datetime, *, month_first: bool = False) -> Said | None:
    """When a post shall go out, if the whole sentence says nothing else."""
    if len(text) > LONGEST or "\n" in text.strip():
        return None
    scope, about = scoped(text)
    moves = scope is not None or bool(_MOVES.search(text) or _FROM.search(text))
    for rest in dict.fromkeys((text, bare(text), bare(about))):
        try:
            if says_how_often(rest):
                if read_rule(rest, now, month_first=month_first).clock is None:
                    continue
                return Said(text if scope else rest, None, moves)
            shifted = shift_of(simplified(rest)) is not None
            reading = None if shifted else read_time(rest, now, month_first=month_first)
            if reading and reading.clock is None and rest == text and names_feast(time_shape(text)):
                return None  # who writes no more than 中秋 may look for its stories
            return Said(text if scope else rest, reading, moves or shifted)
        except Mistake as mistake:
            if mistake.why in _ONCE_UNDERSTOOD:
                return Said(text if scope else rest, None, moves)
    return None
