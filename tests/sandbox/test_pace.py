"""How the sandbox judges a sender's pace: strict windows, paid broadcasts, forced floods, late answers, the record."""

import contextlib
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.flood import Flood
from sandbox.shapes import Refusal
from sandbox.windows import FEWEST_SWEPT, Buckets, Window, Windows
from tests.sandbox.conftest import BOT, CHANNEL, MEI, SECOND, Room

GAPS = st.lists(st.one_of(st.just(0.0), st.just(1.0), st.floats(0.0, 0.4), st.integers(0, 8).map(lambda n: n / 8)))
FIRST = 5000


def most_in_a_span(times: list[float], span: float) -> int:
    """By brute force: each span that begins at an arrival, its ends included."""
    return max((sum(0 <= other - begin <= span for other in times) for begin in times), default=0)


def moments(gaps: list[float]) -> list[float]:
    at, found = 1000.0, []
    for gap in gaps:
        at += gap
        found.append(at)
    return found


@given(GAPS, st.integers(1, 5))
def test_a_strict_window_refuses_exactly_what_would_put_too_many_into_a_span(gaps: list[float], limit: int) -> None:
    window, accepted = Window(), list[float]()
    for moment in moments(gaps):
        wait = window.wait(moment, 1, limit, 1.0)
        assert (wait == 0.0) == (most_in_a_span([*accepted, moment], 1.0) <= limit)
        if wait == 0.0:
            window.take(moment, 1)
            accepted.append(moment)
        else:
            assert deepcopy(window).wait(moment + wait, 1, limit, 1.0) == 0.0, "the wait it names is long enough"
    assert most_in_a_span(accepted, 1.0) <= limit


@given(st.lists(st.tuples(st.floats(0.0, 0.5), st.integers(1, 3), st.sampled_from([-7, -8, 0, 1, 2]))))
def test_in_strict_mode_bot_group_and_chat_all_keep_their_limits(sends: list[tuple[float, int, int]]) -> None:
    clock = [0.0]
    flood = Flood(strict=6, clock=lambda: clock[0])
    accepted: list[tuple[float, int]] = []
    for gap, cost, chat in sends:
        clock[0] += gap
        with contextlib.suppress(Refusal):
            flood.check(1, chat, cost)
            accepted += [(clock[0], chat)] * cost
    times = [at for at, _ in accepted]
    record = flood.record(1)
    assert list(record.times) == times
    assert record.largest == most_in_a_span(times, 1.0) <= 6
    for chat in (-7, -8):
        assert most_in_a_span([at for at, where in accepted if where == chat], 60.0) <= 20
    for chat in (1, 2):
        mine = [at for at, where in accepted if where == chat]
        for index, begin in enumerate(mine):
            for number, end in enumerate(mine[index:], 1):
                assert number <= 3 + (end - begin) + 1e-6, "one a second beyond a burst of three"


def test_a_call_larger_than_the_limit_passes_only_alone() -> None:
    window = Window()
    assert window.wait(0.0, 10, 5, 1.0) == 0.0
    window.take(0.0, 10)
    assert window.wait(0.9, 1, 5, 1.0) == pytest.approx(0.1)
    assert window.wait(0.9, 10, 5, 1.0) == pytest.approx(0.1)


def test_windows_and_buckets_of_chats_long_quiet_are_forgotten() -> None:
    windows, buckets = Windows(20, 60.0), Buckets(3.0, 1.0)
    for number in range(10 * FEWEST_SWEPT):
        windows.take(number, number * 0.1, 1)
        buckets.take(number, number * 0.1, 1)
    assert len(windows._known) < 2 * FEWEST_SWEPT
    assert len(buckets._full_at) < 2 * FEWEST_SWEPT
    last = 10 * FEWEST_SWEPT - 1
    assert windows.wait(last, last * 0.1, 20) > 59
    assert buckets.wait(last, last * 0.1, 3) > 0


async def crowd(room: Room, size: int) -> list[int]:
    await room.post("/control/users", {"count": size, "from": FIRST, "started": True})
    return [FIRST + number for number in range(size)]


def time_stands_still(room: Room, at: float = 1000.0) -> None:
    room.world.flood.now = lambda: at


async def strict(room: Room, **limits: Any) -> Any:
    time_stands_still(room)
    return await room.post("/control/flood", {"enabled": True, "strict": True, **limits})


async def test_a_strict_bot_gets_429_for_what_is_over_and_may_go_on_a_second_later(room: Room) -> None:
    people = await crowd(room, 12)
    shown = await strict(room, per_bot=5)
    assert (shown["strict"], shown["per_bot"], shown["per_bot_paid"]) == (True, 5, 1000)
    answers = [await room.api("sendMessage", chat_id=who, text="x") for who in people]
    assert [answer["ok"] for answer in answers] == [True] * 5 + [False] * 7
    assert {answer["parameters"]["retry_after"] for answer in answers[5:]} == {2}, "a whole second would be too soon"
    record = await room.get("/control/arrivals")
    assert record == {
        "accepted": 5, "flood": 7, "useless": 0, "largest": 5, "times": [1000.0] * 5, "now": 1000.0,
    }  # fmt: skip
    time_stands_still(room, 1001.0)
    still = await room.api("sendMessage", chat_id=people[0], text="x")
    assert still["parameters"] == {"retry_after": 1}, "a second has two ends"
    time_stands_still(room, 1001.001)
    await room.ok("sendMessage", chat_id=people[0], text="x")


