"""A channel that takes each of its languages in a message of its own: two messages, one delivery."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.actions.admit import choose_channel_form, choose_separately
from bot.actions.compose import follow_up, put_version
from bot.actions.control import pin, recall
from bot.actions.correct import correct
from bot.actions.render import letter_for_channel
from bot.actions.review import approve
from bot.actions.submit import submit
from bot.audit import Wanted
from bot.broadcast import LEASE, Broadcast
from bot.content import Post, Version
from bot.corrections import Replacement
from bot.delivery import DeliveryState, Outcome, Receipt, Refusal
from bot.languages import Form
from bot.transport import Parcel
from tests import cast
from tests.actions.conftest import FOUR, Newsroom
from tests.actions.deeds import at_once, due
from tests.actions.lookups import replies
from tests.ledger import claimed, outcomes_of
from tests.openings import Onward
from tests.strides import intend

CHINESE, PORTUGUESE = FOUR[Form.ZH_HANS], FOUR[Form.PT]


async def set_up(newsroom: Newsroom) -> None:
    """XPeng's channel takes Simplified Chinese and Portuguese, a message each."""
    admin = await newsroom.speaker(cast.ZHIYUAN)
    async with newsroom.store.read() as tx:
        channel = await tx.channels.by_address(cast.CHANNEL)
    assert channel is not None
    for form in {*channel.forms} ^ {Form.ZH_HANS, Form.PT}:
        on = form not in channel.forms
        await choose_channel_form(newsroom.store, admin, channel.id, form, newsroom.watch(), on=on)
    changed = await choose_separately(newsroom.store, admin, channel.id, newsroom.watch(), on=True)
    assert changed.forms == (Form.ZH_HANS, Form.PT)
    assert changed.separately


async def a_due_post(newsroom: Newsroom) -> Post:
    await set_up(newsroom)
    post = await newsroom.approved()
    await due(newsroom, post)
    return post


async def sent(newsroom: Newsroom) -> tuple[Post, Broadcast]:
    post = await a_due_post(newsroom)
    await newsroom.deliver_all()
    return post, (await newsroom.broadcasts(post))[0]


async def shown(newsroom: Newsroom) -> list[str]:
    """First lines in the channel."""
    return [text.splitlines()[0] for text in await newsroom.received(cast.CHANNEL) if text]


async def outcome_of(newsroom: Newsroom, post: Post) -> Outcome:
    """The channel's, of the newest broadcast."""
    broadcast = (await newsroom.broadcasts(post))[0]
    async with newsroom.store.read() as tx:
        channel = await tx.channels.by_address(cast.CHANNEL)
        outcomes = await outcomes_of(tx, broadcast.id)
    assert channel is not None
    return next(each for each in outcomes if each.recipient == channel.id)


class Between(Onward):
    """A transport that does something when the first letter for the channel has left."""

    def __init__(self, newsroom: Newsroom, deed: Callable[[], Awaitable[object]]) -> None:
        super().__init__(newsroom.desk.transport)
        self._deeds = [deed]

    async def send(self, parcel: Parcel) -> Receipt | Refusal:
        result = await super().send(parcel)
        if parcel.address == cast.CHANNEL and self._deeds:
            await self._deeds.pop()()
        return result


def between(newsroom: Newsroom, deed: Callable[[], Awaitable[object]]) -> None:
    newsroom.desk = replace(newsroom.desk, transport=Between(newsroom, deed), sleep=at_once(newsroom))


def refusing(newsroom: Newsroom, **fault: Any) -> None:
    """The network refuses the second message."""
    between(newsroom, lambda: newsroom.fault(chat_id=cast.CHANNEL, **fault))


async def test_each_language_comes_whole_in_a_message_of_its_own_and_counts_as_one_delivery(
    newsroom: Newsroom,
) -> None:
    post, broadcast = await sent(newsroom)
    first, second = await newsroom.received(cast.CHANNEL)
    assert first.startswith(CHINESE)
    assert second.startswith(PORTUGUESE)
    assert PORTUGUESE not in first
    assert CHINESE not in second
    assert "城市合伙人" in first
    assert "parceiro da cidade" in second
    assert len((await outcome_of(newsroom, post)).message_ids) == 2
    async with newsroom.store.read() as tx:
        sums = await tx.broadcasts.sums(broadcast.id)
    assert sums.meant == sums.known == sums.of(DeliveryState.SENT) == 6


