"""What a sentence of whoever works here asks for, by the roles that they have."""

import re

from bot.hearing.tasks import Task, Wanted, wanted
from bot.people import Speaker
from bot.searching import only_names

_DEEDS = frozenset({Task.HALT, Task.RESUME, Task.REVIEW, Task.APPROVAL})
"""What no list holds, however few the words."""
_ASKING = re.compile(
    r"(?:can|could|may|should|do|does|did|is|are|was|were|will|when|which|who|why|how|what|where"
    r"|(?:must|shall|would) (?:i|we|you)"
    r"|qual|quais|quando|quem|porque|por que|posso|podemos|pode|como|quant[oa]s?|onde|o que|há)\b",
    re.IGNORECASE,
)

_ASKED = re.compile(
    r"怎|[點点][样樣解]|如何|为什么|為什麼|几时|幾時|什么时候|什麼時候|咩時候"
    r"|^(?:[谁誰]|邊個|边个|可唔可以|可不可以|能不能|有[没沒冇]有)|[吗嗎呢㗎咩]\W*$|[?？]\s*$"
)


def tasks_of(text: str, speaker: Speaker) -> Wanted:
    """What they may want; nothing of a reader."""
    if not (speaker.is_admin or speaker.is_communicator):
        return Wanted()
    return wanted(text, writes=speaker.is_communicator, runs=speaker.is_admin)


def begins_asking(text: str) -> bool:
    """Whether it is one sentence that begins as a question: many a one is typed without its mark."""
    return bool(_ASKING.match(text)) and not re.search(r"[.!…][\s\n]|\n", text.strip())


def is_question(text: str) -> bool:
    """Whether it asks: by its sign, by its first word, or by a word of Chinese that asks."""
    return begins_asking(text) or bool(_ASKED.search(text.strip()))


def is_work(text: str, speaker: Speaker) -> bool:
    """Whether it surely is an order, or a question about their work, rather than the name of something."""
    found = tasks_of(text, speaker)
    if text.rstrip().endswith(("?", "？")) or (found.asks and begins_asking(text)):
        return True
    return found.sure and (found.tasks[0] in _DEEDS or not only_names(text))
