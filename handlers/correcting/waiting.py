"""Corrections that wait for an admin's yes: whoever writes for the partner may take one back, admins decide."""

from aiogram import F, Router
from aiogram.types import CallbackQuery

from bot.actions.control import own_broadcast
from bot.actions.correct import (
    approve_correction,
    decline_correction,
    end_correction,
    may_withdraw,
    proposal,
    withdraw_correction,
)
from bot.actions.correction_notices import both_sides, comes_again, proposer, rivals_of
from bot.actions.settle import opened
from bot.content import Post
from bot.corrections import Correction, CorrectionState
from bot.mistakes import Mistake, Why
from bot.ports.page import Page
from bot.store import Work
from handlers.correcting.waiting_screens import (
    DecideCorrection,
    EndProposal,
    OpenProposal,
    Proposal,
    declined_screen,
    outdated_screen,
    proposal_screen,
    withdrawn_screen,
)
from handlers.sending.broadcast import facts_of, show_sending
from handlers.sending.live import Live
from handlers.showing.letters import send_letter
from handlers.showing.screen import show, show_below, turned_into
from handlers.turns.turn import Turn, hand

MOST = 5
"""Proposals that a page of the post names."""


def router() -> Router:
    """Look, take back, decide, take off the list."""
    waiting = Router(name="correcting.waiting")
    hand(waiting, "turn", Turn)
    waiting.callback_query.register(withdraw, OpenProposal.filter(F.back))
    waiting.callback_query.register(look, OpenProposal.filter())
    waiting.callback_query.register(decide, DecideCorrection.filter())
    waiting.callback_query.register(take_off, EndProposal.filter())
    return waiting


async def waiting_of(turn: Turn, post: Post) -> Page[Proposal]:
    """What waits for a yes about a post: first what can still be carried out, the oldest first."""
    async with turn.store.read() as tx:
        waiting = sorted(await tx.corrections.waiting(post.id), key=lambda each: not each.fits(post))
        return Page([await _as_seen(tx, turn, each, post) for each in waiting[:MOST]], len(waiting))


async def _proposal(turn: Turn, correction_id: int) -> Proposal:
    """One as it stands. Raises `Mistake(NOT_FOUND | NOT_ALLOWED)`."""
    async with turn.store.read() as tx:
        correction = await proposal(tx, correction_id)
        _, post = await own_broadcast(tx, turn.speaker, correction.broadcast_id)
        return await _as_seen(tx, turn, correction, post)


async def _as_seen(tx: Work, turn: Turn, correction: Correction, post: Post) -> Proposal:
    person, own = await tx.readers.get(correction.proposed_by), correction.proposed_by == turn.speaker.reader.id
    return Proposal(
        correction,
        post,
        proposer(turn.words, person),
        turn.zone,
        decides=turn.speaker.is_admin and not own,
        admin=turn.speaker.is_admin,
        withdraws=may_withdraw(turn.speaker, correction, post),
        rivals=await rivals_of(tx, turn.speaker.reader, post, correction.what, correction.id),
        again=await comes_again(tx, post),
    )


async def look(query: CallbackQuery, callback_data: OpenProposal, turn: Turn) -> None:
    """Both sides, or what became of it; of a picture both stand above."""
    await turn.state.clear()
    if query.message is not None:
        await opened(turn.store, turn.speaker, query.message.message_id)
    await _show(query, turn, callback_data.correction_id)


async def _show(query: CallbackQuery, turn: Turn, correction_id: int) -> None:
    seen = await _proposal(turn, correction_id)
    screen, what = proposal_screen(turn.words, seen), seen.correction.what
    if what.picture is None or seen.correction.state is not CorrectionState.OPEN or not seen.fits:
        await show(query, screen)
        return
    _, pictures = both_sides(turn.words, seen.post, what)
    for picture in pictures:
        await send_letter(turn.bot, query.from_user.id, picture, turn.store)
    await show_below(query, screen)


async def withdraw(query: CallbackQuery, callback_data: OpenProposal, turn: Turn) -> None:
    """It is taken back; or what became of it, when that was too late."""
    try:
        correction = await withdraw_correction(turn.store, turn.speaker, callback_data.correction_id, turn.now)
    except Mistake as mistake:
        if mistake.why is not Why.CORRECTION_DECIDED:
            raise
        await show(query, proposal_screen(turn.words, await _proposal(turn, callback_data.correction_id)))
        return
    title = await _title(turn, correction)
    await show(query, withdrawn_screen(turn.words, title, correction.broadcast_id))


async def decide(query: CallbackQuery, callback_data: DecideCorrection, turn: Turn, live: Live) -> None:
    """An admin says yes, and sees how far it is; or no. What asked them says what became of it.

    So it does where it was decided or withdrawn before.
    """
    try:
        await _decided(query, callback_data, turn, live)
    except Mistake as mistake:
        if mistake.why is Why.CORRECTION_DECIDED:
            await _ended(query, turn, callback_data.correction_id)
        raise
    await _ended(query, turn, callback_data.correction_id)


async def _ended(query: CallbackQuery, turn: Turn, correction_id: int) -> None:
    # As its notice will say on its own: which of the two comes last makes no difference to who decided.
    await turned_into(query, proposal_screen(turn.words, await _proposal(turn, correction_id)))


async def take_off(query: CallbackQuery, callback_data: EndProposal, turn: Turn) -> None:
    """It ends; where it fits again, or was decided before, the page shows how it stands."""
    try:
        ended = await end_correction(turn.store, turn.speaker, callback_data.correction_id, turn.now)
    except Mistake as mistake:
        if mistake.why in {Why.CONTENT_CHANGED, Why.CORRECTION_DECIDED}:
            await _show(query, turn, callback_data.correction_id)
        raise
    await show(query, outdated_screen(turn.words, ended.broadcast_id))


async def _decided(query: CallbackQuery, told: DecideCorrection, turn: Turn, live: Live) -> None:
    if told.yes:
        errand = await approve_correction(turn.store, turn.speaker, told.correction_id, turn.now)
        if isinstance(errand, Correction):
            await show_below(query, outdated_screen(turn.words, errand.broadcast_id))
            return
        await show_sending(query, turn, live, await facts_of(turn, errand.id), below=True)
        return
    declined = await decline_correction(turn.store, turn.speaker, told.correction_id, turn.now)
    await show_below(query, declined_screen(turn.words, await _title(turn, declined), declined.broadcast_id))


async def _title(turn: Turn, correction: Correction) -> str:
    async with turn.store.read() as tx:
        _, post = await own_broadcast(tx, turn.speaker, correction.broadcast_id)
    return post.title_at_work(turn.words.form)
