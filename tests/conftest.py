"""What every test may ask for."""

import os
from collections.abc import Iterator, Sequence
from operator import itemgetter

import pytest

from tests import warm

pytest_plugins = ["tests.fixtures_databases"]
warm.files_in_memory()  # before anybody asks where temporary files go


WAITING = {"proof", "processes", "browser"}
"""Folders whose tests wait for other processes for most of their time."""
WAITED = 0.8
"""By then, of a worker's share, the last of these has begun."""


def pytest_xdist_auto_num_workers() -> int:
    """Of `-n auto`: three for each core, since a test waits for other processes for about half of its time."""
    return 3 * (os.cpu_count() or 1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that mostly wait stand among those that mostly work, in every worker's share: each fills others' gaps."""
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    waiting = [item for item in items if WAITING & set(item.path.parts)]
    working = [item for item in items if not WAITING & set(item.path.parts)]
    shares = [_mixed(waiting[no::workers], _part(working, no, workers)) for no in range(workers)]
    items[:] = [item for share in shares for item in share]


def _part(items: Sequence[pytest.Item], no: int, of: int) -> Sequence[pytest.Item]:
    return items[len(items) * no // of : len(items) * (no + 1) // of]


def _mixed(waiting: Sequence[pytest.Item], working: Sequence[pytest.Item]) -> list[pytest.Item]:
    """Spread evenly over all but the end, which is left for what can be shared out in small pieces."""
    places = [(WAITED * no / len(waiting), item) for no, item in enumerate(waiting)]
    places += [(no / len(working), item) for no, item in enumerate(working)]
    return [item for _, item in sorted(places, key=itemgetter(0))]


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """What is imported is no garbage."""
    with warm.importing():
        return (yield)


@pytest.fixture(autouse=True, scope="session")
def _compiled_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        warm.compile_once(patch)
        yield
