"""The catalogs' workshop: sentences from the code into catalogs, and everything that can be wrong with those."""

from tools.catalogs.checking import check
from tools.catalogs.files import read

__all__ = ["check", "read"]
