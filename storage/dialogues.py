"""Where each conversation stands."""

from sqlalchemy import Column, Table, Text, delete, select

from storage.schema import Id, Keeper, metadata

dialogues = Table(
    "dialogue",
    metadata,
    Column("key", Text, primary_key=True),
    Column("address", Id, index=True),
    Column("state", Text),
    Column("data", Text),
)
_NOTHING_LEFT = dialogues.c.state.is_(None) & dialogues.c.data.is_(None)


def _person(key: str) -> int:
    """Whose conversation it is, of a key "bot:chat:person:…"; kept beside it, so that one person is found at once."""
    return int(key.split(":")[2])


class Dialogues(Keeper):
    """Keeps states and data of conversations; one that stands nowhere has no row."""

    async def state(self, key: str) -> str | None:
        state: str | None = await self._value(select(dialogues.c.state).where(dialogues.c.key == key))
        return state

    async def set_state(self, key: str, state: str | None) -> None:
        await self._put(dialogues, key=key, address=_person(key), state=state)
        await self._tidy(key)

    async def data(self, key: str) -> str | None:
        data: str | None = await self._value(select(dialogues.c.data).where(dialogues.c.key == key))
        return data

    async def set_data(self, key: str, data: str | None) -> None:
        await self._put(dialogues, key=key, address=_person(key), data=data)
        await self._tidy(key)

    async def _tidy(self, key: str) -> None:
        await self._do(delete(dialogues).where(dialogues.c.key == key, _NOTHING_LEFT))
