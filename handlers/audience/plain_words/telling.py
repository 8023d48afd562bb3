"""What a message tells by its words alone: a language, a tale of the past, praise, a complaint, a question; pure."""

import re
from functools import lru_cache

from bot.hearing.aliases import Wish, alias_of, language_named, mentioned
from bot.hearing.patterns import Pattern
from bot.languages import Form
from bot.texts import columns

_NOT = Pattern(
    r"(?<![可能會会是得有好識识])[不唔没沒冇無无](?![该該])|n['’]?t\b|\bn[aã]o\b"
    r"|\b(?:cannot|sem)\b|\bno \w|\bstop \w+ing\b|\b(?:deixa|deixe|deixem|para|pare|parem) de\b|\bcame in\b|\bveio em\b"
    r"|\b(?:is|it['’]?s|are|everything|tudo|est[aá]|est[aã]o|vem|v[eê]m|comes?)"
    r" (?:all |only |still |tudo |só )?(?:in|em)\b",
    re.IGNORECASE,
)
"""Who does not read a language, or has posts in it, asks for another one."""
_OR_NOT = Pattern(r"(.)[不唔]\1|唔[該该]|[不唔]好意思")
"""可唔可以, 識唔識, 唔該: a question or a please, which refuse nothing."""
_HAN_LANGUAGE = (
    r"(?:[中英葡][文语語]|普通[话話]|国语|國語|[廣广][东東][话話]|[粵粤][语語]|[繁简簡][體体](?:中文|字)?|eng(?:lish)?)"
)
_UNREAD = Pattern(
    rf"我?(?:的|嘅)?{_HAN_LANGUAGE}(?:真的|真係|都)?[不唔](?:太|多|几|幾|怎么|怎麼|係好|是很)?(?:好|[识識]|懂|[会會]|行|得|[灵靈]光)"
    rf"|(?:我)?[看睇讀读聽听]?[不唔](?:太|多)?(?:明|懂|[识識]|[会會])[看睇讀读聽听得]?{_HAN_LANGUAGE}"
    rf"|(?:唔好|不要|[别別])(?:再|成日|老是|[总總]是)*(?:send|[发發用讲講写寫])?{_HAN_LANGUAGE}(?:[给給畀俾]我)?"
    r"|\bmy \w+(?:['’]s| is| isn['’]?t)(?: not| so| that| very| really| a bit| kinda)*"
    r" (?:good|great|bad|weak|poor|rusty|terrible|broken)\b"
    r"|\b(?:o )?meu \w+ (?:n[ãa]o )?(?:[ée]|est[áa]|anda)(?: um bocado| muito| mesmo| nada| l[áa])*"
    r" (?:fra[cq]\w+|mau\w*|p[ée]ssim\w+|bom|grande coisa|enferrujad\w+|b[áa]sic\w+)",
    re.IGNORECASE,
)
"""A language that they cannot read, or would not have, or speak badly, beside the one that they ask for."""
_WHY = Pattern(
    r"[为為][什甚]么|為什麼|為甚麼|为何|為何|为啥|怎么|怎麼|點解|做乜|成日|老是|[总總]是|一直|\bwhy\b|\bporqu[eê]\b|\bpq\b"
    r"|\byou(?:['’]re| are)? (?:keep|always|only|just|still) (?!need|have|ever)\w+|\bkeep (?:getting|receiving)\b"
    r"|\bvoc[eê]s? (?:s[oó]|sempre|continuam?)\b|\bs[oó] (?:me )?(?:escrevem?|mandam|enviam|respondes?|falam|recebo)\b"
    r"|\bcontinua[ms]? a (?:escrev|mand|respond|fal|envi)",
    re.IGNORECASE,
)
"""Who asks why they were answered in a language does not ask for it; nor who says that it always is."""
_SPEAKS = Pattern(r"[说說讲講用会會識懂]|\bspeak|\btalk|\bfala", re.IGNORECASE)
_KIN_EN = r"(?:great[- ]?)?grand\w+|gran|granny|nan|nana|mother|mum|mom|father|dad|aunt\w*|uncle|parents|family"
_KIN_PT = "av[óôo]s?|bisav[óôo]s?|m[ãa]e|pais?|ti[oa]s?|fam[íi]lia|padrinhos?|madrinha"
_KIN_HAN = "[爷爺]{2}|奶奶|外[公婆]|[阿太]?[爺爷嫲婆公]|嫲嫲|[妈媽]{1,2}|[爸]{1,2}|老豆|父[亲親]|母[亲親]|祖[父母]"
_PAST = Pattern(
    "小时候|小時候|[我佢][细細][个個]|(?:细|細)[个個]嗰|以前|从前|從前|当年|當年|那时|那時|嗰陣|嗰時|儿时|兒時"
    "|一九[二三四五六七八九][〇○零一二三四五六七八九]年|(?<!\\d)19\\d\\d年|[七八九六五]十年代|[几幾十两兩三]十?[多几幾]?年前"
    f"|我?(?:{_KIN_HAN})(?:以前|生前|年轻|年輕|後生|后生|那一?[辈輩]|嗰[辈輩])"
    r"|\b(?=\w)(?:(?:when i was|used to|(?:\d\d|many|fifty|forty|thirty|twenty) years ago)\b"
    r"|(?:in|since) (?:the )?19\d\d|(?:em crian[çc]a|antigamente|quando (?:eu )?era|(?:em|desde) 19\d\d)\b"
    r"|h[áa] (?:\d\d|muitos) anos\b"
    rf"|my (?:{_KIN_EN}) (?:had|was|were|worked|sold|made|told|took|lived|came|kept|ran|cooked|carried)\b"
    rf"|(?:a minha|o meu|os meus|as minhas) (?:{_KIN_PT})"
    r" (?:era|tinha|ia|fazia|vendia|vivia|morava|trabalhava|contava|levava|cozinhava|dizia|cantava|eram|tinham)\b)",
    re.IGNORECASE,
)
_NO_TALE = Pattern(
    "[?？吗嗎帖]|请|請|唔該|麻[烦煩]|點樣|怎[么麼样樣]|消息|[訊讯]息|推送"
    "|[写寫說说讲講][错錯]"
    r"|\b(?:please|pls|wrong|errad[oa]|your (?:posts?|list|bot|messages?|channel)"
    r"|por favor|voss[ao]s?|publica[çc]\w+|mensage\w+)\b",
    re.IGNORECASE,
)
_IS_IT_WANTED = Pattern(
    r"(?<=[,，.。!！])[^,，.。!！?？]*(?:想[听聽睇看知]|[兴興]趣|要不要[听聽]|[写寫][进進入得])[^,，.。!！?？]*[吗嗎呢咩呀㗎]?[?？]*$"
    r"|\b(?:would|will|do|does|is|are|might) (?:any\w+|some\w+|you|people|that|this|it)\b[^.?!]*"
    r"\b(?:care|interest\w*|want|wanted|hear|read)\b[^.?!]*\?*$"
    r"|\b(?:quer|queres|querem|gostav\w+|interessa\S*)\b[^.?!]*\?+$",
    re.IGNORECASE,
)
"""At the end of a tale: “would anyone care?”."""
_THIS_TURN = 64
"""Texts whose answer is kept: several listeners ask the same of one."""
_APART = re.compile(r"[\s,，.。!！~～、…]+")
LONGEST_HELLO = 3
"""Words of a greeting: “good evening all”."""
SHORTEST_TALE = 25
"""Columns of a message that tells of the past rather than mentions it."""
_COMPLAINS = Pattern(
    r"投诉|投訴|[举舉][报報]|[检檢][举舉]|不满|不滿|答非所[问問]|答[唔不]上|垃圾(?:bot|app|[机機][器械]人|[东東]西)"
    r"|[你妳](?:个|個|真|好|也|都|太|咁)*(?:[蠢笨]|垃圾|[废廢](?![话話紙纸])|冇用|没用|沒用|on9|低能|智障|弱智)"
    r"|\b(?:complain|reclama[rçc]|queixa|(?:was|were|so|very) rude\b"
    r"|cheated (?:me|us)\b|bad service\b|mal[- ]?educad|mal atendid|mau atendimento\b|enganaram[- ](?:me|nos)\b)",
    re.IGNORECASE,
)
_TO_THEM = Pattern(
    r"\b(?:ask|tell (?!me)|question|contact|message|write|speak|talk|complain|mute|unmute"
    r"|pergunt\w+|diz\w*|diga\w*|contact\w+|escrever|falar|reclam\w+|silenci\w+)\b"
    r"|[问問]|[找搵].{1,10}[的啲嘅]人|告[诉訴]|咨询|諮詢|查[询詢]|[联聯][系繫絡络]|反映|投[诉訴]|留言|話[畀俾]|傾[偈下]|[静靜]音"
    r"|[跟同和].{1,12}[讲講说說聊傾倾]",
    re.IGNORECASE,
)
"""Who has something to say to a partner, or wants to hear nothing of it, finds both on its page."""
_PRAISE = Pattern(
    r"\W*(?:(?:i|we|eu) )?(?:(?:really|just|absolutely|so|também) )?(?:loved|enjoyed|liked|adorei|gostei|amei)\b"
    r"|\W*(?:(?:i|we|eu) )?(?:really |just |so |também )?(?:love|adoro|amo)"
    r" (?:the|these|this|your|it|as|os|esta|este|estas|estes|isto)\b"
    r"|\W*(?:what|such) an? (?:lovely|nice|great|good|beautiful|wonderful)\b"
    r"|\W*que \w+ (?:tão )?(?:bonit|lind|gir)[oa]s?\b"
    r"|\W*(?:wow|uau)\W+(?:this|that|it|isto|isso)(?:['’]s| is| was| é) (?:so |really |tão |muito )?"
    r"(?:beautiful|lovely|wonderful|great|amazing|lindo|bonito)\b"
    r"|.{0,14}[写寫讲講拍影][得嘅](?:真|真係|好|很|太|幾|几|非常|超)*(?:好|靓|靚|正|棒|妙|感[动動]|感人|精彩|有意思)",
    re.IGNORECASE,
)
"""How praise of something read begins, which may name it."""
_WONDERS = Pattern(
    r"\bwonder|\blike to know\b|\bwant to know\b|\b(?:queria|gostava de|gostaria de|quero) saber\b|想[问知問]|想請問",
    re.IGNORECASE,
)
"""Who asks without a question mark."""
_QUESTION = Pattern(
    r"[?？吗嗎咩怎哪啥]|呢(?=\W|$)|有.*[没沒]\W*$|[几幾][时時点點]|([\u3400-\u9fff])[不唔]\1|係咪|有[没沒冇]有?|[点點][样樣]|[边邊][度间間個位]|[谁誰]|[去喺][边邊]|[什甚][么麼]|乜嘢"
    r"|\b(?:when|where|how|what|which|who|quando|onde|como|qua(?:l|is)|quem|o que)\b",
    re.IGNORECASE,
)
_YES_OR_NO = Pattern(
    r"\W*(?:(?:and|but|so|ok) )?(?:is|are|was|were|does|did|do|has|have|will|would|can|could|may|should) (?!not\b)\w",
    re.IGNORECASE,
)
"""How an English question begins that has no mark: “is xpeng open”."""
_ONWARD = Pattern(
    r"(?:[睇看][完晒曬][了啦喇]*[,，\s]*|[咁那噉][,，\s]*)?"
    r"(?:show |mostra |ver )?(?:me )?(?:the )?(?:next|next page|more|show more|more please"
    r"|(?:older|earlier)(?: ones?| stories| posts)?"
    r"|(?:just )?(?:another|one more)(?: one)?(?: please| pls)?"
    r"|(?:s[óo] )?(?:outr[ao]|mais uma?)(?: por favor| sff| pf)?"
    r"|pr[oó]xim[ao](?: p[aá]gina)?|p[aá]gina seguinte|seguintes?|mais|(?:h[áa] |as |outras )?mais antigas"
    r"|(?:[还還仲]有[没沒]?有?[冇]?|[想要][睇看])?(?:更早|[舊旧]一?[啲点點些]|早一?[啲点點些])[的嘅]?(?:故[事仔])?"
    r"|下一?[页頁個个篇條条則则]|更多|(?:还有|還有|仲有)(?:[没沒]有?|冇|别的|別的|其他|第二啲|咩|嘢睇)?"
    r"|(?:再|仲想|还想|還想)[来來嚟睇看讲講听聽推荐薦介]{1,2}(?:多|返)?[一两兩几幾]?[个個篇条條則则啲点點些]|再[来來嚟])"
    r"[吗嗎呢啦吧嘛呀㗎咩啊呗]?[.!?。！？]*",
    re.IGNORECASE,
)
"""Further down a list."""
_GOES_ON = Pattern(
    r"(?:and|what about|how about|e|então e|mas e|e que tal)\s+"
    r"(?P<what>(?:(?:in|at|for|with|em|no|na|para|com) )?\S+(?:\s+\S+)?)[\s?!.]*",
    re.IGNORECASE,
)
"""“And in Macau?”, said after stories were shown."""
ASKS = Pattern("[?？]")
"""Who asks has not only thanked."""
_WANTS = Pattern("[?？]|有[冇沒没]|推[荐薦介]|[什甚][么麼]|[吗嗎]")
"""The same without its mark."""
TALE = 100
"""Columns of a message that may be a tale; most wishes are told in fewer."""
_THE_ONE = Pattern(
    r"\b(?:one|story|post|article) (?:about|with|on)\b|\b(?:aquel[ae]|hist[óo]ria|a|o) (?:sobre|que fala d[aeo]s?)\b"
    r"|[那嗰][个個篇條条][^，。,]{0,4}[讲講写寫说說]",
    re.IGNORECASE,
)


