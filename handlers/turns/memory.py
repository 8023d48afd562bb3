"""Where each conversation stands, kept in our storage so that a restart forgets nobody."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import orjson
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey

from bot.store import Glance, Glancing


def conversation(key: StorageKey) -> str:
    """A conversation's key in storage."""
    return f"{key.bot_id}:{key.chat_id}:{key.user_id}:{key.destiny}"


class OneTurn(BaseStorage):
    """aiogram's storage of one conversation for one turn: read at its start, written through, never read again.

    Right because the turns of a chat follow each other (`InOrder`) and nothing else changes its conversation.
    """

    def __init__(self, store: Glancing, seen: Glance) -> None:
        self._store = store
        self._state, self._data = seen.state, seen.data

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        """Keep the state, unless it stands so already; none ends the conversation."""
        await self._keep(key, _plain(state), self._data)

    async def get_state(self, key: StorageKey) -> str | None:  # noqa: ARG002 - there is one conversation
        """As it was read or written last."""
        return self._state

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        """Keep what was said so far, unless it stands so already; data is JSON."""
        await self._keep(key, self._state, _written(data))

    async def get_data(self, key: StorageKey) -> dict[str, Any]:  # noqa: ARG002 - there is one conversation
        """As it was read or written last; the caller's to change."""
        return _read(self._data)

    async def close(self) -> None:
        """Nothing of its own to close."""

    async def _keep(self, key: StorageKey, state: str | None, data: str | None) -> None:
        if (state, data) != (self._state, self._data):
            await self._store.keep(conversation(key), state, data)
            self._state, self._data = state, data


async def aside(store: Glancing, key: StorageKey, name: str) -> FSMContext:
    """What a conversation keeps beside where it stands: no command that leads out of a question ends it."""
    key = replace(key, destiny=name)
    return FSMContext(OneTurn(store, await store.glance(key.user_id, conversation(key))), key)


def _plain(state: StateType) -> str | None:
    return state.state if isinstance(state, State) else state


def _written(data: Mapping[str, Any]) -> str | None:
    return json.dumps(data, ensure_ascii=False) if data else None


def _read(text: str | None) -> dict[str, Any]:
    return dict(orjson.loads(text)) if text else {}
