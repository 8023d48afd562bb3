"""One copy carried by plain calls: whatever comes between, it ends once, and its connection is somebody's again."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import replace
from typing import Any, Self, cast

import pytest

from bot.accounts import Lane
from bot.actions.carry import _parcel, carry
from bot.actions.desk import Desk
from bot.actions.job import Job
from bot.broadcast import LEASE, Broadcast, Errand
from bot.content import Media, MediaKind, Post, PostKind, PostState, Version
from bot.delivery import DeliveryState, Doubt, Outcome, Reason, Receipt, Refusal
from bot.languages import Form
from bot.pace import Pacer
from bot.partners import Kind, Partner
from bot.people import Quiet
from bot.ports.strides import Recipient
from bot.transport import Letter, Parcel, Told
from tests.proof.virtual import BEGIN, VirtualLoop, in_no_time

WHO = 7
EMMA = Recipient(
    WHO, WHO, (Form.EN,), is_channel=False, zone="UTC", quiet=Quiet(on=False), stopped=False, gone=False, follows=True
)


YES = Receipt((1,))


class Scene:
    """A line with one copy, a network of one connection, and what was told of both."""

    account_id = 1

    def __init__(
        self, says: Receipt | Refusal | Exception = YES, media: tuple[Media, ...] = (), *, paid: bool = False
    ) -> None:
        self.loop, self.says = VirtualLoop(), says
        versions = {Form.EN: Version(Form.EN, "Hello.")}
        post = Post(1, 1, 1, PostKind.CAMPAIGN, PostState.SENDING, BEGIN, versions, media=media)
        broadcast = Broadcast(1, 1, BEGIN, post.hash(), started_at=BEGIN, paid=paid)
        self.desk = Desk(cast("Any", None), cast("Any", self), "test", self.loop.now, pacer=Pacer(self.loop.time))
        partner = Partner(1, "p", Kind.SUPER, {Form.EN: "P"})
        self.job = Job(self.desk, broadcast, post, partner, {}, BEGIN + LEASE)
        self.ends: list[Outcome | None] = []
        self.sent = self.taken = self.given_back = self.heard = 0
        self.desk.pacer.heard = self._hears  # type: ignore[method-assign]

    def _hears(self) -> None:
        self.heard += 1

    # the line's side

    def ended(self, outcome: Outcome | None) -> None:
        self.ends.append(outcome)

    def persist(self, work: Coroutine[Any, Any, None]) -> None:
        asyncio.get_running_loop().create_task(work)

    # the network's side

    def at_hand(self) -> "Scene":
        self.taken += 1
        return self

    def send(self, _: Parcel, told: Told) -> None:
        self.sent += 1
        if isinstance(self.says, Exception):
            raise self.says
        told(self.says if isinstance(self.says, Receipt) else _later(self.says))

    def give_back(self) -> None:
        self.given_back += 1

    def run(self, at: float = 0.0, meanwhile: Callable[["Scene"], object] = lambda _: None) -> Self:
        """Carry it for its slot, which is so many seconds away; halfway there something happens."""

        async def work() -> None:
            zero = self.desk.pacer.clock()
            carry(self, WHO, EMMA, zero + at)
            await asyncio.sleep(at / 2)
            meanwhile(self)
            await asyncio.sleep(at + 60)

        in_no_time(self.loop, work())
        return self


async def _later(says: Refusal) -> Refusal:
    return says


def test_who_is_answered_with_a_plain_yes_is_sent_to_once() -> None:
    scene = Scene().run()
    (outcome,) = scene.ends
    assert outcome
    assert (outcome.state, outcome.message_ids, scene.sent, scene.given_back) == (DeliveryState.SENT, (1,), 1, 0)


HELD, FAR = 0.05, 20.0
"""Seconds to its slot: with a connection in hand, and before there is any."""


NO_MORE = pytest.mark.parametrize(
    "what",
    [
        lambda scene: scene.desk.stopping.set(),
        lambda scene: scene.desk.pacer.close(5.0),
        lambda scene: setattr(scene.job, "closed", True),
        lambda scene: setattr(scene.job, "lease_until", scene.desk.now()),
    ],
    ids=["it is stopped", "a flood answer comes", "the line is closed", "the lease is over"],
)


@pytest.mark.parametrize("at", [HELD, FAR])
@NO_MORE
def test_who_may_not_be_sent_to_any_more_waits_for_the_next_claim_and_leaves_the_connection(
    what: Callable[[Scene], object], at: float
) -> None:
    scene = Scene().run(at, what)
    assert (scene.ends, scene.sent, scene.given_back) == ([None], 0, scene.taken)


class Uploading(Scene):
    """Its letter has a picture that the account does not know: a task carries it."""

    def __init__(self) -> None:
        super().__init__(media=(Media(1, MediaKind.PHOTO, "kapok.png"),))

    @contextlib.asynccontextmanager
    async def ready_for_more(self) -> AsyncIterator[None]:
        yield

    async def send(self, _: Parcel) -> Receipt:  # type: ignore[override]
        self.sent += 1
        return YES


def test_a_picture_that_goes_up_is_sent_once() -> None:
    scene = Uploading().run(HELD)
    (outcome,) = scene.ends
    assert outcome
    assert (outcome.state, scene.sent) == (DeliveryState.SENT, 1)


@pytest.mark.parametrize("at", [HELD, FAR])
@NO_MORE
def test_a_picture_that_may_not_go_up_any_more_waits_for_the_next_claim(
    what: Callable[[Scene], object], at: float
) -> None:
    scene = Uploading().run(at, what)
    assert (scene.ends, scene.sent) == ([None], 0)


def test_who_is_stopped_before_the_slot_is_near_opens_no_connection_any_more() -> None:
    scene = Scene().run(FAR, lambda scene: scene.desk.stopping.set())
    assert (scene.ends, scene.taken) == ([None], 0)


@pytest.mark.parametrize("kind", [Scene, Uploading])
def test_who_waits_for_a_far_slot_is_left_at_once_when_all_are_sent_away_at_the_end(kind: type[Scene]) -> None:
    soon = list[Outcome | None]()

    def ends(scene: Scene) -> None:
        scene.desk.stopping.set()
        scene.desk.pacer.dismiss()
        asyncio.get_running_loop().call_later(0.1, lambda: soon.extend(scene.ends))

    kind().run(FAR, ends)
    assert soon == [None]


def test_a_follow_up_replies_to_its_readers_copy_and_in_another_chat_to_nothing() -> None:
    job = Scene().run().job
    job.copies[WHO] = Outcome(WHO, DeliveryState.SENT, BEGIN, message_ids=(5, 6))
    assert [_parcel(job, EMMA, address, Letter("Now")).reply_to for address in (WHO, WHO + 1)] == [5, None]


class Correcting(Scene):
    """It changes a copy of two messages."""

    def __init__(self) -> None:
        super().__init__()
        self.job.broadcast = replace(self.job.broadcast, errand=Errand.CORRECT, origin_id=2)
        self.job.__post_init__()
        self.job.copies[WHO] = Outcome(WHO, DeliveryState.SENT, BEGIN, message_ids=(5, 6))
        self.turns: list[tuple[Lane, int | None]] = []
        self.desk.pacer.turn = self._turn  # type: ignore[method-assign]

    async def _turn(self, lane: Lane, address: int | None, **_: object) -> None:
        self.turns.append((lane, address))

    @contextlib.asynccontextmanager
    async def ready_for_more(self) -> AsyncIterator[None]:
        yield

    async def edit(self, _: Parcel, __: tuple[int, ...]) -> Receipt:
        self.sent += 1
        return YES


def test_a_correction_of_two_messages_takes_two_turns_and_none_of_its_chat(monkeypatch: pytest.MonkeyPatch) -> None:
    both = Letter("Hello.", then=Letter("Olá."))
    monkeypatch.setattr("bot.actions.carry._letter", lambda *_: (both, Form.EN, None))
    scene = Correcting()
    scene.run()
    assert (scene.turns, scene.sent) == ([(Lane.CORRECTION, None)] * 2, 1)


def test_a_fault_before_it_leaves_is_one_persons_doubt_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.actions.carry._letter", lambda *_: 1 / 0)
    scene = Scene().run()
    (outcome,) = scene.ends
    assert outcome
    assert (outcome.state, outcome.reason, scene.sent) == (DeliveryState.UNKNOWN, Doubt.FAULT, 0)


def test_a_fault_while_it_leaves_is_one_persons_doubt_and_told_once() -> None:
    scene = Scene(ZeroDivisionError()).run()
    (outcome,) = scene.ends
    assert outcome
    assert (outcome.state, outcome.reason, scene.sent) == (DeliveryState.UNKNOWN, Doubt.FAULT, 1)


@pytest.mark.parametrize(
    ("says", "state"),
    [
        (Refusal(Reason.UNANSWERED), DeliveryState.UNKNOWN),
        (Refusal(Reason.CONTENT), DeliveryState.REFUSED),
        (YES, DeliveryState.SENT),
    ],
)
@pytest.mark.parametrize("paid", [True, False])
def test_every_answer_to_what_is_paid_is_heard_once_and_none_is_a_second_send(
    says: Receipt | Refusal, state: DeliveryState, *, paid: bool
) -> None:
    scene = Scene(says, paid=paid).run()
    (outcome,) = scene.ends
    assert outcome
    assert (outcome.state, scene.sent, scene.heard) == (state, 1, int(paid))
