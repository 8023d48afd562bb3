"""What every test may ask for."""

import contextlib
import os
from collections.abc import Iterator, Sequence
from itertools import islice
from operator import itemgetter
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests import copies, warm

pytest_plugins = ["tests.fixtures_databases"]
warm.files_in_memory()  # before anybody asks where temporary files go
warm.make_models_when_used()
AT_RANDOM = "KAPOK_RACES" in os.environ
"""Whether hypothesis looks for new examples (`make proof`): who changes something else shall not be told of those."""
# Machines are noisy: no example fails for the time that it took.
any_machine = settings(deadline=None, derandomize=not AT_RANDOM, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("any machine", any_machine)
settings.load_profile("any machine")


WAITING = {"proof", "processes", "browser"}
"""Folders whose tests wait for other processes for most of their time."""
WAITED = 0.8
"""By then, of a worker's share, the last of these has begun."""
DEAR = {"browser": 2, "town": 3}
"""What a worker that has it starts for itself (a browser, a Python to copy): how many workers shall have it."""


def pytest_xdist_auto_num_workers() -> int:
    """Of `-n auto`: three for each core, since a test waits for other processes for about half of its time."""
    return 3 * (os.cpu_count() or 1)


def pytest_xdist_setupnodes(config: pytest.Config, specs: Sequence[Any]) -> None:
    """Workers need not import and collect what one has."""
    block = contextlib.ExitStack()
    config.add_cleanup(block.close)
    block.enter_context(copies.begun(specs, config.args))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that mostly wait stand among those that mostly work, in every worker's share: each fills others' gaps."""
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    waiting: list[list[pytest.Item]] = [[] for _ in range(workers)]
    for item in items:
        if WAITING & set(item.path.parts):
            _shortest(waiting, item).append(item)
    working = iter([item for item in items if not WAITING & set(item.path.parts)])
    sizes = [len(items) * (no + 1) // workers - len(items) * no // workers for no in range(workers)]
    shares = [
        _mixed(mine, list(islice(working, max(0, size - len(mine))))) for mine, size in zip(waiting, sizes, strict=True)
    ]
    items[:] = [item for share in shares for item in share]


def _shortest(shares: Sequence[list[pytest.Item]], item: pytest.Item) -> list[pytest.Item]:
    """The share that such a test goes to: what is dear has its own workers, the browser's the last."""
    if "browser" in item.path.parts:
        return min(shares[-DEAR["browser"] :], key=len)
    if "town" in getattr(item, "fixturenames", ()) or "processes" in item.path.parts:
        return min(shares[: DEAR["town"]], key=len)
    return min(shares, key=len)


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
