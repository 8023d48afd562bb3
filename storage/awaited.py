"""SQLAlchemy's engine for an event loop, as it comes, without what its package imports beside it.

`sqlalchemy.ext.asyncio` imports the ORM for its sessions: seven megabytes of each process, and nobody here has one. So
its engine is imported before the package's own first lines have run; who wants the package afterwards gets it whole.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec, module_from_spec


@contextmanager
def _of_it_alone(package: str) -> Iterator[None]:
    """Within the block a module of a package is imported, and not the package; one that is there already is left."""
    spec = None if package in sys.modules else find_spec(package)
    if spec is None:
        yield
        return
    sys.modules[package] = module_from_spec(spec)
    try:
        yield
    finally:
        del sys.modules[package]


with _of_it_alone("sqlalchemy.ext.asyncio"):
    from sqlalchemy.ext.asyncio.engine import AsyncConnection, AsyncEngine, create_async_engine

__all__ = ["AsyncConnection", "AsyncEngine", "create_async_engine"]
