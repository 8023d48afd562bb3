"""What the proof takes from the other tests' places."""

from collections.abc import AsyncIterator

import pytest

from storage import Database
from tests.actions.conftest import Newsroom, a_newsroom, url
from tests.processes.conftest import Town, town

__all__ = ["town", "url"]


@pytest.fixture
async def newsroom(url: str) -> AsyncIterator[Newsroom]:
    """With SQLite's threads, as it runs."""
    async with a_newsroom(Database(url)) as room:
        yield room


@pytest.fixture
def database_url(request: pytest.FixtureRequest, town: Town) -> str:
    return town.database_url if request.param == "sqlite" else str(request.getfixturevalue("postgres_url"))
