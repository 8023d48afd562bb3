"""Faults that come back at every try: a database that is away must not fill the disk with traces."""

import logging
import time

SILENT = 60.0
"""Seconds for which a fault that was told is not told again."""


class Faults:
    """What a process has told the log."""

    def __init__(self) -> None:
        """Nothing yet."""
        self._told: dict[str, float] = {}
        """Fault -> when it was told."""

    def tell(self, log: logging.Logger, fault: Exception, said: str, *about: object) -> None:
        """Logs a fault with its trace; the same one again only after `SILENT`, whoever meets it."""
        now, name = time.monotonic(), repr(fault)
        self._told = {each: at for each, at in self._told.items() if now - at < SILENT}
        if name not in self._told:
            self._told[name] = now
            log.error(said, *about, exc_info=fault)
