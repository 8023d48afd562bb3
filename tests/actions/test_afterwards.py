"""After sending: pinned in channels where the partnership has it, followed up by a reply, recalled."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.actions.admit import choose_benefit
from bot.actions.compose import follow_up, put_version
from bot.actions.control import pin, recall, unpin
from bot.actions.report import report
from bot.actions.review import approve
from bot.actions.submit import submit
from bot.audit import Wanted
from bot.broadcast import Broadcast, Errand
from bot.content import Post, PostKind, PostState, Version
from bot.delivery import DeliveryState, Doubt, Reason, Sums
from bot.languages import Form
from bot.mistakes import Mistake, Why
from bot.partners import Benefit
from bot.searching import Sought
from bot.words import words_for
from tests import cast
from tests.actions.conftest import Newsroom
from tests.actions.deeds import due
from tests.actions.lookups import replies, sent


async def pinned(newsroom: Newsroom) -> int:
    """How many posts are pinned in the partner's channel."""
    async with newsroom.http.get(f"{newsroom.sandbox.url}/control/calls") as response:
        calls = (await response.json())["calls"]
    made = [call["method"].lower() for call in calls if call.get("ok", True)]
    return made.count("pinchatmessage") - made.count("unpinchatmessage")


async def kept(newsroom: Newsroom, post: Post) -> Post:
    async with newsroom.store.read() as tx:
        found = await tx.posts.get(post.id)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("errand", "said"),
    [(Errand.PIN, "6 channels concerned"), (Errand.RECALL, "6 copies concerned"), (Errand.SEND, "Meant for 6")],
)
def test_a_report_says_what_it_is_about(errand: Errand, said: str) -> None:
    post = Post(1, 1, 1, PostKind.STORY, PostState.SENT, cast.NOON)
    broadcast = Broadcast(1, 1, cast.NOON, "x", cast.NOON, 6, errand=errand)
    sums = Sums(6, {DeliveryState.SENT: 6}, {}, {})
    assert said in report(words_for(Form.EN), post, [broadcast], sums, "Asia/Shanghai")


def test_a_recall_speaks_of_what_was_not_deleted_and_of_copies_too_old_for_that() -> None:
    post = Post(1, 1, 1, PostKind.STORY, PostState.RECALLED, cast.NOON)
    recalled = Broadcast(1, 1, cast.NOON, "x", cast.NOON, 6, errand=Errand.RECALL)
    refused = {(DeliveryState.REFUSED, str(Reason.COPY)): 2}
    sums = Sums(6, {DeliveryState.SENT: 4, DeliveryState.REFUSED: 2}, {}, refused)
    told = report(words_for(Form.EN), post, [recalled], sums, "Asia/Shanghai").splitlines()
    assert told[-2:] == ["Not deleted: 2", "  2 — the copy was gone or too old to delete"]


def test_reasons_that_a_report_gives_in_the_same_words_are_one_line() -> None:
    doubts = {(DeliveryState.UNKNOWN, str(doubt)): 2 for doubt in (Doubt.TIMEOUT, Doubt.CRASH, Doubt.FAULT)}
    sums = Sums(6, {DeliveryState.UNKNOWN: 6}, {}, doubts)
    post = Post(1, 1, 1, PostKind.STORY, PostState.RECALLED, cast.NOON)
    recalled = Broadcast(1, 1, cast.NOON, "x", cast.NOON, 6, errand=Errand.RECALL)
    told = report(words_for(Form.EN), post, [recalled], sums, "Asia/Shanghai").splitlines()
    assert [line.strip() for line in told if "known" in line] == ["6 — it isn't known whether it was done"]


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (0, "Sent on Tuesday, 9 March 2027, 12:00, "),
        (3, "Sent from Tuesday, 9 March 2027, 12:00 to 15:00, "),
        (13, "Sent from Tuesday, 9 March 2027, 12:00 to Wednesday, 10 March 2027, 01:00, "),
    ],
)
def test_the_report_of_a_wave_says_from_when_until_when_it_went_out(hours: int, said: str) -> None:
    post = Post(1, 1, 1, PostKind.STORY, PostState.SENT, cast.NOON)
    first = Broadcast(1, 1, cast.NOON, "x", cast.NOON, 6)
    last = replace(first, id=2, started_at=cast.NOON + timedelta(hours=hours))
    assert said in report(words_for(Form.EN), post, [last, first], Sums(12, {}, {}, {}), "Asia/Shanghai")


