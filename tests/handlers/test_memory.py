"""The memory of one turn: read once at its start, written through at once, and whole after a restart."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import StorageKey

from handlers.turns.memory import OneTurn, conversation
from storage import Database

KEY = StorageKey(bot_id=1, chat_id=7, user_id=7)


class Asking(StatesGroup):
    place = State()


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Database]:
    database = Database(f"sqlite+aiosqlite:///{tmp_path}/kapok.db")
    await database.open()
    yield database
    await database.close()


async def turn(store: Database) -> FSMContext:
    return FSMContext(OneTurn(store, await store.glance(7, conversation(KEY))), KEY)


async def test_what_one_turn_writes_the_next_one_reads(store: Database) -> None:
    first = await turn(store)
    await first.set_state(Asking.place)
    await first.update_data(to="里斯本")
    assert (await first.get_state(), await first.get_data()) == ("Asking:place", {"to": "里斯本"})
    second = await turn(store)
    assert (await second.get_state(), await second.get_data()) == ("Asking:place", {"to": "里斯本"})
    await second.clear()
    third = await turn(store)
    assert (await third.get_state(), await third.get_data()) == (None, {})


async def test_every_write_is_in_storage_before_the_turn_ends(store: Database) -> None:
    state = await turn(store)
    await state.set_state(Asking.place)
    await state.set_data({"album": 1})
    seen = await store.glance(7, conversation(KEY))
    assert (seen.state, seen.data) == ("Asking:place", '{"album": 1}')


async def test_a_handler_that_changes_what_it_was_given_changes_nothing_yet(store: Database) -> None:
    state = await turn(store)
    await state.set_data({"album": 1})
    (await state.get_data())["album"] = 2
    assert await state.get_data() == {"album": 1}