async def test_a_channel_takes_20_in_a_strict_minute_and_a_chat_a_burst_of_three(room: Room) -> None:
    await strict(room, per_bot=1000)
    posts = [await room.api("sendMessage", chat_id=CHANNEL, text="x") for _ in range(21)]
    assert [post["ok"] for post in posts] == [True] * 20 + [False]
    assert posts[-1]["parameters"]["retry_after"] > 50
    answers = [await room.api("sendMessage", chat_id=MEI, text="x") for _ in range(5)]
    assert [answer["ok"] for answer in answers] == [True] * 3 + [False] * 2


@pytest.mark.parametrize("how", [True, False])
async def test_a_paid_message_has_a_limit_of_its_own(room: Room, how: bool) -> None:  # noqa: FBT001 - both modes
    people = await crowd(room, 60)
    time_stands_still(room)
    await room.post("/control/flood", {"enabled": True, "strict": how, "per_bot": 5, "per_bot_paid": 40})
    paid = [await room.api("sendMessage", chat_id=who, text="x", allow_paid_broadcast=True) for who in people[:50]]
    assert [answer["ok"] for answer in paid] == [True] * 40 + [False] * 10
    free = [await room.api("sendMessage", chat_id=who, text="x") for who in people[50:]]
    assert [answer["ok"] for answer in free] == [True] * 5 + [False] * 5


async def test_a_paid_message_costs_a_tenth_of_a_star_and_a_poor_bot_is_judged_like_any_other(room: Room) -> None:
    people = await crowd(room, 8)
    await strict(room, per_bot=2, per_bot_paid=1000)
    assert (await room.post("/control/stars", {"stars": 0.4}))["stars"] == 0.4
    sent = [await room.api("sendMessage", chat_id=who, text="x", allow_paid_broadcast=True) for who in people]
    assert [answer["ok"] for answer in sent] == [True] * 6 + [False] * 2, "four are paid, two are free"
    assert await room.ok("getMyStarBalance") == {"amount": 0, "nanostar_amount": 0}
    assert (await room.ok("getMyStarBalance", SECOND))["amount"] >= 100_000


async def test_a_forced_flood_refuses_all_that_a_bot_says_until_it_is_over(room: Room) -> None:
    time_stands_still(room)
    sent = await room.ok("sendMessage", chat_id=MEI, text="x")
    await room.post("/control/flooded", {"seconds": 7})
    for method, said in (
        ("sendMessage", {"chat_id": MEI, "text": "x"}),
        ("editMessageText", {"chat_id": MEI, "message_id": sent["message_id"], "text": "y"}),
        ("sendMessage", {"chat_id": 1, "text": "to nobody"}),
    ):
        answer = await room.api(method, **said)
        assert (answer["error_code"], answer["parameters"]["retry_after"]) == (429, 7)
    assert (await room.ok("getMe"))["id"] == BOT
    await room.ok("sendMessage", SECOND, chat_id=MEI, text="another bot may")
    record = await room.get("/control/arrivals?since=none")
    assert (record["accepted"], record["flood"], record["useless"]) == (1, 3, 3)
    await room.post("/control/flooded", {"seconds": 0})
    assert (await room.api("sendMessage", chat_id=MEI, text="x"))["ok"]


def test_a_forced_flood_names_what_is_left_of_it_and_ends_by_itself() -> None:
    clock = [100.0]
    flood = Flood(enabled=False, clock=lambda: clock[0])
    flood.force(1, 5)
    for moment, left in ((100.0, 5), (101.5, 4), (104.9, 1)):
        clock[0] = moment
        with pytest.raises(Refusal) as refused:
            flood.refuse(1)
        assert refused.value.parameters == {"retry_after": left}
    clock[0] = 105.0
    flood.refuse(1)
    assert not flood.forced


async def test_the_record_of_arrivals_can_be_read_in_part_and_forgotten(room: Room) -> None:
    for _ in range(3):
        await room.ok("sendMessage", chat_id=MEI, text="x")
    await room.ok("sendMessage", SECOND, chat_id=MEI, text="x")
    whole = await room.get(f"/control/arrivals?token={BOT}")
    assert len(whole["times"]) == whole["accepted"] == 3
    assert whole["times"] == sorted(whole["times"])
    assert whole["times"][-1] <= whole["now"]
    assert (await room.get("/control/arrivals?since=2"))["times"] == whole["times"][2:]
    async with room.http.delete(f"{room.url}/control/arrivals") as answer:
        assert answer.status == 200
    assert (await room.get("/control/arrivals"))["accepted"] == 0
    assert (await room.get(f"/control/arrivals?token={SECOND}"))["accepted"] == 1
    assert "error" in await room.get("/control/arrivals?token=nobody")


async def test_a_message_is_accepted_when_it_arrives_however_late_its_answer(room: Room) -> None:
    waited: list[float] = []
    shown = await room.post("/control/latency", {"low": 20, "high": 30, "seed": 5})
    assert shown == {"low": 20, "high": 30, "seed": 5}
    for _ in range(3):
        answered = await room.ok("sendMessage", chat_id=MEI, text="x")
        record = await room.get("/control/arrivals")
        waited.append(record["now"] - record["times"][-1])
        assert answered["message_id"] == record["accepted"]
    assert min(waited) >= 0.02, "accepted long before it was answered"
    assert "error" in await room.post("/control/latency", {"low": 30, "high": 20})


async def test_limits_that_make_no_sense_are_refused(room: Room) -> None:
    for said in ({"per_bot": 0}, {"per_chat": -1}, {"strict": True, "per_group_minute": 0.5}):
        assert "error" in await room.post("/control/flood", said)
    assert "error" in await room.post("/control/flooded", {"seconds": -1})
