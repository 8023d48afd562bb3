"""Where each conversation stands; it is looked at with the glance at a turn's beginning (`storage/glance.py`)."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

from sqlalchemy import Column, Table, Text, bindparam, delete

from storage.prepared import Prepared, Runner
from storage.schema import Id, metadata

dialogues = Table(
    "dialogue",
    metadata,
    Column("key", Text, primary_key=True),
    Column("address", Id, index=True),
    Column("state", Text),
    Column("data", Text),
)


def _put(dialect: ModuleType) -> Any:  # noqa: ANN401 - an insert of either dialect
    row = dialect.insert(dialogues)
    told = {"state": row.excluded.state, "data": row.excluded.data}
    return row.on_conflict_do_update(index_elements=["key"], set_=told)


_PUT = Prepared(_put)
_GONE = Prepared(delete(dialogues).where(dialogues.c.key == bindparam("dialogue", type_=Text)))


def keeping(key: str, state: str | None, data: str | None) -> Callable[[Runner], int]:
    """A step that keeps it; a conversation that stands nowhere has no row.

    Others' steps may be written together with it, so what no database takes (half a character) is refused before.
    """
    if state is None and data is None:
        return lambda runner: runner.do(_GONE, {"dialogue": key})
    told = {"key": key, "address": _person(key), "state": state, "data": data}
    f"{key}{state}{data}".encode()
    return lambda runner: runner.do(_PUT, told)


def _person(key: str) -> int:
    """Whose conversation it is, of a key "bot:chat:person:…"; kept beside it, so that one person is found at once."""
    return int(key.split(":")[2])
