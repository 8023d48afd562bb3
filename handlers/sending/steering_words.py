"""What whoever works here says of a post on its way: faster, why does it stand still, go on, stop it; pure.

快啲發 · why did it stop? · 继续 · pausa-a. They must speak of sending: 快啲嚟 may be the text of a post.
"""

import re
from enum import StrEnum

LONGEST = 60
"""Characters of a message that may say no more than this."""


class Steer(StrEnum):
    """What they would have of it."""

    FASTER = "faster"
    """Urgent, or at a speed that is paid for."""
    WHY = "why"
    GO_ON = "go_on"
    STOP = "stop"
    AGAIN = "again"
    """To those of whom nobody knows whether they have it."""


_IT = r"(?:it|this|that|(?:the|this|that|my|our) (?:\w+ )?(?:post|sending|broadcast))"
_HOURS = r"(?:.{1,4}(?:小[时時]|[個个][鐘钟]|分[鐘钟])[頭头]?[先吧]?)"
_END = rf"(?:[到至].{{1,12}}|{_HOURS})"
"""Until when, in Chinese."""
_WORDS = {
    Steer.FASTER: (
        r"[发發送出]得?快|快[一啲點点些]{0,3}[发發送出]|(?:加快|提速|加速).{0,4}(?:[发發]|送|[广廣]播)"
        r"|(?:[发發]|送|[广廣]播).{0,4}(?:加快|提速|加速)|付[费費](?:[广廣]播|[发發]|[加提]速|推送|群)"
        r"|(?:[畀俾给給]|付)[钱錢].{0,6}(?:快|[发發])|[发發]?加急[发發]?"
        r"|\b(?:send|sending|go(?:es)?(?: out)?|going(?: out)?|deliver\w*|broadcast\w*)\b.{0,24}\b(?:faster|quicker)\b"
        r"|\b(?:faster|quicker) (?:sending|broadcast|delivery)\b|\bspeed (?:up )?(?:it|this|the \w+)(?: up)?\b"
        r"|\bpaid (?:broadcast|sending|speed|delivery)\b|\bpay (?:for|to) (?:speed|go|send|be faster)\b"
        rf"|\b(?:make|mark) {_IT}(?: as)? urgent\b"
        r"|\b(?:ir|vai|sair|sai|envi\w+|mand\w+)\b.{0,20}\bmais (?:depressa|r[áa]pid\w+)\b"
        r"|\bmais (?:depressa|r[áa]pid\w+)\b.{0,12}\b(?:envi\w+|sair|ir)\b|\baceler(?:a|e|ar)(?:-[ao])?\b"
        r"|\benvio pago\b|\bpagar? (?:para|pela?) .{0,16}(?:velocidade|depressa|r[áa]pid\w+)"
        r"|\b(?:torn|marc)\w+(?:-[ao])?(?: .{1,16})? urgente\b"
    ),
    Steer.WHY: (
        r"(?:[为為]什[么麼]|[为為]何|[點点]解|怎[么麼]).{0,8}(?:停|不[动動]|唔郁|卡住)|[卡停]住[了咗].{0,4}[為为點点]"
        r"|\bwhy\b.{0,24}\b(?:stop(?:ped)?|paused?|stuck|halted|not (?:moving|sending|going)|stand(?:s|ing)? still)\b"
        r"|\bpor ?qu[eê]\b.{0,20}\b(?:par(?:ou|ad[oa])|paus\w+|suspens[oa]|n[ãa]o (?:avan[çc]a|sai|anda|continua))"
    ),
    Steer.GO_ON: (
        r"^(?:请|請|唔該)?(?:继续|繼續|恢[复復])(?:[发發]?送?|[广廣]播|它|佢|[吧啦喇])*\W*$"
        rf"|^(?:please )?(?:continue|go on|resume|carry on)(?: (?:{_IT}|sending|with it|please))*\W*$"
        r"|^(?:por favor,? )?(?:continu(?:a|e|ar)|retom(?:a|e|ar))(?:-[ao])?(?: (?:o envio|a publica[çc][ãa]o))?\W*$"
    ),
    Steer.AGAIN: (
        r"(?:不|唔|未)(?:确定|確定|肯定|明).{0,12}(?:再[发發]|重[发發]|[补補][发發])"
        r"|(?:再|重|[补補])[发發].{0,10}(?:不|唔|未)(?:确定|確定|肯定|明)"
        r"|\b(?:re-?send|send (?:it |them )?again|retry)\b.{0,24}\b(?:uncertain|unknown|unsure|in doubt|doubtful)\b"
        r"|\b(?:uncertain|unknown|unsure|in doubt|doubtful)\b.{0,24}\b(?:re-?sen[dt]|again|retry)\b"
        r"|\b(?:reenvi\w+|de novo|outra vez|novamente)\b.{0,24}\b(?:incert\w+|d[úu]vida\w*|desconhecid\w+)"
        r"|\b(?:incert\w+|d[úu]vida\w*)\b.{0,24}\b(?:reenvi\w+|de novo|outra vez|novamente)"
    ),
    Steer.STOP: (
        r"^(?:请|請|唔該|先)*(?:暂停|暫停|停止?|中止)(?:一下|住)?"
        rf"(?:[发發]送|[这這呢][条條个個篇則则]?(?:帖[子文]?)?|它|佢|帖[子文]|[广廣]播)+{_END}?\W*$"
        rf"|^[这這呢]?[条條个個篇则則]?(?:帖[子文]?|[广廣]播)?先?(?:暂停|暫停|停){_HOURS}\W*$"
        rf"|^(?:please )?(?:pause|stop|hold|halt|cancel)(?: sending)? {_IT}"
        r"(?: (?:until|till|for) .{1,30})?(?:,? please)?\W*$"
        r"|^(?:por favor,? )?(?:paus|par|cancel|suspend)\w{1,2}"
        r"(?:-[ao]\b| (?:isto|isso|o envio|(?:est)?a publica[çc][ãa]o))"
    ),
}
_OF_THEMSELVES = re.compile(r"我(?![哋们們])|\b(?:me|mim)\b", re.IGNORECASE)
"""What comes to them as readers is another matter."""
_OF_A_SERIES = re.compile(
    r"系列|重[复複]|跳[过過]|略[过過]|\b(?:series|repeat\w*|skip|s[ée]rie|repet\w+|salt\w+)\b", re.IGNORECASE
)
_OF_ONE = re.compile(
    r"[这這呢那嗰][条條个個篇则則]|\b(?:the|this|that|one|next|last)\b(?: \S+){0,2} post\b|\bpublica[çc][ãa]o\b",
    re.IGNORECASE,
)
_SAID = {steer: re.compile(words, re.IGNORECASE) for steer, words in _WORDS.items()}


def steers(text: str) -> Steer | None:
    """What is said, if it is that and no more."""
    if len(text) > LONGEST or "\n" in text.strip():
        return None
    if of_themselves(text):
        return None
    return next((steer for steer, words in _SAID.items() if words.search(text.strip())), None)


def of_themselves(text: str) -> bool:
    """Whether it speaks of what comes to them: that they say as a reader."""
    return bool(_OF_THEMSELVES.search(text))


def of_a_series(text: str) -> bool:
    """Whether what it speaks of comes again and again."""
    return bool(_OF_A_SERIES.search(text))


def of_one_post(text: str) -> bool:
    """Whether it speaks of one post, which may come again, and not of all."""
    return of_a_series(text) or bool(_OF_ONE.search(text))
