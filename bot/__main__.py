"""The front door: settings -> storage, transport, conversations, clock; the only file that knows every room.

Rooms are imported when they are needed: `--help` and `check` stay quick, though aiogram costs seconds to import.
"""

import argparse
import asyncio
import contextlib
import logging
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from bot.settings import CHATTY, Settings, WrongSetting, kept_in, parse
from handlers.terminal import cli

if TYPE_CHECKING:
    from bot.actions.load_sample import Sample
    from storage import Database

HERE = Path(__file__).resolve().parent.parent
SWITCH_SECONDS = 0.0005
"""The thread that keeps strides gets its turn so soon, while the loop is busy; Python's own 5 ms would add up."""
OUSTED_EVERY = 5.0
"""Seconds between two looks at whether its place is still its own, and the tables are those of this version."""
WRONG = 2
"""Exit code of a wrong setting or command line."""


def main() -> int:
    """Run one command; the exit code."""
    said = cli.parser().parse_args()
    sys.setswitchinterval(SWITCH_SECONDS)
    try:
        settings = parse(_environment())
        if said.command in {"run", "worker"}:
            print("Kapok is starting (a few seconds) …", flush=True)
        logging.basicConfig(level=settings.log.upper(), format="%(asctime)s %(levelname)-7s %(name)s  %(message)s")
        for chatty in CHATTY:
            logging.getLogger(chatty).setLevel(logging.WARNING)
        return asyncio.run(_command(said, settings))
    except (WrongSetting, cli.WrongSample) as wrong:
        return _wrong(str(wrong))


def _environment() -> Mapping[str, str]:
    """The environment over `.env` in the current folder."""
    return {**kept_in(Path(".env")), **os.environ}


def _wrong(line: str) -> int:
    print(f"kapok: {line}", file=sys.stderr)
    return WRONG


async def _command(said: argparse.Namespace, settings: Settings) -> int:
    from storage import StorageFault  # noqa: PLC0415 - SQLAlchemy is not needed for --help

    try:
        return await _COMMANDS.get(said.command, _run)(said, settings)
    except StorageFault as fault:
        return _wrong(str(fault))


async def _check(_said: argparse.Namespace, settings: Settings) -> int:
    """Settings (parsed by now), database, token: one line a finding; 0 when nothing is wrong."""
    from bot.checks import Mark, check  # noqa: PLC0415 - only this command needs it

    findings = await check(settings)
    for finding in findings:
        print(f"{finding.mark:5} {finding.line}")
    return WRONG if any(finding.mark is Mark.WRONG for finding in findings) else 0


async def _sample(said: argparse.Namespace, settings: Settings) -> int:
    """Its people, one of them an admin, have ids that belong to strangers at Telegram."""
    if not settings.sandbox:
        return _wrong("the sample is to practise with: it is loaded only where no KAPOK_BOT_TOKEN is set")
    sample = cli.read_sample(said.folder)
    async with _database(settings) as store:
        loaded = await _load(store, sample)
    print("the sample programme is loaded" if loaded else "the sample programme is there already")
    return 0


async def _texts(said: argparse.Namespace, settings: Settings) -> int:
    """Translators' files, out or back."""
    from bot.actions.clock import utc_now  # noqa: PLC0415 - beside its use
    from handlers.terminal.texts import WrongTexts, export_texts, import_texts  # noqa: PLC0415 - only this command needs them

    try:
        async with _database(settings) as store:
            if said.command == "export-texts":
                lines, well = await export_texts(store, said), True
            else:
                lines, well = await import_texts(store, said, utc_now())
    except WrongTexts as wrong:
        return _wrong(str(wrong))
    print("\n".join(lines))
    return 0 if well else WRONG


async def _export(said: argparse.Namespace, settings: Settings) -> int:
    """Everything as a file on this machine, of whatever size."""
    from bot.actions.clock import utc_now  # noqa: PLC0415 - beside its use
    from handlers.network.models import made_when_used  # noqa: PLC0415 - beside its use

    with made_when_used():
        from handlers.terminal.exports import WrongExport, write_export  # noqa: PLC0415 - this imports aiogram: seconds

    try:
        async with _database(settings) as store:
            number = await write_export(store, said, utc_now())
    except WrongExport as wrong:
        return _wrong(str(wrong))
    print(f"{said.file}: rows: {number}")
    return 0


async def _by_letter(said: argparse.Namespace, settings: Settings) -> int:
    """A person's copy, or their being forgotten."""
    from bot.actions.clock import utc_now  # noqa: PLC0415 - beside its use
    from handlers.network.models import made_when_used  # noqa: PLC0415 - beside its use

    with made_when_used():
        from handlers.terminal.by_letter import WrongLetter, forget, write_copy  # noqa: PLC0415 - this imports aiogram

    try:
        async with _database(settings) as store:
            print(await (forget if said.command == "forget" else write_copy)(store, said, utc_now()))
    except WrongLetter as wrong:
        return _wrong(str(wrong))
    return 0


async def _load(store: "Database", sample: "Sample") -> bool:
    from bot.actions.clock import utc_now  # noqa: PLC0415 - beside its use
    from bot.actions.load_sample import load_sample  # noqa: PLC0415 - beside its use

    return await load_sample(store, sample, utc_now())


