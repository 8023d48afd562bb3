"""A broadcast under way or over, for whoever writes for its partner and for admins: look, pause, cancel, recall.

It stands beside the three rooms, whose screens lead here by `sending:<broadcast_id>`. Every press looks at the
speaker's rights again, by the verbs themselves.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message
from markupsafe import Markup

from bot.actions.compose import follow_up
from bot.actions.control import cancel, ended_by_recall, go_on, own_broadcast, pause, pin, recall, send_again, unpin
from bot.actions.haste import pay, pay_no_more, set_careful, set_urgent
from bot.actions.payment import paid_messages
from bot.actions.report import as_deep
from bot.actions.settle import opened
from bot.broadcast import SENDS, Broadcast, BroadcastState
from bot.content import Post
from bot.delivery import DeliveryState, Sums
from bot.mistakes import Mistake, Why
from bot.partners import Partner
from bot.people import Speaker
from bot.recurrence import local
from bot.store import Store, Work
from handlers.reading.ends import MORNING
from handlers.sending.broadcast_screens import (
    OpenSending,
    RestUntil,
    SendingPress,
    follow_up_screen,
    question_screen,
    with_recall_lines,
)
from handlers.sending.broadcast_screens import sending_screen as page
from handlers.sending.facts import RECALLABLE, SURE, Act, Facts
from handlers.sending.live import Live
from handlers.showing.mistakes import in_words
from handlers.showing.screen import Screen, show, show_below
from handlers.turns.turn import Composing, Turn, hand

TOO_LATE = frozenset({Why.BROADCAST_OVER, Why.BROADCAST_RUNNING, Why.NOTHING_TO_DELETE})
"""Mistakes after which the page is shown as it stands by now."""
Verb = Callable[[Store, Speaker, int, datetime], Awaitable[Broadcast]]


def router() -> Router:
    """The page and its buttons."""
    sending = Router(name="sending")
    hand(sending, "turn", Turn)
    sending.callback_query.register(look, OpenSending.filter())
    sending.callback_query.register(ask, SendingPress.filter(F.act.in_(set(SURE))))
    sending.callback_query.register(begin_follow_up, SendingPress.filter(F.act == Act.FOLLOW_UP))
    sending.callback_query.register(act, SendingPress.filter())
    sending.callback_query.register(rest, RestUntil.filter())
    return sending


async def look(query: CallbackQuery, callback_data: OpenSending, turn: Turn, live: Live) -> None:
    """The page; below the progress message, which goes on showing how far it is, known or not yet known to be it."""
    facts = await facts_of(turn, callback_data.broadcast_id)
    await turn.state.clear()
    if query.message is not None and facts.broadcast.state is BroadcastState.PAUSED:
        await opened(turn.store, turn.speaker, query.message.message_id)
    async with turn.store.read() as tx:
        message_id = await tx.broadcasts.progress_message(facts.broadcast.id)
    goes_on = query.message is not None and message_id in {0, query.message.message_id}
    await show_sending(query, turn, live, facts, below=goes_on)


async def ask(query: CallbackQuery, callback_data: SendingPress, turn: Turn) -> None:
    """What cannot be undone is asked about first, while it can be done at all."""
    facts = await facts_of(turn, callback_data.broadcast_id)
    if facts.possible(callback_data.act):
        besides = await _with_recall(turn, facts) if callback_data.act is Act.RECALL else ()
        await show(query, question_screen(turn.words, facts, callback_data.act, besides))
        return
    gone = callback_data.act is Act.RECALL and facts.gone
    note = in_words(Mistake(Why.NOTHING_TO_DELETE), turn.words) if gone else None
    await show(query, page(turn.words, facts, note))


async def _with_recall(turn: Turn, facts: Facts) -> list[Markup]:
    """What a recall ends, and what it does not."""
    async with turn.store.read() as tx:
        broadcast, post = await own_broadcast(tx, turn.speaker, facts.broadcast.id)
        ended, plan = await ended_by_recall(tx, broadcast, post), await tx.plans.of(post.id)
    return with_recall_lines(turn.words, len(ended), local(plan.moment, turn.zone) if plan else None)


async def act(query: CallbackQuery, callback_data: SendingPress, turn: Turn, live: Live) -> None:
    """Do it, and show how it stands then; what came too late is said above."""
    broadcast_id, note = callback_data.broadcast_id, None
    try:
        broadcast_id = (await VERBS[callback_data.act](turn.store, turn.speaker, broadcast_id, turn.now)).id
    except Mistake as mistake:
        if mistake.why not in TOO_LATE:
            raise
        note = in_words(mistake, turn.words)
    await show_sending(query, turn, live, await facts_of(turn, broadcast_id), note)


async def rest(query: CallbackQuery, callback_data: RestUntil, turn: Turn, live: Live) -> None:
    """Pause it until then, or let a pause that stands end then; what came too late is said above."""
    broadcast_id, note = callback_data.broadcast_id, None
    try:
        await pause(turn.store, turn.speaker, broadcast_id, turn.now, datetime.fromtimestamp(callback_data.until, UTC))
    except Mistake as mistake:
        if mistake.why not in TOO_LATE:
            raise
        note = in_words(mistake, turn.words)
    await show_sending(query, turn, live, await facts_of(turn, broadcast_id), note)


def _ends(turn: Turn, broadcast: Broadcast) -> list[datetime]:
    """When what is paused without an end may go on: in an hour, tomorrow morning, on Monday morning."""
    if broadcast.state is not BroadcastState.PAUSED or broadcast.paused_until is not None:
        return []
    here = local(turn.now, turn.zone)
    morning = here.replace(hour=MORNING.hour, minute=0, second=0, microsecond=0)
    days = {morning + timedelta(days=each) for each in (1, 7 - here.weekday())}
    return [here + timedelta(hours=1), *sorted(days)]


async def begin_follow_up(query: CallbackQuery, callback_data: SendingPress, turn: Turn) -> None:
    """A draft that will come as a reply; what is sent next belongs to it."""
    facts = await facts_of(turn, callback_data.broadcast_id)
    draft = await follow_up(turn.store, turn.speaker, facts.broadcast.post_id, turn.now)
    await turn.state.set_state(Composing.open)
    await turn.state.set_data({"partner_id": draft.partner_id, "post_id": draft.id})
    await show(query, follow_up_screen(turn.words, facts.title, draft.id))


async def _again_uncertain(store: Store, speaker: Speaker, broadcast_id: int, now: datetime) -> Broadcast:
    return await send_again(store, speaker, broadcast_id, {DeliveryState.UNKNOWN}, now)


async def _again_refused(store: Store, speaker: Speaker, broadcast_id: int, now: datetime) -> Broadcast:
    return await send_again(store, speaker, broadcast_id, {DeliveryState.REFUSED}, now)


async def _to_the_rest(store: Store, speaker: Speaker, broadcast_id: int, now: datetime) -> Broadcast:
    return await send_again(store, speaker, broadcast_id, {DeliveryState.SKIPPED}, now)


VERBS: dict[Act, Verb] = {
    Act.PAUSE: pause,
    Act.GO_ON: go_on,
    Act.CANCEL_SURE: cancel,
    Act.UNCERTAIN_SURE: _again_uncertain,
    Act.REFUSED_SURE: _again_refused,
    Act.REST_SURE: _to_the_rest,
    Act.RECALL_SURE: recall,
    Act.PIN: pin,
    Act.UNPIN: unpin,
    Act.URGENT_SURE: set_urgent,
    Act.CAREFUL: set_careful,
    Act.PAY_SURE: pay,
    Act.FREE: pay_no_more,
}


async def show_sending(  # noqa: PLR0913 - a page, and where it is shown
    event: CallbackQuery | Message,
    turn: Turn,
    live: Live,
    facts: Facts,
    note: Markup | None = None,
    *,
    below: bool = False,
) -> None:
    """The page of a broadcast; while it is under way the message goes on to its end by itself."""
    shown = await (show_below if below else show)(event, page(turn.words, facts, note))

    async def by_now() -> tuple[BroadcastState, Screen]:
        fresh = replace(await facts_of(turn, facts.broadcast.id), ends=facts.ends)
        return fresh.broadcast.state, page(turn.words, fresh)

    if facts.broadcast.state is BroadcastState.SENDING:
        live.follow(shown, by_now)


async def facts_of(turn: Turn, broadcast_id: int) -> Facts:
    """How it stands. Raises `Mistake(NOT_FOUND | NOT_ALLOWED)`."""
    async with turn.store.read() as tx:
        broadcast, post = await own_broadcast(tx, turn.speaker, broadcast_id)
        partner = await tx.partners.get(post.partner_id)
        return Facts(
            broadcast,
            title=post.title_at_work(turn.words.form),
            partner=partner.name(turn.words.form) if partner else "",
            sums=_told(turn, await tx.broadcasts.sums(broadcast.id), partner),
            zone=turn.zone,
            errands=await _errands(tx, broadcast),
            choosable=await tx.broadcasts.choosable(broadcast.id) if broadcast.errand in SENDS else {},
            standstill=await turn.standstill(tx, broadcast, post),
            old=turn.now - broadcast.started_at > RECALLABLE,
            writes=turn.speaker.writes_for(post.partner_id),
            admin=turn.speaker.is_admin,
            paid=await paid_messages(tx, broadcast, post) if turn.speaker.is_admin else None,
            ends=_ends(turn, broadcast),
            pinning=partner is not None and partner.benefits.pinning and await _in_channels(tx, post),
        )


async def _in_channels(tx: Work, post: Post) -> bool:
    return not post.places and bool(await tx.channels.of(post.partner_id))


def _told(turn: Turn, sums: Sums, partner: Partner | None) -> Sums:
    """An admin sees all the numbers, a partner as many as its benefits tell."""
    return sums if turn.speaker.is_admin or partner is None else as_deep(sums, partner.benefits.reports)


async def _errands(tx: Work, origin: Broadcast) -> list[tuple[Broadcast, Sums]]:
    found = [each for each in await tx.broadcasts.of_post(origin.post_id) if each.origin_id == origin.id]
    return [(errand, await tx.broadcasts.sums(errand.id)) for errand in found]
