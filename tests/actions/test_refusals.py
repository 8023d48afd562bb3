"""Every reason of a refusal, from the network to the ledger and to whoever must hear of it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from bot.actions.channel_news import channel_moved, channel_rights
from bot.actions.control import pin, recall, send_again
from bot.actions.correct import correct
from bot.actions.deliver import deliver
from bot.actions.halt import resume
from bot.actions.notice_letters import letter_of
from bot.actions.report import NOT_DELETED, WHY_NOT
from bot.content import Post, Version
from bot.corrections import Replacement
from bot.delivery import DeliveryState, Doubt, Reason, Skip
from bot.languages import Form
from bot.notices import NoticeKind
from bot.transport import Letter
from bot.transports.telegram import Telegram
from bot.words import words_for
from handlers.staff.reach import reach_lines, reach_of
from tests import cast
from tests.actions.conftest import FOUR, Newsroom
from tests.actions.deeds import READERS, at_once, copies, due
from tests.actions.lookups import SENT, heard
from tests.journeys.conftest import TOKEN
from tests.ledger import claimed
from tests.strides import intend


@dataclass(frozen=True)
class Follows:
    """What a refusal of Emma's copy leads to."""

    fault: Mapping[str, Any]
    outcome: tuple[str, str | None]
    gone: bool = False
    tries: int = 1
    """How often the network hears of it."""


def refused(reason: Reason, code: int, said: str, *, gone: bool = False, tries: int = 1) -> tuple[Reason, Follows]:
    return reason, Follows({"error": [code, said], "times": None}, ("refused", reason), gone, tries)


TABLE: dict[Reason, Follows] = dict(
    [
        refused(Reason.BLOCKED, 403, "Forbidden: bot was blocked by the user", gone=True),
        refused(Reason.DEACTIVATED, 403, "Forbidden: user is deactivated", gone=True),
        refused(Reason.KICKED, 403, "Forbidden: bot was kicked from the supergroup chat", gone=True),
        refused(Reason.CHAT_NOT_FOUND, 400, "Bad Request: chat not found", gone=True),
        refused(Reason.NO_RIGHTS, 400, "Bad Request: CHAT_RESTRICTED"),
        refused(Reason.TOPIC_CLOSED, 400, "Bad Request: TOPIC_DELETED"),
        refused(Reason.CONTENT, 400, "Bad Request: can't parse entities"),
        refused(Reason.FILE, 400, "Bad Request: wrong file identifier/HTTP URL specified", tries=5),
        refused(Reason.COPY, 400, "Bad Request: message to edit not found"),
        refused(Reason.OTHER, 403, "Forbidden: something new"),
        (Reason.MIGRATED, Follows({"migrate_to_chat_id": cast.JOANA}, ("refused", Reason.MIGRATED), gone=True)),
        (Reason.FLOOD, Follows({"retry_after": 1}, SENT, tries=2)),
        (Reason.SERVER, Follows({"error": [500, "Internal Server Error"]}, SENT, tries=2)),
        (Reason.UNANSWERED, Follows({"cut": "before"}, ("unknown", Doubt.TIMEOUT))),
        (Reason.TOKEN, Follows({"error": [401, "Unauthorized"]}, SENT, tries=2)),
        (Reason.UNREACHED, Follows({}, SENT)),
    ]
)


async def away(newsroom: Newsroom) -> None:
    """Nobody listens there: one look is made in vain."""
    nowhere = Telegram(TOKEN, "http://127.0.0.1:9", timeout=1.0)
    assert not await deliver(replace(newsroom.desk, transport=nowhere, sleep=at_once(newsroom)))
    await nowhere.close()


async def deliver_to_the_end(newsroom: Newsroom, post: Post) -> None:
    """A halt is lifted by the admin, a flood answer's second passes."""
    admin = await newsroom.speaker(cast.ZHIYUAN)
    while (await newsroom.broadcasts(post))[0].finished_at is None:
        await newsroom.deliver_all()
        newsroom.watch.forward(timedelta(seconds=1))
        await resume(newsroom.store, admin, newsroom.watch())


