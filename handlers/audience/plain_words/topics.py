"""What a message that asks for stories is about, and what is looked for, one thing after another; pure."""

import re
from collections.abc import Sequence

from bot.hearing.months import spoken
from bot.hearing.patterns import Pattern
from bot.hearing.topics import nouns_of
from bot.lookup import name_shape
from bot.places import Place
from bot.searching import Sought, only_names, without_asking
from bot.texts import HAN_CHARACTER
from handlers.audience.plain_words.days_named import names_a_day, names_a_time
from handlers.audience.plain_words.named import city_named
from handlers.audience.plain_words.telling import asks
from handlers.audience.receiving.places import is_name

LONGEST_NAME = 6
"""Characters of a message that is a name and not a sentence."""
_ABOUT = Pattern(r"\b(?:about|abt|sobre)\b", re.IGNORECASE)
"""Between the asking for stories and what they shall be about."""
_OF_WHAT = Pattern(
    r"\b(?:in|at|from|near|around|for|with|em|n[oa]s?|d[eoa]s?|perto d[eoa]|para|com)\s+"
    r"(?P<what>[^\W\d_][\w'’ -]+?)[\s?!.]*$",
    re.IGNORECASE,
)
"""What stands at the end of any sentence, which tells where, or for whom: “what is on in Shaoguan”."""
_ON_WHAT = Pattern(
    r"\b(?:about|abt|sobre|(?:anything|something|stories|posts?) on) (?P<what>[^\W\d_][\w'’ -]+?)"
    r"(?: (?:for|para|to|que|that|in my|na minha|no meu)\b.*| (?:tens|t[êe]m|h[áa]|please|sff|pf)\W*$|[,;.!?…].*)?$",
    re.IGNORECASE,
)
"""What is told first, whomever it is for: “about opera for my class”."""
_NO_NAME = (
    r"(?!(?:it|th(?:at|is|ere|ose|ese|e)|your?|my|any|more|some|new(?:est)?|next|last|latest|old|good|best|nice|other|all|few"
    r"|one|short|long|funny|interesting|read|see|show|send|give|find|want|have|got|about|like|just|city|events?|posts?"
    r"|updates?|stor(?:y|ies)|everything|something|isto|isso|pr[óo]xim[oa]|a|o|as|os)\b)"
)
_WHEN_IS = Pattern(
    r"\b(?:when|where|what (?:time|day|date)|how much)(?: (?:is|are|was|does|do)|['’]?s) (?:the |an? |this |that )?"
    rf"(?P<what>{_NO_NAME}[^\W\d_][\w'’-]+(?: {_NO_NAME}[^\W\d_][\w'’-]{{2,}})?)"
    r"|\b(?:quando|onde|a que horas|que dia|quanto)"
    r"(?: (?:[ée] que |fica |custa |come[çc]a |abre |vai ser |[ée] |s[ãa]o ))+"
    rf"(?:[oa]s? )?(?P<pt>{_NO_NAME}(?!sai|saem|ve[mn]|cheg|envi|publi|abre|come)[^\W\d_][\w'’-]+"
    r"(?: d[eoa]s? [^\W\d_]\w+)?)",
    re.IGNORECASE,
)
"""“When is the lantern fair”: what such a question names first."""
_STORIES_OF = Pattern(
    rf"\b(?P<what>(?:{_NO_NAME}[^\W\d_]{{3,}} )?{_NO_NAME}[^\W\d_]{{3,}}) (?:stories|story|articles?)\b", re.IGNORECASE
)
"""“Any food stories”."""
_TO_READ = Pattern(r"\b(?:to|para|pra) (?:read|watch|look at|ler|ver)\b.*", re.IGNORECASE)
"""Where and when they will read it tells nothing of the story."""
_WHERE = Pattern(
    r"(?:(?:请问|請問|唔該|想问|想問)[，, ]*)?[在喺]?(?!附近|最近|[这這那呢嗰][里裡裏边邊度]|[我你]|今|有)"
    r"(?P<what>(?:(?![同和跟與与])[\u3400-\u9fff]){2,8}?)"
    r"(?:那边|那邊|嗰邊|這邊|这边|呢邊|附近|隔離|一带|一帶|最近|而家|现在|現在)*"
    r"(?:有[咩乜啥冇没沒無无什甚哪邊边]|有你[们們哋]|有(?:活[动動]|故事|故仔|[节節]目|嘢))"
)
"""The same at the beginning of a Chinese one: 順德有咩食."""
_HERE = Pattern(r"(?<=\w) (?:in|at|from|of|em|de) (?:guangzhou|canton|cant[ãa]o)$", re.IGNORECASE)
"""All stories are told here."""
_WITHIN_A_CLAUSE = Pattern(
    r"(?:[为為][何啥]|點解|[为為]?[什甚][么麼]|怎[么麼样樣]|[是係][否咪])(?:[会會]?[叫有係是]|[会會])?"
)
_OF_A_TIME = Pattern(
    r"\b(?:to(?:day|night|morrow)|\w+days?|weeks?|weekends?|month|year|morning|evening|night|afternoon|moment|now"
    r"|hoje|amanhã|noite|tarde|manhã|semana|mês|ano|momento|agora|\w+-feira|sábado|domingo)\b",
    re.IGNORECASE,
)
_ONE_WORD = Pattern(
    r"\W*(?:(?=\w*[aeiouyáéíóúâêôãõà])[^\W\d_\u3400-\u9fff]{4,24}"
    r"|(?![食吃飲饮喝行走坐]|阿[仔女媽妈爸爺爷嫲婆公哥妹姐])(?:(?![我你您佢他她它係是喺在唔不没沒冇無无好太很真多少有咩乜吗嗎嘛未了咗啦喇呀啊嘅的緊"
    r"紧過过想要去睇看聽听做講讲说說幾几點点邊边哪谁誰啲呢哦死返嚟來来晒咁噉])"
    r"[\u3400-\u9fff]){2,4}"
    r"|[\u3400-\u9fff]{3,9}(?:[堂寺廟庙祠塔橋桥街路巷坊里村鎮镇區区縣县山湖島岛沙洲湧涌園园館馆院城樓楼墟站場场廣广]|書院|书院|大[廈厦學学]"
    r"|碼頭|码头|故居|舊址|旧址))[^\w!！]*",
    re.IGNORECASE,
)
"""A word of letters, or a Chinese name: a short one, or one that ends as names of places do; no shout, no “shhh”."""


