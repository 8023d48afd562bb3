"""From an approved post to the phones: nobody lost, nobody twice, every no by its name."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.actions import deliver as delivering
from bot.actions import line as lines
from bot.actions import plan as planning
from bot.actions.channel_news import channel_moved
from bot.actions.desk import Desk
from bot.actions.faults import Faults
from bot.actions.halt import halt, resume
from bot.actions.plan import plan_due
from bot.actions.schedule import schedule
from bot.actions.settle_in import stop, unfollow
from bot.broadcast import LEASE, Broadcast
from bot.content import MediaKind, Post, PostState
from bot.delivery import DeliveryState, Reason, Receipt, Refusal
from bot.languages import Form
from bot.notices import NoticeKind
from bot.pace import Pacer
from bot.ports.strides import Ahead, Stride
from bot.recurrence import Plan, local
from bot.store import Work
from bot.transport import Parcel
from storage import Database, StorageFault
from tests import cast
from tests.actions.conftest import FOUR, Newsroom
from tests.actions.deeds import READERS, copies, due
from tests.ledger import claimed
from tests.openings import Opening, Openings
from tests.strides import intend


def faults(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What the log was told with a trace."""
    return [record.getMessage() for record in caplog.records if record.exc_info]


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
    assert "inglês" in portuguese
    (own,) = [text for text in await newsroom.received(cast.EMMA) if "By the river" in text]
    assert "inglês" not in own


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
    await newsroom.fault(chat_id=cast.KAMAN, retry_after=3600)
    post = await newsroom.approved()
    await due(newsroom, post)
    await newsroom.deliver_all()
    assert cast.KAMAN not in await newsroom.outcomes(post)
    other = replace(newsroom.desk, owner="another process", pacer=newsroom.pacer())
    assert not await delivering.deliver(newsroom.desk)
    assert not await delivering.deliver(other)
    newsroom.watch.forward(timedelta(hours=1, seconds=1))
    await newsroom.deliver_all()
    outcomes = await newsroom.outcomes(post)
    assert list(outcomes.values()) == [("sent", None)] * 6
    for address in READERS:
        assert await copies(newsroom, address) == 1


async def test_a_halt_during_a_long_flood_pause_holds_after_it(newsroom: Newsroom) -> None:
    await newsroom.fault(chat_id=cast.KAMAN, retry_after=3600)
    post = await newsroom.approved()
    await due(newsroom, post)
    await newsroom.deliver_all()
    await halt(newsroom.store, await newsroom.speaker(cast.ZHIYUAN), newsroom.watch())
    newsroom.watch.forward(timedelta(hours=1, seconds=1))
    await newsroom.deliver_all()
    assert await copies(newsroom, cast.KAMAN) == 0
    assert cast.KAMAN not in await newsroom.outcomes(post)


async def test_a_halt_while_a_copy_waits_to_be_tried_again_holds_for_it_too(newsroom: Newsroom) -> None:
    await newsroom.fault(chat_id=cast.KAMAN, error=[500, "Internal Server Error"])
    post = await newsroom.approved()
    await due(newsroom, post)
    admin = await newsroom.speaker(cast.ZHIYUAN)
    stopped = Telling(newsroom, lambda: halt(newsroom.store, admin, newsroom.watch()))
    assert not await delivering.deliver(replace(newsroom.desk, transport=stopped))
    assert await copies(newsroom, cast.KAMAN) == 0
    await resume(newsroom.store, admin, newsroom.watch())
    await newsroom.deliver_all()
    assert list((await newsroom.outcomes(post)).values()) == [("sent", None)] * 6


