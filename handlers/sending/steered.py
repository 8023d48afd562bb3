"""Words about what is on its way, from whoever works here: faster, why does it stand still, go on, stop it.

Its page opens, with the buttons for it; nothing is done before a press.
"""

from dataclasses import replace
from typing import Any

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import Message

from bot.broadcast import Broadcast, BroadcastState
from bot.delivery import DeliveryState
from bot.hearing.tasks import Task
from bot.people import Speaker
from bot.recurrence import local, moment_near
from bot.store import Store, Work
from handlers.reading.ends import rest_end
from handlers.sending.broadcast import facts_of, show_sending
from handlers.sending.live import Live
from handlers.sending.steered_screens import faster_screen, no_doubt_screen, still_screen, which_screen
from handlers.sending.steering_words import Steer, steers
from handlers.showing.screen import PAGE, Screen, show
from handlers.turns.filters import BY_STAFF, IDLE, OWN, PLAIN
from handlers.turns.menus import ADMIN, COMMUNICATOR, commands, for_tasks
from handlers.turns.turn import Turn, hand

ANSWERED = frozenset({Steer.FASTER, Steer.AGAIN, Steer.WHY})
"""What has an answer while nothing is under way, too."""
MOST = 5
"""Sendings that are offered; /status and /posts have them all."""


class Steers(Filter):
    """It speaks of a sending that they may touch, and one is under way; or of more speed. Gives `going`."""

    async def __call__(self, message: Message, speaker: Speaker, store: Store) -> bool | dict[str, Any]:
        """Those under way that may be steered so, the newest first."""
        steer = steers(message.text or "")
        if steer is None:
            return False
        if steer is Steer.FASTER and not speaker.is_admin:
            return {"going": [], "steer": steer}  # its page has no button for that
        async with store.read() as tx:
            going = await (_in_doubt if steer is Steer.AGAIN else _going)(tx, speaker)
        return {"going": going, "steer": steer} if going or steer in ANSWERED else False


async def _in_doubt(tx: Work, speaker: Speaker) -> list[Broadcast]:
    """Of the latest that are over, those that hold copies of which nobody knows whether they arrived."""
    own = () if speaker.is_admin else tuple(speaker.partner_ids)
    latest = [await tx.broadcasts.get(each.broadcast_id) for each in (await tx.plans.sendings(own, 0, PAGE)).items]
    over = [each for each in latest if each and each.state is BroadcastState.FINISHED]
    return [each for each in over if (await tx.broadcasts.choosable(each.id)).get(DeliveryState.UNKNOWN)][:MOST]


async def _going(tx: Work, speaker: Speaker) -> list[Broadcast]:
    whose = [None] if speaker.is_admin else sorted(speaker.partner_ids)
    found = [each for partner_id in whose for each in await tx.broadcasts.unfinished(partner_id)]
    return sorted(found, key=lambda each: -each.id)[:MOST]


def router() -> Router:
    """The words. Before the rooms: they are no question how, and no text of a post."""
    steered = Router(name="sending.steered")
    hand(steered, "turn", Turn)
    steered.message.register(told, PLAIN, BY_STAFF, IDLE, OWN, Steers())
    return steered


async def told(message: Message, turn: Turn, live: Live, going: list[Broadcast], steer: Steer) -> None:
    """The page of the one, or which of them; with none, what there is to say."""
    if not going:
        await show(message, await _with_none(turn, steer))
        return
    facts = [await facts_of(turn, each.id) for each in going]
    said = rest_end(message.text or "", turn.wall, turn.words)
    end = local(moment_near(said, turn.zone), turn.zone) if said else None
    if len(facts) == 1:
        await show_sending(message, turn, live, replace(facts[0], ends=[end]) if end else facts[0])
    else:
        await show(message, which_screen(turn.words, facts, end))


async def _with_none(turn: Turn, steer: Steer) -> Screen:
    """Who may make a sending faster, that no copy is in doubt, or why nothing goes out."""
    if steer is Steer.FASTER:
        return faster_screen(turn.words, admin=turn.speaker.is_admin)
    if steer is Steer.AGAIN:
        return no_doubt_screen(turn.words)
    async with turn.store.read() as tx:
        halted = await tx.programme.halted_at()
        mine = await tx.partners.of_member(turn.speaker.reader.id)
    table = for_tasks(ADMIN if turn.speaker.is_admin else COMMUNICATOR, (Task.CALENDAR,))
    stopped = [one.name(turn.words.form) for one in mine if one.suspended_at]
    return still_screen(turn.words, commands(turn.words, table), stopped, local(halted, turn.zone) if halted else None)
