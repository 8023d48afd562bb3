"""What the proof takes from the other tests' places."""

from tests.actions.conftest import newsroom, url
from tests.processes.conftest import town

__all__ = ["newsroom", "town", "url"]