async def test_a_halt_holds_for_the_only_copy_of_a_broadcast_that_waits_to_be_tried_again(newsroom: Newsroom) -> None:
    await newsroom.fault(chat_id=cast.KAMAN, error=[500, "Internal Server Error"])
    post, admin = await newsroom.approved(), await newsroom.speaker(cast.ZHIYUAN)
    async with newsroom.store.write() as tx:
        for channel in await tx.channels.of(post.partner_id):
            await tx.channels.unlink(channel.id)
    for address in set(READERS) - {cast.KAMAN}:
        await unfollow(newsroom.store, (await newsroom.speaker(address)).reader.id, post.partner_id, newsroom.watch())
    await due(newsroom, post)
    stopped = Telling(newsroom, lambda: halt(newsroom.store, admin, newsroom.watch()))
    assert not await delivering.deliver(replace(newsroom.desk, transport=stopped))
    assert await copies(newsroom, cast.KAMAN) == 0


class Telling(Openings):
    """A transport that does something when the first letter has left; before that no other gets its turn."""

    def __init__(self, newsroom: Newsroom, deed: Callable[[], Awaitable[object]]) -> None:
        self._real = newsroom.desk.transport
        self._deeds = [deed]
        self._begun, self._told = False, asyncio.Event()
        self.account_id = self._real.account_id
        real = self._real
        self.replace_picture = real.replace_picture
        self.edit, self.recall, self.pin, self.open, self.close = (
            real.edit,
            real.recall,
            real.pin,
            real.open,
            real.close,
        )

    def at_hand(self) -> None: ...

    async def opened(self) -> Opening:
        """On a slow machine all would leave before the first is answered."""
        if self._begun:
            await self._told.wait()
        self._begun = True
        return await super().opened()

    def ready(self) -> AbstractAsyncContextManager[None]:
        return self._real.ready()

    def ready_for_more(self) -> AbstractAsyncContextManager[None]:
        return self._real.ready_for_more()

    async def send(self, parcel: Parcel) -> Receipt | Refusal:
        result = await self._real.send(parcel)
        if self._deeds:
            await self._deeds.pop()()
            self._told.set()
        return result


