"""What a message says of what has a time: the digest, quiet hours and a pause, and what it asks of them; pure."""

from enum import StrEnum

from bot.hearing.meaning import LONGEST
from bot.hearing.patterns import any_of
from handlers.audience.plain_words.telling import asks

_DIGEST = any_of(
    r"摘要|合集|[合夹夾][埋并併成為为]|[汇匯][总總]|打包|[一1]次[過过性]|[一1][条條则則](?:過|过|[讯訊消]息|搞掂|就[好得夠够])|集中(?:一起)?[发發]",
    r"\bdig[ea]sts?\b|\b(?:summary|recap|round-?up)\b|\b(?:one|single|1) (?:msg|message)\b|\ball (?:at once|in one)\b"
    r"|\b(?:bundle|batch)\w*\b",
    r"\bresumos?\b|\b(?:numa?|uma) s[óo] (?:mensagem|msg)\b|\b(?:numa|uma) mensagem (?:por|ao|[àa]s?|no|na|tod[oa]s)\b"
    r"|\btudo (?:junto|de uma vez|numa)\b",
)
"""Posts that come as one message."""
_REFUSES = any_of(
    r"不要|唔要|(?<![特个個])[别別]|停|取消|唔好|[關关](?!注)|[吵嘈](?:到?[我醒])|打[扰擾]",
    r"\b(?:not|stop|don['’]?t|without|cancel|turn off|end|remove|disturb\w*|w[ao]ken?(?: me| us)? up)\b",
    r"\bno (?:more|longer|digests?|summar\w+|msgs?|messages?|posts?|texts?|notifications?|sound)\b",
    r"\b(?:sem|n[ãa]o|pára|par(?:em?|ar)|para de|cancel\w+|deslig\w+|acab\w+|incomod\w+)\b",
)
_OF_THEIR_OWN = any_of(
    r"我|\b(?:my|meus?|minha)\b|[几幾][时時点點]|[什甚][么麼][时時]候|[邊边哪][一]?[日天]",
    r"\b(?:when|wen|what time|which day|quando|qdo|que dia|a que horas|a q horas)\b",
)
_WHEN = any_of(
    r"^\W*(?:[佢它]|[咁那]麼?)?(?:[是係系]|[会會])?(?:[几幾][时時點点]|[哪邊边]一?[天日]|[什甚][么麼][时時]候|啥[时時]候)"
    r"(?:[会會])?(?:[嚟來来发發到送]|send){0,3}(?:[来來][着著])?[㗎架呀啊呢嚟的嘅]*\W*$",
    r"^\W*(?:(?:and|so|ok),? )?(?:(?:on )?(?:what|which) (?:day|time)|when)s? (?:is|does|will|was) "
    r"(?:it|that|this)\b.{0,20}$",
    r"^\W*(?:when|what (?:day|time))['’]?s (?:it|that)\b.{0,16}$",
    r"^\W*(?:e )?(?:quando|a que (?:horas|dias?)|em que dia|que dia)(?: [ée] que)? "
    r"(?:vem|chega|[ée])(?: isso| isto)?\W*$",
)
_ALL_SET = any_of(
    r"(?:设置|設定|設置)[里裡裏入面]*(?:现在|現在|而家)?(?:都)?(?:有|[是係系])?(?:啥|[什甚][么麼]|咩|乜|[點点]樣|怎[么麼样樣])",
    r"\bwhat(?:['’]s| is| are| do i have| have i)? .{0,12}\b(?:my settings|set(?: up)?)\W*$",
    r"\b(?:o que|que) .{0,12}\b(?:tenho|est[áa]) (?:definid|configurad)\w+|\bquais .{0,12}\bdefini[çc][õo]es\b",
)
_QUIET = any_of(
    r"免打[扰擾]|勿[扰擾]|(?:[静靜]音|安[静靜]|[静靜])[时時]段|\bquiet (?:hours|time)\b|\bdo not disturb\b|\bdnd\b",
    r"\bhoras? de (?:sil[êe]ncio|sossego)\b|\bmodo silencioso\b|\bn[ãa]o incomodar\b",
)
_IS_QUIET = any_of(
    r"[静靜](?:咗|了|[紧緊]|[着著])?音?(?:咗|了|[紧緊]|[着著])?(?:未|[吗嗎]|[没沒]有?|呢|㗎|[?？])|[是係系][咪否].{0,6}[静靜]",
    r"\b(?:am i|is (?:it|everything|this)|are (?:you|they|posts))\b.{0,10}\b(?:muted?|silent|silenced|quiet)\b",
    r"(?:[现現]在|而家|依家|宜家).{0,4}(?:[会會]?[响響]|[有冇没沒]+[声聲])",
    r"\b(?:est[áa][os]?|t[áa]|isto est[áa]|j[áa] est[áa]) .{0,10}(?:silenciad\w+|em sil[êe]ncio\b|sem som|mute)\b",
)
_PAUSED = any_of(
    r"[暂暫]?停(?:[紧緊着著咗了])?[到至](?:[几幾][时時号號點点月]|[哪邊边]一?[天日]|[什甚][么麼][时時]候|[啥何][时時])",
    r"(?:[是係系][咪否]|[还還]|仲|[现現]在|而家|已[经經]).{0,5}[暂暫]?停.{0,4}(?:[吗嗎呢?？㗎未]|[没沒]有)|停[緊咗][未呀㗎]"
    r"|[是係系][咪否].{0,3}停[緊紧咗着著]",
    r"[暂暫]停[着著緊咗了中]?(?:[吗嗎]|[没沒]有?|未)|到(?:[几幾][时時号號]|[哪邊边][天日])[恢][复復]",
    r"\b(?:am i|is (?:it|everything|this|that)|are (?:you|posts|we|they))\b.{0,16}\b(?:paused?|snoozed|on hold)\b",
    r"\b(?:un)?til+ when\b.*\bpaus|\bpaus\w*\b.{0,12}\b(?:un)?til+ when\b|\bhow long .{0,16}\bpaus"
    r"|\bwhen (?:does|will|is) (?:the|my) pause\b",
    r"\b(?:est[áa]|estou|est[ãa]o|ainda|tou|t[áa]).{0,20}\b(?:paus\w+|parad[oa]|suspens[oa])"
    r"|\bat[ée] quando\b.{0,24}\bpaus"
    r"|\bpaus\w+.{0,16}\bat[ée] quando\b|\bquando (?:[ée] que )?(?:acaba|termina)\b.{0,12}\bpausa\b",
)
_ABBREVIATED = any_of(r"\b(?:qdo|qd|qnd|wen|wat time|a q horas|a que hrs|[aà]s quantas)\b")


