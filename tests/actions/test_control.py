"""Pause, resume, cancel; canary; sending again, correcting and recalling: all through the same ledger."""

import asyncio
import contextlib
from collections import deque
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any, NoReturn
from zoneinfo import ZoneInfo

import pytest

from bot import broadcast as broadcasting
from bot.accounts import Lane
from bot.actions import control as controlling
from bot.actions import deliver as delivering
from bot.actions import halt as halting
from bot.actions.account_for import account_for
from bot.actions.control import cancel, go_on, pause, recall, send_again
from bot.actions.correct import correct
from bot.actions.deliver import deliver
from bot.actions.fates import fate_of
from bot.actions.halt import halt, resume
from bot.actions.holding import end_rests
from bot.actions.notify import notify
from bot.actions.schedule import schedule
from bot.actions.settle_in import stop
from bot.actions.standstill import standstill
from bot.actions.suspend import lift, suspend
from bot.audit import Wanted
from bot.broadcast import Broadcast, BroadcastState, Errand, Fate
from bot.content import Post, PostKind, PostState, Version
from bot.corrections import Correction, Replacement
from bot.delivery import DeliveryState, Doubt, Outcome, Reason, Refusal, Sums
from bot.languages import Form
from bot.mistakes import Mistake, Why
from bot.notices import NoticeKind
from bot.recurrence import Plan
from bot.repeating import Every, Rule
from bot.store import Work
from bot.words import words_for
from storage import StorageFault
from tests import cast
from tests.actions.conftest import FOUR, Newsroom
from tests.actions.deeds import READERS, due
from tests.actions.lines import Answering
from tests.actions.lookups import sent


async def test_a_paused_broadcast_goes_on_where_it_was_and_nobody_gets_it_twice(newsroom: Newsroom) -> None:
    newsroom.desk.in_doubt = 2
    author = await newsroom.speaker(cast.ZIQING)
    post = await newsroom.approved()
    await due(newsroom, post)
    (broadcast,) = await newsroom.broadcasts(post)
    for _ in range(2):  # pressed twice it is done once
        await pause(newsroom.store, author, broadcast.id, newsroom.watch())
    await newsroom.deliver_all()
    assert not await newsroom.outcomes(post)
    for _ in range(2):
        await go_on(newsroom.store, author, broadcast.id, newsroom.watch())
    await newsroom.deliver_all()
    assert {state for state, _ in (await newsroom.outcomes(post)).values()} == {"sent"}
    for address in READERS:
        assert len(await newsroom.received(address)) == 1


async def test_a_halt_counts_what_it_stops_and_not_what_stood_already(newsroom: Newsroom) -> None:
    author, admin = await newsroom.speaker(cast.ZIQING), await newsroom.speaker(cast.ZHIYUAN)
    for _ in range(2):
        await due(newsroom, await newsroom.approved())
    async with newsroom.store.read() as tx:
        first, _ = await tx.broadcasts.unfinished()
    await pause(newsroom.store, author, first.id, newsroom.watch())
    assert await halt(newsroom.store, admin, newsroom.watch()) == 1


async def test_a_halt_that_stands_is_noted_once_with_its_first_moment_and_so_is_its_end(newsroom: Newsroom) -> None:
    admin = await newsroom.speaker(cast.ZHIYUAN)
    first = newsroom.watch()
    for deed, noted in ((halt, "halt"), (resume, "resume")):
        for later in range(2):
            await deed(newsroom.store, admin, first + timedelta(minutes=later))
        async with newsroom.store.read() as tx:
            lines = (await tx.audit.page(Wanted(), 0, 50)).items
            assert [line.at for line in lines if line.verb == noted] == [first]
            assert await tx.programme.halted_at() == (first if noted == "halt" else None)


