"""What a sentence of whoever works here asks for, by the roles that they have."""

import re

from bot.people import Speaker
from bot.tasks import Wanted, wanted

_ASKING = re.compile(
    r"(?:can|could|may|should|do|does|did|is|are|was|were|will|when|which|who|why|how|what|where"
    r"|(?:must|shall|would) (?:i|we|you)"
    r"|qual|quais|quando|quem|porque|por que|posso|podemos|pode|como|quant[oa]s?|onde|o que|há)\b",
    re.IGNORECASE,
)


def tasks_of(text: str, speaker: Speaker) -> Wanted:
    """What they may want; nothing of a reader."""
    if not (speaker.is_admin or speaker.is_communicator):
        return Wanted()
    return wanted(text, writes=speaker.is_communicator, runs=speaker.is_admin)


def begins_asking(text: str) -> bool:
    """Whether it is one sentence that begins as a question: many a one is typed without its mark."""
    return bool(_ASKING.match(text)) and not re.search(r"[.!…][\s\n]|\n", text.strip())
