"""Who asks by letter for a copy of what is held on them, or to be forgotten: the operator does it at the terminal."""

import argparse
import asyncio
import os
from datetime import datetime
from pathlib import Path

from bot.actions.let_go import ask_to_be_forgotten, copy_sent
from bot.people import Reader
from bot.requests import COOLING
from bot.store import Store
from bot.words import words_for
from handlers.audience.personal_data.gathering import copy_of
from handlers.audience.personal_data.held import as_json, as_page

KINDS = (".html", ".json")


class WrongLetter(ValueError):  # noqa: N818 - a message for the operator
    """What was asked for cannot be done; its text is one line for the terminal."""


async def write_copy(store: Store, said: argparse.Namespace, now: datetime) -> str:
    """Write a new file: a page in their language, or JSON; what to say. Raises `WrongLetter`."""
    if said.file.suffix not in KINDS:
        raise WrongLetter(f"{said.file}: neither {' nor '.join(KINDS)}")
    reader = await _reader(store, said.id)
    request, facts = await copy_of(store, reader, now)
    text = as_page(words_for(reader.speaks), facts) if said.file.suffix == ".html" else as_json(facts)
    try:
        await asyncio.to_thread(_write, said.file, text)
    except OSError as fault:
        raise WrongLetter(f"{said.file}: cannot be written: {fault.strerror}") from None
    await copy_sent(store, request, now)
    return f"{said.file}: everything that is held on {said.id}"


def _write(file: Path, text: str) -> None:
    """A new file; nobody else on the machine may read what is held on somebody."""
    with open(file, "x", encoding="utf-8", opener=lambda path, flags: os.open(path, flags, 0o600)) as new:
        new.write(text)


async def forget(store: Store, said: argparse.Namespace, now: datetime) -> str:
    """Ask for it in their name; what to say. Raises `WrongLetter`."""
    await ask_to_be_forgotten(store, (await _reader(store, said.id)).id, now)
    minutes = int(COOLING.total_seconds() // 60)
    return f"{said.id}: no post from now on; erased in {minutes} minutes by `run` or a worker, unless they press Cancel"


async def _reader(store: Store, address: int) -> Reader:
    async with store.read() as tx:
        reader = await tx.readers.by_address(address)
    if reader is None:
        raise WrongLetter(f"{address}: nobody whom Kapok knows")
    return reader
