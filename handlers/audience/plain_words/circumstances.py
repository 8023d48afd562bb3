"""What a message tells of its writer's circumstances: lost messages, others who read, all but one partner; pure."""

from bot.hearing.meaning import LONGEST
from bot.hearing.patterns import Pattern, any_of
from bot.lookup import name_shape
from bot.texts import columns
from handlers.audience.plain_words.plainly import but_keeps

LONGEST_TO_KIN = 48
"""Columns of a message that somebody of the family was meant to get."""


_MESSAGES = any_of(
    r"聊天|[对對][话話]|[记記][录錄]|消息|[訊讯信]息|帖|[历歷]史|[傾倾][偈計计]|之前|以前",
    r"\b(?:chat|messages?|msgs?|posts?|conversation|history|thread|everything)\b",
    r"\b(?:conversas?|mensage(?:m|ns)|chat|publica[çc][õo]es|posts?|hist[óo]rico|tudo)\b",
    r"\bthe last (?:one|bit|thing)\b|\ba (?:[úu]ltima|anterior)\b",
)
_LOST = any_of(
    r"不[见見]了|唔[见見]咗|冇晒|[冇没沒]了(?!吗|嗎)|冇咗|[丢丟][咗了失]|消失",
    r"(?:不小心|唔小心|唔[覺觉]意|手[滑快]|[误誤]|按[错錯]).{0,10}(?:[删刪剷]|清[空理除咗了晒])",
    r"(?:[删刪剷]|清[空除咗了晒])(?![咗了除]?(?:之?[後后]|的[话話]|嘅話)).*(?:再[发發傳传]|重[发發新]|找回|搵[返番回]|恢[复復]|[发發]多|[还還仲][能可有])",
    r"\blost (?!interest|patience|track|count|faith)|\b(?:accidentally|mistakenly) (?:deleted|cleared|erased|wiped)\b",
    r"\b(?:deleted|cleared|erased|wiped)\b.*\b(?:by (?:mistake|accident)|again|back|resend|recover|restore)\b",
    r"\b(?:messages|posts|chat|conversation|history) (?:\w+ ){0,3}(?:gone|disappeared|vanished)\b",
    r"\b(?:apaguei|eliminei|limpei|perdi|sumiu|sumiram|desapareceu|desapareceram)\b",
)
_OF_THEIR_OWN = any_of(
    r"我[的嘅]?(?:故事|草稿|投稿)", r"\bmy (?:story|draft)\b", r"\bminha (?:hist[óo]ria|publica[çc][ãa]o)\b"
)
_OTHERS = any_of(
    r"[爸妈媽]|父母|[父母][亲親]|奶奶|[爷爺]|嫲嫲|外[公婆]|老[公婆豆母竇窦]|太太|女[儿兒友]|[儿兒]子|男友|朋友|同事"
    r"|家人|屋企人|工人姐姐|[佣傭]|阿[嫲公婆妹哥]|仔女|家[婆公嫂姐]|[亲親]戚|老人家|我先生|丈夫|妻子|婆婆|公公|[孙孫][仔女子]?"
    r"|[姐哥弟妹]{2}|[细細]佬|[个個][仔女]|我(?:friend|bf|gf|mum|dad|mami|daddy)",
    r"\b(?:my|our|for an?)(?: \w+)? (?:wife|husband|mum|mom|mother|dad|father|parents|gran\w*|son|daughter|kids?"
    r"|child\w*|friends?|partner|boss|colleagues?|helper|maid|neighbou?rs?|in-laws?|sister|brother|aunt\w*|uncle|cousins?|nephew|niece|nanny|employer|(?:class|flat|room|house|work)?mates?|\w+friend)\b",
    r"\b(?:minhas?|meus?|uma?)(?: \w+)? (?:sogr[ao]s?|m[ãa]e|pais?|mulher|marido|espos[ao]|av[óôo]s?|filh[oa]s?"
    r"|amig[oa]s?|irm[ãa]o?s?|namorad[oa]|colegas?|patr[ãa]o|empregada|ti[oa]s?|prim[oa]s?|cunhad[oa]s?|sobrinh[oa]s?|net[oa]s?|madrinha|padrinho|vizinh[oa]s?|fam[íi]lia)\b",
)
_READ = any_of(
    r"[只淨净][係系是]?[看睇读讀识識會会懂講讲]|[看睇读讀](?:得|不|唔)|[不唔](?:太|多)?[識识懂會会]|版|[给給畀俾].{0,10}[看睇]",
    r"\b(?:reads?|speaks?|understands?|knows?|version)\b|\b(?:l[êe](?:em)?|ler|falam?|entendem?|percebem?|sabem?|vers[ãa]o)\b",
)
_RECEIVES = any_of(
    r"(?:也|都|想|[要能]|可以|[点點][样樣]|怎[么麼样樣]|教|[帮幫]).{0,12}(?:收(?:到(?!.{0,2}[礼禮奖獎])|[不唔]到|你|啲|英|中|葡|粵|粤|消|訊|讯|推|帖|呢|這|这)|[訂订][閱阅]|[關关]注|追[蹤踪]|加入)"
    r"|[都也]想收(?=\W|$)|(?:[点點][样樣]?|怎[么麼样樣]?|如何)加(?:入|[她他佢](?=\W|$))"
    r"|加我.{1,6}[吗嗎]|加(?:我|埋|上|多)?.{1,8}(?:入[嚟来來]|[进進]|落)|拉.{1,8}(?:入|[进進])|[部台][手電电][机機話话].{0,6}收[唔不]到",
    r"\b(?:subscribe|sign up|sign (?:him|her|them) up|(?:add|invite) (?:him|her|them|my)|be added|receive"
    r"|get (?:these|this|them|it|your|posts|updates|messages)|follow you|join (?:you|this|here|too|in)"
    r"|(?:wants?|would like|would love|['’]d like) (?:it|this|these|in|them)(?: too)?)\b",
    r"\btamb[ée]m (?:o |as? )?(?:quer(?:ia|em)?|gostava|pode)\b|\bquer(?:em|ia)? tamb[ée]m\b"
    r"|\b(?:receb(?:er|a|e|am)|inscrev\w+|subscrev\w+|(?:adicionar|juntar|convidar|acrescentar)(?:em)?)\b",
)
_FOR_THEMSELVES = any_of(
    r"推[荐薦]|介[绍紹]|[告话話][诉訴]?[我咗]|[传傳发發send]+[给給畀俾]我|[叫话話]我|[优優]惠",
    r"\b(?:told|sent|recommended|gave|showed|invited) me\b|\bfrom (?:a|my)\b"
    r"|\b(?:can|do|how|should) i (?:get|receive|subscribe)\b"
    r"|\bi (?:receive|get|got|don['’]?t)\b",
    r"\b(?:disse|mandou|enviou|recomendou|deu|mostrou|falou|passou)(?:-me)?\b"
    r"|\b(?:como|onde) (?:me|posso|recebo)\b|\bn[ãa]o recebo\b",
)
"""Who has the bot from somebody else asks for themselves."""
_THEMSELVES = any_of(
    r"(?<![给給畀俾])我(?:自己)?(?:[看睇][不唔]|[不唔](?:太)?[識识懂會会]|[只淨净])",
    r"\bi (?:can|only|do|read|speak|understand|don)|\b(?:eu|n[ãa]o) (?:leio|percebo|entendo|consigo|sei|falo)\b",
)
"""Who cannot read it speaks of their own language, whoever else is named."""
_LANGUAGE = (
    r"(?:pt|portugu\w+|en|ingl\w+|english|chin\w+|mandari\w+|canton\w+|[中英葡][文语語]?|[粵粤][語语]|[廣广][东東][话話]"
    r"|普通[话話]|[繁简簡][體体]?)"
)
_BOTH = any_of(
    r"(?:也|都|再|另外|同[时時])(?:[给給畀俾]我)?(?:[发發傳传]|send)[给給畀俾]?我?多?一[份条條]"
    r"|\bboth languages\b|\bin both\b|\bbilingual\b|\btwo languages\b|\bduas l[íi]nguas\b|\bbil[íi]ngue\b",
    r"[双雙][语語]|(?:[两兩]|二)[种種]?(?:[语語]|文字)|中英|英中|中葡|葡中|[繁简簡]{2}(?![體体]?中文)",
    rf"\b{_LANGUAGE} (?:and|e|&|\+|plus) {_LANGUAGE}\b",
    rf"{_LANGUAGE}\s?[和同跟與与加]\s?{_LANGUAGE}",
)
_SPOKEN = any_of(r"\b(?:do|can) you (?:speak|know|understand)\b|\bfala[ms]?\b|[你您].{0,2}[会會識识懂]")
_ALL_BUT = any_of(
    r"除[了咗].+(?:都|全).{0,3}(?:取消|不要|唔要|退|停|[删刪])",
    r"\b(?:unfollow|cancel|drop|stop|remove|mute) (?:\w+ )?(?:all|every\w*|the rest)\b.{0,12}\b"
    r"(?:except|but|apart from)\b",
    r"\b(?:keep|leave) (?:just|only) .{2,24}\b(?:rest|others?|everything else)\b"
    r"|\b(?:remove|drop|unfollow|cancel|stop|mute) (?:all )?(?:the )?(?:rest|others|everything else)\b",
    r"\b(?:deix\w+|fic\w+|mant\w+|guard\w+) (?:com )?(?:s[óo]|apenas) .{2,24}\b(?:resto|outr[oa]s|restantes)\b"
    r"|\b(?:tir\w+|cancel\w+|deix\w+ de seguir) (?:tudo )?[oa]s? (?:resto|outr[oa]s|restantes)\b",
    r"\b(?:cancel\w+|deix\w+|tir\w+|par\w+|remov\w+|silenci\w+) .{0,12}(?:tod[oa]s|tudo)\b.{0,12}"
    r"\b(?:menos|exce[p]?to|salvo)\b",
)
_FOLLOWS = any_of(
    r"\bis (?P<is>[^\W\d_][\w&'’.-]+(?: (?-i:[A-Z])[\w&'’.-]+)?) (?:also |already )?(?:an? |one of (?:the|your) )"
    r"(?:city )?partners?\b",
    r"\b(?:[ao] )?(?P<faz>[^\W\d_][\w&'’.-]+(?: (?-i:[A-Z])[\w&'’.-]+)?) (?:também |já )?"
    r"(?:participa|faz parte|é parceir[oa])\b",
    r"(?P<han_is>[\u3400-\u9fff]{2,6}?)(?:[也都]?[是係系]|[是係系][不唔][是係系])(?:[你妳][们們哋][的嘅]?|城市)?"
    r"合(?:[伙夥]人|作[伙夥]伴)(?=[吗嗎嘛咩㗎呀]?[?？]*$)",
    r"(?:[关關]注|追[蹤踪]|[订訂][阅閱])[到咗了]?(?P<han>[\u3400-\u9fff]{2,6}?)(?=[吗嗎呢嘅的啊呀吧]|\W|$)",
    r"\b(?:follow|subscribe to) (?:the )?(?P<en>[^\W\d_][\w&'’.-]+(?: (?-i:[A-Z])[\w&'’.-]+)?)(?: please| pls)?\W*$",
    r"\b(?:seguir|subscrever) (?:[ao] )?(?P<pt>[^\W\d_][\w&'’.-]+(?: (?-i:[A-Z])[\w&'’.-]+)?)(?: por favor)?\W*$",
)
_SLIPPED = any_of(
    r"手[滑快残殘震抖]|[点點按撳㩒禁碰掂][咗了]?[错錯]|[误誤][点點按触觸]|撤[回销銷]",
    r"\b(?:pressed|tapped|clicked|hit|touched)\b.{0,20}\b(?:wrong|mistake|accident\w*)",
    r"\b(?:carreguei|cliquei|toquei)\b.{0,20}\b(?:engano|errad[oa]|sem querer)",
)
_KEEPS_SOME = any_of(
    r"[只淨净][係系是]?(?:[想要])*(?:保?留|keep|剩)[返低下]?",
    r"\b(?:keep|leave me) (?:just|only)\b|\b(?:just|only) keep\b",
    r"\b(?:fic\w+|deix\w+|mant\w+) (?:s[óo]|apenas)\b|\bs[óo] (?:quero )?(?:ficar com|manter)\b",
)
_PARTED = Pattern(r"[,，.。;；!！?？\n]|(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fffA-Za-z])")
_KEPT = any_of(
    r"留[着著低返住]?$|留[着著低返住下]|保[留持]|照(?:舊|旧|常|[收发發看睇])|[继繼][续續]|(?:[还還仲都]|就)(?:是|係)?(?:想|要)?(?:[看睇收追]|keep)"
    r"|ok(?![a-z])|冇所[谓謂]|[没沒冇][问問]题|[没沒冇]問題|[不唔别別]使?[变變郁改动動]|一[样樣]|可以(?:[收看睇]|$)|就好$",
)
_LEFT_OUT = any_of(
    r"(?:[不唔](?:想|要|用|使|睇|看|收)|[别別勿免])(?!.{0,3}[变變郁改动動])|就?算(?:了|啦|喇|數|数)|取[关關]|取消|退[订訂]|[停删刪]|走開|冇[兴興]趣|[没沒][兴興]趣",
)
_OF_FOLLOWING = any_of(r"[关關]注|追[蹤踪]|follow|[订訂][阅閱]")
_NOBODY = any_of(
    r"[我你您他她它们們哋佢][们們哋]?|哪|[边邊]|谁|誰|[什甚]|咩|几|幾|多少|其他|其它|全部|所有|一[个個]|更多|多[点點啲]|別|别|新"
    r"|怎|[点點]解|[没沒冇]|[机機][构構]|公司|企[业業]|品牌|合[伙夥]|[商店]|城市|[帖活故]|[内內]容|的|嘅|[这這那嗰呢]|[数數]|人|能|可[以否]|撤|取消|[错錯]",
    r"\b(?:you|me|it|rn|him|her|them|more|less|fewer|all|every\w*|any\w*|some\w*|one|only|just|new|other|another|partners?"
    r"|compan\w+|brands?|institutions?|posts?|stories|city|cities|this|that|these|those|up|back|here|there|who|what"
    r"|how|again|now|later|then|first|second|third|last|your|my|mais|menos|tod[oa]s|tudo|algu\w+|outr[oa]s?|nov[oa]s?|parceir\w+|empresas?|marcas?"
    r"|institui\w+|publica\w+|hist\w+|cidades?|est[ea]s?|ess[ea]s?|quem|isto|isso|uma?|voc[êe]s?|aqui|depois|agora|j[áa]|hoje|amanh[ãa]|antes|ent[ãa]o|assim"
    r"|primeir[oa]|segund[oa]|terceir[oa]|[úu]ltim[oa])\b",
)
"""What is followed by no name of its own."""
_TO_KIN = any_of(
    r"^(?:喂|hi|hey)?[,， ]*(?:阿[仔女妈媽爸爷爺嫲婆公哥妹姐嫂]|老[公婆豆爸妈媽]"
    r"|仔仔|囡囡|[妈媽][妈媽咪]?|爸爸?|[细細]佬|家姐|[哥姐弟妹]{1,2}"
    r"|[宝寶][贝貝]|bb|[儿兒]子|女[儿兒])[,，、 !！]*[你妳](?!好|[们們哋])",
    r"^(?:hey |hi )?(?:mum|mom|mummy|dad|daddy|honey|babe|darling|son|sis)\b"
    r",? (?:.*\b(?:are|will|did|do|can) you\b|where are you)",
    r"^(?:oi |olá )?(?:mãe|pai|filh[oa]|amor|querid[oa]|mana|mano)\b"
    r",? .*\b(?:vens|estás|queres|podes|chegas|vais|já)\b",
)
"""How a message begins that is for somebody of the family."""
_OF_US = any_of(
    r"故[事仔]|帖|[讯訊消]|推送|[发發]|send|[订訂]|kapok|bot|机器人|機[器械]人|post|stor|hist[óo]ria|publica"
)