def one_word(text: str) -> bool:
    """Whether it is one word of letters, or a short Chinese name: nothing else can be meant than what it names."""
    return bool(_ONE_WORD.fullmatch(text))


def missed_in(text: str) -> str:
    """What they want stories about, if they say no more or it is told apart from the asking; no Chinese sentence."""
    if HAN_CHARACTER.search(text) and not nouns_of(text):
        return ""
    sought = without_asking(text)
    named = (
        (len(text) <= LONGEST_NAME or one_word(text)) and only_names(text) and not asks(text) and not names_a_day(text)
    )
    apart = named or ("," not in sought and _ABOUT.search(text) and sought != " ".join(text.split()))
    return sought if apart and Sought(words=text, overheard=True).wanted else ""


def topics_of(text: str) -> tuple[str, ...]:
    """What a message that asks for stories would have them be about, one after another: all of it, then the rest.

    Not when somebody will read, nor the city whose stories all of them are.
    """
    ahead = _WHERE.match(text) or _ON_WHAT.search(text) or _STORIES_OF.search(text) or _WHEN_IS.search(text)
    found = ahead or _OF_WHAT.search(_TO_READ.sub("", text))
    what = _HERE.sub("", without_asking(next(filter(None, found.groups()), ""))) if found else ""
    apart = (*nouns_of(text), *(nouns_of(what) if HAN_CHARACTER.search(what) else (what,)))
    return tuple(topic for topic in dict.fromkeys(apart) if _is_topic(topic))


def _is_topic(what: str) -> bool:
    said = name_shape(what)
    of_a_time = _OF_A_TIME.search(what) or any(spoken(month).search(said) for month in range(1, 13))
    here = city_named(what) is Place.GUANGZHOU and (not HAN_CHARACTER.search(what) or is_name(what))
    if not what or of_a_time or names_a_time(what) or here:
        return False
    return bool(Sought(words=what, overheard=len(what) > 1).wanted)


def to_quote(what: str) -> str:
    """Of a topic that is a question by itself, what that is about: 羊城 of 城市為何叫羊城."""
    pieces = _WITHIN_A_CLAUSE.split(what)
    return pieces[-1] or pieces[0]


def in_turn(text: str, topics: Sequence[str]) -> Sequence[str]:
    """What is looked for: all that was typed before what is at its end; what it is said to be about before all else."""
    told = HAN_CHARACTER.search(text) or _ABOUT.search(text)
    return (*topics, text) if told and not only_names(text) else (text, *topics)