async def tries(newsroom: Newsroom, address: int, method: str = "sendMessage") -> int:
    """How often the network was asked to do that in their chat."""
    url = f"{newsroom.sandbox.url}/control/calls"
    async with newsroom.http.get(url, params={"method": method}) as response:
        calls = (await response.json())["calls"]
    return sum(int(call["chat_id"]) == address for call in calls)


@pytest.mark.parametrize("reason", Reason)
async def test_a_refusal_ends_in_its_outcome_and_whoever_must_hear_of_it_does(
    newsroom: Newsroom, reason: Reason
) -> None:
    follows, post = TABLE[reason], await newsroom.approved()
    await due(newsroom, post)
    if reason is Reason.UNREACHED:
        await away(newsroom)
    else:
        await newsroom.fault(chat_id=cast.EMMA, **follows.fault)
    await deliver_to_the_end(newsroom, post)
    outcomes = await newsroom.outcomes(post)
    assert outcomes.pop(cast.EMMA) == follows.outcome
    assert list(outcomes.values()) == [SENT] * 5
    assert await copies(newsroom, cast.EMMA) == (follows.outcome == SENT)
    assert await tries(newsroom, cast.EMMA) == follows.tries
    async with newsroom.store.read() as tx:
        emma = await tx.readers.by_address(cast.EMMA)
    assert emma is not None
    assert (emma.gone_at is not None) is follows.gone
    words = words_for(Form.ZH_HANS)
    if follows.outcome != SENT:
        assert str(words.say(WHY_NOT[str(follows.outcome[1])])) in await heard(newsroom, cast.ZIQING)
    if reason is Reason.TOKEN:
        assert "Unauthorized" in await heard(newsroom, cast.ZHIYUAN)


async def over(newsroom: Newsroom) -> tuple[Post, int]:
    post = await newsroom.approved()
    await due(newsroom, post)
    await newsroom.deliver_all()
    return post, (await newsroom.broadcasts(post))[0].id


async def test_a_correction_of_one_language_leaves_no_copy_of_another_as_refused(newsroom: Newsroom) -> None:
    post, broadcast_id = await over(newsroom)
    admin = await newsroom.speaker(cast.ZHIYUAN)
    await correct(
        newsroom.store, admin, broadcast_id, Replacement([Version(Form.EN, "On Sunday instead")]), newsroom.watch()
    )
    await newsroom.deliver_all()
    assert set((await newsroom.outcomes(post)).values()) == {SENT}
    assert len(await newsroom.broadcasts(post)) == 2, "its copies are corrected once"


async def test_a_copy_that_its_reader_has_deleted_cannot_be_corrected_and_the_report_says_why(
    newsroom: Newsroom,
) -> None:
    post, broadcast_id = await over(newsroom)
    admin = await newsroom.speaker(cast.ZHIYUAN)
    await newsroom.fault(
        method="editMessageText", chat_id=cast.EMMA, error=[400, "Bad Request: message to edit not found"]
    )
    await correct(
        newsroom.store, admin, broadcast_id, Replacement([Version(Form.EN, "On Sunday instead")]), newsroom.watch()
    )
    await newsroom.deliver_all()
    assert (await newsroom.outcomes(post))[cast.EMMA] == ("refused", "copy")
    assert str(words_for(Form.ZH_HANS).say(WHY_NOT[Reason.COPY])) in await heard(newsroom, cast.ZIQING)


