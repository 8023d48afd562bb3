"""Thousands of crashes at any statement of the real verbs `deliver` and `plan`.

Every run follows from its seed alone: KAPOK_SEED=N replays one that failed. KAPOK_CRASHES says how many there are
(30,000). What comes once in thousands is aimed at.
"""

# ruff: noqa: T201 - figures are for whoever reads
import os
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from bot.actions import then
from bot.actions.job import Unsent
from bot.broadcast import Policy, Segment
from bot.delivery import DECISIONS, Decision, Reason, Receipt
from tests.proof.model import Broadcasts
from tests.proof.simulation import Broken, Case, Network, Report, Run, quiet_log

CRASHES = int(os.environ.get("KAPOK_CRASHES", "30_000"))
SEED = os.environ.get("KAPOK_SEED")


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    with quiet_log():
        yield


def run(case: Case, ledger: type[Broadcasts] = Broadcasts) -> Report:
    try:
        return Run(case, ledger).go()
    except AssertionError as broken:
        broken.add_note(f"replay it with KAPOK_SEED={case.seed}: {case}")
        raise


def test_crashes_at_any_statement_lose_nobody_pass_no_limit_and_nobody_gets_two_copies() -> None:
    began, total, places, states = time.perf_counter(), Counter[str](), Counter[str](), Counter[str]()
    seed = int(SEED) if SEED else 0
    while total["at_stake"] < CRASHES:
        report = run(Case.of(seed))
        seed += 1
        for name in ("crashes", "at_stake", "stalls", "troubles", "silent", "doubts", "halves", "meant", "later"):
            total[name] += getattr(report, name)
        places += report.places
        states += report.states
        if SEED:
            return
    seconds = time.perf_counter() - began
    print(f"{seed} runs in {seconds:.1f} s: {dict(total)}; ended {dict(states)}")
    print(f"they died at {dict(places.most_common())}")
    assert {"freeze", "claim", "stride", "reserve", "send", "answer", "outcome", "commit", "committed"} <= set(places)
    assert {"sent", "refused", "skipped", "unknown"} <= set(states)
    assert total["halves"]
    assert total["later"]


def test_whoever_dies_while_half_of_a_copy_is_taken_back_keeps_every_promise_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    recall, places = Network.recall, Counter[str]()

    async def dies(network: Network, address: int, message_ids: tuple[int, ...]) -> Any:
        if network._run.report.crashes < network._run.case.crashes:
            network._process.fuse, network._process.burns = network._rng.randint(1, 2), True
        return await recall(network, address, message_ids)

    monkeypatch.setattr(Network, "recall", dies)
    for seed in range(100):
        places += run(replace(Case.of(seed), bilingual=True, moods=True)).places
    print(f"they died at {dict(places.most_common())}")
    assert min(places["recall"], places["recalled"]) > 2


class CheckpointsAtTheFetch(Broadcasts):
    """The mistake: whoever has been fetched counts as done."""

    async def claim(self, owner: str, now: datetime) -> Segment | None:
        for key, row in self._books.segments.items():
            if row.done >= len(row.members) and row.lease_until and row.lease_until <= now:
                self._books.put(self._books.segments, key, replace(row, is_open=False))
        return await super().claim(owner, now)

    def _held(self, segment: Segment, **changes: Any) -> bool:
        return super()._held(segment, **{**changes, "done": changes["intent"]})


class HasNoFence(Broadcasts):
    """The mistake: whoever once held a segment may change it for ever."""

    def _held(self, segment: Segment, **changes: Any) -> bool:
        key = (segment.broadcast_id, segment.no)
        self._books.put(self._books.segments, key, replace(self._books.segments[key], **changes))
        return True


class ForgetsDoubt(Broadcasts):
    """The mistake: whoever takes over begins at `done` as if nothing had left."""

    async def claim(self, owner: str, now: datetime) -> Segment | None:
        segment = await super().claim(owner, now)
        return replace(segment, intent=segment.done) if segment else None


class CountsOnlyWhatWasSent(Broadcasts):
    """The mistake: a copy that another worker is about to send counts against no limit."""

    def _on_its_way(self, _one: int, _broadcast_id: int) -> bool:
        return False


def caught(ledger: type[Broadcasts], least: dict[str, int], **changes: Any) -> bool:
    """Whether within 300 runs each invariant (its first word) breaks more often than this; then no more are run."""
    broke: Counter[str] = Counter()
    for seed in range(300):
        case = replace(Case.of(seed), policy=Policy.CAREFUL, **changes)
        try:
            Run(case, ledger).go()
        except Broken as broken:
            broke[str(broken).split(":")[0]] += 1
        if all(broke[word] > times for word, times in least.items()):
            return True
    return False


def test_a_ledger_that_checkpoints_at_the_fetch_is_caught_losing_people() -> None:
    assert caught(CheckpointsAtTheFetch, {"lost": 100})


def test_a_ledger_that_sends_again_after_a_timeout_is_caught_sending_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(DECISIONS, Reason.UNANSWERED, Decision.AGAIN)
    assert caught(Broadcasts, {"twice": 20})


def test_a_ledger_that_forgets_its_doubt_is_caught_sending_twice() -> None:
    assert caught(ForgetsDoubt, {"twice": 50})


def test_a_network_that_only_seems_to_take_back_half_a_copy_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    async def seems(_: Network, __: int, message_ids: tuple[int, ...]) -> Receipt:
        return Receipt(message_ids)

    monkeypatch.setattr(Network, "recall", seems)
    assert caught(Broadcasts, {"truth": 20, "twice": 0}, bilingual=True, moods=True)


def test_whoever_goes_on_with_half_a_copy_as_if_nothing_had_left_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    async def wait(*_: object) -> None:
        raise Unsent

    monkeypatch.setattr(then, "_broken_off", wait)
    assert caught(Broadcasts, {"twice": 20}, bilingual=True, moods=True)


def test_a_ledger_without_a_fence_is_caught() -> None:
    assert caught(HasNoFence, {"outcome": 3}, workers=2, stalls=True)


def test_a_ledger_that_counts_only_what_was_sent_is_caught_passing_a_limit() -> None:
    assert caught(CountsOnlyWhatWasSent, {"limit": 3}, workers=3, posts=3)


def test_workers_whose_clocks_are_a_minute_apart_send_nobody_two_copies() -> None:
    for seed in range(300):
        run(replace(Case.of(seed), workers=2, skew=61.0, policy=Policy.CAREFUL))
