"""Who says *not* to stop, unsubscribe or erase: “não quero parar” has two words of stopping, and asks for none of it.

Only the speaker's own wish counts: “they don't stop” and 怎么不停 complain that it goes on.
"""

import re

from bot.hearing.patterns import Pattern

_LONGEST = 60
"""Characters of a message that is a wish rather than a tale."""
_BEGINS = r"(?:^|\b(?:{})\b,? ?|[,.;!，。！] ?)"
_ENGLISH = (
    _BEGINS.format("i|we|please|pls|plz|but|and|no|ok"),
    r"(?:do not|don'?t|never|(?:would|will|am|'m) not|wouldn'?t|won'?t)",
    r"(?: (?:want|wish|like|going|planning|asking|trying))?(?: you)?(?: to)? ",
    r"(?:stop|unsubscribe|unsub|cancel|quit|opt out|leave|delete|erase|remove|forget|pause|end|resume)\b",
)
_PORTUGUESE = (
    _BEGINS.format("eu|mas|e|por favor"),
    (
        r"(?:j[aá] )?(?:n[aã]o|nunca) (?:me )?"
        r"(?:(?:quero|queria|desejo|pretendo|vou|(?:[eé]|era) para)(?: mais)? )?(?:que )?"
    ),
    (
        r"(?:par(?:ar|em|es|e)|cancel(?:ar|em|es|e)|anul(?:ar|em)|sair|desistir|apag(?:ar|uem|ues|ue)|elimin(?:ar|em|es|e)"
        r"|paus(?:ar|em|es|e)|retom(?:ar|em|es|e)|deixar de receber)\b(?: de vez)?"
    ),
)
_CHINESE = (
    r"(?:^|[我請请但先,，。!！ ]|希望|千[祈万萬]|算[了啦喇]|[等还還都][等是係系])",
    r"(?:[不唔]想|不要|唔好|[别別勿咪])再?(?:全部|而家|[现現]在)?",
    r"(?:[暂暫]?停(?![车車])|恢[复復]|(?:stop|cancel|unsub|delete|del\b)|退[订訂]|取消|[删刪]|清除|退出|[离離][开開])",
)
_CHINESE_AFTER_ALL = (
    _CHINESE[0],
    r"[不唔](?:(?:[删刪]|退[订訂]?|取消|del(?:ete)?|cancel|unsub)(?:[了喇啦住先吧呀啊]|$|[\W])|停[了喇啦住])",
)
"""“Not, after all”: 算了不刪了, 打錯了，不退; 不停 alone is what never ends, and 不退款 another matter."""
_CHINESE_NEVER_SAID = (
    r"(?!.*[吗嗎咩]\W*$)(?:[没沒]有?|冇|(?<![是係])[不唔][是係])(?:[说說讲講话話叫喊嗌让讓想要]|打算)[过過]?(?:[想要你會会])*",
    _CHINESE[2],
)
"""我沒有說要取消, 唔係叫你停: who was taken for somebody who ends something."""
_SAYINGS = (_ENGLISH, _PORTUGUESE, _CHINESE, _CHINESE_AFTER_ALL, _CHINESE_NEVER_SAID)
_ENDS_NOTHING = Pattern("|".join(map("".join, _SAYINGS)))

_OBJECT = Pattern(r"^[^\s,，.。;；:：!！?？]{1,6}[,，.。;；!！\s]")
"""What shall not be ended, up to the end of that clause."""
_LEADING = " ,.;:!?，。；：！？…~住了喇啦呀啊吧先喔哦㗎咋的嘅"
"""What stands before the rest, and is no part of it."""


def ends_nothing(text: str) -> bool:
    """Whether a short message says not to end anything: an end is the last thing to do or to offer then."""
    return _found(text) is not None


def beside_what_stays(text: str) -> str:
    """What stands behind the words that end nothing: 怎么少发点 of 我不想退订啊怎么少发点; nothing where none do."""
    found = _found(text)
    return _OBJECT.sub("", text[found.end() :]).lstrip(_LEADING) if found else ""


def _found(text: str) -> re.Match[str] | None:
    if len(text) > _LONGEST:
        return None
    return _ENDS_NOTHING.search(text.casefold().replace("’", "'"))