async def test_a_copy_too_old_to_delete_is_named_and_one_that_is_gone_is_recalled(newsroom: Newsroom) -> None:
    post, broadcast_id = await over(newsroom)
    for address, said in ((cast.EMMA, "message can't be deleted"), (cast.JOANA, "message to delete not found")):
        await newsroom.fault(method="deleteMessages", chat_id=address, error=[400, f"Bad Request: {said}"])
    await recall(newsroom.store, await newsroom.speaker(cast.ZIQING), broadcast_id, newsroom.watch())
    await newsroom.deliver_all()
    outcomes = await newsroom.outcomes(post)
    assert (outcomes[cast.EMMA], outcomes[cast.JOANA]) == (("refused", "copy"), SENT)
    assert len([address for address in READERS if outcomes[address] == SENT]) == 4


async def test_what_a_crash_left_half_recalled_ends_as_the_second_try_does(newsroom: Newsroom) -> None:
    post, broadcast_id = await over(newsroom)
    await recall(newsroom.store, await newsroom.speaker(cast.ZIQING), broadcast_id, newsroom.watch())
    segment = await claimed(newsroom.store, "died", newsroom.watch())
    assert segment is not None
    assert await intend(newsroom.store, segment, len(segment.members), newsroom.watch(), broadcast_id)
    newsroom.watch.forward(timedelta(minutes=2))
    error = [400, "Bad Request: message can't be deleted"]
    await newsroom.fault(method="deleteMessages", chat_id=cast.EMMA, error=error)
    await newsroom.deliver_all()
    outcomes = await newsroom.outcomes(post)
    assert outcomes.pop(cast.EMMA) == ("refused", "copy")
    assert set(outcomes.values()) == {SENT}


@pytest.mark.parametrize("said", ["bot was kicked from the channel chat", "bot is not a member of the channel chat"])
async def test_communicators_hear_of_a_channel_that_delivery_found_lost(newsroom: Newsroom, said: str) -> None:
    await newsroom.fault(chat_id=cast.CHANNEL, error=[403, f"Forbidden: {said}"])
    await over(newsroom)
    await channel_rights(newsroom.store, cast.CHANNEL, may_post=False, now=newsroom.watch())
    async with newsroom.store.read() as tx:
        kinds = {notice.kind for notice in await tx.notices.waiting(newsroom.watch(), 50)}
    assert NoticeKind.CHANNEL_LOST in kinds


async def test_a_channel_lost_while_a_post_goes_out_is_named_as_lost(newsroom: Newsroom) -> None:
    post = await newsroom.approved()
    await due(newsroom, post)
    await channel_rights(newsroom.store, cast.CHANNEL, may_post=False, now=newsroom.watch())
    await newsroom.deliver_all()
    assert (await newsroom.outcomes(post))[cast.CHANNEL] == ("skipped", Skip.LOST)
    async with newsroom.store.read() as tx:
        reach = await reach_of(tx, post, newsroom.watch())
    told = reach_lines(words_for(Form.EN), reach)
    assert told[-1] == "⚠ It's meant for 1 more channel, where I may not post.", "and who plans the next one is told"


@pytest.mark.parametrize("lost", ["before it went out", "while it went out", "by its refusal"])
async def test_who_gives_a_right_back_hears_what_the_channel_missed_and_sends_it_there(
    newsroom: Newsroom, lost: str
) -> None:
    author, store = await newsroom.speaker(cast.ZIQING), newsroom.store
    post = await newsroom.approved()
    if lost == "before it went out":
        await channel_rights(store, cast.CHANNEL, may_post=False, now=newsroom.watch())
    await due(newsroom, post)
    if lost == "while it went out":
        await channel_rights(store, cast.CHANNEL, may_post=False, now=newsroom.watch())
    elif lost == "by its refusal":
        await newsroom.fault(chat_id=cast.CHANNEL, error=[403, "Forbidden: bot was kicked from the channel chat"])
    await newsroom.deliver_all()
    assert not await newsroom.received(cast.CHANNEL)
    (broadcast,) = await newsroom.broadcasts(post)
    newsroom.watch.forward(timedelta(hours=1))
    await channel_rights(store, cast.CHANNEL, may_post=True, now=newsroom.watch())
    async with store.read() as tx:
        back = [one for one in await tx.notices.waiting(newsroom.watch(), 50) if one.kind is NoticeKind.CHANNEL_BACK]
        letter = await letter_of(tx, back[0], author.reader)
    assert isinstance(letter, Letter)
    assert [button.data for row in letter.rows for button in row] == [f"sending:{broadcast.id}"]
    left = {DeliveryState.REFUSED if lost == "by its refusal" else DeliveryState.SKIPPED}
    await send_again(store, author, broadcast.id, left, newsroom.watch())
    await newsroom.deliver_all()
    assert await newsroom.outcomes(post) == {cast.CHANNEL: SENT}
    assert len(await newsroom.received(cast.CHANNEL)) == 1


