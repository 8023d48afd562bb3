"""What a process has learnt once stays known to it for all its tests; each test's data is its own all the same.

A statement's SQL depends on the statement and the kind of database, not on the file or server: a process that lives
long compiles it once, and so does a process of many tests. What the tests need for good is not looked through again
for garbage; and files that nobody reads later need no disk. Most tests are not about SQLite's threads, so their
statements are carried out where they are said.
"""

import asyncio
import contextlib
import gc
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import aiosqlite
import pytest
from sqlalchemy import URL, create_engine, event
from sqlalchemy.util import LRUCache

from handlers.network.models import made_when_used
from storage import Database, engines, hop

MEMORY = Path("/dev/shm")
ROOM = 2**31
"""Bytes free, from which on the tests' files go there; they take some tens of MB."""
_YOUNG = (20_000, 20, 20)
"""Python's threshold of 700 is for little memory."""
_STATEMENTS = 5_000
_as_long_as_tests_run = contextlib.ExitStack()


def make_models_when_used() -> None:
    """From now on, so that what a folder's conftest imports is spared it too."""
    _as_long_as_tests_run.enter_context(made_when_used())


def compile_once(patch: pytest.MonkeyPatch) -> None:
    """Let all engines of one kind share a dialect and the statements that it has compiled."""
    known: dict[str, tuple[Any, Any]] = {}

    def sharing(make: Callable[..., Any]) -> Callable[..., Any]:
        def made(url: URL, **more: Any) -> Any:
            engine = make(url, **more)
            own = engine.dialect
            shared, engine._compiled_cache = known.setdefault(url.drivername, (own, LRUCache(_STATEMENTS)))
            engine.dialect = engine.pool._dialect = shared
            event.listen(engine, "connect", lambda *_: _tell(own, shared))
            return engine

        return made

    patch.setattr(engines, "create_engine", sharing(create_engine))


def _tell(own: Any, shared: Any) -> None:
    """A dialect asks the server for its version at an engine's first connection; the shared one is told the answer."""
    if own is not shared:
        plain = (bool, int, str, tuple)
        vars(shared).update({name: value for name, value in vars(own).items() if isinstance(value, plain)})


def at_hand(url: str) -> Database:
    """A store whose statements need no thread on SQLite: to go there and back costs a fifth of a journey.

    Only where one store writes at a time: a second one, waiting for the file's lock, would keep the first from ending.
    What happens between two statements of others is looked for with threads, in `storage` and `proof`.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engines, "connection", _threadless)
        return Database(url)


def _threadless(database: str, **told: Any) -> aiosqlite.Connection:
    hopping: Any = hop.connection(database, **told)
    hopping._tx, hopping._thread = _AtOnce(), _Nobody()
    made: aiosqlite.Connection = hopping
    return made


class _AtOnce:
    """Instead of the queue to the thread."""

    @staticmethod
    def put_nowait(told: tuple[asyncio.Future[Any] | None, Callable[[], Any]]) -> None:
        future, step = told
        try:
            result = step()
        except Exception as error:
            if future is None:
                raise
            future.set_exception(error)
        else:
            if future is not None:
                future.set_result(result)


class _Nobody:
    """Instead of the thread."""

    def start(self) -> None: ...


@contextlib.contextmanager
def importing() -> Iterator[None]:
    """Nothing is looked through for garbage meanwhile, which is a fifth of the time; and what is here then stays.

    A full collection of it takes longer than most tests.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_YOUNG)


def files_in_memory() -> None:
    """Temporary folders where a write costs no disk, if this machine has such a place with room."""
    if "TMPDIR" not in os.environ and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)