def language_wanted(text: str) -> Form | None:
    """The language that is named in a message which does not refuse it, nor wonder at it."""
    text = _UNREAD.sub(" ", text)
    named = language_named(text)
    return None if named is None or _NOT.search(_OR_NOT.sub("", text)) or _WHY.search(text) else named


def language_asked_for(text: str) -> Form | None:
    """The same where it is a question whether the bot speaks it."""
    return language_wanted(text) if speaks(text) else None


def speaks(text: str) -> bool:
    """Whether it is about speaking, or using, something."""
    return bool(_SPEAKS.search(text))


def goes_onward(text: str) -> bool:
    """Whether it asks for what is further down a list: “more”, “next”."""
    return bool(_ONWARD.fullmatch(text.strip()))


def goes_on_with(text: str) -> str:
    """What a short message would have in place of what was just shown, if it says no more than that."""
    found = _GOES_ON.fullmatch(text.strip())
    what = found["what"] if found else ""
    return "" if alias_of(what) or language_named(what) or mentioned(what) else what


def says_hello(text: str) -> bool:
    """Whether a message begins with a hello."""
    said = [word for word in _APART.split(text) if word][:LONGEST_HELLO]
    begins = (alias_of(" ".join(said[:end])) for end in range(1, len(said) + 1))
    return any(alias and alias.wish is Wish.HOME for alias in begins)