def said_to_kin(text: str) -> bool:
    """Whether a short message is for somebody of the family, and went to the wrong chat: 阿仔你幾時返屋企食飯."""
    return columns(text) <= LONGEST_TO_KIN and bool(_TO_KIN.search(text)) and not _OF_US.search(text)


def lost_messages(text: str) -> bool:
    """Whether what came to them is no longer there: “I deleted our chat by mistake”, 聊天记录清空了."""
    return (
        len(text) <= LONGEST and bool(_MESSAGES.search(text) and _LOST.search(text)) and not _OF_THEIR_OWN.search(text)
    )


def read_by_others(text: str) -> bool:
    """Whether it tells what somebody else can read, or of a text for them: “my wife only reads Cantonese”."""
    return len(text) <= LONGEST and bool(_OTHERS.search(text) and _READ.search(text)) and not _THEMSELVES.search(text)


def received_by_others(text: str) -> bool:
    """Whether somebody else would have posts too: “can my daughter in Lisbon get these”, 我妈也想收."""
    told = len(text) <= LONGEST and _OTHERS.search(text) and _RECEIVES.search(text)
    return bool(told) and not _FOR_THEMSELVES.search(text)


def two_languages(text: str) -> bool:
    """Whether more than one language is wished for at once: 中英對照, “em pt e inglês”; not which ones are spoken."""
    return len(text) <= LONGEST and bool(_BOTH.search(text)) and not _SPOKEN.search(text)


