"""Keeping: the only room that speaks SQL."""

from storage.database import Database
from storage.fault import StorageFault

__all__ = ["Database", "StorageFault"]
