"""What every test may ask for."""

import os
from collections.abc import Iterator

import pytest

from tests import warm

pytest_plugins = ["tests.fixtures_databases"]
warm.files_in_memory()  # before anybody asks where temporary files go


def pytest_xdist_auto_num_workers() -> int:
    """Of `-n auto`: two for each core, since a test waits for other processes for about half of its time."""
    return 2 * (os.cpu_count() or 1)


def pytest_collection_finish() -> None:
    """Every module of the tests is imported now."""
    warm.collect_less()


@pytest.fixture(autouse=True, scope="session")
def _compiled_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        warm.compile_once(patch)
        yield
