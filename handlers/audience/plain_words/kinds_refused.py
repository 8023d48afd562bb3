"""Posts of one kind that a message refuses, or would keep; pure."""

import re

from bot.hearing.meaning import LONGEST
from bot.hearing.negation import ends_nothing
from bot.hearing.patterns import Pattern

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
