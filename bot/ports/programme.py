"""What the bot asks of storage about the programme as a whole: halt, settings, audit, exports."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Protocol

from bot.audit import Line, Wanted
from bot.exports import Row, Table
from bot.ports.page import Page

BOT = "bot"
"""The setting that holds the id of the bot that this database serves."""


class Programme(Protocol):
    """The programme as a whole: halt, audit, settings."""

    async def halted_at(self) -> datetime | None: ...
    async def halt(self, at: datetime) -> bool:
        """Whether nobody had: of several at once it is true for one, and what was halted keeps its first moment."""

    async def resume(self) -> bool:
        """Whether it was halted."""

    async def note(
        self, at: datetime, person_id: int | None, verb: str, subject: str, change: tuple[str, str] | None = None
    ) -> None:
        """One line of the audit: who did what to which thing, from which state to which; append-only."""

    async def setting(self, name: str) -> str | None: ...
    async def set_setting(self, name: str, value: str) -> None: ...


class Audit(Protocol):
    """The lines of the audit, to look up."""

    async def page(self, wanted: Wanted, offset: int, limit: int) -> Page[Line]:
        """Newest first."""

    async def last(self, partner_id: int, deeds: Sequence[tuple[str, str]]) -> Line | None:
        """The newest line of a partner that is one of these: a verb, and its whole subject."""

    async def lines(self, partner_id: int, deeds: Sequence[tuple[str, str]]) -> Sequence[Line]:
        """All of these, the oldest first."""

    async def people(self) -> Sequence[int]:
        """Whoever did anything, by id."""


class Exports(Protocol):
    """Whole tables, for a file."""

    def rows(self, table: Table, partner_id: int | None) -> AsyncIterator[Sequence[Row]]:
        """In order, a part at a time, columns as in `COLUMNS`; of every partner when none is named."""
