"""What every test may ask for."""

import os

pytest_plugins = ["tests.fixtures_databases"]


def pytest_xdist_auto_num_workers() -> int:
    """Of `-n auto`: two for each core, since a test waits for other processes for about half of its time."""
    return 2 * (os.cpu_count() or 1)
