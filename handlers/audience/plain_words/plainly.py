"""What a message says in so many words, for which no model need be asked; pure."""

import re

from bot.hearing.aliases import alias_of
from bot.hearing.meaning import LONGEST
from bot.hearing.nods import lets_be
from bot.hearing.patterns import Pattern, any_of

_JUMBLED = any_of(
    r"(?=.{5,30}$)(?!(.)\1+$)[a-z]*[bcdfghjklmnpqrstvwxz]{5,}[a-z]*",
    r"(?:(?:asd|qwe|zxc|dsa|ewq|jkl|lkj|fgh|hgf|dfg|sdf|uio)[a-z]?){2,}[a-z]?",
    r"qwerty[a-z]{0,4}|asdf[a-z]{0,6}|qwer|zxcv[a-z]{0,4}|hjkl[a-z]*",
)
"""A row of keys: five consonants on end stand in hardly any word of a story, and none of a wish."""
_JOINED = any_of(r"ngth|ght|tch|sch|rst|nks")
"""Letters that stand together in words, and count as one: “strengths”."""
_THINKS_AGAIN = any_of(
    r"^(?:(?:oh|hm+|ah|er|um),? )?"
    r"(?:actually|no,? wait|wait,? no|wait|hang on|no,? sorry|sorry,? no|nah|nope|no|on second thoughts?"
    r"|afinal|n[ãa]o,? espera|espera|espere|pensando melhor|nao|n[ãa]o|ali[áa]s)(?:,? no| n[ãa]o)?"
    r"(?P<parted>,? +|\.+ *)(?=[^\W\d_])"
)
_SAID_ANEW = Pattern(
    r"(?:(?:不是|不[对對]|唔[係系啱]|[错錯]了|等等|等陣|其[实實])[啦喇了啊呀吖]*[,，。.!！ ]*"
    r"|我?(?:[打寫写]|[说說講讲]).?[错錯].{0,16}?[,，])?"
    r"我(?:想?[要找搵][的嘅][是係]|[的嘅個]?意思就?[是係系]|[是係系][说說話指]|想?[说說話讲講指][的嘅][是係系]|話(?=我))"
    r"[,，:： ]*(?!故[事仔]|[书書])(?=\S{2})"
    r"|(?:(?:no|nah|nope|sorry|wait|n[ãa]o|desculp[ae])[,. ]+)*(?:i (?:meant|mean|was (?:asking|talking) about)"
    r"|(?:eu )?(?:queria dizer|quis dizer|estava a falar d[eoa]s?|referia-me [aoà]s?)) (?:the |[oa]s? )?"
    r"(?!(?:it|that|this|well|isso|isto)\b)(?=\S{3})",
    re.IGNORECASE,
)
_TAKEN_BACK_HAN = Pattern(r"(?:不是|不[对對]|唔[係系啱]|[错錯]了|等等|等陣)[啦喇了啊呀吖]*[,，。.!！]+\s*(?=\S{3})")
_PARTED = Pattern(r"[,.]")
_CLAUSE = Pattern(r"\s*[,.;!，。；！…]+\s*")
_BARE_NO = frozenset({"no", "nope", "não", "nao", "back"})
"""What begins an answer or a complaint as often as it takes something back."""
_PERIOD = r"(?:week|fortnight|month)"
_OF_A_WEEK = any_of(
    rf"\b(?:once|twice|one|two|\d ?x|\d times|\d)(?: (?:post|message|msg|time)s?)? (?:a|per|every|each) {_PERIOD}\b",
    r"\bweekly (?:is|would be|only|max\w*|please|pls)\b|\bonly weekly\b",
    r"\b(?:uma?|duas|\d) ?(?:vez|vezes|x|mensage(?:m|ns)|publica[çc][ãa]o|post)"
    r" (?:por|na|à|a|ao) (?:semana|m[êe]s)\b|\b(?:uma|duas|\d) por (?:semana|m[êe]s)\b",
    r"(?:[每一][周週]|[每一逐](?:[个個])?(?:星期|[礼禮]拜))(?:最多|[只净淨]|[发發收]|[给給畀俾]我|就|一)*[一1两兩二2](?:次|[条條則则篇])",
)
_AT_MOST = any_of(r"最多|至多|頂多|顶多|\b(?:at most|max|maximum|cap|no m[áa]ximo)\b")
_PICTURES = r"(?:pics?|pictures?|photos?|images?|videos?|fotos?|fotografias?|imagens|imagem|v[íi]deos?)"
_PICTURES_HAN = r"(?:[图圖]片?|相片?|照片|[视視][频頻]|影片)"
_NO_PICTURES = any_of(
    rf"^\W*(?:(?:please|pls|por favor|pf),? )?(?:no|without|sem|chega de|skip the|drop the|hide the)"
    rf"(?: more| mais)? {_PICTURES}\b(?! (?:in|on|of|to|nas?|n?os?|da|do)\b)",
    rf"\b(?:don['’]?t (?:send|want|need)|stop (?:sending|with)|n[ãa]o (?:mand\w+|envi\w+|quero)|par\w+ de \w+)"
    rf"(?: me)?(?: the| any| as| mais| more| so many)* {_PICTURES}\b",
    rf"(?:不要|[别別]|唔好|唔要|唔想要)再?(?:[发發]|send|配)?(?:[给給畀俾]我)?(?:咁多|那么多|那麼多)?{_PICTURES_HAN}",
)
_NO_VOTE = any_of(
    r"\b(?:do ?n['’]?t|do not|will not|wo ?n['’]?t|rather not|not going to|not gonna|no need to|never)\b.{0,16}"
    r"\bvot(?:e|ing)\b",
    r"\b(?:not|no) (?:voting|vote)\b|\bn(?:[ãa]o)? (?:quero|vou|queria|me apetece|preciso de|pretendo).{0,8}\bvot\w+"
    r"|\bprefiro n[ãa]o votar\b",
    r"(?:[不唔](?:想[要]?|要|會|会|打算)?|[别別]|懶得|懒得|[免唔]使)(?:再|[叫俾畀给給]我|去|参加|參加)*(?:投票|投[了喇啦]?$|vote)",
)
_LESS_NOT_NONE = any_of(
    r"\b(?:less|fewer|not so many|not (?:so|that) often)\b.{0,16}"
    r"\b(?:not (?:nothing|none|zero|all)|don['’]?t stop|keep)\b",
    r"\bmenos\b.{0,20}\b(?:mas|e) n(?:[ãa]o)? (?:par\w+|acab\w+|tudo|nada)\b",
    r"少[发發收]?(?:少|[点點啲]|一[点點]).{0,6}(?:[別别唔不]|不要|唔好)(?:全|完全|好|要)*(?:停|冇|没|沒)",
)
_TOPIC = (
    r"(?P<{}>(?!(?:posts?|stuff|things|one|me|you|it|that|this|the|my|your|more|another|an?|in|on|at|for|to|isso|isto"
    r"|mim|mais|uma?|em|para)\b)[^\W\d_][\w'’ &-]{{1,30}}?)"
)
_POSTS = r"(?:stuff|posts?|things?|news|content|messages|updates|info)"
_COISAS = r"(?:coisas?|not[íi]cias|posts?|publica[çc][õo]es|novidades|mensagens|conte[úu]dos?)"
_REFUSAL = r"(?:[,;.]? (?:and |e )?(?:not?|nothing|none|sem|nada)\b.*|,.{1,20} n[ãa]o\W*)"
_BEGGED = r"(?: please| pls| por favor| pf| sff)?"
_TAIL = rf"{_BEGGED}{_REFUSAL}?\W*$"
"""How who would have one topic begs, and refuses another."""
_LIMITED = any_of(r"\b(?:only|just|nothing else|s[óo]|apenas)\b", r"[只淨净]|(?:其[他它餘余]|[别別]的|第啲)")
_ONE_TOPIC = any_of(
    r"(?:[只淨净])[係系是]?(?:[想要]|[给給畀俾]我|[钟鍾]意)*(?:[发發收推]|send|接收|[给給畀俾]我|[看睇](?=.{0,2}[关關]))(?:到|[给給畀俾]我)?一?[啲些点點]?(?:有[关關]|[关關][于於])?"
    r"(?P<i>(?![我你佢她他它呢嗰那這这少多一每免的嘅好新最])[\u3400-\u9fff]{1,8}?)(?:[的嘅](?:相[关關])?(?:故[事仔]|帖文?|[消訊讯信]息|[内內]容|嘢|[东東]西)?|就)(?:[嚟来來]|[给給畀俾]我)?(?:$|\W|就?[行得够夠好可])",
    rf"\b(?:only|just)\b(?: \w+){{0,3}} {_POSTS} (?:about|on|for|related to) {_TOPIC.format('a')}{_TAIL}",
    rf"\b{_POSTS} (?:about|on|related to) {_TOPIC.format('b')} (?:only|and nothing else){_TAIL}",
    r"\bonly (?:interested in|care about|into|here for|(?:ping|send|text|message) me about) "
    rf"{_TOPIC.format('c')}{_TAIL}",
    rf"\b(?:s[óo]|apenas)\b(?: \w+){{0,2}} {_COISAS} (?:de|em|sobre|[dn][ao]s?) {_TOPIC.format('d')}{_TAIL}",
    r"\bs[óo] (?:me interessam?|gosto de|quero saber d[eoa]s?)(?: [oa]s?)? "
    rf"(?:(?:hist[óo]rias?|{_COISAS}) (?:de|sobre) )?{_TOPIC.format('e')}{_TAIL}",
    r"[只淨净][係系是]?[想要]?(?:[看睇收][到啲些]?|[關关][心注])(?P<n>(?![我你佢她他它呢嗰那這这少多一每免的嘅好新最下吓看睇])"
    r"(?!故[事仔]|摘要|合集|帖|消息|[讯訊]息|通知|推送|[内內]容|到)[\u3400-\u9fff]{1,8}?)(?:嗰啲|那些|[的嘅啲類类])?(?:故[事仔]|[内內]容|嘢|[东東]西|活[动動])?"
    r"(?:就?(?:[行得好](?:了|啦|喇)?|可以|[够夠])|而已|啫|[呀啊啦喇吧])?(?:$|[,，。.!！\s])",
    r"(?:(?:[爱愛]|喜[欢歡]|[鐘鍾钟]意)[看睇收听聽]?|想[看睇收听聽])(?P<o>(?![我你佢她他它呢嗰那這这])[\u3400-\u9fff]{1,8}?)[的嘅]?[,，\s]+"
    r"(?:其[他它餘余]|[别別]的|第啲)[的嘅]?[都就]*(?:[不唔别別免]|少)",
    r"[只淨净][係系是]?[對对](?P<j>[\u3400-\u9fff]{2,8}?)[的嘅]?(?:故[事仔]|帖文?|[内內]容|嘢)?[有感][兴興]趣",
    rf"\b(?:only|just) (?:(?:want|need|like) to )?(?:see|read|get|hear about) (?:the )?{_TOPIC.format('k')}"
    rf" (?:stories|{_POSTS}){_TAIL}",
    rf"\b(?:only|just) (?:want|need|like|read|send(?: me)?) (?:the )?{_TOPIC.format('f')} (?:stories|{_POSTS})"
    rf"{_TAIL}",
    rf"\b(?:only|just)\b(?: \w+){{0,3}} stories (?:about|on) {_TOPIC.format('h')}{_BEGGED}{_REFUSAL}$",
    rf"\b(?:only|just) (?:(?:want|need|like|to|send|show|give|me|us|hear|see|get|read|know|stuff|posts?|things?|news) )"
    rf"{{1,5}}(?:about|in|from|near|around) {_TOPIC.format('l')}{_TAIL}",
    rf"^\W*(?:i (?:want|need) |quero (?:ver )?|send me )?(?:only|just|s[óo]|apenas) {_TOPIC.format('m')}"
    rf"(?:{_BEGGED.removesuffix('?')}|,? (?:and )?nothing else|,? (?:e )?(?:mais nada|nada mais))+\W*$",
    rf"\bn[ãa]o (?:quero|gosto|me interessa)\b.*\bs[óo] (?:quero )?(?:de|d[ao]s?|sobre) {_TOPIC.format('g')}\W*$",
)
_OF_A_PART = any_of(
    r"[只淨净单單專专][係系是獨独門门]?(?:想|要|[看睇收发發]|[给給畀俾])|[那這这嗰呢][边邊头頭]嘅?的?(?:$|[就得活消帖故嘢优優内內])"
    r"|附近|太[远遠]|[远遠](?:[嘅的]|嗰|那)|[离離]我",
)
"""What would be kept to a part of a town, or away from it."""
_NOT_THEM = any_of(
    r"^\W*(?:(?:and|but|oh|actually|hmm*|wait|no|sorry),? )*not (?!yet|now|sure|only|just|bad|really)(?:\S+ ){0,3}\S+$",
    r"^\W*(?:(?:e|mas|afinal|ah|espera|pensando melhor),? )*[ao] (?:\S+ ){1,3}n[ãa]o\W*$",
    r"^\W*(?:i )?(?:do ?n['’]?t|no longer) (?:want|like|need) (?!.*\b(?:miss|lose)\b)(?:\S+ ){1,6}\S+$",
    r"^\W*(?:eu )?j[áa] n[ãa]o (?:quero|gosto) (?!.*\bperder\b)(?:\S+ ){1,6}\S+$",
    r"^\W*(?:(?:mas|afinal|ah),? )*n[ãa]o,? (?:quero )?[ao] (?:\S+ ){0,2}\S+$",
)
"""“Actually no, not the post office”, “afinal a JD não”."""
_ADS = any_of(
    r"\b(?:ads?|adverts?|advertising|advertisements?|promotions?|promos?|publicidade|an[úu]ncios?|promo[çc][õo]es)\b"
    r"|[广廣]告|推[销銷]"
)
_AND_ALL = any_of(r"\b(?:everything|anything|nothing|tudo|nada)\b|全部|所有|[乜咩]都")
"""Who refuses these and all else wants an end."""
_STORIES_STAY = any_of(
    r"^\W*(?:(?:but|just|only|mas|s[óo]|apenas)\b,? )+(?:i |eu )?(?:still |ainda )?"
    r"(?:keep|want|send|leave|continu\w+|mant\w+|quero|mand\w+|deix\w+)\b.{0,24}\b(?:stories|hist[óo]rias)\W*$"
)
_BUT_KEEPS = any_of(
    r"^(?P<less>.*\b(?:no|stop|drop|mute|unfollow|less|fewer|without|lose|ditch|cut|skip|remove"
    r"|don['’]?t (?:want|need)|tir\w+|par\w+|sem|menos|chega|cort\w+|larg\w+|remov\w+|silenci\w+|n[ãa]o quero)\b.+?)"
    r"[,;.]? (?:(?:but|and|mas|e) )?(?:please |just |i |por favor )?"
    r"(?:keep|leave|still want|continuo a querer|mant[ée]m|manten\w+|deix[ae]m?|guarda|fi(?:ca|que|co)(?= com))\b"
    r" (?P<kept>.{2,})$"
)
"""“Drop the cars, keep the post office.”"""
_BY_VOICE = any_of(
    r"\b(?:send|leave|record|use|do|take|hear|listen to|get|have|accept|understand|reply|answer|easier)\b"
    r".{0,24}\b(?:voice|audios?)\b|\bvoice (?:messages?|msgs?|notes?|texts?)\b",
    r"\b(?:mand\w+|envi\w+|grav\w+|ouv\w+|aceit\w+|respond\w+|fal\w+).{0,20}\b(?:[áa]udios?|(?:por|de) voz)\b"
    r"|\bmensage(?:m|ns) de voz\b",
    r"(?:[发發录錄傳传听聽]|send|可[唔不]?可?以).{0,6}(?:[语語]音|voice)",
)
_NO_OTHERS = any_of(
    r"\b(?:not|no|none of|without) (?:any |all )?(?:of )?(?:the )?(?:others?|rest)\b|\b(?:nobody|no ?one|none) else\b"
    r"|\b(?:but|and) (?:only|just) (?:them|that one|this one)\b",
    r"\b(?:mas|e) (?:s[óo]|apenas) (?:a |o )?(?:el[ea]s?|ess[ea]|est[ea])\b|\bmais ningu[ée]m\b"
    r"|\b(?:sem|n[ãa]o (?:quero )?)(?:[oa]s )?outr[oa]s\b|\b[oa]s outr[oa]s n[ãa]o\b",
    r"(?:[别別第其][的二他它餘余啲]|第二啲)(?:的|嘅)?(?:[暂暫][时時]|[先就都])*(?:不要|[唔别別免]|不用|不想)"
    r"|[只淨净](?:[想系係是])?(?:要|[关關追][注蹤踪]|follow)",
)
_LEAVES_ONE = any_of(
    r"\b(?:stop|mute|unfollow|drop|less|fewer|deix\w+|par[ae]\w*|silenci\w+|menos)\b",
    r"取消|取[关關]|停|[静靜]音|^(?:[请請]|唔該)?(?:不要|唔要|[别別]|不想|唔想)",
)
_MORE_OR_LESS = any_of(
    r"\b(?:too|as well|also|anymore|any more|no longer)\b|\btamb[ée]m\b|\btb\b|\bj[áa] n(?:[ãa]o)?\b",
    r"[都也还還仲]想|埋[嘅的]?|也要|都要|不再|唔再",
)
_TONGUE = r"(?:chinese|mandarin|cantonese|portuguese|english|chin[êe]s\w*|canton[êe]s|mandarim|portugu[êe]s|ingl[êe]s)"
_OF_POSTS = any_of(
    r"\b(?:events?|posts?|news|stuff|things|interested|interessa\w*|eventos?|publica\w+|coisas|not[íi]cias|novidades)\b",
    r"帖|消息|[訊讯]息|活[动動]|[关關]注|收",
)
_WRONG_LANGUAGE = any_of(
    r"\b(?:why|how come)\b.{0,30}\b(?:get|got|getting|receive\w*|sent|send\w*|come|came|is|are|was)\b.{0,30}\bin ",
    r"\b(?:pq|porqu[eê]|por que)\b.{0,30}\b(?:receb\w+|mand\w+|envi\w+|ve(?:io|m)|cheg\w+|est[áa])\b.{0,30}\bem ",
    rf"\b(?:why|how come|pq|porqu[eê]|por que)\b.{{0,40}}\b{_TONGUE}\b",
    rf"\b(?:shows?|com(?:es?|ing)|came|arriv\w+|sends?|sent|get(?:ting)?|got|are|is)\b.{{0,30}}\bin {_TONGUE}\b"
    rf".{{0,20}}\b(?:can(?:no|['’]?)t|don['’]?t|do not) (?:read|understand|know)\b",
    rf"\bn[ãa]o (?:percebo|entendo|leio|compreendo|sei ler|consigo ler) "
    rf"(?:[oa]s? |nada de )?(?:letras |caracteres )?{_TONGUE}\b",
    r"\bwrong language\b|\bl[íi]ngua errada\b|[语語]言[错錯唔不][對对]?",
    r"(?:[为為][什甚]么|為什麼|為甚麼|點解|做[咩乜]|干嘛|幹嘛).{0,12}(?:[收发發]|send)",
)


