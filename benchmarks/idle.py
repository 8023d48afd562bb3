"""What Kapok costs while it has nothing to do: CPU and memory of an idle `run` and of an idle worker.

Run: `.venv/bin/python -m benchmarks.idle` (a minute and a half; `--seconds 5` for a quick look).

Real processes on an empty database whose tables are there (who makes them keeps what that takes), asking a sandbox for
updates; the first seconds after the start are left out.
Packages that only pyproject's `dev` brings are hidden from them, as `benchmarks.workers` does.
"""

import argparse
import asyncio
import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.freeze import POSTGRESQL, SQLITE, databases, opened
from benchmarks.memory import held
from benchmarks.workers import FIRST_ACCOUNT, HIDING, cpu_of, only_for_development, running, sandbox

SETTLE = 8
"""Seconds until a start is over."""
HEAD = "| on | what | CPU, % of a core | RSS, MB | PSS | private and written to |\n|---|---|---:|---:|---:|---:|"


async def looked_at(folder: Path, url: str, command: str, hidden: list[str], seconds: float) -> list[float]:
    """Percent of a core, and MB."""
    async with opened(url):
        pass
    async with sandbox(folder, 1, strict=False) as api:
        token = f"{FIRST_ACCOUNT}:sandbox"
        mine = {"KAPOK_BOT_TOKEN": token, "KAPOK_TELEGRAM_API": api, "KAPOK_DATABASE_URL": url}
        words = ["-c", HIDING, command, " ".join(hidden)]
        async with running(folder, words, mine, "Ctrl-C stops it") as (process, _):
            await asyncio.sleep(SETTLE)
            begun = cpu_of(process.pid)
            await asyncio.sleep(seconds)
            share = (cpu_of(process.pid) - begun) / seconds * 100
            return [share, *(held(process.pid, what) for what in ("Rss", "Pss", "Private_Dirty"))]


def rows(seconds: float) -> Iterator[str]:
    """Markdown, a line each."""
    hidden = only_for_development()
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as closing:
        for on in (SQLITE, POSTGRESQL):
            fresh = closing.enter_context(databases(on))
            for command in ("run", "worker"):
                found = asyncio.run(looked_at(Path(folder), fresh(), command, hidden, seconds))
                yield f"| {on} | {command} | {found[0]:.2f} | " + " | ".join(f"{size:.1f}" for size in found[1:]) + " |"


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=10, help="each (default 10)")
    said = parser.parse_args()
    print(HEAD, flush=True)
    for line in rows(said.seconds):
        print(line, flush=True)


if __name__ == "__main__":
    main()
