"""Where each conversation stands, kept in our storage so that a restart forgets nobody."""

import json
from collections.abc import Mapping
from typing import Any

from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey

from bot.store import Store


class Memory(BaseStorage):
    """aiogram's storage of states over the `Store` port; data is JSON."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @staticmethod
    def _name(key: StorageKey) -> str:
        return f"{key.bot_id}:{key.chat_id}:{key.user_id}:{key.destiny}"

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        """Keep the state; none ends the conversation."""
        name = state.state if isinstance(state, State) else state
        async with self._store.write() as tx:
            await tx.dialogues.set_state(self._name(key), name)

    async def get_state(self, key: StorageKey) -> str | None:
        """The state, if a conversation is open."""
        async with self._store.read() as tx:
            return await tx.dialogues.state(self._name(key))

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        """Keep what was said so far."""
        async with self._store.write() as tx:
            await tx.dialogues.set_data(self._name(key), json.dumps(data, ensure_ascii=False) if data else None)

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        """What was said so far."""
        async with self._store.read() as tx:
            text = await tx.dialogues.data(self._name(key))
        return dict(json.loads(text)) if text else {}

    async def close(self) -> None:
        """Nothing of its own to close."""
