"""Processes that begin as copies of one which has imported everything already.

Each has its own number, folder, environment and signals, and runs `python -m MODULE` from its first line on; only the
imports, seconds of every start, are paid once. One that is `bare` has loaded the libraries alone, and nothing of ours.
"""

import asyncio
import multiprocessing
import os
import runpy
import signal
import subprocess
import sys
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

PATIENCE = 120.0
OURS = {"bot", "handlers", "sandbox", "scheduler", "storage"}
_servers = multiprocessing.get_context("forkserver")
_servers.set_forkserver_preload(["tests.processes.preloaded"])


class Forked:
    """As asyncio's `Process`, whose standard output holds the errors too."""

    def __init__(self, process: ForkServerProcess, stdout: asyncio.StreamReader, pipe: asyncio.ReadTransport) -> None:
        assert process.pid is not None
        self._process, self._pipe = process, pipe
        self.pid, self.stdout = process.pid, stdout
        self.returncode: int | None = None
        self._over = asyncio.create_task(self._ends())

    async def _ends(self) -> int:
        loop, gone = asyncio.get_running_loop(), asyncio.Event()
        loop.add_reader(self._process.sentinel, gone.set)
        await gone.wait()
        loop.remove_reader(self._process.sentinel)
        self._process.join()
        self.returncode = self._process.exitcode or 0
        self._process.close()
        return self.returncode

    async def wait(self) -> int:
        """Its exit code, or a signal's number below zero."""
        return await asyncio.shield(self._over)

    async def communicate(self) -> tuple[bytes, None]:
        """What else it printed, once it has ended."""
        said = await self.stdout.read()
        await self.wait()
        self._pipe.close()
        return said, None

    def send_signal(self, number: signal.Signals) -> None:
        if self.returncode is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


async def forked(folder: Path, environment: dict[str, str], module: str, *words: str, bare: bool = False) -> Forked:
    """Such a process at work."""
    reading, writing = os.pipe()
    process = await asyncio.to_thread(_start, folder, environment, (module, *words), (writing, writing), bare=bare)
    stdout = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    pipe, _ = await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(stdout), os.fdopen(reading, "rb", 0))
    return Forked(process, stdout, pipe)


def called(
    folder: Path, environment: dict[str, str], module: str, *words: str, bare: bool = False
) -> subprocess.CompletedProcess[str]:
    """What such a process printed, and its exit code, once it has ended."""
    files = [os.memfd_create(name) for name in ("stdout", "stderr")]
    kept = [os.dup(file) for file in files]
    process = _start(folder, environment, (module, *words), (files[0], files[1]), bare=bare)
    process.join(PATIENCE)
    assert process.exitcode is not None, f"{words} goes on after {PATIENCE} seconds"
    return subprocess.CompletedProcess(words, process.exitcode, *map(_all_of, kept))


def _all_of(file: int) -> str:
    os.lseek(file, 0, os.SEEK_SET)
    with os.fdopen(file, encoding="utf-8") as said:
        return said.read()


def _start(
    folder: Path, environment: dict[str, str], said: tuple[str, ...], files: tuple[int, int], *, bare: bool
) -> Any:
    """Closes the files, which the process has by then."""
    ends = [Connection(file, readable=False) for file in sorted(set(files))]
    process = _servers.Process(target=_run, args=(folder, environment, said, ends), kwargs={"bare": bare})
    process.start()
    for end in ends:
        end.close()
    return process


def _run(
    folder: Path, environment: dict[str, str], said: tuple[str, ...], ends: list[Connection], *, bare: bool
) -> None:
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    os.dup2(ends[0].fileno(), 1)
    os.dup2(ends[-1].fileno(), 2)
    for end in ends:
        end.close()
    sys.stdout, sys.stderr = (os.fdopen(no, "w", encoding="utf-8", closefd=False) for no in (1, 2))
    sys.argv = list(said)
    if bare:
        for name in [name for name in sys.modules if name.split(".")[0] in OURS]:
            del sys.modules[name]
        sys.path.insert(0, str(folder))  # as `python -m` looks here first
    runpy.run_module(said[0], run_name="__main__", alter_sys=True)