@lru_cache(maxsize=_THIS_TURN)
def tells_a_tale(text: str) -> bool:
    """Whether it is long and tells of the past: more likely a story than a wish."""
    told = _IS_IT_WANTED.sub("", text)
    return columns(told) >= SHORTEST_TALE and not _NO_TALE.search(told) and bool(_PAST.search(told))


@lru_cache(maxsize=_THIS_TURN)
def tells_at_length(text: str) -> bool:
    """Whether it is long and asks nothing: perhaps the story that somebody has to tell."""
    return columns(text) >= TALE and not ASKS.search(text) and not _WONDERS.search(text)


@lru_cache(maxsize=_THIS_TURN)
def asks(text: str) -> bool:
    """Whether it is a question, with or without its mark."""
    return bool(_YES_OR_NO.match(text) or _QUESTION.search(text) or _WONDERS.search(text))


def wants_more_than_to_thank(text: str) -> bool:
    """Whether it asks for something, whatever warm words it has: 我女兒喜歡畫畫有什麼推薦."""
    return bool(_WANTS.search(text))


def praises(text: str) -> bool:
    """Whether it begins with how good something was."""
    return bool(_PRAISE.match(text))


def complains(text: str) -> bool:
    """Whether it says that it complains."""
    return bool(_COMPLAINS.search(text))


def recalls_one(text: str) -> bool:
    """Whether it speaks of one story by what it is about: “the one about the ferry”, 嗰篇講騎樓嘅."""
    return bool(_THE_ONE.search(text))


def is_for_a_partner(text: str) -> bool:
    """Whether it would have something said or asked, by words that would be strange of the bot's own stories."""
    return bool(_TO_THEM.search(text))