async def test_a_halt_by_the_network_stands_and_the_admins_hear_of_it_whatever_keeps_others_from_being_told(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def concerned(tx: Work, now: datetime) -> Any:
        assert await tx.programme.halted_at() == now
        raise StorageFault("the database is away")

    admin, now = await newsroom.speaker(cast.ZHIYUAN), newsroom.watch()
    monkeypatch.setattr(halting, "_concerned", concerned)
    with pytest.raises(StorageFault):
        await halting.halt_by_network(newsroom.store, Refusal(Reason.TOKEN, "Unauthorized"), now)
    async with newsroom.store.read() as tx:
        assert await tx.programme.halted_at() == now
        (told,) = await tx.notices.waiting(now, 9)
    assert (told.person_id, told.kind) == (admin.reader.id, NoticeKind.HALTED)


async def test_a_halt_concerns_whoever_has_posts_under_way_or_soon_and_none_that_stand_already(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of five posts, each its own author's: under way and to come again, paused, planned, held, suspended."""
    going = Broadcast(1, 1, cast.NOON, "hash", cast.NOON)
    paused = replace(going, id=2, post_id=2, state=BroadcastState.PAUSED)
    plans = [Plan(no, cast.NOON, "UTC", cast.NOON, no, held_at=cast.NOON if no == 4 else None) for no in (1, 3, 4, 5)]

    class Books:
        async def unfinished(self) -> list[Broadcast]:
            return [going, paused]

        async def standing(self, _: object) -> list[tuple[int, Plan, bool]]:
            return [(plan.post_id, plan, plan.post_id == 5) for plan in plans]

        async def get(self, post_id: int) -> int:
            return post_id

    async def writers(_: Work, post_id: int) -> set[int]:
        return {post_id}

    monkeypatch.setattr(halting, "writers", writers)
    tx: Any = SimpleNamespace(broadcasts=Books(), plans=Books(), posts=Books())
    counted = {1: {"going": 1, "planned": 0}, 3: {"going": 0, "planned": 1}}
    assert await halting._concerned(tx, cast.NOON) == counted


async def test_an_admin_who_has_posts_hears_once_of_a_halt_by_the_network(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def concerned(_tx: Work, _now: datetime) -> Any:
        return {each: {"going": 1, "planned": 0} for each in people}

    people = [(await newsroom.speaker(address)).reader.id for address in (cast.ZHIYUAN, cast.ZIQING)]
    monkeypatch.setattr(halting, "_concerned", concerned)
    await halting.halt_by_network(newsroom.store, Refusal(Reason.TOKEN, "Unauthorized"), newsroom.watch())
    async with newsroom.store.read() as tx:
        told = [(each.person_id, each.kind) for each in await tx.notices.waiting(newsroom.watch(), 9)]
    assert told == list(zip(people, (NoticeKind.HALTED, NoticeKind.POSTS_HALTED), strict=True))


async def test_who_has_posts_that_a_halt_stops_is_told_once_of_it_and_once_of_its_end(newsroom: Newsroom) -> None:
    author, admin = await newsroom.speaker(cast.ZIQING), await newsroom.speaker(cast.ZHIYUAN)
    await due(newsroom, await newsroom.approved(), Rule(Every.DAY))  # it goes out, and it is planned for tomorrow too
    for ahead in (timedelta(hours=2), timedelta(days=9)):
        post = await newsroom.approved()
        wall = (newsroom.watch() + ahead).astimezone(ZoneInfo(author.reader.zone)).replace(tzinfo=None)
        await schedule(newsroom.store, author, post.id, wall, newsroom.watch())
    while await notify(newsroom.desk):
        pass
    counted = {"going": 1, "planned": 1}
    for deed, told in (
        (halt, [(author.reader.id, NoticeKind.POSTS_HALTED, counted)]),
        (halt, []),
        (resume, [(author.reader.id, NoticeKind.POSTS_RESUMED, {})]),
        (resume, []),
    ):
        await deed(newsroom.store, admin, newsroom.watch())
        async with newsroom.store.read() as tx:
            waiting = await tx.notices.waiting(newsroom.watch(), 9)
        assert [(each.person_id, each.kind, each.facts) for each in waiting] == told
        while await notify(newsroom.desk):
            pass
    await halt(newsroom.store, admin, newsroom.watch())
    await resume(newsroom.store, admin, newsroom.watch())  # before anybody heard: then nothing has happened
    async with newsroom.store.read() as tx:
        assert not await tx.notices.waiting(newsroom.watch(), 9)


async def test_the_other_admins_are_told_who_halted_and_who_resumed_whoever_halted_among_them(
    newsroom: Newsroom,
) -> None:
    async with newsroom.store.write() as tx:
        await tx.admins.ensure({cast.ZHIYUAN, cast.EMMA}, newsroom.watch())
    admin, other = await newsroom.speaker(cast.ZHIYUAN), await newsroom.speaker(cast.EMMA)
    one, two = admin.reader.id, other.reader.id
    halted = {"going": 0, "planned": 0, "admin": 1, "by": one}
    for deed, who, told in (
        (halt, admin, (two, NoticeKind.POSTS_HALTED, halted)),
        (resume, admin, (two, NoticeKind.POSTS_RESUMED, {"by": one})),
        (halt, admin, (two, NoticeKind.POSTS_HALTED, halted)),
        (resume, other, (one, NoticeKind.POSTS_RESUMED, {"by": two})),
    ):
        await deed(newsroom.store, who, newsroom.watch())
        async with newsroom.store.read() as tx:
            waiting = await tx.notices.waiting(newsroom.watch(), 9)
        assert [(each.person_id, each.kind, each.facts) for each in waiting] == [told]
        while await notify(newsroom.desk):
            pass


async def test_only_an_admin_halts_and_resumes(newsroom: Newsroom) -> None:
    author = await newsroom.speaker(cast.ZIQING)
    for deed in (halt, resume):
        with pytest.raises(Mistake) as refused:
            await deed(newsroom.store, author, newsroom.watch())
        assert refused.value.why is Why.NOT_ALLOWED


async def test_a_cancelled_broadcast_lists_those_left_and_finishes(newsroom: Newsroom) -> None:
    author = await newsroom.speaker(cast.ZIQING)
    post = await newsroom.approved()
    await due(newsroom, post)
    (broadcast,) = await newsroom.broadcasts(post)
    await cancel(newsroom.store, author, broadcast.id, newsroom.watch())
    admin = await newsroom.speaker(cast.ZHIYUAN)
    assert await halt(newsroom.store, admin, newsroom.watch()) == 0
    async with newsroom.store.read() as tx:
        (going,) = await tx.broadcasts.unfinished()
        assert await standstill(tx, going, post, words_for(Form.EN)) is None, "it is not said to go on"
    await resume(newsroom.store, admin, newsroom.watch())
    await newsroom.deliver_all()
    assert set((await newsroom.outcomes(post)).values()) == {("skipped", "cancelled")}
    (over,) = await newsroom.broadcasts(post)
    assert over.state is BroadcastState.FINISHED
    with pytest.raises(Mistake) as refused:
        await pause(newsroom.store, author, broadcast.id, newsroom.watch())
    assert refused.value.why is Why.BROADCAST_OVER


async def test_only_those_whom_a_person_chose_among_the_uncertain_and_the_refused_get_it_again(
    newsroom: Newsroom,
) -> None:
    await newsroom.fault(chat_id=cast.EMMA, cut="before")
    await newsroom.fault(chat_id=cast.JOANA, error=[400, "Bad Request: something new"])
    post, broadcast = await sent(newsroom)
    author = await newsroom.speaker(cast.ZIQING)
    everything = frozenset(DeliveryState) - {DeliveryState.REFUSED}
    await send_again(newsroom.store, author, broadcast.id, everything, newsroom.watch())
    await newsroom.deliver_all()
    again = (await newsroom.broadcasts(post))[0]
    assert (again.errand, again.meant) == (Errand.AGAIN, 1)
    assert await newsroom.outcomes(post) == {cast.EMMA: ("sent", None)}
    assert len(await newsroom.received(cast.EMMA)) == 1
    assert not await newsroom.received(cast.JOANA)
    with pytest.raises(Mistake) as refused:
        await send_again(newsroom.store, author, broadcast.id, everything, newsroom.watch())
    assert refused.value.why is Why.BROADCAST_OVER
    assert len(await newsroom.broadcasts(post)) == 2
    await send_again(newsroom.store, author, broadcast.id, frozenset(DeliveryState), newsroom.watch())
    await newsroom.deliver_all()
    assert await newsroom.outcomes(post) == {cast.JOANA: ("sent", None)}
    assert len(await newsroom.received(cast.EMMA)) == 1


async def test_again_leaves_out_who_blocked_the_bot_and_tries_those_who_were_not_found(newsroom: Newsroom) -> None:
    await newsroom.fault(chat_id=cast.EMMA, error=[403, "Forbidden: bot was blocked by the user"])
    await newsroom.fault(chat_id=cast.JOANA, error=[400, "Bad Request: chat not found"])
    post, broadcast = await sent(newsroom)
    async with newsroom.store.read() as tx:
        assert await tx.broadcasts.choosable(broadcast.id) == {DeliveryState.REFUSED: 1}
    author = await newsroom.speaker(cast.ZIQING)
    await send_again(newsroom.store, author, broadcast.id, {DeliveryState.REFUSED}, newsroom.watch())
    await newsroom.deliver_all()
    assert await newsroom.outcomes(post) == {cast.JOANA: ("sent", None)}
    assert not await newsroom.received(cast.EMMA)
    async with newsroom.store.read() as tx:
        joana = await tx.readers.by_address(cast.JOANA)
        assert joana is not None
        assert joana.gone_at is None


async def test_whoever_was_left_out_for_a_reason_of_theirs_is_not_sent_to_again(newsroom: Newsroom) -> None:
    post, author = await newsroom.approved(), await newsroom.speaker(cast.ZIQING)
    await due(newsroom, post)
    await stop(newsroom.store, (await newsroom.speaker(cast.EMMA)).reader.id, newsroom.watch())
    await newsroom.deliver_all()
    (broadcast,) = await newsroom.broadcasts(post)
    with pytest.raises(Mistake) as refused:
        await send_again(newsroom.store, author, broadcast.id, frozenset(DeliveryState), newsroom.watch())
    assert refused.value.why is Why.BROADCAST_OVER


async def test_whom_a_cancel_left_out_gets_it_once_by_a_persons_choice(newsroom: Newsroom) -> None:
    author, post = await newsroom.speaker(cast.ZIQING), await newsroom.approved()
    await due(newsroom, post)
    (broadcast,) = await newsroom.broadcasts(post)
    await cancel(newsroom.store, author, broadcast.id, newsroom.watch())
    await newsroom.deliver_all()
    await stop(newsroom.store, (await newsroom.speaker(cast.EMMA)).reader.id, newsroom.watch())
    rest = await send_again(newsroom.store, author, broadcast.id, {DeliveryState.SKIPPED}, newsroom.watch())
    assert (rest.errand, rest.meant) == (Errand.REST, broadcast.meant)
    await newsroom.deliver_all()
    outcomes = await newsroom.outcomes(post)
    assert outcomes.pop(cast.EMMA) == ("skipped", "stopped")
    assert set(outcomes.values()) == {("sent", None)}
    assert [len(await newsroom.received(address)) for address in outcomes] == [1] * len(outcomes)
    for left in (broadcast, rest):  # who stopped is left out for a reason of their own
        with pytest.raises(Mistake) as refused:
            await send_again(newsroom.store, author, left.id, frozenset(DeliveryState), newsroom.watch())
        assert refused.value.why is Why.BROADCAST_OVER


async def test_what_was_recalled_meanwhile_is_not_sent_again(newsroom: Newsroom) -> None:
    await newsroom.fault(chat_id=cast.EMMA, cut="before")
    _, broadcast = await sent(newsroom)
    author = await newsroom.speaker(cast.ZIQING)
    await recall(newsroom.store, author, broadcast.id, newsroom.watch())
    await newsroom.deliver_all()
    with pytest.raises(Mistake) as refused:
        await send_again(newsroom.store, author, broadcast.id, {DeliveryState.UNKNOWN}, newsroom.watch())
    assert refused.value.why is Why.BROADCAST_OVER
    await newsroom.deliver_all()
    assert not await newsroom.received(cast.EMMA)


async def test_a_correction_changes_every_copy_in_its_language_and_no_other(newsroom: Newsroom) -> None:
    post, broadcast = await sent(newsroom)
    admin = await newsroom.speaker(cast.ZHIYUAN)
    await correct(
        newsroom.store,
        admin,
        broadcast.id,
        Replacement([Version(Form.EN, "See you on Sunday instead")]),
        newsroom.watch(),
    )
    await newsroom.deliver_all()
    (emma,) = await newsroom.received(cast.EMMA)
    assert "Sunday instead" in emma
    (joana,) = await newsroom.received(cast.JOANA)
    assert FOUR[Form.PT] in joana
    outcomes = await newsroom.outcomes(post)
    assert outcomes == {cast.EMMA: ("sent", None), cast.CHANNEL: ("sent", None)}


async def test_a_recall_deletes_every_copy_also_of_those_who_have_stopped(newsroom: Newsroom) -> None:
    _, broadcast = await sent(newsroom)
    author = await newsroom.speaker(cast.ZIQING)
    await stop(newsroom.store, (await newsroom.speaker(cast.EMMA)).reader.id, newsroom.watch())
    await recall(newsroom.store, author, broadcast.id, newsroom.watch())
    await newsroom.deliver_all()
    for address in (*READERS, cast.CHANNEL):
        assert not await newsroom.received(address)
    with pytest.raises(Mistake) as refused:  # a second one finds nothing to delete
        await recall(newsroom.store, author, broadcast.id, newsroom.watch())
    assert refused.value.why is Why.NOTHING_TO_DELETE


async def test_what_is_changed_and_deleted_waits_in_the_last_lane_and_counts_for_no_chat(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, turn, ask = set[tuple[Lane, bool]](), newsroom.desk.pacer.turn, newsroom.desk.pacer.ask

    async def waited(lane: Lane, address: int | None, **more: Any) -> None:
        asked.add((lane, address is not None))
        await turn(lane, address, **more)

    def called(lane: Lane, address: int | None, *told: Any, **more: Any) -> None:
        asked.add((lane, address is not None))
        ask(lane, address, *told, **more)

    monkeypatch.setattr(newsroom.desk.pacer, "turn", waited)
    monkeypatch.setattr(newsroom.desk.pacer, "ask", called)
    _, broadcast = await sent(newsroom)
    assert asked == {(Lane.BROADCAST, True)}
    asked.clear()
    admin, author = await newsroom.speaker(cast.ZHIYUAN), await newsroom.speaker(cast.ZIQING)
    await correct(newsroom.store, admin, broadcast.id, Replacement([Version(Form.EN, "On Sunday")]), newsroom.watch())
    await newsroom.deliver_all()
    await recall(newsroom.store, author, broadcast.id, newsroom.watch())
    await newsroom.deliver_all()
    assert asked == {(Lane.CORRECTION, False)}


async def test_whoever_began_an_errand_hears_how_it_ended_beside_the_posts_author(newsroom: Newsroom) -> None:
    _, broadcast = await sent(newsroom)
    admin = await newsroom.speaker(cast.ZHIYUAN)
    await correct(newsroom.store, admin, broadcast.id, Replacement([Version(Form.EN, "On Sunday")]), newsroom.watch())
    await newsroom.deliver_all()
    while await notify(newsroom.desk):
        pass
    for person in (cast.ZHIYUAN, cast.ZIQING):
        words = words_for((await newsroom.speaker(person)).reader.speaks)
        corrected = str(words.plural("{n} copy corrected", "{n} copies corrected", 2))
        assert sum(corrected in text for text in await newsroom.received(person)) == 1


async def test_a_recall_and_a_correction_of_two_sendings_are_one_line_of_the_audit_each(newsroom: Newsroom) -> None:
    await newsroom.fault(chat_id=cast.EMMA, cut="before")
    post, broadcast = await sent(newsroom)
    admin, author = await newsroom.speaker(cast.ZHIYUAN), await newsroom.speaker(cast.ZIQING)
    await send_again(newsroom.store, author, broadcast.id, {DeliveryState.UNKNOWN}, newsroom.watch())
    await newsroom.deliver_all()
    await correct(newsroom.store, admin, broadcast.id, Replacement([Version(Form.EN, "On Sunday")]), newsroom.watch())
    await newsroom.deliver_all()
    await recall(newsroom.store, author, broadcast.id, newsroom.watch())
    async with newsroom.store.read() as tx:
        lines = (await tx.audit.page(Wanted(post_id=post.id), 0, 50)).items
    about = [(line.verb, line.thing, line.before, line.after) for line in lines]
    assert [each for each in about if each[0] in {"recall", "correct"}] == [
        ("recall", "broadcast", "sent", "recalled"),
        ("correct", "broadcast", None, None),
    ]


@pytest.mark.parametrize(
    ("kept", "fate"),
    [((), Fate.WHOLE), ((cast.EMMA,), Fate.PARTLY), ((*READERS, cast.CHANNEL), Fate.NOT)],
)
async def test_what_became_of_a_recall_is_told_by_the_copies_that_are_gone(
    newsroom: Newsroom, kept: tuple[int, ...], fate: Fate
) -> None:
    post, broadcast = await sent(newsroom)
    async with newsroom.store.read() as tx:
        assert await fate_of(tx, post.id) is None
    for address in kept:
        too_late = [400, "Bad Request: message can't be deleted for everyone"]
        await newsroom.fault(method="deleteMessages", chat_id=address, times=None, error=too_late)
    author = await newsroom.speaker(cast.ZIQING)
    await recall(newsroom.store, author, broadcast.id, newsroom.watch())
    async with newsroom.store.read() as tx:
        assert await fate_of(tx, post.id, broadcast.id) is Fate.UNDERWAY
    await newsroom.deliver_all()
    async with newsroom.store.read() as tx:
        assert {await fate_of(tx, post.id), await fate_of(tx, post.id, broadcast.id)} == {fate}


async def test_a_report_counts_a_copy_once_that_two_recalls_found_gone(newsroom: Newsroom) -> None:
    _, broadcast = await sent(newsroom)
    too_late = [400, "Bad Request: message can't be deleted for everyone"]
    await newsroom.fault(method="deleteMessages", chat_id=cast.EMMA, times=1, error=too_late)
    author = await newsroom.speaker(cast.ZIQING)
    deleted = []
    for _ in range(2):
        await recall(newsroom.store, author, broadcast.id, newsroom.watch())
        await newsroom.deliver_all()
        async with newsroom.store.read() as tx:
            deleted.append((await account_for(tx, author, broadcast.id, newsroom.watch())).deleted)
    assert deleted == [broadcast.meant - 1, broadcast.meant]


async def test_a_recall_of_one_round_concerns_no_other_round_of_a_post_that_comes_again() -> None:
    first, second = (Broadcast(no, 1, cast.NOON, "hash", cast.NOON) for no in (1, 2))
    recalled = replace(first, id=3, errand=Errand.RECALL, origin_id=first.id)
    what = Replacement([Version(Form.EN, "On Sunday")])
    proposed = [Correction(9 + each.id, each.id, what, "hash", 1, cast.NOON) for each in (first, second)]

    class Books:
        async def of_post(self, _: int) -> list[Broadcast]:
            return [first, second, recalled]

        async def waiting(self, _: int) -> list[Correction]:
            return proposed

    tx: Any = SimpleNamespace(broadcasts=Books(), corrections=Books())
    assert [await controlling._is_recalled(tx, each) for each in (first, second)] == [True, False]
    for state, ends in ((PostState.SCHEDULED, proposed[:1]), (PostState.SENT, proposed)):
        post = Post(1, 1, 1, PostKind.STORY, state, cast.NOON)
        assert await controlling.ended_by_recall(tx, first, post) == ends


async def test_an_errand_waits_for_the_one_under_way(newsroom: Newsroom) -> None:
    _, broadcast = await sent(newsroom)
    author = await newsroom.speaker(cast.ZIQING)
    await due(newsroom, await newsroom.approved())  # another post's sending is waited for by nobody
    await recall(newsroom.store, author, broadcast.id, newsroom.watch())
    with pytest.raises(Mistake) as refused:
        await recall(newsroom.store, author, broadcast.id, newsroom.watch())
    assert refused.value.why is Why.BROADCAST_RUNNING


async def test_somebody_elses_broadcast_is_not_to_be_touched(newsroom: Newsroom) -> None:
    _, broadcast = await sent(newsroom)
    emma = await newsroom.speaker(cast.EMMA)
    for deed in (pause, go_on, cancel, recall):
        with pytest.raises(Mistake) as refused:
            await deed(newsroom.store, emma, broadcast.id, newsroom.watch())
        assert refused.value.why is Why.NOT_ALLOWED


async def test_a_pause_with_an_end_goes_on_by_itself_and_a_suspension_takes_the_end_away(
    newsroom: Newsroom,
) -> None:
    post = await newsroom.approved()
    await due(newsroom, post)
    (broadcast,), author = await newsroom.broadcasts(post), await newsroom.speaker(cast.ZIQING)
    store, watch = newsroom.store, newsroom.watch
    admin, hour = await newsroom.speaker(cast.ZHIYUAN), timedelta(hours=1)
    with pytest.raises(Mistake):
        await pause(store, author, broadcast.id, watch(), watch() - hour)
    await pause(store, author, broadcast.id, watch())
    await pause(store, author, broadcast.id, watch(), watch() + hour)
    await suspend(store, admin, post.partner_id, watch())
    await lift(store, admin, post.partner_id, watch())
    watch.forward(hour)
    await end_rests(store, watch())
    (stands,) = await newsroom.broadcasts(post)
    assert (stands.state, stands.paused_until) == (BroadcastState.PAUSED, None)
    await pause(store, author, broadcast.id, watch(), end := watch() + hour)
    await end_rests(store, watch())
    (stands,) = await newsroom.broadcasts(post)
    assert (stands.state, stands.paused_until) == (BroadcastState.PAUSED, end)
    watch.forward(hour)
    for _ in range(2):
        await end_rests(store, watch())
    (goes,) = await newsroom.broadcasts(post)
    assert (goes.state, goes.paused_until) == (BroadcastState.SENDING, None)
    async with store.read() as tx:
        told = [each.person_id for each in await tx.notices.waiting(watch(), 50) if each.kind is NoticeKind.PAUSE_OVER]
    assert told == [author.reader.id]


NO_ANSWER: dict[str, Any] = {"cut": "after"}
NO_SENSE: dict[str, Any] = {"error": [400, "Bad Request: something new"]}


@pytest.mark.parametrize("fault", [NO_SENSE, NO_ANSWER], ids=["refused", "unanswered"])
async def test_refusals_that_make_no_sense_pause_a_broadcast_and_it_says_so(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, fault: dict[str, Any]
) -> None:
    newsroom.desk.in_doubt = 2
    await newsroom.keep_to(2.0)
    monkeypatch.setattr(broadcasting, "NONSENSE_AFTER" if fault is NO_SENSE else "DOUBTS_AFTER", 4)
    await newsroom.fault(**fault, times=None)
    post = await newsroom.approved()
    await due(newsroom, post)
    await newsroom.deliver_all()
    (broadcast,) = await newsroom.broadcasts(post)
    assert broadcast.state is BroadcastState.PAUSED
    assert 4 <= len(await newsroom.outcomes(post)) < 6
    async with newsroom.store.read() as tx:
        kinds = {notice.kind.value for notice in await tx.notices.waiting(newsroom.watch(), 50)}
    assert "paused" in kinds


async def test_of_two_lines_that_see_such_refusals_one_pauses_it_and_says_so(newsroom: Newsroom) -> None:
    post = await newsroom.approved()
    await due(newsroom, post)
    (broadcast,) = await newsroom.broadcasts(post)
    for expected in (True, False):
        async with newsroom.store.write() as tx:
            assert await delivering._pauses(tx, broadcast, newsroom.watch()) is expected
    async with newsroom.store.read() as tx:
        waiting = await tx.notices.waiting(newsroom.watch(), 50)
    told = [notice.person_id for notice in waiting if notice.kind is NoticeKind.PAUSED]
    assert len(told) == len({*told}) == 2, "its author and the admin, once each"


async def test_what_paused_by_itself_says_in_every_message_that_asked_who_let_it_go_on(newsroom: Newsroom) -> None:
    post = await newsroom.approved()
    await due(newsroom, post)
    (broadcast,) = await newsroom.broadcasts(post)
    async with newsroom.store.write() as tx:
        await delivering._pauses(tx, broadcast, newsroom.watch())
    while await notify(newsroom.desk):
        pass
    author = await newsroom.speaker(cast.ZIQING)
    await go_on(newsroom.store, author, broadcast.id, newsroom.watch())
    while await notify(newsroom.desk):
        pass
    (told,) = await newsroom.received(cast.ZHIYUAN)
    assert author.reader.name in told
    await pause(newsroom.store, author, broadcast.id, newsroom.watch())
    await cancel(newsroom.store, author, broadcast.id, newsroom.watch())
    while await notify(newsroom.desk):
        pass
    assert await newsroom.received(cast.ZHIYUAN) == [told], "a pause of somebody's own asked nobody"


async def refused_at_full_speed(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, *, times: int | None) -> None:
    """The next copies, or all of them, are refused for no reason that is known; two of these pause a broadcast."""
    newsroom.desk.in_doubt = 4
    await newsroom.keep_to(1000.0)
    monkeypatch.setattr(broadcasting, "NONSENSE_AFTER", 2)
    await newsroom.fault(error=[400, "Bad Request: something new"], times=times)


async def test_nobody_new_is_sent_to_while_it_is_still_being_paused(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    await refused_at_full_speed(newsroom, monkeypatch, times=None)
    post = await newsroom.approved()
    await due(newsroom, post)
    lines: Any = newsroom.desk.room.lines
    really = newsroom.store.write

    @contextlib.asynccontextmanager
    async def held() -> AsyncIterator[Work]:
        while any(line._out for line in lines):  # noqa: ASYNC110 - tasks end, not an event
            await asyncio.sleep(0.01)
        async with really() as tx:
            yield tx

    with monkeypatch.context() as patch:
        patch.setattr(newsroom.store, "write", held)
        assert not await deliver(newsroom.desk)
    (broadcast,) = await newsroom.broadcasts(post)
    assert broadcast.state is BroadcastState.PAUSED
    assert len(await newsroom.outcomes(post)) <= 4


def away() -> NoReturn:
    """In the place of a unit of work that writes."""
    raise StorageFault("away")


async def test_when_it_cannot_be_paused_nobody_new_is_sent_to_and_nobody_is_in_doubt(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    await refused_at_full_speed(newsroom, monkeypatch, times=None)
    post = await newsroom.approved()
    await due(newsroom, post)
    with monkeypatch.context() as patch:
        patch.setattr(newsroom.store, "write", away)
        assert not await deliver(newsroom.desk)
    tried = len(await newsroom.outcomes(post))
    assert 2 <= tried <= 4
    await newsroom.deliver_all()
    assert {state for state, _ in (await newsroom.outcomes(post)).values()} == {"refused"}


async def test_once_the_cause_is_mended_what_was_refused_before_pauses_nothing_again(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.desk.in_doubt = 2
    await newsroom.keep_to(2.0)
    monkeypatch.setattr(broadcasting, "NONSENSE_AFTER", 2)
    await newsroom.fault(error=[400, "Bad Request: something new"], times=2)
    post, author = await newsroom.approved(), await newsroom.speaker(cast.ZHIYUAN)
    await due(newsroom, post)
    await newsroom.deliver_all()
    (broadcast,) = await newsroom.broadcasts(post)
    assert broadcast.state is BroadcastState.PAUSED
    await go_on(newsroom.store, author, broadcast.id, newsroom.watch())
    await newsroom.deliver_all()
    assert [each.state for each in await newsroom.broadcasts(post)] == [BroadcastState.FINISHED]


async def test_the_last_answers_of_a_line_that_paused_pause_nothing_again_once_somebody_has_gone_on(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    await refused_at_full_speed(newsroom, monkeypatch, times=4)
    post, admin = await newsroom.approved(), await newsroom.speaker(cast.ZHIYUAN)
    await due(newsroom, post)
    answers = Answering(newsroom)
    working = asyncio.create_task(deliver(replace(newsroom.desk, transport=answers)))
    await answers.asked(4)
    answers.answer(2)
    async with asyncio.timeout(30):
        while (await newsroom.broadcasts(post))[0].state is not BroadcastState.PAUSED:  # noqa: ASYNC110 - a row changes
            await asyncio.sleep(0.01)
    await go_on(newsroom.store, admin, (await newsroom.broadcasts(post))[0].id, newsroom.watch())
    answers.answer()
    assert not await working
    assert (await newsroom.broadcasts(post))[0].state is BroadcastState.SENDING


async def test_whoever_was_left_out_is_no_refusal_and_pauses_nothing(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.desk.in_doubt = 2
    monkeypatch.setattr(broadcasting, "NONSENSE_AFTER", 2)
    post = await newsroom.approved()
    await due(newsroom, post)
    for address in READERS:
        await stop(newsroom.store, (await newsroom.speaker(address)).reader.id, newsroom.watch())
    await newsroom.deliver_all()
    assert [each.state for each in await newsroom.broadcasts(post)] == [BroadcastState.FINISHED]


@pytest.mark.parametrize(("fault", "state"), [(NO_SENSE, "refused"), (NO_ANSWER, "unknown")])
async def test_a_canary_that_is_refused_pauses_the_rest_and_says_so_until_somebody_goes_on(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, fault: dict[str, Any], state: str
) -> None:
    monkeypatch.setattr(broadcasting, "CANARY_FROM", 6)
    monkeypatch.setattr("storage.starting.canary_size", lambda _meant: 2)
    await newsroom.fault(**fault, times=2)
    post, author = await newsroom.approved(), await newsroom.speaker(cast.ZIQING)
    await due(newsroom, post)
    await newsroom.deliver_all()
    (broadcast,) = await newsroom.broadcasts(post)
    assert broadcast.state is BroadcastState.PAUSED
    async with newsroom.store.read() as tx:
        told = {each.person_id for each in await tx.notices.waiting(newsroom.watch(), 50) if each.kind == "paused"}
    assert author.reader.id in told
    assert len(told) > 1
    await go_on(newsroom.store, author, broadcast.id, newsroom.watch())
    await newsroom.deliver_all()
    states = [ended for ended, _ in (await newsroom.outcomes(post)).values()]
    assert sorted(states) == sorted([state] * 2 + ["sent"] * 4)


async def test_a_large_audience_gets_it_after_a_small_part_of_it_has(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(broadcasting, "CANARY_FROM", 6)
    monkeypatch.setattr("storage.starting.canary_size", lambda _meant: 2)
    post = await newsroom.approved()
    await due(newsroom, post)
    await newsroom.deliver_all()
    assert len(await newsroom.outcomes(post)) == 2
    assert not await deliver(newsroom.desk)
    newsroom.watch.forward(broadcasting.CANARY_WAIT + timedelta(seconds=1))
    await newsroom.deliver_all()
    assert {state for state, _ in (await newsroom.outcomes(post)).values()} == {"sent"}
    assert len(await newsroom.outcomes(post)) == 6


async def test_what_is_cancelled_before_or_after_its_canary_is_over_without_any_wait(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(broadcasting, "CANARY_FROM", 6)
    monkeypatch.setattr("storage.starting.canary_size", lambda _meant: 2)
    author = await newsroom.speaker(cast.ZIQING)
    for sent_first in (0, 2):
        post = await newsroom.approved()
        await due(newsroom, post)
        if sent_first:
            assert await deliver(newsroom.desk)
        (broadcast,) = await newsroom.broadcasts(post)
        await cancel(newsroom.store, author, broadcast.id, newsroom.watch())
        await newsroom.deliver_all()
        (over,) = await newsroom.broadcasts(post)
        assert over.state is BroadcastState.FINISHED
        states = sorted(state for state, _ in (await newsroom.outcomes(post)).values())
        assert states == ["sent"] * sent_first + ["skipped"] * (6 - sent_first)


@pytest.mark.parametrize(
    ("refused", "unheard", "known", "nonsense"),
    [
        (19, 0, 19, False),
        (10, 0, 20, False),
        (11, 0, 20, True),
        (50, 0, 100, False),
        (51, 0, 100, True),
        (0, 40, 40, False),
        (20, 30, 100, False),
        (20, 31, 100, True),
    ],
)
def test_refusals_make_no_sense_when_they_are_more_than_half_of_at_least_twenty_and_doubts_of_a_hundred(
    refused: int,
    unheard: int,
    known: int,
    nonsense: bool,  # noqa: FBT001 - an example's answer
) -> None:
    assert broadcasting.makes_no_sense(refused, unheard, known) is nonsense


def test_refusals_pause_nothing_as_long_as_more_arrive_nor_do_doubts_of_a_crash() -> None:
    def kept(state: DeliveryState, reason: Doubt | Reason | None, many: int) -> list[Outcome]:
        return [Outcome(no, state, cast.NOON, reason) for no in range(many)]

    refused, arrived = kept(DeliveryState.REFUSED, Reason.OTHER, 25), kept(DeliveryState.SENT, None, 30)
    crashed = kept(DeliveryState.UNKNOWN, Doubt.CRASH, broadcasting.DOUBTS_AFTER)
    for outcomes in ([*refused, *arrived], crashed):
        job: Any = SimpleNamespace(closed=False, recent=deque(maxlen=broadcasting.DOUBTS_AFTER))
        assert delivering._look(job, outcomes) is None
    left = {(DeliveryState.UNKNOWN, str(Doubt.CRASH)): 5}
    assert Sums(10, {DeliveryState.UNKNOWN: 7, DeliveryState.REFUSED: 1}, {}, left).failed == 3


@pytest.mark.parametrize(("meant", "first"), [(0, 0), (999, 0), (1000, 10), (30_000, 300), (1_000_000, 500)])
def test_one_in_a_hundred_goes_first_at_most_a_segment(meant: int, first: int) -> None:
    assert broadcasting.canary_size(meant) == first
