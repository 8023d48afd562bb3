"""A translator's file, looked at against the posts as they stand; and what is good in it kept as versions."""

import html
from collections.abc import Iterable
from dataclasses import replace

from bot.actions.both_scripts import write_version
from bot.actions.compose import check_languages, own_post, written
from bot.actions.render import check_lengths
from bot.actions.ways import label_way
from bot.actions.worksheets import label_lines
from bot.content import Post, Version
from bot.languages import Form
from bot.mistakes import Mistake
from bot.people import Speaker
from bot.store import Store, Work
from bot.translating.proofreading import Fault, Finding, Proof, proofread
from bot.translating.worksheets import Line, Sheet, Worksheet


async def look_at(store: Store, speaker: Speaker, worksheet: Worksheet) -> list[Proof]:
    """Every sheet of it; nothing is kept."""
    async with store.read() as tx:
        return [await _proof(tx, speaker, sheet, worksheet.form) for sheet in worksheet.sheets]


async def _proof(tx: Work, speaker: Speaker, sheet: Sheet, form: Form) -> Proof:
    try:
        post = await own_post(tx, speaker, sheet.post_id)
    except Mistake:
        return Proof(sheet.post_id, form, (Finding(Fault.NOT_HERE),))
    proof = proofread(post, sheet, form)
    if proof.text is None:
        return proof
    try:
        await _check(tx, speaker, post, Version(form, proof.text))
    except Mistake as mistake:
        return _refused(proof, mistake)
    return proof


async def _check(tx: Work, speaker: Speaker, post: Post, version: Version) -> None:
    """Raise the `Mistake` that keeping it would raise."""
    post.require_editable()
    partner = await tx.partners.get(post.partner_id)
    changed = written(post, version, speaker.reader.id)
    if partner is not None:
        check_languages(post, changed, partner)
        check_lengths(changed, partner)


def _refused(proof: Proof, mistake: Mistake) -> Proof:
    return replace(proof, text=None, findings=(*proof.findings, Finding(Fault.REFUSED, mistake=mistake)))


async def keep(store: Store, speaker: Speaker, proofs: Iterable[Proof], *, over: bool = False) -> list[Proof]:
    """Keep the good texts, each a draft version by the speaker; those that were kept, and those refused meanwhile.

    What somebody has written since the file was given out is replaced only when they were asked (`over`).
    """
    kept = []
    for proof in proofs:
        if proof.text is None:
            continue
        if proof.standing is not None and not over:
            kept.append(replace(proof, text=None, findings=(*proof.findings, Finding(Fault.WRITTEN))))
            continue
        try:
            post = await write_version(store, speaker, proof.post_id, Version(proof.form, proof.text))
            for no, label in proof.labels.items():
                post = await label_way(store, speaker, proof.post_id, (no, proof.form), label)
            kept.append(replace(proof, post=post))
        except Mistake as mistake:
            kept.append(_refused(proof, mistake))
    return kept


def leftover(proofs: Iterable[Proof], worksheet: Worksheet) -> Worksheet:
    """What is still to do: the texts that are not good, with the sentences that are."""
    sheets = [
        Sheet(
            proof.post_id, proof.post.versions[proof.post.source].print, proof.lines, labels=_labels(proof.post, proof)
        )
        for proof in proofs
        if proof.text is None and proof.post is not None and proof.post.source is not None
    ]
    return replace(worksheet, sheets=[sheet for sheet in sheets if sheet.lines or sheet.labels])


def _labels(post: Post, proof: Proof) -> tuple[Line, ...]:
    """Those of the buttons, with what was good in the file."""
    ways = {no: way.labels.get(proof.form, "") for no, way in enumerate(post.ways) if post.source in way.labels}
    said = [proof.labels.get(no, label) for no, label in ways.items()]
    return tuple(
        replace(line, target=html.escape(label, quote=False))
        for line, label in zip(label_lines(post, proof.form), said, strict=True)
    )