def is_of_all_set(text: str) -> bool:
    """Whether it asks what they have set, all of it."""
    return len(text) <= LONGEST and bool(_ALL_SET.search(text))


def asks_when(text: str) -> bool:
    """Whether it asks when, and names nothing: “what day is it coming?”, 佢幾時嚟."""
    return len(text) <= LONGEST and bool(_WHEN.search(text))


class Timed(StrEnum):
    """What of a reader's has a time."""

    DIGEST = "digest"
    QUIET = "quiet"
    PAUSE = "pause"


def names_digest(text: str) -> bool:
    """Whether it speaks of all posts in one message."""
    return len(text) <= LONGEST and bool(_DIGEST.search(text))


def refuses(text: str) -> bool:
    """Whether it says that something shall not be, or not be so."""
    return bool(_REFUSES.search(text))


def is_asked(text: str) -> bool:
    """Whether it is a question, be it typed in a hurry: “qdo chega o resumo”."""
    return asks(text) or bool(_ABBREVIATED.search(text))


def asked_of(text: str) -> Timed | None:
    """Which of these a message asks about, as it stands: “when does my digest come?”, 係咪已經靜咗音."""
    if len(text) > LONGEST or not is_asked(text):
        return None
    if _PAUSED.search(text):
        return Timed.PAUSE
    if _QUIET.search(text) or _IS_QUIET.search(text):
        return Timed.QUIET
    return Timed.DIGEST if _DIGEST.search(text) and _OF_THEIR_OWN.search(text) else None
