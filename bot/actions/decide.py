"""What becomes of a correction that was proposed: whoever decides it, whoever proposed it is told."""

from datetime import datetime

from bot.corrections import Correction, CorrectionState
from bot.mistakes import Mistake, Why
from bot.notices import Notice, NoticeKind, settled
from bot.people import Speaker
from bot.store import Work


async def decide(tx: Work, speaker: Speaker, correction: Correction, state: CorrectionState, now: datetime) -> None:
    """Put a decision down, and tell whoever proposed it, unless they decided. Raises `Mistake(CORRECTION_DECIDED)`."""
    if not await tx.corrections.decide(correction.id, state, speaker.reader.id):
        raise Mistake(Why.CORRECTION_DECIDED)
    facts = {**await _place(tx, correction), "correction_id": correction.id}
    told = [settled(facts, now)]
    if correction.proposed_by != speaker.reader.id:
        told.append(Notice(correction.proposed_by, NoticeKind.CORRECTION_DECIDED, facts, at=now))
    await tx.notices.add_all(told)
    await tx.programme.note(now, speaker.reader.id, state.value, f"correction {correction.id}")


async def _place(tx: Work, correction: Correction) -> dict[str, str | int]:
    """Of which post it is, and what the text that it corrects says until now: after a yes nobody could tell."""
    broadcast = await tx.broadcasts.get(correction.broadcast_id)
    post = await tx.posts.get(broadcast.post_id) if broadcast else None
    if post is None:
        return {"post_id": 0}
    texts = [post.versions[text.form].text for text in correction.what.texts if text.form in post.versions]
    return {"post_id": post.id, **({"was": texts[0]} if texts else {})}