async def test_whose_lease_was_lost_in_the_middle_sends_no_more_and_nobody_gets_it_twice(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def taken_over() -> None:
        assert await claimed(newsroom.store, "other", newsroom.watch() + 2 * LEASE)

    monkeypatch.setattr(lines, "FLUSH_SECONDS", 0.01)
    await newsroom.keep_to(2.0)
    post = await newsroom.approved()
    await due(newsroom, post)
    desk = replace(newsroom.desk, transport=Telling(newsroom, taken_over))
    assert not await delivering.deliver(desk)
    had = [await copies(newsroom, address) for address in (*READERS, cast.CHANNEL)]
    assert 1 <= sum(had) < 6
    newsroom.watch.forward(4 * LEASE)
    await newsroom.deliver_all()
    assert [await copies(newsroom, address) for address in (*READERS, cast.CHANNEL)] == had
    assert list((await newsroom.outcomes(post)).values()) == [("unknown", "crash")] * 6


async def test_a_machine_that_slept_past_its_lease_sends_what_is_left_after_claiming_again(newsroom: Newsroom) -> None:
    async def sleeps() -> None:
        newsroom.watch.forward(2 * LEASE)

    post = await newsroom.approved()
    await due(newsroom, post)
    assert not await delivering.deliver(replace(newsroom.desk, transport=Telling(newsroom, sleeps)))
    await newsroom.deliver_all()
    assert list((await newsroom.outcomes(post)).values()) == [("sent", None)] * 6
    assert [await copies(newsroom, address) for address in READERS] == [1] * 5


@pytest.mark.parametrize(
    ("wall", "own"), [(-timedelta(hours=1), 2 * LEASE), (2 * LEASE, timedelta(0))], ids=["set back", "asleep"]
)
async def test_a_lease_is_over_when_either_clock_says_so(newsroom: Newsroom, wall: timedelta, own: timedelta) -> None:
    lost = [0.0]

    async def pass_by() -> None:
        newsroom.watch.forward(wall)
        lost[0] = (own - wall).total_seconds()

    post = await newsroom.approved()
    await due(newsroom, post)
    pacer = Pacer(lambda: newsroom.watch().timestamp() + lost[0])
    telling = Telling(newsroom, pass_by)
    assert not await delivering.deliver(replace(newsroom.desk, transport=telling, pacer=pacer))
    await newsroom.deliver_all()
    assert [await copies(newsroom, address) for address in READERS] == [1] * 5


async def test_trouble_of_the_storage_after_a_refusal_leaves_nobody_in_doubt(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    really_waits, really_reads, broken = Desk.wait, Database.read, list[bool]()

    async def waits(desk: Desk, seconds: float) -> bool:
        broken.append(True)
        return await really_waits(desk, seconds)

    def reads(store: Database) -> AbstractAsyncContextManager[Work]:
        if broken and broken[-1]:
            broken[-1] = False
            raise StorageFault("the database is away")
        return really_reads(store)

    monkeypatch.setattr(Desk, "wait", waits)
    monkeypatch.setattr(Database, "read", reads)
    post = await newsroom.approved()
    await due(newsroom, post)
    await newsroom.fault(error=[500, "Internal Server Error"])
    await newsroom.deliver_all()
    assert broken == [False]
    newsroom.watch.forward(LEASE)
    await newsroom.deliver_all()
    assert list((await newsroom.outcomes(post)).values()) == [("sent", None)] * 6


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        ({"error": [403, "Forbidden: bot was blocked by the user"], "times": 2}, ("refused", "blocked")),
        ({"error": [401, "Unauthorized"]}, ("sent", None)),
        ({"migrate_to_chat_id": cast.JOANA, "times": 2}, ("refused", "migrated")),
    ],
    ids=["blocked", "token", "moved"],
)
async def test_what_a_refusal_means_for_more_than_a_copy_is_heard_again_when_it_could_not_be_kept(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, fault: dict[str, Any], outcome: tuple[str, str | None]
) -> None:
    really_writes, broken = Database.write, list[None]()

    def writes(store: Database) -> AbstractAsyncContextManager[Work]:
        if broken:
            return really_writes(store)
        broken.append(None)
        raise StorageFault("the database is away")

    post, admin = await newsroom.approved(), await newsroom.speaker(cast.ZHIYUAN)
    await due(newsroom, post)
    await newsroom.fault(chat_id=cast.EMMA, **fault)
    monkeypatch.setattr(Database, "write", writes)
    await newsroom.deliver_all()
    assert broken
    await resume(newsroom.store, admin, newsroom.watch())
    await newsroom.deliver_all()
    outcomes = await newsroom.outcomes(post)
    assert outcomes.pop(cast.EMMA) == outcome
    assert list(outcomes.values()) == [("sent", None)] * 5