def is_jumbled(text: str) -> bool:
    """Whether it is a row of keys and no word: “asdkjh”."""
    return bool(_JUMBLED.fullmatch(_JOINED.sub("t", text.strip())))


def without_second_thought(text: str) -> str:
    """What somebody says who thinks better of what they said: “no wait, in English” is “in English”.

    “No” alone before it must be parted from it, since “no English” is something else.
    """
    if found := _TAKEN_BACK_HAN.match(text):
        return text[found.end() :]
    found = _THINKS_AGAIN.match(text) if len(text) <= LONGEST else None
    if found is None or (" " not in found[0].strip(" ,.") and not _PARTED.search(found["parted"])):
        return text
    rest = text[found.end() :]
    return rest if " " in rest.strip() or alias_of(rest) else text


def said_anew(text: str) -> str:
    """What somebody meant who says it once more: 不对，我是说晚上别发 is 晚上别发."""
    found = _SAID_ANEW.match(text)
    return text[found.end() :] if found else text


def behind_second_thought(text: str) -> str:
    """What stands behind a first clause that takes something back: the reason of “never mind, it's too private”."""
    first, *rest = _CLAUSE.split(text.strip(), maxsplit=1) if len(text) <= LONGEST else [""]
    return rest[0] if rest and first.casefold() not in _BARE_NO and lets_be(first) else ""


