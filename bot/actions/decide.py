"""What becomes of a correction that was proposed: whoever decides it, whoever proposed it is told."""

from datetime import datetime

from bot.corrections import Correction, CorrectionState
from bot.mistakes import Mistake, Why
from bot.notices import Notice, NoticeKind
from bot.people import Speaker
from bot.store import Work


async def decide(tx: Work, speaker: Speaker, correction: Correction, state: CorrectionState, now: datetime) -> None:
    """Put a decision down, and tell whoever proposed it, unless they decided. Raises `Mistake(CORRECTION_DECIDED)`."""
    if not await tx.corrections.decide(correction.id, state, speaker.reader.id):
        raise Mistake(Why.CORRECTION_DECIDED)
    broadcast = await tx.broadcasts.get(correction.broadcast_id)
    facts: dict[str, str | int] = {"post_id": broadcast.post_id if broadcast else 0, "correction_id": correction.id}
    if correction.proposed_by != speaker.reader.id:
        await tx.notices.add(Notice(correction.proposed_by, NoticeKind.CORRECTION_DECIDED, facts, at=now))
    await tx.programme.note(now, speaker.reader.id, state.value, f"correction {correction.id}")
