"""From an approved post to the phones: nobody lost, nobody twice, every no by its name."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.actions import deliver as delivering
from bot.actions.halt import halt, resume
from bot.actions.plan import plan_due
from bot.actions.schedule import schedule
from bot.actions.settle_in import stop, unfollow
from bot.content import MediaKind, Post, PostState
from bot.delivery import DeliveryState
from bot.languages import Form
from bot.recurrence import local
from tests import cast
from tests.actions.conftest import FOUR, Newsroom

READERS = (cast.XIAOLAN, cast.WINGSZE, cast.KAMAN, cast.EMMA, cast.JOANA)


async def due(newsroom: Newsroom, post: Post) -> None:
    """Schedule a post for a minute from now, and let the minute pass."""
    author = await newsroom.speaker(cast.ZIQING)
    wall = local(newsroom.watch() + timedelta(minutes=1), author.reader.zone).replace(tzinfo=None)
    await schedule(newsroom.store, author, post.id, wall, newsroom.watch())
    newsroom.watch.forward(timedelta(minutes=1, seconds=1))
    assert await plan_due(newsroom.store, newsroom.watch()) == 1


async def test_everyone_gets_the_post_in_their_own_form_and_the_sums_are_true(newsroom: Newsroom) -> None:
    post = await newsroom.approved()
    await due(newsroom, post)
    await newsroom.deliver_all()
    for address, form in zip(READERS, FOUR, strict=True):
        assert [text for text in await newsroom.received(address) if FOUR[form] in text], form
    assert any(FOUR[Form.ZH_HANS] in text for text in await newsroom.received(cast.CHANNEL))
    (broadcast,) = await newsroom.broadcasts(post)
    async with newsroom.store.read() as tx:
        sums = await tx.broadcasts.sums(broadcast.id)
        finished = await tx.posts.get(post.id)
    assert sums.meant == sums.known == sums.of(DeliveryState.SENT) == 6
    assert broadcast.finished_at is not None
    assert finished is not None
    assert finished.state is PostState.SENT


async def test_a_reader_without_their_form_gets_the_nearest_and_one_line_that_says_so(newsroom: Newsroom) -> None:
    post = await newsroom.approved({Form.ZH_HANS: "江边见", Form.ZH_HANT: "江邊見", Form.EN: "By the river"})
    await due(newsroom, post)
    await newsroom.deliver_all()
    (cantonese,) = [text for text in await newsroom.received(cast.KAMAN) if "江邊見" in text]
    assert "繁體中文" in cantonese
    (portuguese,) = [text for text in await newsroom.received(cast.JOANA) if "By the river" in text]
    assert "English" in portuguese
    (own,) = [text for text in await newsroom.received(cast.EMMA) if "By the river" in text]
    assert "English" not in own


@pytest.mark.parametrize(
    ("words", "state", "reason"),
    [
        ("Forbidden: bot was blocked by the user", "refused", "blocked"),
        ("Forbidden: user is deactivated", "refused", "deactivated"),
        ("Bad Request: chat not found", "refused", "chat_not_found"),
    ],
)
async def test_a_chat_that_is_gone_is_named_and_not_written_to_again(
    newsroom: Newsroom, words: str, state: str, reason: str
) -> None:
    await newsroom.fault(chat_id=cast.EMMA, error=[int("403" if "Forbidden" in words else "400"), words])
    post = await newsroom.approved()
    await due(newsroom, post)
    await newsroom.deliver_all()
    assert (await newsroom.outcomes(post))[cast.EMMA] == (state, reason)
    second = await newsroom.approved()
    await due(newsroom, second)
    await newsroom.deliver_all()
    assert cast.EMMA not in await newsroom.outcomes(second)


@pytest.mark.parametrize("cut", ["after", "before"])
async def test_a_send_without_an_answer_is_doubt_and_never_tried_blindly(newsroom: Newsroom, cut: str) -> None:
    await newsroom.fault(chat_id=cast.EMMA, cut=cut)
    post = await newsroom.approved()
    await due(newsroom, post)
    await newsroom.deliver_all()
    assert (await newsroom.outcomes(post))[cast.EMMA] == ("unknown", "timeout")
    copies = [text for text in await newsroom.received(cast.EMMA) if FOUR[Form.EN] in text]
    assert len(copies) == (1 if cut == "after" else 0)


async def test_a_flood_answer_stops_everyone_and_nobody_is_lost(newsroom: Newsroom) -> None:
    await newsroom.fault(chat_id=cast.KAMAN, retry_after=1)
    post = await newsroom.approved()
    await due(newsroom, post)
    await newsroom.deliver_all()
    outcomes = await newsroom.outcomes(post)
    assert {state for state, _ in outcomes.values()} == {"sent"}
    async with newsroom.store.read() as tx:
        assert await tx.accounts.paused_until(cast.BOT) is not None


async def test_a_server_fault_is_tried_again(newsroom: Newsroom) -> None:
    await newsroom.fault(chat_id=cast.KAMAN, error=[500, "Internal Server Error"], times=2)
    post = await newsroom.approved()
    await due(newsroom, post)
    await newsroom.deliver_all()
    assert (await newsroom.outcomes(post))[cast.KAMAN] == ("sent", None)


async def test_who_stopped_or_unfollowed_since_is_skipped_at_the_send(newsroom: Newsroom) -> None:
    post = await newsroom.approved()
    await due(newsroom, post)
    emma, joana = await newsroom.speaker(cast.EMMA), await newsroom.speaker(cast.JOANA)
    await stop(newsroom.store, emma.reader.id, newsroom.watch())
    await unfollow(newsroom.store, joana.reader.id, post.partner_id, newsroom.watch())
    await newsroom.deliver_all()
    outcomes = await newsroom.outcomes(post)
    assert outcomes[cast.EMMA] == ("skipped", "stopped")
    assert outcomes[cast.JOANA] == ("skipped", "unfollowed")
    assert len(outcomes) == 6


async def test_a_halt_stops_what_is_frozen_and_resume_goes_on_without_doubt(newsroom: Newsroom) -> None:
    admin = await newsroom.speaker(cast.ZHIYUAN)
    post = await newsroom.approved()
    await due(newsroom, post)
    await halt(newsroom.store, admin, newsroom.watch())
    await newsroom.deliver_all()
    assert not await newsroom.outcomes(post)
    await resume(newsroom.store, admin, newsroom.watch())
    await newsroom.deliver_all()
    assert {state for state, _ in (await newsroom.outcomes(post)).values()} == {"sent"}


async def test_a_worker_that_died_in_the_middle_leaves_named_doubt_and_nobody_twice(newsroom: Newsroom) -> None:
    post = await newsroom.approved()
    await due(newsroom, post)
    async with newsroom.store.write() as tx:
        segment = await tx.broadcasts.claim("died", newsroom.watch())
        assert segment is not None
        assert await tx.broadcasts.intend(segment, 2, newsroom.watch())
    newsroom.watch.forward(timedelta(minutes=2))
    await newsroom.deliver_all()
    states = sorted((await newsroom.outcomes(post)).values(), key=str)
    assert states == [("sent", None)] * 4 + [("unknown", "crash")] * 2


async def test_a_refused_token_halts_everything_and_loses_nobody(newsroom: Newsroom) -> None:
    await newsroom.fault(error=[401, "Unauthorized"], times=None)
    post = await newsroom.approved()
    await due(newsroom, post)
    await newsroom.deliver_all()
    async with newsroom.store.read() as tx:
        assert await tx.programme.halted_at() is not None
    assert not await newsroom.outcomes(post)


async def test_a_group_that_moved_is_healed_and_written_to(newsroom: Newsroom) -> None:
    new = -1009007199254
    async with newsroom.http.post(
        f"{newsroom.sandbox.url}/control/chats",
        json={"id": new, "type": "channel", "title": "moved", "admins": [cast.BOT], "members": []},
    ) as response:
        assert response.status == 200, await response.text()
    await newsroom.fault(chat_id=cast.CHANNEL, migrate_to_chat_id=new)
    post = await newsroom.approved()
    await due(newsroom, post)
    await newsroom.deliver_all()
    assert (await newsroom.outcomes(post))[new] == ("sent", None)
    assert any(FOUR[Form.ZH_HANS] in text for text in await newsroom.received(new))


async def test_a_picture_goes_up_once_for_the_whole_audience(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = await newsroom.approved()
    async with newsroom.store.write() as tx:
        media = await tx.posts.new_media(MediaKind.PHOTO, str(cast.PICTURE))
        pictured = replace(post, media=(media,))
        await tx.posts.save(replace(pictured, approved_hash=pictured.hash()))
    read: list[str] = []
    monkeypatch.setattr(type(cast.PICTURE), "read_bytes", _counting(type(cast.PICTURE).read_bytes, read))
    await due(newsroom, post)
    await newsroom.deliver_all()
    assert {state for state, _ in (await newsroom.outcomes(post)).values()} == {"sent"}
    assert read == [str(cast.PICTURE)]


def _counting(real, read: list[str]):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - a wrapper of read_bytes
    def counted(path):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
        read.append(str(path))
        return real(path)

    return counted


async def test_two_workers_at_once_write_to_nobody_twice(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivering, "BATCH", 2)
    post = await newsroom.approved()
    await due(newsroom, post)
    other = replace(newsroom.desk, owner="other", stopping=asyncio.Event())
    await asyncio.gather(newsroom.deliver_all(), delivering.deliver(other), delivering.deliver(other))
    await newsroom.deliver_all()
    for address in READERS:
        assert sum(1 for text in await newsroom.received(address) if any(t in text for t in FOUR.values())) == 1


async def test_a_moment_that_is_due_happens_once_however_often_it_is_looked_at(newsroom: Newsroom) -> None:
    post = await newsroom.approved()
    author = await newsroom.speaker(cast.ZIQING)
    wall = local(newsroom.watch() + timedelta(minutes=1), author.reader.zone).replace(tzinfo=None)
    await schedule(newsroom.store, author, post.id, wall, newsroom.watch())
    newsroom.watch.forward(timedelta(minutes=2))
    await asyncio.gather(*(plan_due(newsroom.store, newsroom.watch()) for _ in range(3)))
    assert len(await newsroom.broadcasts(post)) == 1


async def test_a_moment_missed_by_an_hour_is_made_up_for_and_by_a_day_is_said_to_be_missed(newsroom: Newsroom) -> None:
    late, missed = await newsroom.approved(), await newsroom.approved()
    author = await newsroom.speaker(cast.ZIQING)
    now = newsroom.watch()
    for post, ahead in ((missed, timedelta(minutes=5)), (late, timedelta(hours=23))):
        wall = local(now + ahead, author.reader.zone).replace(tzinfo=None)
        await schedule(newsroom.store, author, post.id, wall, now)
    newsroom.watch.forward(timedelta(hours=24))
    await plan_due(newsroom.store, newsroom.watch())
    assert len(await newsroom.broadcasts(late)) == 1
    assert not await newsroom.broadcasts(missed)
    async with newsroom.store.read() as tx:
        again = await tx.posts.get(missed.id)
        waiting = await tx.notices.waiting(newsroom.watch(), 50)
    assert again is not None
    assert again.state is PostState.APPROVED
    assert {notice.kind.value for notice in waiting} >= {"missed"}
