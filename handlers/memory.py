"""Where each conversation stands, kept in our storage so that a restart forgets nobody."""

import json
from collections.abc import Mapping
from typing import Any

import orjson
from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey

from bot.store import Glance, Store


def conversation(key: StorageKey) -> str:
    """A conversation's key in storage."""
    return f"{key.bot_id}:{key.chat_id}:{key.user_id}:{key.destiny}"


class Memory(BaseStorage):
    """aiogram's storage of states over the `Store` port; data is JSON."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        """Keep the state; none ends the conversation."""
        async with self._store.write() as tx:
            await tx.dialogues.set_state(conversation(key), _plain(state))

    async def get_state(self, key: StorageKey) -> str | None:
        """The state, if a conversation is open."""
        async with self._store.read() as tx:
            return await tx.dialogues.state(conversation(key))

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        """Keep what was said so far."""
        async with self._store.write() as tx:
            await tx.dialogues.set_data(conversation(key), _written(data))

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        """What was said so far."""
        async with self._store.read() as tx:
            return _read(await tx.dialogues.data(conversation(key)))

    async def close(self) -> None:
        """Nothing of its own to close."""


class OneTurn(Memory):
    """The memory of one conversation for one turn: read at its start, written through, never read again.

    Right because the turns of a chat follow each other (`InOrder`) and nothing else changes its conversation.
    """

    def __init__(self, store: Store, seen: Glance) -> None:
        super().__init__(store)
        self._state, self._data = seen.state, seen.data

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        """Write it, unless it stands so already."""
        if _plain(state) != self._state:
            await super().set_state(key, state)
            self._state = _plain(state)

    async def get_state(self, key: StorageKey) -> str | None:  # noqa: ARG002 - there is one conversation
        """As it was read or written last."""
        return self._state

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        """Write it, unless it stands so already."""
        if _written(data) != self._data:
            await super().set_data(key, data)
            self._data = _written(data)

    async def get_data(self, key: StorageKey) -> dict[str, Any]:  # noqa: ARG002 - there is one conversation
        """As it was read or written last; the caller's to change."""
        return _read(self._data)


def _plain(state: StateType) -> str | None:
    return state.state if isinstance(state, State) else state


def _written(data: Mapping[str, Any]) -> str | None:
    return json.dumps(data, ensure_ascii=False) if data else None


def _read(text: str | None) -> dict[str, Any]:
    return dict(orjson.loads(text)) if text else {}
