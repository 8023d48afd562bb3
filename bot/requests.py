"""What people may ask about their data: a copy, an answer, or to be forgotten; and the stub that is left of them."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.languages import Form

COOLING = timedelta(minutes=10)
"""How long somebody may still think better of being forgotten."""
ANSWER_WITHIN = timedelta(days=15)
"""The shortest term of the places where readers live."""
STUB_YEARS = timedelta(days=3 * 365 + 1)
"""How long the record that somebody unsubscribed is kept."""
QUESTION_LIMIT = 1000
"""Units of a question about one's data, and of its answer."""


class RequestKind(StrEnum):
    """What is asked for."""

    COPY = "copy"
    """A file of everything that is held."""
    FORGET = "forget"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Request:
    """One request of one reader; open until `done_at`. `id` 0 means not kept yet."""

    id: int
    reader_id: int
    kind: RequestKind
    at: datetime
    due_at: datetime
    text: str | None = None
    answer: str | None = None
    done_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Stub:
    """All that is left of somebody forgotten: that they unsubscribed, when, and which text they had agreed to."""

    mark: str
    """Tells whether it is about a given network id, to whoever has the database's own key; names nobody by itself."""
    at: datetime
    form: Form
    text_version: str
    until: datetime


def mark_of(address: int, key: str) -> str:
    """The mark of a network id under a key (HMAC-SHA256, hex)."""
    return hmac.new(key.encode(), str(address).encode(), hashlib.sha256).hexdigest()
