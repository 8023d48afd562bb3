"""What a message tells by its words alone: where its writer lives, a tale of the past, praise, a complaint; pure."""

import re
from datetime import date
from functools import lru_cache

from bot.aliases import Wish, alias_of, language_named, mentioned
from bot.feasts import feast_day
from bot.languages import Form
from bot.meaning import LONGEST
from bot.negation import ends_nothing
from bot.patterns import Pattern
from bot.places import Spot
from bot.texts import columns
from handlers.audience.places import is_name, places_like, places_within
from handlers.reading.spelling import time_shape

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
    rf"|(?:唔好|不要|[别別])(?:再|成日|老是|[总總]是)*(?:send|[发發用讲講写寫])?{_HAN_LANGUAGE}(?:[给給畀俾]我)?",
    re.IGNORECASE,
)
"""A language that they cannot read, or would not have, beside the one that they ask for."""
_WHY = Pattern(
    r"[为為][什甚]么|為什麼|為甚麼|为何|為何|为啥|怎么|怎麼|點解|做乜|成日|老是|[总總]是|一直|\bwhy\b|\bporqu[eê]\b|\bpq\b"
    r"|\byou(?:['’]re| are)? (?:keep|always|only|just|still) (?!need|have|ever)\w+|\bkeep (?:getting|receiving)\b"
    r"|\bvoc[eê]s? (?:s[oó]|sempre|continuam?)\b|\bs[oó] (?:me )?(?:escrevem?|mandam|enviam|respondes?|falam|recebo)\b"
    r"|\bcontinua[ms]? a (?:escrev|mand|respond|fal|envi)",
    re.IGNORECASE,
)
"""Who asks why they were answered in a language does not ask for it; nor who says that it always is."""
_SPEAKS = Pattern(r"[说說讲講用会會識懂]|\bspeak|\btalk|\bfala", re.IGNORECASE)
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
    r"我(?:而家|現在|现在|人)?(?:在|喺|住|住在|住喺|返咗|返到|返嚟|嚟咗|回到?|来到|來到)(.{2,8}?)(?:工作|返工|上班|打工|做嘢|讀書|读书|返學|上学|生活|居住)?[呀啊呢了㗎喎噃啦喇嘅的呗。！!]*"
    r"|我[的嘅]?(?:時區|时区)[是係]?(.{2,8}?)[。！!]*"
    r"|(?:(?:i am|i['’]?m|i live|i stay)(?: now| currently| living| based| staying| back)?|back) (?:in|at) (.{2,24}?)"
    r"(?: now| again| these days| at the moment| since .{2,12})?(?:,? not (?:in )?.{2,20})?[.!]*"
    r"|(?:eu |agora |já |de momento )*(?:estou|moro|vivo)(?: agora)? (?:em|no|na) (.{2,24}?)"
    r"(?: agora| neste momento)?[.!]*",
    re.IGNORECASE,
)
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
_WHEN = Pattern(
    r"\b(?:when(?: is| are|['’]?s)|(?:what|which) (?:day|date) is|quando (?:é que )?(?:é|e|são|sao|vai ser|calha|cai)"
    r"|que (?:dia|data) (?:é|e|calha|cai)) (?:[oa]s? )?(?P<what>.+)"
    r"|[几幾][号號日月]|[几幾][时時]|[什甚][么麼][时時]候|何[时時]|[哪边邊]一?[天日]",
    re.IGNORECASE,
)
"""What stands first after it is asked for; around Chinese words for it, anything."""
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
_OF_A_KIND = Pattern(
    r"[广廣]告|推[广廣]|(?:[发發推傳传寄]|send|推[荐薦])(?:[我畀俾給给]{1,2})?"
    r"(?![^的嘅]{0,3}(?:[訊讯消信]息|帖|嘢|[東东]西)).{1,4}[的嘅](?:$|[嚟了啦呀吧])"
    r"|\b(?:ads?|adverts?|promotions?|publicidade|an[úu]ncios?|promo[çc][õo]es)\b",
    re.IGNORECASE,
)
"""What is refused is of a kind: “no car ads”."""