async def test_a_correction_of_either_language_changes_its_message_alone(newsroom: Newsroom) -> None:
    post, broadcast = await sent(newsroom)
    admin = await newsroom.speaker(cast.ZHIYUAN)
    for form, text in ((Form.PT, "Afinal é domingo"), (Form.ZH_HANS, "改到周日")):
        await correct(newsroom.store, admin, broadcast.id, Replacement([Version(form, text)]), newsroom.watch())
        await newsroom.deliver_all()
        assert (await newsroom.outcomes(post))[cast.CHANNEL] == ("sent", None)
    assert await shown(newsroom) == ["改到周日", "Afinal é domingo"]


async def test_what_was_sent_in_two_messages_is_corrected_in_two_whatever_is_set_by_then(newsroom: Newsroom) -> None:
    _, broadcast = await sent(newsroom)
    admin = await newsroom.speaker(cast.ZHIYUAN)
    async with newsroom.store.read() as tx:
        channel = await tx.channels.by_address(cast.CHANNEL)
    assert channel is not None
    await choose_separately(newsroom.store, admin, channel.id, newsroom.watch(), on=False)
    await correct(
        newsroom.store, admin, broadcast.id, Replacement([Version(Form.PT, "Afinal é domingo")]), newsroom.watch()
    )
    await newsroom.deliver_all()
    assert await shown(newsroom) == [CHINESE, "Afinal é domingo"]


async def test_a_recall_deletes_both(newsroom: Newsroom) -> None:
    post, broadcast = await sent(newsroom)
    await recall(newsroom.store, await newsroom.speaker(cast.ZIQING), broadcast.id, newsroom.watch())
    await newsroom.deliver_all()
    assert (await newsroom.outcomes(post))[cast.CHANNEL] == ("sent", None)
    assert await shown(newsroom) == []


async def test_the_first_is_pinned_and_a_follow_up_replies_to_it(newsroom: Newsroom) -> None:
    post, broadcast = await sent(newsroom)
    author, admin = await newsroom.speaker(cast.ZIQING), await newsroom.speaker(cast.ZHIYUAN)
    await pin(newsroom.store, author, broadcast.id, newsroom.watch())
    await newsroom.deliver_all()
    async with newsroom.http.get(f"{newsroom.sandbox.url}/control/calls") as response:
        calls = [call for call in (await response.json())["calls"] if call["method"].lower() == "pinchatmessage"]
    assert len(calls) == 1
    draft = await follow_up(newsroom.store, author, post.id, newsroom.watch())
    for form, text in ((Form.ZH_HANS, "谢谢大家"), (Form.PT, "Obrigado a todos")):
        draft = await put_version(newsroom.store, author, draft.id, Version(form, text))
    draft = await submit(newsroom.store, author, draft.id, newsroom.watch())
    await due(newsroom, await approve(newsroom.store, admin, draft.id, draft.hash(), newsroom.watch()))
    await newsroom.deliver_all()
    ((reply, to),) = await replies(newsroom, cast.CHANNEL)
    assert reply.startswith("谢谢大家")
    assert to.startswith(CHINESE)
    assert await shown(newsroom) == [CHINESE, PORTUGUESE, "谢谢大家", "Obrigado a todos"]


