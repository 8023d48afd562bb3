"""What a start has loaded is looked at by no later collection: one would stop the loop for a fifth of a second."""

import pytest

from bot import working
from bot.settings import Settings
from bot.working import Worker
from tests.journeys.conftest import TOKEN, City, Heap


async def test_the_bot_freezes_its_heap_when_it_has_begun(city: City) -> None:
    assert city.kapok.username
    assert Heap.asked > 0


async def test_a_worker_freezes_its_heap_when_it_has_begun(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working, "gc", Heap)
    before = Heap.asked
    async with Worker(Settings(token=TOKEN, telegram_api=city.url), city.store).running():
        assert Heap.asked == before + 1
