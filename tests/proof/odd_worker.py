"""`python -m bot worker` in an odd world: files of a folder say how far its clock is set, and whether names resolve.

What it shifts is what the program asks for the time: the house's own clock, and APScheduler's.
"""

import os
import runpy
import socket
import sys
from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any

import apscheduler.schedulers.base

import bot.actions.clock
import scheduler.clock

NAME = "telegram.kapok.invalid"
"""No name server knows it; while the file `resolves` is there, we do."""
_WORLD = Path(os.environ.get("ODD_WORLD", "."))


class Odd(datetime):
    """The system's clock, set by as many seconds as the file `ahead` says."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        ahead = _WORLD / "ahead"
        return datetime.now(tz) + timedelta(seconds=float(ahead.read_text() or 0) if ahead.exists() else 0)


def resolving(really: Callable[..., Any]) -> Callable[..., Any]:
    """The system's resolver, which is told of one name more."""

    def resolve(host: Any, *more: Any, **others: Any) -> Any:
        known = host == NAME and (_WORLD / "resolves").exists()
        return really("127.0.0.1" if known else host, *more, **others)

    return resolve


def main() -> None:
    for module in (apscheduler.schedulers.base, scheduler.clock, bot.actions.clock):
        vars(module)["datetime"] = Odd
    socket.getaddrinfo = resolving(socket.getaddrinfo)
    sys.argv = ["bot", "worker"]
    runpy.run_module("bot", run_name="__main__")


if __name__ == "__main__":
    main()