def all_but(text: str) -> bool:
    """Whether all are to be left but those that it names: 除了邮政都取消."""
    return len(text) <= LONGEST and bool(_ALL_BUT.search(text))


def keeps_some(text: str) -> bool:
    """The same, if it names partners: 只留京东和邮政."""
    return len(text) <= LONGEST and bool(_KEEPS_SOME.search(text))


def left_and_kept(text: str) -> tuple[str, str]:
    """What of a message refuses something, and what of it would keep something else: 京東嘅我唔要, 郵政就留低."""
    found = but_keeps(text)
    if found[0] or len(text) > LONGEST or not _KEPT.search(text):
        return found
    left, kept = list[str](), list[str]()
    for part in filter(None, map(str.strip, _PARTED.split(text))):
        if _LEFT_OUT.search(part):
            left.append(part)
        elif _KEPT.search(part):
            kept.append(part)
    return (" ".join(left), " ".join(kept)) if left and kept else ("", "")


def would_undo_following(text: str) -> bool:
    """Whether something about following was pressed by mistake: 手滑点错了，刚才那个关注能撤回不."""
    return len(text) <= LONGEST and bool(_SLIPPED.search(text) and _OF_FOLLOWING.search(text))


def pressed_by_mistake(text: str) -> bool:
    """Whether the wrong button was pressed: 撳錯咗, “I tapped the wrong one”."""
    return len(text) <= LONGEST and bool(_SLIPPED.search(text))


def followed_by_name(text: str) -> str:
    """Whom somebody would follow, as they write it; nothing where it is no name: “follow more partners”."""
    found = _FOLLOWS.search(text) if len(text) <= LONGEST else None
    name = next(filter(None, found.groups()), "").strip() if found else ""
    return "" if not name_shape(name) or _NOBODY.search(name) else name