async def test_after_a_crash_between_the_two_the_channel_is_in_doubt_and_the_first_is_not_sent_again(
    newsroom: Newsroom,
) -> None:
    post = await a_due_post(newsroom)
    async with newsroom.store.write() as tx:
        partner = await tx.partners.get(post.partner_id)
    segment = await claimed(newsroom.store, "died", newsroom.watch())
    assert segment is not None
    assert partner is not None
    assert await intend(newsroom.store, segment, len(segment.members), newsroom.watch())
    letter = letter_for_channel(post, partner, (Form.ZH_HANS, Form.PT), separately=True)
    assert letter is not None
    assert isinstance(await newsroom.desk.transport.send(Parcel(cast.CHANNEL, letter)), Receipt)
    assert await shown(newsroom) == [CHINESE]
    newsroom.watch.forward(LEASE + timedelta(seconds=1))
    await newsroom.deliver_all()
    assert (await newsroom.outcomes(post))[cast.CHANNEL] == ("unknown", "crash")
    assert await shown(newsroom) == [CHINESE]
    assert (await newsroom.broadcasts(post))[0].finished_at is not None


async def test_when_the_second_is_refused_the_first_is_taken_back_and_the_refusal_stands(newsroom: Newsroom) -> None:
    post = await a_due_post(newsroom)
    refusing(newsroom, error=[400, "Bad Request: message is too long"])
    await newsroom.deliver_all()
    assert (await newsroom.outcomes(post))[cast.CHANNEL] == ("refused", "content")
    assert await shown(newsroom) == []


async def test_a_first_that_cannot_be_taken_back_is_named_as_a_doubt_with_its_message(newsroom: Newsroom) -> None:
    post = await a_due_post(newsroom)
    await newsroom.fault(method="deleteMessages", error=[400, "Bad Request: not enough rights"])
    refusing(newsroom, error=[400, "Bad Request: message is too long"])
    await newsroom.deliver_all()
    outcome = await outcome_of(newsroom, post)
    assert (outcome.state, outcome.reason, len(outcome.message_ids)) == (DeliveryState.UNKNOWN, "part", 1)
    assert await shown(newsroom) == [CHINESE]


async def test_a_second_without_an_answer_is_a_doubt_and_the_first_stays(newsroom: Newsroom) -> None:
    post = await a_due_post(newsroom)
    refusing(newsroom, cut="before")
    await newsroom.deliver_all()
    outcome = await outcome_of(newsroom, post)
    assert (outcome.state, outcome.reason, len(outcome.message_ids)) == (DeliveryState.UNKNOWN, "part", 1)
    assert await shown(newsroom) == [CHINESE]


@pytest.mark.parametrize("fault", [{"retry_after": 3}, {"error": [500, "Internal Server Error"]}])
async def test_a_short_wait_before_the_second_is_waited_for(newsroom: Newsroom, fault: dict[str, Any]) -> None:
    post = await a_due_post(newsroom)
    refusing(newsroom, **fault)
    for _ in range(5):
        await newsroom.deliver_all()
        newsroom.watch.forward(timedelta(seconds=1))
    assert (await newsroom.outcomes(post))[cast.CHANNEL] == ("sent", None)
    assert await shown(newsroom) == [CHINESE, PORTUGUESE]


async def test_a_long_flood_answer_takes_the_first_back_and_both_come_after_it(newsroom: Newsroom) -> None:
    post = await a_due_post(newsroom)
    refusing(newsroom, retry_after=3600)
    await newsroom.deliver_all()
    assert await shown(newsroom) == []
    assert cast.CHANNEL not in await newsroom.outcomes(post)
    newsroom.watch.forward(timedelta(hours=1, seconds=1))
    await newsroom.deliver_all()
    assert (await newsroom.outcomes(post))[cast.CHANNEL] == ("sent", None)
    assert await shown(newsroom) == [CHINESE, PORTUGUESE]


async def test_a_stop_between_the_two_leaves_no_doubt(newsroom: Newsroom) -> None:
    post = await a_due_post(newsroom)

    async def stops() -> None:
        newsroom.desk.stopping.set()

    between(newsroom, stops)
    await newsroom.deliver_all()
    assert (await newsroom.outcomes(post))[cast.CHANNEL] == ("sent", None)
    assert await shown(newsroom) == [CHINESE, PORTUGUESE]