async def test_a_storage_away_for_longer_than_outcomes_wait_leaves_in_doubt_who_were_under_way_and_nobody_twice(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Database.stride

    async def away(self: Database, stride: Stride) -> Ahead | None:
        if stride.outcomes:
            raise StorageFault("the database is away")
        return await real(self, stride)

    monkeypatch.setattr(Database, "stride", away)
    monkeypatch.setattr(lines, "PATIENCE", (0.01, 0.01))
    newsroom.desk.in_doubt = 2
    post = await newsroom.approved()
    await due(newsroom, post)
    with pytest.raises(StorageFault):
        await newsroom.deliver_all()
    monkeypatch.setattr(Database, "stride", real)
    newsroom.watch.forward(LEASE)
    await newsroom.deliver_all()
    outcomes = await newsroom.outcomes(post)
    assert sorted(outcomes.values(), key=str) == [("sent", None)] * 4 + [("unknown", "crash")] * 2
    for address in READERS:  # whoever is in doubt may have been closed out before the send
        assert await copies(newsroom, address) in ((1,) if outcomes[address] == ("sent", None) else (0, 1))


async def test_trouble_of_the_storage_in_the_middle_costs_no_outcome(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, calls = Database.stride, 0

    async def trembling(self: Database, stride: Stride) -> Ahead | None:
        nonlocal calls
        calls += 1
        if calls in {2, 3}:
            raise StorageFault("the database is locked")
        return await real(self, stride)

    monkeypatch.setattr(Database, "stride", trembling)
    monkeypatch.setattr(lines, "PATIENCE", (0.01, 0.01))
    newsroom.desk.in_doubt = 2
    post = await newsroom.approved()
    await due(newsroom, post)
    await newsroom.deliver_all()
    assert calls > 3
    assert list((await newsroom.outcomes(post)).values()) == [("sent", None)] * 6


async def test_a_channel_that_is_linked_under_its_old_and_its_new_address_gets_one_copy(newsroom: Newsroom) -> None:
    new = -1009007199254
    post = await newsroom.approved()
    await newsroom.moved_channel(new)
    async with newsroom.store.write() as tx:
        old = await tx.channels.by_address(cast.CHANNEL)
        assert old is not None
        await tx.channels.link(replace(old, id=0, address=new))
    await newsroom.fault(chat_id=cast.CHANNEL, migrate_to_chat_id=new)
    await due(newsroom, post)
    await newsroom.deliver_all()
    assert await copies(newsroom, new) == 1
    outcomes = await newsroom.outcomes(post)
    assert (outcomes[new], outcomes[cast.CHANNEL]) == (("sent", None), ("refused", "migrated"))
    async with newsroom.store.read() as tx:
        assert await tx.channels.get(old.id) is None
        assert not await tx.channels.lost()


async def test_a_channel_whose_new_address_was_lost_once_is_linked_there_and_found_again(newsroom: Newsroom) -> None:
    new = -1009007199254
    post, then = await newsroom.approved(), await newsroom.approved()
    await newsroom.moved_channel(new)
    async with newsroom.store.write() as tx:
        old = await tx.channels.by_address(cast.CHANNEL)
        assert old is not None
        once = await tx.channels.link(replace(old, id=0, address=new))
        await tx.readers.gone(once.id, Reason.BLOCKED, newsroom.watch())
        await tx.channels.unlink(once.id)
    await newsroom.fault(chat_id=cast.CHANNEL, migrate_to_chat_id=new)
    for each, address in ((post, cast.CHANNEL), (then, new)):  # whom each of them meant
        await due(newsroom, each)
        await newsroom.deliver_all()
        assert (await newsroom.outcomes(each))[address] == ("sent", None)
    assert await copies(newsroom, new) == 2


async def test_languages_are_counted_of_readers_alone(newsroom: Newsroom) -> None:
    post = await newsroom.approved({Form.PT: "Até sábado"})
    await due(newsroom, post)
    await newsroom.deliver_all()
    (broadcast,) = await newsroom.broadcasts(post)
    async with newsroom.store.read() as tx:
        sums = await tx.broadcasts.sums(broadcast.id)
    assert (sums.states[DeliveryState.SENT], sums.forms) == (6, {Form.PT: 5})


async def test_a_broadcast_that_cannot_be_finished_holds_up_no_other_and_is_told_once_a_minute(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    bad, good = await newsroom.approved(), await newsroom.approved()
    await due(newsroom, bad)
    await due(newsroom, good)
    real = delivering._report

    async def failing(tx: Work, broadcast: Broadcast, post: Post, now: datetime) -> None:
        if broadcast.post_id == bad.id:
            raise ZeroDivisionError
        await real(tx, broadcast, post, now)

    monkeypatch.setattr(delivering, "_report", failing)
    await newsroom.deliver_all()
    await newsroom.deliver_all()
    assert [(await newsroom.broadcasts(post))[0].finished_at is None for post in (bad, good)] == [True, False]
    assert faults(caplog) == [f"broadcast {(await newsroom.broadcasts(bad))[0].id} could not be finished"]


async def test_a_plan_that_cannot_be_carried_out_holds_up_no_other_and_is_told_once_a_minute(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    bad, good = await newsroom.approved(), await newsroom.approved()
    real = planning._fire

    async def failing(tx: Work, post: Post, plan: Plan, now: datetime) -> None:
        if post.id == bad.id:
            raise ZeroDivisionError
        await real(tx, post, plan, now)

    monkeypatch.setattr(planning, "_fire", failing)
    author = await newsroom.speaker(cast.ZIQING)
    wall = local(newsroom.watch() + timedelta(minutes=1), author.reader.zone).replace(tzinfo=None)
    for post in (bad, good):
        await schedule(newsroom.store, author, post.id, wall, newsroom.watch())
    newsroom.watch.forward(timedelta(minutes=2))
    queue = planning.Queue()
    assert [await plan_due(newsroom.store, newsroom.watch(), queue) for _ in range(3)] == [1, 0, 0]
    assert faults(caplog) == [f"the plan of post {bad.id} could not be carried out"]
    assert await newsroom.broadcasts(good)
    async with newsroom.store.read() as tx:
        assert await tx.plans.of(bad.id) is not None


async def test_a_plan_put_off_at_the_last_moment_does_not_happen_at_the_first(newsroom: Newsroom) -> None:
    post, author = await newsroom.approved(), await newsroom.speaker(cast.ZIQING)
    now = newsroom.watch()
    wall = local(now + timedelta(minutes=1), author.reader.zone).replace(tzinfo=None)
    seen = await schedule(newsroom.store, author, post.id, wall, now)
    later = await schedule(newsroom.store, author, post.id, wall + timedelta(days=1), now)
    assert not await planning._take(newsroom.store, seen, now + timedelta(minutes=2), Faults())
    async with newsroom.store.read() as tx:
        assert await tx.plans.of(post.id) == later
    assert not await newsroom.broadcasts(post)


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
    segment = await claimed(newsroom.store, "died", newsroom.watch())
    assert segment is not None
    assert await intend(newsroom.store, segment, 2, newsroom.watch())
    newsroom.watch.forward(timedelta(minutes=2))
    await newsroom.deliver_all()
    states = sorted((await newsroom.outcomes(post)).values(), key=str)
    assert states == [("sent", None)] * 4 + [("unknown", "crash")] * 2


async def test_a_refused_token_halts_everything_loses_nobody_and_whose_post_stands_still_hears_it(
    newsroom: Newsroom,
) -> None:
    await newsroom.fault(error=[401, "Unauthorized"], times=None)
    post = await newsroom.approved()
    await due(newsroom, post)
    await newsroom.deliver_all()
    async with newsroom.store.read() as tx:
        assert await tx.programme.halted_at() is not None
        (stopped,) = [each for each in await tx.notices.waiting(newsroom.watch(), 99) if "network" in each.facts]
    assert (stopped.person_id, stopped.kind, stopped.facts["going"]) == (post.author_id, NoticeKind.POSTS_HALTED, 1)
    assert not await newsroom.outcomes(post)


async def test_a_group_that_moved_is_healed_and_written_to(newsroom: Newsroom) -> None:
    new = -1009007199254
    await newsroom.moved_channel(new)
    await newsroom.fault(chat_id=cast.CHANNEL, migrate_to_chat_id=new)
    post = await newsroom.approved()
    await due(newsroom, post)
    await newsroom.deliver_all()
    assert (await newsroom.outcomes(post))[new] == ("sent", None)
    assert any(FOUR[Form.ZH_HANS] in text for text in await newsroom.received(new))


@pytest.mark.parametrize("said_before", [False, True])
async def test_that_a_group_moved_is_told_once_whoever_says_so_first(newsroom: Newsroom, *, said_before: bool) -> None:
    new, author = -1009007199254, await newsroom.speaker(cast.ZIQING)
    await newsroom.moved_channel(new)
    await newsroom.fault(chat_id=cast.CHANNEL, migrate_to_chat_id=new)
    post = await newsroom.approved()
    await due(newsroom, post)
    if said_before:
        await channel_moved(newsroom.store, cast.CHANNEL, new, newsroom.watch())
    await newsroom.deliver_all()
    await channel_moved(newsroom.store, cast.CHANNEL, new, newsroom.watch())
    async with newsroom.store.read() as tx:
        waiting = await tx.notices.waiting(newsroom.watch(), 99)
    assert [each.person_id for each in waiting if each.kind is NoticeKind.CHANNEL_MOVED] == [author.reader.id]


async def test_a_group_that_moves_in_a_circle_is_refused_and_holds_nobody_up(newsroom: Newsroom) -> None:
    new = -1002000000099
    for was, now in ((cast.CHANNEL, new), (new, cast.CHANNEL)):
        await newsroom.fault(chat_id=was, migrate_to_chat_id=now, times=None)
    post = await newsroom.approved()
    await due(newsroom, post)
    async with asyncio.timeout(20):
        await newsroom.deliver_all()
    outcomes = list((await newsroom.outcomes(post)).values())
    assert sorted(outcomes, key=str) == [("refused", "migrated"), *[("sent", None)] * 5]


async def pictured(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> tuple[Post, list[str]]:
    """An approved post with a picture, and the files that are read from now on."""
    post = await newsroom.approved()
    async with newsroom.store.write() as tx:
        media = await tx.posts.new_media(MediaKind.PHOTO, str(cast.PICTURE))
        post = replace(post, media=(media,))
        await tx.posts.save(replace(post, approved_hash=post.hash()))
    read: list[str] = []
    monkeypatch.setattr(type(cast.PICTURE), "read_bytes", _counting(type(cast.PICTURE).read_bytes, read))
    return post, read


async def test_a_picture_goes_up_once_for_the_whole_audience(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    post, read = await pictured(newsroom, monkeypatch)
    await due(newsroom, post)
    await newsroom.deliver_all()
    assert {state for state, _ in (await newsroom.outcomes(post)).values()} == {"sent"}
    assert read == [str(cast.PICTURE)]
    async with newsroom.store.read() as tx:
        assert await tx.posts.references([one.id for one in post.media], cast.BOT)  # nor for the next one


async def test_a_picture_whose_reference_is_refused_goes_up_again_and_reaches_everybody(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    post, read = await pictured(newsroom, monkeypatch)
    words = "Bad Request: wrong file identifier/HTTP URL specified"
    await newsroom.fault(method="sendPhoto", file_id=True, error=[400, words], times=None)
    await due(newsroom, post)
    await newsroom.deliver_all()
    assert list((await newsroom.outcomes(post)).values()) == [("sent", None)] * 6
    assert len(read) > 1


def _counting(real, read: list[str]):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - a wrapper of read_bytes
    def counted(path):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
        read.append(str(path))
        return real(path)

    return counted


async def test_two_workers_at_once_write_to_nobody_twice(newsroom: Newsroom) -> None:
    newsroom.desk.in_doubt = 2
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


async def test_in_a_readers_own_quiet_hours_a_post_comes_without_a_sound(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    silent: dict[int, bool] = {}
    transport: Any = newsroom.desk.transport
    word = transport.request_of

    def noting(parcel: Parcel) -> tuple[str, bytes] | None:
        silent[parcel.address] = parcel.letter.silent
        worded: tuple[str, bytes] | None = word(parcel)
        return worded

    monkeypatch.setattr(transport, "request_of", noting)
    post = await newsroom.approved()
    await due(newsroom, post)  # noon in Guangzhou, four in the morning in Lisbon
    await newsroom.deliver_all()
    assert silent == {**dict.fromkeys((*READERS, cast.CHANNEL), False), cast.JOANA: True}