_REFUSED = Pattern(
    r"\b(?:stop|no|fewer|less|not?|n['’]t|don['’]?t|enough|without|hate|mute|sick of|tired of)\b(?: \w+){0,3}?"
    r" (?!(?:more|these|those|your|the|any|all|many|me|sending|want)\b)([^\W\d_]{3,})"
    r"(?: (?:ads?|adverts?|advertising|advertisements?|promos?|promotions?|posts|stuff|offers|things|news))\b"
    r"|\b(?:turn|switch) off (?:the |your |all )?([^\W\d_]{3,})(?: (?:ads?|promos?|posts|stuff|offers|things|news))\b"
    r"|\b(?:skip|drop|cut|ditch|lose|kill) (?:the |all the |all |your )?([^\W\d_]{3,})"
    r"(?: (?:ads|promos|posts|stuff|offers))\b"
    r"|\b(?:enough (?:about|of)|not (?:really |that |at all )?interested in|don['’]?t care about) (?:the )?"
    r"(?!the\b|th(?:is|at|ese|ose)\b|your?\b|any\b|all\b|it\b|more\b)([^\W\d_]{3,})\b"
    r"|\bn[ãa]o (?:me interessam?|quero saber d[eoa]s?)(?: [oa]s?)? (?!nada\b|mais\b|voss)([^\W\d_]{3,})\b"
    r"|\b(?:n[ãa]o|parem|para|pare|parar|menos|chega|sem|fart[oa])\b.*?"
    r" (?:an[úu]ncios?|publicidade|promo[çc][õo]es|publica[çc][õo]es|coisas|ofertas)"
    r" (?:d[eoa]s?|sobre|aos?|às?|a) ([^\W\d_]{3,})"
    r"|(?:[别別勿停少煩烦]|不要|不想|唔好|唔想|唔要|太多)(?:[再收看睇到]|推[荐薦介送]|[发發推传傳寄]|send|咁多|那么多|那麼多|[给給畀俾]我)*+"
    r"(?!那|這|这|呢|嗰|你|啲)([\u3400-\u9fff]{1,4}?)[的嘅]?(?:[广廣]告|推[广廣]|推销|推銷|優惠|优惠)"
    r"|(?:老是|[总總]是|成日|[天日]{2}|一直)(?:都|就)?(?:[给給畀俾]我)?(?:[发發推傳传]|send|[是係])(?:[给給畀俾]我)?"
    r"([\u3400-\u9fff]{1,4}?)[的嘅]?(?:[广廣]告|推[广廣]|推销|推銷)"
    r"|(?:[别別勿]|不要|唔好|唔想|不想)(?:再|老)?+(?:[给給畀俾]我)?+(?:推[荐薦介送]|[发發推]|send)"
    r"(?![嘢野了啦太广廣咁多给給畀俾我那這这嗰呢]|[東东]西|消息|訊息|讯息|帖)([\u3400-\u9fff]{1,4}?)"
    r"[的嘅]?(?:[给給畀俾]我|$|[了啦喇嚟])"
    r"|^(?:[关關][于於]|有[关關]|[讲講卖賣])?(?![别別我你佢他她它呢嗰那這这其啲])([\u3400-\u9fff]{1,4}?)(?:[的嘅]?[广廣]告|[的嘅](?:帖文?|[内內]容|[东東]西|嘢)?|嗰啲|那些)"
    r"[,，]?(?:你們|你们|你哋)?(?:就|都)?(?:[别別勿]|不要|唔好|唔使|不用|不想|唔想)(?:再|老|成日)?(?:[给給畀俾]我)?(?:[发發推传傳寄看睇收]|send|[了啦喇])",
    re.IGNORECASE,
)
"""Posts of one kind that are refused, and which."""
_WOULD_MISS = Pattern(
    r"(?:\bnot?|n['’]t|\bdont|\bnever|\bn[ãa]o) .*\b(?:miss|lose|skip|perder|falhar)\b"
    r"|[不唔]想.{0,3}(?:[错錯]|miss|漏)",
    re.IGNORECASE,
)
"""Posts that they would keep: “I don't want to miss car posts”."""
_SELDOM = Pattern(
    r"\b(?:less|fewer)\b(?! than)|\bmenos\b(?! de\b)|少[啲点點一]*(?:提|[发發推])"
    r"|(?:[不唔]好|[别別]|不要)(?:成日|[总總]是|老是|老|一直)",
    re.IGNORECASE,
)


_STILL = Pattern(
    r"\bi (?:still|do) (?:want|like|need|wish)\b|\bkeep (?:sending|getting|receiving|the|my)\b"
    r"|\bcontinu(?:o|ar|em?) (?:a )?(?:quer|receb|mand|envi)\w*|\bainda quero\b|\bmas quero\b"
    r"|(?:还|還|仲|都)(?:是|係)?(?:想|要)(?:[看睇收留])",
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


def moved_to(text: str) -> tuple[Spot, ...]:
    """Places in a message that speaks of living or moving."""
    moved = _LIVES.search(text) and not has_left(text)
    return places_within(_FROM.sub(" ", _NOT_THERE.sub(" ", text))) if moved and not tells_a_tale(text) else ()


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
    said = text.split()
    begins = (alias_of(" ".join(said[:end])) for end in range(1, LONGEST_HELLO + 1))
    return any(alias and alias.wish is Wish.HOME for alias in begins)


def has_left(text: str) -> bool:
    """Whether a message says that somebody left."""
    return bool(_LEFT.search(text))


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


def wants_more_than_to_thank(text: str) -> bool:
    """Whether it asks for something, whatever warm words it has: 我女兒喜歡畫畫有什麼推薦."""
    return bool(_WANTS.search(text))


def refuses_a_kind(text: str) -> bool:
    """Whether posts of one kind are named: who refuses those hardly wants an end of all."""
    return bool(_OF_A_KIND.search(text))


def kind_refused(text: str) -> str:
    """Of what kind the posts are that somebody does not want: “stop the car ads”, 別再發車的廣告; else nothing."""
    keeps = len(text) > LONGEST or ends_nothing(text) or _WOULD_MISS.search(text)
    found = None if keeps else _REFUSED.search(text)
    return next(filter(None, found.groups()), "").strip() if found else ""


def seldom(text: str) -> bool:
    """Whether something shall come less often: “remind me less” asks for no reminder."""
    return bool(_SELDOM.search(text))


def still_wants(text: str) -> bool:
    """Whether something shall go on: “but I still want the stories”."""
    return len(text) <= LONGEST and bool(_STILL.search(text))


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