async def test_pinning_and_unpinning_touch_the_channels_alone_and_are_noted(newsroom: Newsroom) -> None:
    author = await newsroom.speaker(cast.ZIQING)
    post, broadcast = await sent(newsroom)
    started = await pin(newsroom.store, author, broadcast.id, newsroom.watch())
    assert started.meant == 1
    await newsroom.deliver_all()
    assert set((await newsroom.outcomes(post)).items()) == {(cast.CHANNEL, ("sent", None))}
    assert await pinned(newsroom) == 1
    await unpin(newsroom.store, author, broadcast.id, newsroom.watch())
    await newsroom.deliver_all()
    assert await pinned(newsroom) == 0
    async with newsroom.store.read() as tx:
        lines = await tx.audit.page(Wanted(partner_id=post.partner_id), 0, 2)
    assert [line.verb for line in lines.items] == ["unpin", "pin"]


async def test_a_partnership_without_pinning_pins_nothing(newsroom: Newsroom) -> None:
    author, admin = await newsroom.speaker(cast.ZIQING), await newsroom.speaker(cast.ZHIYUAN)
    post, broadcast = await sent(newsroom)
    choice = (Benefit.PINNING, False)
    await choose_benefit(newsroom.store, admin, post.partner_id, choice, newsroom.watch())
    with pytest.raises(Mistake) as refused:
        await pin(newsroom.store, author, broadcast.id, newsroom.watch())
    assert refused.value.why is Why.PINNING_NOT_INCLUDED


async def test_a_recalled_post_leaves_the_stories(newsroom: Newsroom) -> None:
    author = await newsroom.speaker(cast.ZIQING)
    post, broadcast = await sent(newsroom)
    async with newsroom.store.read() as tx:
        assert post.id in [story.id for story in (await tx.stories.found(Sought(), 0, 50)).items]
    await recall(newsroom.store, author, broadcast.id, newsroom.watch())
    async with newsroom.store.read() as tx:
        assert post.id not in [story.id for story in (await tx.stories.found(Sought(), 0, 50)).items]
    await newsroom.deliver_all()
    assert (await kept(newsroom, post)).state is PostState.RECALLED
    assert await newsroom.received(cast.XIAOLAN) == []
    with pytest.raises(Mistake):
        await follow_up(newsroom.store, author, post.id, newsroom.watch())


async def followed(newsroom: Newsroom, post: Post) -> Broadcast:
    author, admin = await newsroom.speaker(cast.ZIQING), await newsroom.speaker(cast.ZHIYUAN)
    draft = await follow_up(newsroom.store, author, post.id, newsroom.watch())
    draft = await put_version(newsroom.store, author, draft.id, Version(Form.EN, "It was a good Saturday"))
    draft = await submit(newsroom.store, author, draft.id, newsroom.watch())
    draft = await approve(newsroom.store, admin, draft.id, draft.hash(), newsroom.watch())
    await due(newsroom, draft)
    await newsroom.deliver_all()
    return (await newsroom.broadcasts(draft))[0]


async def test_a_follow_up_replies_to_each_readers_own_copy(newsroom: Newsroom) -> None:
    post, broadcast = await sent(newsroom)
    after = await followed(newsroom, post)
    assert after.origin_id == broadcast.id
    for address in (cast.XIAOLAN, cast.CHANNEL):
        ((text, before),) = await replies(newsroom, address)
        assert "It was a good Saturday" in text
        assert "周六江边见" in before