async def test_a_stop_waits_for_nothing_before_the_second_and_takes_the_first_back(newsroom: Newsroom) -> None:
    post = await a_due_post(newsroom)

    async def stops() -> None:
        await newsroom.fault(chat_id=cast.CHANNEL, retry_after=3)
        newsroom.desk.stopping.set()

    between(newsroom, stops)
    await newsroom.deliver_all()
    assert await shown(newsroom) == []
    assert cast.CHANNEL not in await newsroom.outcomes(post)
    newsroom.desk.stopping.clear()
    newsroom.watch.forward(timedelta(seconds=4))
    await newsroom.deliver_all()
    assert (await newsroom.outcomes(post))[cast.CHANNEL] == ("sent", None)
    assert await shown(newsroom) == [CHINESE, PORTUGUESE]


async def test_a_token_refused_before_the_second_refuses_no_chat(newsroom: Newsroom) -> None:
    post = await a_due_post(newsroom)
    refusing(newsroom, error=[401, "Unauthorized"])
    await newsroom.deliver_all()
    assert await shown(newsroom) == []
    assert cast.CHANNEL not in await newsroom.outcomes(post)
    await newsroom.deliver_all()
    assert (await newsroom.outcomes(post))[cast.CHANNEL] == ("sent", None)
    assert await shown(newsroom) == [CHINESE, PORTUGUESE]


async def test_a_stop_while_the_second_waits_for_its_turn_neither_takes_the_first_back_nor_leaves_a_doubt(
    newsroom: Newsroom,
) -> None:
    post = await a_due_post(newsroom)
    pacer = newsroom.desk.pacer
    given, dismissals = pacer.turn, iter([pacer.dismiss])

    async def turn(lane: Any, address: Any, *, at: float = 0.0, paid: bool = False) -> None:
        if address == cast.CHANNEL and newsroom.desk.stopping.is_set() and (dismiss := next(dismissals, None)):
            asyncio.get_running_loop().call_later(0.05, dismiss)
            at = pacer.clock() + 0.2
        await given(lane, address, at=at, paid=paid)

    async def stops() -> None:
        newsroom.desk.stopping.set()

    pacer.turn = turn  # type: ignore[method-assign]
    between(newsroom, stops)
    await newsroom.deliver_all()
    assert next(dismissals, None) is None
    assert (await newsroom.outcomes(post))[cast.CHANNEL] == ("sent", None)
    assert await shown(newsroom) == [CHINESE, PORTUGUESE]
    async with newsroom.http.get(f"{newsroom.sandbox.url}/control/calls") as response:
        assert not [call for call in (await response.json())["calls"] if call["method"].lower() == "deletemessages"]


async def test_the_second_takes_a_turn_of_its_own_that_the_account_hears_of(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    await a_due_post(newsroom)
    pacer = newsroom.desk.pacer
    turns, first, second = list[int](), pacer.ask, pacer.turn

    def ask(lane: Any, address: Any, given: Any, **more: Any) -> None:
        turns.append(address)
        first(lane, address, given, **more)

    async def turn(lane: Any, address: Any, **more: Any) -> None:
        turns.append(address)
        await second(lane, address, **more)

    monkeypatch.setattr(pacer, "ask", ask)
    monkeypatch.setattr(pacer, "turn", turn)
    monkeypatch.setattr(pacer, "take_replies", lambda: 0)
    await newsroom.deliver_all()
    assert turns.count(cast.CHANNEL) == 2
    assert len(turns) == 7
    assert pacer.replies == 1


async def test_a_choice_that_comes_again_changes_nothing_and_is_noted_once(newsroom: Newsroom) -> None:
    await set_up(newsroom)
    admin = await newsroom.speaker(cast.ZHIYUAN)
    async with newsroom.store.read() as tx:
        channel = await tx.channels.by_address(cast.CHANNEL)
        noted = (await tx.audit.page(Wanted(), 0, 1)).total
    assert channel is not None
    again = await choose_separately(newsroom.store, admin, channel.id, newsroom.watch(), on=True)
    assert again == await choose_channel_form(newsroom.store, admin, channel.id, Form.PT, newsroom.watch(), on=True)
    async with newsroom.store.read() as tx:
        assert (await tx.audit.page(Wanted(), 0, 1)).total == noted
