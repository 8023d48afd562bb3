"""The programme as a whole: halted or not, its settings, and the audit of who did what."""

from datetime import datetime

from sqlalchemy import Column, Connection, Integer, Table, Text, bindparam, insert, select, update

from bot.ports.programme import BOT
from storage.prepared import Prepared
from storage.schema import Id, Keeper, Moment, metadata
from storage.subjects import WHOSE, thing_in

programme = Table(
    "programme",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("halted_at", Moment),
)
settings = Table(
    "setting",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
audit = Table(
    "audit",
    metadata,
    Column("id", Id, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("person_id", Id, index=True),
    Column("verb", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("partner_id", Id, index=True),
    Column("before", Text),
    Column("after", Text),
)
_GIVEN = ("at", "person_id", "verb", "subject", "before", "after")
_LINE = {name: bindparam(f"its_{name}", type_=audit.c[name].type) for name in _GIVEN}
_NOTED = {thing: Prepared(insert(audit).values(**_LINE, partner_id=partner)) for thing, partner in WHOSE.items()}
_ONLY = 1
HALTED = select(programme.c.id).where(programme.c.halted_at.is_not(None)).exists()


def bot_served(connection: Connection) -> str | None:
    """The id of the bot that this database serves, before anything is brought up to date."""
    return connection.execute(select(settings.c.value).where(settings.c.name == BOT)).scalar_one_or_none()


class Programme(Keeper):
    """Keeps what concerns everyone."""

    async def halted_at(self) -> datetime | None:
        moment: datetime | None = await self._value(select(programme.c.halted_at).where(programme.c.id == _ONLY))
        return moment

    async def halt(self, at: datetime) -> bool:
        await self._add(programme, id=_ONLY)
        return await self._do(update(programme).where(programme.c.halted_at.is_(None)).values(halted_at=at)) == 1

    async def resume(self) -> bool:
        return await self._do(update(programme).where(programme.c.halted_at.is_not(None)).values(halted_at=None)) == 1

    async def note(
        self, at: datetime, person_id: int | None, verb: str, subject: str, change: tuple[str, str] | None = None
    ) -> None:
        before, after = change or (None, None)
        line = {"at": at, "person_id": person_id, "verb": verb, "subject": subject, "before": before, "after": after}
        thing, thing_id = thing_in(subject)
        told = {f"its_{name}": value for name, value in line.items()} | {"thing": thing_id}
        await self._step(lambda runner: runner.do(_NOTED[thing], told))

    async def setting(self, name: str) -> str | None:
        value: str | None = await self._value(select(settings.c.value).where(settings.c.name == name))
        return value

    async def set_setting(self, name: str, value: str) -> None:
        await self._put(settings, name=name, value=value)