@pytest.mark.parametrize("heard_before", [True, False], ids=["told before", "told by the refusal"])
async def test_in_the_group_to_which_one_moved_no_message_is_taken_for_a_copy_of_before(
    newsroom: Newsroom, *, heard_before: bool
) -> None:
    """The new chat numbers its messages anew: there the old number is another post's, or a stranger's."""
    new = -1009007199254
    post, broadcast_id = await over(newsroom)
    await newsroom.moved_channel(new)
    if heard_before:
        await channel_moved(newsroom.store, cast.CHANNEL, new, newsroom.watch())
        newsroom.watch.forward(timedelta(minutes=1))
        later = await over(newsroom)
        assert len(await newsroom.received(new)) == 1
    else:
        await newsroom.fault(method="deleteMessages", chat_id=cast.CHANNEL, migrate_to_chat_id=new)
    await recall(newsroom.store, await newsroom.speaker(cast.ZIQING), broadcast_id, newsroom.watch())
    await newsroom.deliver_all()
    assert (await newsroom.outcomes(post))[new] == ("refused", "copy")
    assert len(await newsroom.received(new)) == heard_before
    assert not await tries(newsroom, new, "deleteMessages")
    assert str(words_for(Form.ZH_HANS).say(NOT_DELETED)) in await heard(newsroom, cast.ZIQING)
    if heard_before:  # what was sent since the move is its own
        await recall(newsroom.store, await newsroom.speaker(cast.ZIQING), later[1], newsroom.watch())
        await newsroom.deliver_all()
        assert (await newsroom.outcomes(later[0]))[new] == SENT
        assert not await newsroom.received(new)


@pytest.mark.parametrize("hears", [None, "editMessageText", "pinChatMessage"])
async def test_nothing_is_corrected_or_pinned_by_its_old_number_in_the_group_to_which_one_moved(
    newsroom: Newsroom, hears: str | None
) -> None:
    """The move is known before, or the correction hears of it, or the pin does."""
    new, (post, broadcast_id) = -1009007199254, await over(newsroom)
    admin, store = await newsroom.speaker(cast.ZHIYUAN), newsroom.store
    await newsroom.moved_channel(new)
    if hears is None:
        await channel_moved(store, cast.CHANNEL, new, newsroom.watch())
        newsroom.watch.forward(timedelta(minutes=1))
        await over(newsroom)
    else:
        await newsroom.fault(method=hears, chat_id=cast.CHANNEL, migrate_to_chat_id=new)
    later = Replacement([Version(form, f"{text} (19:30)") for form, text in FOUR.items()])
    deeds: list[Callable[[], Awaitable[object]]] = [
        partial(correct, store, admin, broadcast_id, later, newsroom.watch()),
        partial(pin, store, admin, broadcast_id, newsroom.watch()),
    ]
    for deed in reversed(deeds) if hears == "pinChatMessage" else deeds:
        await deed()
        await newsroom.deliver_all()
        assert (await newsroom.outcomes(post))[new] == ("refused", "copy")
    assert [await tries(newsroom, new, method) for method in ("editMessageText", "pinChatMessage")] == [0, 0]
