"""The audit: who did what to which thing, when, from which state to which. Lines are added, never changed."""

import itertools
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Field(StrEnum):
    """What a line is about, to look for."""

    PARTNERS = "partners"
    """Partners, their people and their channels."""
    POSTS = "posts"
    """Posts, their reviews and plans, and campaigns."""
    SENDING = "sending"
    """What went out, and what was done about it."""
    PROGRAMME = "programme"
    """Everything at once."""


THINGS: dict[Field, tuple[str, ...]] = {
    Field.PARTNERS: ("partner", "channel", "reader", "request"),
    Field.POSTS: ("post", "campaign", "share"),
    Field.SENDING: ("broadcast", "correction"),
    Field.PROGRAMME: ("programme", "refused:"),
}
"""The first words of the subjects of a field."""
BETWEEN = " / "
"""Stands between a partner's names on one side of a change."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `subject` begins with a thing and its id: `post 7`, `channel 9 partner 5`."""

    id: int
    at: datetime
    person_id: int | None
    """None: the bot by itself."""
    verb: str
    subject: str
    partner_id: int | None = None
    before: str | None = None
    after: str | None = None

    @property
    def thing(self) -> str:
        """What kind of thing it is about."""
        return self.subject.split(" ", 1)[0].rstrip(":")

    @property
    def moment(self) -> datetime | None:
        """For which moment a post was planned, moved, left out or missed, where the line tells."""
        last = self.subject.rsplit(" ", 1)[-1]
        try:
            return datetime.fromisoformat(last) if self.thing == "post" and "T" in last else None
        except ValueError:
            return None

    @property
    def rule(self) -> str | None:
        """How often it comes again, where the line tells (RFC 5545)."""
        return next((word for word in self.subject.split() if word.startswith("FREQ=")), None)

    def id_of(self, thing: str) -> int | None:
        """The id of a thing that the subject names."""
        return id_in(self.subject, thing)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which lines somebody looks for; all when nothing is said."""

    person_id: int | None = None
    partner_id: int | None = None
    field: Field | None = None
    post_id: int | None = None
    """What was done about it, its sendings and its corrections."""
    deed: tuple[str, str] | None = None
    """One kind of deed: its verb and its thing."""
    span: tuple[datetime, datetime] | None = None
    """In [begin, end)."""


def id_in(subject: str, thing: str) -> int | None:
    """The id that follows a thing's name in a subject, if there is one."""
    words = subject.split()
    following = [after.rstrip(":") for word, after in itertools.pairwise(words) if word == thing]
    return int(following[0]) if following and following[0].isdecimal() else None
