"""A reader and a partner write to each other through the bot, and neither learns the other's account; pure."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.mistakes import Mistake, Why
from bot.people import Reader
from bot.texts import units

WINDOW = timedelta(hours=1)
AT_ONCE = 5
"""Messages that a reader may send to a partner within the window while no answer has come."""
TO_ALL = 10
"""Messages to all partners together within the window."""
ANSWERS = 5
"""Answers that may follow one message: it is no list of addresses."""
OPEN_FOR = timedelta(days=30)
LONGEST = 2000
"""Units of one message."""


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody writes: in which message of their chat (0: unknown), and about which post (0: about none)."""

    text: str
    message_id: int = 0
    about: int = 0


@dataclass(frozen=True, slots=True)
class Exchange:
    """One reader and one partner. `asked` counts since the last answer or hour, `answered` since the last message."""

    id: int
    reader_id: int
    partner_id: int
    asked_at: datetime
    asked: int = 0
    answered: int = 0
    heard: tuple[int, ...] = ()
    """The last messages that were handed on: an update that comes again must not be handed on again.

    A reader's by its number, a communicator's by its `mark`, for the reader may read this.
    """

    def ask(self, now: datetime, message_id: int = 0) -> "Exchange":
        """The reader writes. Raises `Mistake(WRITTEN_ENOUGH)`."""
        fresh = self.answered > 0 or now - self.asked_at >= WINDOW
        if not fresh and self.asked >= AT_ONCE:
            raise Mistake(Why.WRITTEN_ENOUGH)
        heard = (*self.heard, message_id)[-TO_ALL:] if message_id else self.heard
        return replace(self, asked=1 if fresh else self.asked + 1, asked_at=now, answered=0, heard=heard)

    def answer(self, reader: Reader, now: datetime, mark: int = 0) -> "Exchange":
        """The partner answers. Raises `Mistake(EXCHANGE_OVER)`, `Mistake(ANSWERED_ENOUGH)`."""
        left = reader.gone_at is not None or (reader.stopped_at is not None and reader.stopped_at >= self.asked_at)
        if left or now - self.asked_at > OPEN_FOR:
            raise Mistake(Why.EXCHANGE_OVER)
        if self.answered >= ANSWERS:
            raise Mistake(Why.ANSWERED_ENOUGH)
        heard = (*self.heard, mark)[-TO_ALL:] if mark else self.heard
        return replace(self, answered=self.answered + 1, heard=heard)


def mark(communicator_id: int, message_id: int) -> int:
    """Tells a communicator's message from all others and says nothing of whose it is; below 0, 0 when unknown."""
    told = hashlib.sha256(f"{communicator_id}:{message_id}".encode()).digest()
    return -1 - int.from_bytes(told[:6]) if message_id else 0


def checked(text: str) -> str:
    """A message as it is handed on. Raises `Mistake(TEXT_EMPTY)`, `Mistake(MESSAGE_TOO_LONG)`."""
    text = text.strip()
    if not any(char.isprintable() and not char.isspace() for char in text):
        raise Mistake(Why.TEXT_EMPTY)
    if (length := units(text)) > LONGEST:
        raise Mistake(Why.MESSAGE_TOO_LONG, length=length, limit=LONGEST)
    return text