def limits_a_week(text: str) -> bool:
    """Whether it says how many a week, or a month: “once a week max”."""
    return len(text) <= LONGEST and bool(_OF_A_WEEK.search(text))


def at_most(text: str) -> bool:
    """Whether it sets a limit: 最多, “no máximo”."""
    return bool(_AT_MOST.search(text))


def less_not_none(text: str) -> bool:
    """Whether it would have fewer posts, and not none: “less often but not nothing”."""
    return len(text) <= LONGEST and bool(_LESS_NOT_NONE.search(text))


def refuses_vote(text: str) -> bool:
    """Whether it says that they would not vote: “I don't want to vote”."""
    return len(text) <= LONGEST and bool(_NO_VOTE.search(text))


def refuses_pictures(text: str) -> bool:
    """Whether it would have none: “no pics please”."""
    return len(text) <= LONGEST and bool(_NO_PICTURES.search(text))


def only_topic(text: str) -> str:
    """The topic to which somebody would keep all posts, as they write it: “only stuff about food”; else nothing."""
    found = _ONE_TOPIC.search(text) if len(text) <= LONGEST and _LIMITED.search(text) else None
    return next(filter(None, found.groups()), "").strip() if found else ""


def would_have_a_part(text: str) -> bool:
    """Whether it would have what is of one place alone, or nothing of what is far: 淨係要越秀嘅得喇, 太遠唔去."""
    return len(text) <= LONGEST and bool(_OF_A_PART.search(text))


