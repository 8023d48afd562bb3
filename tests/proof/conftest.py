"""What the proof takes from the other tests' places."""

import pytest

from tests.actions.conftest import newsroom, url
from tests.processes.conftest import Town, town

__all__ = ["newsroom", "town", "url"]


@pytest.fixture
def database_url(request: pytest.FixtureRequest, town: Town) -> str:
    return town.database_url if request.param == "sqlite" else str(request.getfixturevalue("postgres_url"))
