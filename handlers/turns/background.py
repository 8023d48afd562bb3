"""Long work beside a conversation, which goes on meanwhile: who asked may do something else, even stop everything."""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

_log = logging.getLogger(__name__)


class Background:
    """The long work of this process, one piece for each person at a time."""

    def __init__(self) -> None:
        self._under_way: dict[int, asyncio.Task[None]] = {}

    def is_busy(self, person_id: int) -> bool:
        """Whether something of theirs is under way."""
        return person_id in self._under_way

    def begin(self, person_id: int, work: Coroutine[Any, Any, None]) -> None:
        """Start it; what goes wrong with it is logged."""
        task = asyncio.create_task(work)
        self._under_way[person_id] = task
        task.add_done_callback(lambda done: self._over(person_id, done))

    def _over(self, person_id: int, task: asyncio.Task[None]) -> None:
        self._under_way.pop(person_id, None)
        if not task.cancelled() and (fault := task.exception()) is not None:
            _log.error("long work for reader %d failed", person_id, exc_info=fault)

    async def end(self) -> None:
        """The bot stops: what is not done yet is given up; it can be asked for again."""
        tasks = list(self._under_way.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