@contextlib.asynccontextmanager
async def _database(settings: Settings, *, alone: bool | None = None) -> AsyncIterator["Database"]:
    """Open; `alone`: to serve from it, alone (`run`) or beside others (a worker). Raises `StorageFault`."""
    from storage import Database  # noqa: PLC0415 - SQLAlchemy is not needed for --help

    async with contextlib.AsyncExitStack() as stack:
        database = Database(settings.database_url)
        stack.push_async_callback(database.close)
        if alone is None:
            await database.open()
        else:
            await stack.enter_async_context(database.serving(settings.account_id, alone=alone))
        yield database


@contextlib.asynccontextmanager
async def _until_ousted(store: "Database", stop: asyncio.Event) -> AsyncIterator[asyncio.Event]:
    """Stop when its place is another's, or its tables are a newer Kapok's."""
    from storage import StorageFault  # noqa: PLC0415 - beside its use

    ousted = asyncio.Event()

    async def look() -> None:
        while not ousted.is_set():
            await asyncio.sleep(OUSTED_EVERY)
            with contextlib.suppress(StorageFault):  # it is away: the clock says so
                if why := await store.ousted():
                    _wrong(why)
                    ousted.set()
                    stop.set()

    looking = asyncio.create_task(look())
    try:
        yield ousted
    finally:
        looking.cancel()
        await asyncio.gather(looking, return_exceptions=True)


def _stop_sign() -> asyncio.Event:
    """Set by Ctrl-C and by SIGTERM."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop


async def _deliver_only(_said: argparse.Namespace, settings: Settings) -> int:
    """One worker, until Ctrl-C."""
    stop = _stop_sign()
    from bot.actions.served import refuse_another  # noqa: PLC0415 - beside its use
    from bot.working import Worker  # noqa: PLC0415 - python-telegram-bot is not needed for --help

    async with _database(settings, alone=False) as store:
        await refuse_another(store, settings.account_id)
        async with _until_ousted(store, stop) as ousted:
            await _until(stop, Worker(settings, store), "Kapok's worker is ready as @{}. Ctrl-C stops it.")
    print("The worker has stopped; nothing was left in flight.", flush=True)
    return WRONG if ousted.is_set() else 0


async def _run(_said: argparse.Namespace, settings: Settings) -> int:
    """Everything in one process, until Ctrl-C."""
    stop = _stop_sign()
    from bot.actions.served import refuse_another  # noqa: PLC0415 - beside its use

    async with (
        _database(settings, alone=True) as store,
        _telegram_to_practise_on(settings) as (reachable, page),
        _until_ousted(store, stop) as ousted,
    ):
        await refuse_another(store, reachable.account_id)
        await _admit(store, settings)
        if page:
            await _load(store, cli.read_sample())
        await _serve(reachable, store, stop, page)
    print("Kapok has stopped; nothing was left in flight.", flush=True)
    return WRONG if ousted.is_set() else 0


async def _admit(store: "Database", settings: Settings) -> None:
    """To practise, the sample's admin stays one too."""
    from bot.actions.appoint import appoint  # noqa: PLC0415 - beside its use
    from bot.actions.clock import utc_now  # noqa: PLC0415

    named = settings.admins
    if settings.sandbox:
        async with store.read() as tx:
            named |= await tx.admins.addresses()
    await appoint(store, named, utc_now())


@contextlib.asynccontextmanager
async def _telegram_to_practise_on(settings: Settings) -> AsyncIterator[tuple[Settings, str | None]]:
    """Without a token: the sandbox, a process of its own on loopback; its settings, and its page's address."""
    if not settings.sandbox:
        yield settings, None
        return
    from bot.practice import sandbox_process  # noqa: PLC0415 - only without a token

    async with sandbox_process(settings.sandbox_port, HERE) as practice:
        yield replace(settings, token=practice.token, telegram_api=practice.url), practice.url


async def _serve(settings: Settings, store: "Database", stop: asyncio.Event, page: str | None) -> None:
    """Conversations and the clock side by side until `stop`."""
    from handlers.network.models import made_when_used, make_ready  # noqa: PLC0415 - a worker needs no pydantic

    with made_when_used():
        from bot.running import Kapok  # noqa: PLC0415 - this imports aiogram: seconds
    make_ready()

    ready = f"Open {page} and follow the guide." if page else "It answers as @{}."
    await _until(stop, Kapok(settings, store), f"\n  Kapok is ready. {ready}\n  Ctrl-C stops it.\n")


class _Serves(Protocol):
    username: str

    def running(self) -> contextlib.AbstractAsyncContextManager[None]: ...


async def _until(stop: asyncio.Event, work: _Serves, greeting: str) -> None:
    """Run it until `stop`, which is heard too while it is still waiting for the network."""
    ready = asyncio.Event()

    async def serve() -> None:
        async with work.running():
            ready.set()
            print(greeting.format(work.username), flush=True)
            await stop.wait()
            print("Stopping: finishing what is in flight …", flush=True)

    serving, stopped = asyncio.create_task(serve()), asyncio.create_task(stop.wait())
    await asyncio.wait({serving, stopped}, return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()
    if not ready.is_set() and not serving.done():
        serving.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await serving


_COMMANDS = {
    "check": _check,
    "sample": _sample,
    "export-texts": _texts,
    "import-texts": _texts,
    "export": _export,
    "copy": _by_letter,
    "forget": _by_letter,
    "worker": _deliver_only,
}


if __name__ == "__main__":
    sys.exit(main())