def declines_one(text: str) -> bool:
    """Whether it says of one thing, and no more, that they would not have it: “actually no, not the post office”."""
    return len(text) <= LONGEST and bool(_NOT_THEM.search(text))


def refuses_ads(text: str) -> bool:
    """Whether what it would not have are advertisements, and no more: “stop sending me ads”."""
    return len(text) <= LONGEST and bool(_ADS.search(text)) and not _AND_ALL.search(text)


def keeps_stories(text: str) -> bool:
    """Whether it would have the stories go on, and nothing else: “but keep the stories”."""
    return bool(_STORIES_STAY.match(text))


def but_keeps(text: str) -> tuple[str, str]:
    """What of a message would have less, and what shall stay: “no cars, but keep the post office”; else nothing."""
    found = _BUT_KEEPS.match(text) if len(text) <= LONGEST else None
    return (found["less"], found["kept"]) if found else ("", "")


def asks_for_voice(text: str) -> bool:
    """Whether it is about voice messages, theirs or the bot's: “can I send you voice”."""
    return len(text) <= LONGEST and bool(_BY_VOICE.search(text))


def refuses_others(text: str) -> bool:
    """Whether it would have one, and none of the others: “follow XPeng but not the others”."""
    return len(text) <= LONGEST and bool(_NO_OTHERS.search(text)) and not _LEAVES_ONE.search(text)


def more_or_less(text: str) -> bool:
    """Whether posts of something shall come too, or no more: “events in Foshan too”."""
    return len(text) <= LONGEST and bool(_MORE_OR_LESS.search(text) and _OF_POSTS.search(text))


def wonders_at_language(text: str) -> bool:
    """Whether it asks why something came in a language, or says that it was the wrong one."""
    return len(text) <= LONGEST and bool(_WRONG_LANGUAGE.search(text))
