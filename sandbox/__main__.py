"""python -m sandbox: serves the world of a cast file until SIGINT or SIGTERM."""

import argparse
import asyncio
import gc
import importlib
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from sandbox import cast, latency
from sandbox.keep import Unreadable
from sandbox.server import serving
from sandbox.world import World


def options() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(prog="python -m sandbox", description="A Telegram to practise on.")
    parser.add_argument("--host", default="127.0.0.1", help="loopback unless told otherwise")
    parser.add_argument("--port", type=int, default=8081, help="0 takes any")
    parser.add_argument("--cast", type=Path, help="who plays: a TOML file")
    parser.add_argument("--keep", type=Path, help="a folder in which the chats outlive a restart")
    parser.add_argument("--no-flood", action="store_true", help="no limits on the pace of sending")
    parser.add_argument(
        "--strict", type=int, default=0, metavar="N", help="no second holds more than N of a bot's sends"
    )
    parser.add_argument("--latency", type=latency.bounds, metavar="LOW-HIGH", help="how late answers come, in ms")
    parser.add_argument("--seed", type=int, default=1, help="of the latency")
    parser.add_argument("--until-eof", action="store_true", help="also ends when its standard input does")
    return parser.parse_args()


async def run(said: argparse.Namespace) -> None:
    """Serves until a signal comes (or the end of standard input); prints the address when listening."""
    players = cast.read(said.cast) if said.cast else None
    world = World(players, said.keep, flood=not said.no_flood, strict=said.strict)
    if said.latency:
        low, high = said.latency
        world.latency.set(low, high, said.seed)
    stop = asyncio.Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(each, stop.set)
    if said.until_eof:
        asyncio.get_running_loop().add_reader(sys.stdin, lambda: stop.set() if not os.read(0, 1024) else None)
    async with serving(world, said.host, said.port) as sandbox:
        print(f"sandbox {sandbox.url}", flush=True)
        await stop.wait()


def fast_loop() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """Uvloop's where there is one: it halves what a request costs; asyncio's own otherwise."""
    try:
        module = importlib.import_module("uvloop")
    except ImportError:
        return None
    found: Callable[[], asyncio.AbstractEventLoop] = module.new_event_loop
    return found


def rarely_collect() -> None:
    """A long garbage collection would stop the clock, and judge a sender wrongly.

    One of a million messages takes a second, one of the latest 50,000 objects 43 ms, one of 5,000 still 5 to 14 ms: at
    30 a second a strict window has 10 ms to spare, at 1,000 a second 20.
    """
    gc.set_threshold(500, 100_000, 10_000)


def main() -> None:
    """The command."""
    said = options()
    try:
        rarely_collect()
        with asyncio.Runner(loop_factory=fast_loop()) as runner:
            runner.run(run(said))
    except (OSError, Unreadable) as error:
        raise SystemExit(f"sandbox: {error}") from None


if __name__ == "__main__":
    main()
