"""What a process asks the network before it serves, and its name beside others. Part of the front door."""

import asyncio
import logging
import os
import socket
from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot.delivery import Reason, Refusal
from bot.settings import WrongSetting

_LONGEST_WAIT = 60.0
_log = logging.getLogger(__name__)
_T = TypeVar("_T")


def owner() -> str:
    """Whose leases are ours. The process's number tells two of one machine apart, so that neither takes the other's."""
    return f"{socket.gethostname()}:{os.getpid()}"


async def patiently(ask: Callable[[], Awaitable[_T | Refusal]]) -> _T:
    """Ask, and ask again while the network is away; a refused token must not be found out by a broadcast.

    Raises `WrongSetting` for it.
    """
    wait = 1.0
    while isinstance(said := await ask(), Refusal):
        if said.reason is Reason.TOKEN:
            raise WrongSetting("KAPOK_BOT_TOKEN: Telegram does not accept this token")
        _log.warning("Telegram cannot be reached, next try in %.0f s: %s", wait, said.detail)
        await asyncio.sleep(wait)
        wait = min(wait * 2, _LONGEST_WAIT)
    return said
