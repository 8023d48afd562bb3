"""That a plan shall not go out: at all, this time, for now; pure.

以后都不发 · skip next Sunday · 暫停 · não enviar mais.
"""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from bot.mistakes import Mistake
from handlers.partner.planning.reading_plan import LONGEST, bare
from handlers.reading.moment import read_time
from handlers.sending.steering_words import of_themselves

_NO_MORE = re.compile(
    r"(?:不|[别別]|唔好?|先不|毋須)(?:要|会|會)?(?:再)?(?:[发發]|send|出)(?:送|出)?[了啦嘞]?|跳[过過]|略[过過]|停(?!一)|取消|[终終]止"
    r"|暂停|暫停|停一[下阵陣排]|先[停等]"
    r"|\b(?:skip|stop|cancel|pause|leave (?:it )?out|hold(?: it| on)?|put (?:it )?on hold|no more"
    r"|(?:do not|don[’']?t) (?:send|post|publish))\b"
    r"|\b(?:salt(?:e|ar|a)|par(?:e|ar)|p[áa]ra|paus(?:a|e|ar)|cancel(?:e|ar|a)|suspend(?:e|er|a)"
    r"|n[ãa]o (?:envi|mand|public|publiqu)\w*(?: mais)?|deixar? de (?:repetir|enviar|sair))\b",
    re.IGNORECASE,
)
"""That it shall not come: at all, this time, or for now."""


_OF_A_POST = re.compile(
    r"[这這呢][个個条條篇则則]|系列|重[复複]|帖|跳[过過]|略[过過]"
    r"|\b(?:it|this|that|posts?|series|repeat\w*|skip)\b"
    r"|\b(?:isto|isso|s[ée]rie|repet\w+|salt(?:e|ar|a))\b|-[ao]s?\b|publica[çc](?:[ãa]o|[õo]es)",
    re.IGNORECASE,
)


_AGAIN = re.compile(r"恢[复復]|[继繼][续續]|\b(?:resum\w+|go(?:es)? on|continu\w+|retom\w+|volta\w*)\b", re.IGNORECASE)


def goes_on(text: str) -> bool:
    """Whether what is paused shall go on."""
    return len(text) <= LONGEST and bool(_AGAIN.search(text))


@dataclass(frozen=True, slots=True)
class NoMore:
    """It shall not go out; on which day, where one was named."""

    day: date | None = None


def no_more(text: str, now: datetime, *, month_first: bool = False) -> NoMore | None:
    """Whether they say that a plan shall not go out; a long text says something else."""
    if len(text) > LONGEST or not (found := _NO_MORE.search(text)):
        return None
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    for said in (rest, bare(rest)):
        with suppress(Mistake):
            return NoMore(read_time(said, now, month_first=month_first).day)
    return NoMore()


def of_a_post(text: str) -> bool:
    """Whether it speaks of a post: “don't send any more” alone may be a reader's word."""
    return bool(_OF_A_POST.search(text)) and not of_themselves(text)
