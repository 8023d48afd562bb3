"""The sandbox Telegram as a process of its own, for running without a token."""

import asyncio
import contextlib
import os
import sys
import tomllib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from bot.settings import WrongSetting

START_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Practice:
    """Where the sandbox listens, and the token of its bot."""

    url: str
    token: str


@contextlib.asynccontextmanager
async def sandbox_process(port: int, home: Path) -> AsyncIterator[Practice]:
    """Start the sandbox with the sample's cast, its chats kept under `var/`; end it with the block.

    Raises `WrongSetting` when it does not start.
    """
    cast = home / "sample" / "cast.toml"
    # The sandbox ends when this pipe does: it must not outlive us, however we end.
    its_end, our_end = os.pipe()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "sandbox", "--port", str(port), "--cast", str(cast), "--keep", "var/sandbox"),
        "--until-eof",
        stdin=its_end,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        # Ctrl-C in a terminal goes to the whole group: the sandbox must outlive the bot's last message.
        start_new_session=True,
    )
    os.close(its_end)
    rest: asyncio.Task[tuple[bytes, bytes]] | None = None
    try:
        url = await _address(process)
        token = tomllib.loads(cast.read_text(encoding="utf-8"))["bot"]["token"]
        # Whatever it says from now on is read as it comes: a full pipe would stop it.
        rest = asyncio.create_task(process.communicate())
        yield Practice(url, token)
    finally:
        if process.returncode is None:
            process.terminate()
        await (rest or process.communicate())
        os.close(our_end)


async def _address(process: asyncio.subprocess.Process) -> str:
    if process.stdout is None or process.stderr is None:
        raise RuntimeError("the sandbox's output is not piped")
    try:
        line = (await asyncio.wait_for(process.stdout.readline(), START_SECONDS)).decode().strip()
    except TimeoutError:
        raise WrongSetting(f"the sandbox did not start within {START_SECONDS} s") from None
    if line.startswith("sandbox http://"):
        return line.removeprefix("sandbox ")
    _, rest = await process.communicate()  # to its end: who signals what has just ended takes its exit from asyncio
    said = rest.decode().strip().splitlines()
    why = said[-1].removeprefix("sandbox: ") if said else "no reason given"
    if why.startswith("cannot listen"):
        raise WrongSetting(f"KAPOK_SANDBOX_PORT: the sandbox {why}")
    raise WrongSetting(f"the sandbox does not start: {why}")
