"""Workers of the tests as copies of one Python that has imported and collected everything: once, and not by each.

`pytest -n` asks a small process for each of its workers, which stands between both (`python copies.py ask …`): it hands
its input and output to a copy, and ends with it.
"""

import contextlib
import os
import random
import select
import shlex
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Protocol

STREAMS = (0, 1, 2)


class Spec(Protocol):
    """What xdist knows of a worker (`execnet.XSpec`)."""

    python: str | None
    """The command that takes the place of `python`."""


@contextlib.contextmanager
def begun(specs: Sequence[Spec], named: Sequence[str]) -> Iterator[None]:
    """In the block, the workers are copies of a Python that has collected what is named (files, folders, tests)."""
    with tempfile.TemporaryDirectory(prefix="kapok-copies-") as folder, socket.socket(socket.AF_UNIX) as door:
        address = f"{folder}/door"
        door.bind(address)
        door.listen(len(specs))
        for spec in specs:
            spec.python = shlex.join([sys.executable, "-S", __file__, "ask", address])
        original = [sys.executable, "-m", "tests.copies", "copy", str(door.fileno()), *named]
        with subprocess.Popen(original, stdin=subprocess.PIPE, pass_fds=[door.fileno()]):  # noqa: S603 - ourselves
            yield


def ask(address: str) -> None:
    """Give this process's streams to a copy, and wait for its end."""
    with socket.socket(socket.AF_UNIX) as asking:
        asking.connect(address)
        socket.send_fds(asking, [b"?"], list(STREAMS))
        for stream in STREAMS:
            os.close(stream)
        asking.recv(1)


def copy(door: socket.socket, named: Sequence[str]) -> None:
    """Collect what is named, and make a copy for each who asks until the input ends."""
    import pytest

    with Path(os.devnull).open("w", encoding="utf-8") as nobody, contextlib.redirect_stdout(nobody):
        pytest.main(["--collect-only", "-qq", "-p", "no:cacheprovider", *named])
    with contextlib.suppress(KeyboardInterrupt):  # it is everybody's
        while door in select.select([door, sys.stdin], [], [])[0]:
            asking, _ = door.accept()
            if not os.fork():
                door.close()
                _become(asking)
                return
            asking.close()
    with contextlib.suppress(ChildProcessError):
        while True:
            os.wait()


def _become(asking: socket.socket) -> None:
    """A worker, with the streams of who asked; they see it end when their connection does."""
    _, files, _, _ = socket.recv_fds(asking, 1, len(STREAMS))
    for stream, file in zip(STREAMS, files, strict=True):
        os.dup2(file, stream)
        os.close(file)
    random.seed()
    sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
    sys.modules["__main__"] = main = ModuleType("__main__")
    exec(eval(sys.stdin.readline()), vars(main))  # noqa: S102, S307 - as execnet's own workers begin


if __name__ == "__main__":
    what, told, *more = sys.argv[1:]
    ask(told) if what == "ask" else copy(socket.socket(fileno=int(told)), more)
