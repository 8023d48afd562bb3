"""Translators' files at the terminal: written for a post or a campaign, read back, and kept when asked to."""

import argparse
import asyncio
import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from bot.actions.meet import meet
from bot.actions.proofs import keep, look_at
from bot.actions.worksheets import posts_of_campaign, read_back, write, write_out
from bot.content import Post, PostState
from bot.languages import Form
from bot.mistakes import Mistake
from bot.people import Speaker
from bot.store import Store, Work
from bot.translating.proofreading import Finding, Proof
from bot.translating.worksheets import LARGEST, Format, Unreadable, Worksheet

_WHAT = re.compile(r"(?:(post|campaign):)?([0-9]{1,15})")


class WrongTexts(ValueError):  # noqa: N818 - a message for the operator
    """What was asked for cannot be done; its text is one line for the terminal."""


async def export_texts(store: Store, said: argparse.Namespace) -> list[str]:
    """Write the file, or one for each language that the posts were written in. Raises `WrongTexts`."""
    form, kind = Form(said.form), Format(said.kind)
    async with store.read() as tx:
        posts = await _posts(tx, said.what)
    worksheets = await write_out(store, posts, form)
    if not worksheets:
        raise WrongTexts(f"{said.what}: nothing is missing in {form}")
    lines = []
    for worksheet in worksheets:
        path = said.file if len(worksheets) == 1 else said.file.with_stem(f"{said.file.stem}-{worksheet.source}")
        await asyncio.to_thread(_put, path, write(worksheet, kind))
        sentences = sum(len(sheet.lines) for sheet in worksheet.sheets)
        lines.append(f"{path}: {worksheet.source} to {form}, posts: {len(worksheet.sheets)}, sentences: {sentences}")
    return lines


async def _posts(tx: Work, what: str) -> Sequence[Post]:
    asked = _WHAT.fullmatch(what)
    if asked is None:
        raise WrongTexts(f"{what}: neither a post's number nor campaign:NUMBER")
    number = int(asked[2])
    if asked[1] == "campaign":
        if await tx.campaigns.get(number) is None:
            raise WrongTexts(f"{what}: no such campaign")
        return await posts_of_campaign(tx, number)
    post = await tx.posts.get(number)
    if post is None or post.state is PostState.DELETED:
        raise WrongTexts(f"{what}: no such post")
    return [post]


def _put(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as fault:
        raise WrongTexts(f"{path}: cannot be written: {fault.strerror}") from None


async def import_texts(store: Store, said: argparse.Namespace, now: datetime) -> tuple[list[str], bool]:
    """A line for each finding and each good text; whether all is well. Raises `WrongTexts`."""
    worksheet = await asyncio.to_thread(_get, said.file)
    proofs = await look_at(store, speaker := await _communicator(store, said.by, now), worksheet)
    done = await keep(store, speaker, proofs, over=said.replace) if said.keep else []
    kept = {proof.post_id: proof for proof in done}
    proofs = [kept.get(proof.post_id, proof) for proof in proofs]
    lines = [line for proof in proofs for line in _lines(proof, kept=said.keep)]
    return lines, all(proof.text is not None and (said.replace or proof.standing is None) for proof in proofs)


def _get(path: Path) -> Worksheet:
    try:
        with path.open("rb") as file:
            return read_back(file.read(LARGEST + 1))
    except OSError as fault:
        raise WrongTexts(f"{path}: cannot be read: {fault.strerror}") from None
    except Unreadable as broken:
        raise WrongTexts(f"{path}: {broken}") from None


async def _communicator(store: Store, address: int, now: datetime) -> Speaker:
    async with store.read() as tx:
        reader = await tx.readers.by_address(address)
    if reader is None:
        raise WrongTexts(f"{address}: nobody of that id")
    speaker = await meet(store, address, reader.name, reader.hint, now)
    if not speaker.is_communicator:
        raise WrongTexts(f"{address}: not a communicator")
    return speaker


def _lines(proof: Proof, *, kept: bool) -> list[str]:
    about = f"post {proof.post_id} {proof.form}"
    if proof.text is not None and proof.standing is not None:
        said = "replaced" if kept else "somebody has written it since; --keep --replace puts the file's in its place"
        was = [f"      was: {line}" for line in proof.standing.text.splitlines()]
        return [f"{'ok   ' if kept else 'ASK  '} {about}: {said}", *was]
    if proof.text is not None:
        return [f"ok    {about}: {'kept as a draft' if kept else 'good'}"]
    return [f"WRONG {about}: {_said(finding)}" for finding in proof.findings]


def _said(finding: Finding) -> str:
    mistake = finding.mistake
    why = f" {_why(mistake)}" if mistake else ""
    where = f" in sentence {finding.no}" if finding.no else ""
    rest = " ".join(" ".join(each.split()) for each in (finding.what, f"“{finding.sentence}”") if each.strip("“”"))
    return f"{finding.fault.value}{where}{why}{': ' if rest else ''}{rest}"


def _why(mistake: Mistake) -> str:
    return " ".join([mistake.why.value, *(f"{name}={fact}" for name, fact in mistake.facts.items())])
