"""What one look tells of an update before anybody is asked: who writes, in the middle of what, and its kind."""

from typing import NamedTuple

from aiogram.types import Message, TelegramObject

from bot.people import Speaker

STROKE_SIGN = "/"
LISTS, OPEN = "list-", "open"
"""How the states of lists begin, and the one in which a list only stands open."""
AMONG = "among"
"""The name of a state in which something may be typed among buttons, and need not."""

FILE, WHICH = "file", "which"
"""The names of states in which a file is awaited, or a press that says which one: no words can be the answer."""


class Facts(NamedTuple):
    """Looked for once an update; who listens says which of them must hold (`filters.Given`)."""

    state: str | None = None
    admin: bool = False
    communicator: bool = False
    reader: bool = False
    """They have chosen a language."""
    newcomer: bool = False
    """They have not."""
    text: bool = False
    stroke: bool = False
    """A text that is typed as a command, whether there is such a one or not."""
    command: bool = False
    """A text or caption that a command's own filter would look at twice: it begins so behind blanks perhaps."""
    reply: bool = False
    passed_on: bool = False
    document: bool = False

    @property
    def idle(self) -> bool:
        """Whether nobody waits for an answer: an open list, or a page of spans, only listens."""
        return is_idle(self.state)

    @property
    def wordless(self) -> bool:
        """Whether nobody waits for words: who waits for a file hears what is clearly something else."""
        return self.idle or awaits_a_file(self.state)

    @property
    def own(self) -> bool:
        """Said to the bot, in one's own words."""
        return not (self.reply or self.passed_on)


def is_idle(state: str | None) -> bool:
    """Whether nobody waits for an answer in this state."""
    return state is None or state.endswith(f":{AMONG}") or is_open_list(state)


def is_open_list(state: str | None) -> bool:
    """Whether a list stands open, and no more."""
    return state is not None and state.startswith(LISTS) and state.endswith(f":{OPEN}")


def awaits_a_file(state: str | None) -> bool:
    """Whether only a file can be the answer."""
    return state is not None and state.endswith((f":{FILE}", f":{WHICH}"))


def facts_of(event: TelegramObject, speaker: Speaker | None, state: str | None) -> Facts:
    """One look."""
    by = (False, False, False, False)
    if speaker is not None:
        known = speaker.reader.form is not None
        by = (speaker.is_admin, speaker.is_communicator, known, not known)
    if not isinstance(event, Message):
        return Facts(state, *by)
    text = event.text or ""
    begins = (text or event.caption or "").lstrip()[:1]
    about = (event.reply_to_message is not None, event.forward_origin is not None, event.document is not None)
    return Facts(state, *by, text != "", text[:1] == STROKE_SIGN, begins == STROKE_SIGN, *about)
