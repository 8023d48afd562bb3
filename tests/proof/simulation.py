"""One simulated broadcast, from its plan to its end: workers that die, stall, make way and stop, a network of moods."""

import asyncio
import contextlib
import itertools
import logging
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from random import Random
from typing import cast

from bot.actions.deliver import deliver
from bot.actions.desk import Desk
from bot.actions.plan import plan_due
from bot.broadcast import Broadcast, BroadcastState, Errand, Policy
from bot.content import Post, PostKind, PostState, Version
from bot.delivery import DeliveryState, Doubt, Reason, Receipt, Refusal
from bot.languages import Form
from bot.pace import Pacer
from bot.partners import Kind, Partner
from bot.people import CAP_SPAN, WEEK_SPAN, Quiet
from bot.ports.strides import Recipient
from bot.recurrence import Plan
from bot.store import Store
from bot.transport import Parcel
from tests.openings import Opening, Openings
from tests.proof.model import Books, Broadcasts, Crash, ModelStore, Process, Trouble
from tests.proof.virtual import BEGIN, VirtualLoop, in_no_time

LONGEST = timedelta(days=4)
"""A broadcast that has not ended by then never will."""
FORMS = (Form.EN, Form.PT)
MOVED = 10_000
"""Added to the address of whoever moved."""


class Broken(AssertionError):  # noqa: N818 - it names an invariant
    """An invariant does not hold; its first word says which."""


@dataclass(frozen=True)
class Case:
    """What one run is made of; all of it follows from the seed."""

    seed: int
    batch: int
    size: int
    audience: int
    canary: int
    crashes: int
    """After so many the workers live."""
    fuse: int
    workers: int
    trouble: float
    stalls: bool
    moods: bool
    """Whether the network refuses, loses answers and is slow."""
    policy: Policy
    deeds: int
    """How often a person pauses, cancels or halts."""
    skew: float = 0.0
    """Seconds by which each worker's clock is ahead of the one before."""
    posts: int = 1
    """All of one partner's, due at once."""
    bilingual: bool = False
    """Whether every second chat is a channel that takes two languages in a message each."""
    later: bool = False
    """Whether those whom a cancel left out are sent to after all, by a person's choice."""

    @classmethod
    def of(cls, seed: int) -> "Case":
        rng = Random(seed)  # noqa: S311 - no secret: it can be replayed
        large = rng.random() < 0.04
        return cls(
            seed=seed,
            batch=20 if large else rng.choice((1, 2, 3, 4)),
            size=60 if large else rng.choice((3, 5, 8, 13)),
            audience=rng.randint(0, 150 if large else 40),
            canary=rng.choice((0, 0, 0, 2)),
            crashes=rng.randint(1, 40),
            fuse=rng.choice((15, 40, 80, 160)) * (3 if large else 1),
            workers=rng.choice((1, 1, 2, 3)),
            trouble=rng.choice((0, 0, 0, 0.01)),
            stalls=rng.random() < 0.2,
            moods=rng.random() < 0.6,
            policy=Policy.URGENT if rng.random() < 0.1 else Policy.CAREFUL,
            deeds=rng.choice((0, 0, 0, 1, 3)),
            bilingual=rng.random() < 0.3,
            posts=rng.choice((1, 1, 1, 2)),
            later=rng.random() < 0.5,
        )


@dataclass
class Report:
    """What happened in one run."""

    crashes: int = 0
    at_stake: int = 0
    stalls: int = 0
    troubles: int = 0
    silent: int = 0
    """Requests that left and were not answered."""
    doubts: int = 0
    halves: int = 0
    """Copies of which the first language alone is there: each is named as a doubt."""
    meant: int = 0
    later: int = 0
    """Copies that came to whom a cancel had left out."""
    places: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)


class Network(Openings):
    """Accepts, refuses, loses, answers late. It counts the copies that arrive, whoever is dead by then."""

    account_id = 1

    def __init__(self, run: "Run", process: Process) -> None:
        self._run, self._process, self._rng = run, process, run.rng

    async def open(self) -> None: ...

    def ready(self) -> contextlib.AbstractAsyncContextManager[None]:
        return contextlib.nullcontext()

    def ready_for_more(self) -> contextlib.AbstractAsyncContextManager[None]:
        return contextlib.nullcontext()

    async def close(self) -> None: ...

    def at_hand(self) -> Opening | None:
        return super().at_hand() if self._rng.random() < 0.5 else None

    async def opened(self) -> Opening:
        await self._process.point("open")
        await asyncio.sleep(self._rng.random())
        return await super().opened()

    async def edit(self, parcel: Parcel, message_ids: tuple[int, ...]) -> Receipt | Refusal:
        raise NotImplementedError

    async def replace_picture(self, parcel: Parcel, message_ids: tuple[int, ...], media_id: int) -> Receipt | Refusal:
        raise NotImplementedError

    async def pin(self, address: int, message_id: int, *, on: bool) -> Receipt | Refusal:
        raise NotImplementedError

    async def recall(self, _address: int, message_ids: tuple[int, ...]) -> Receipt | Refusal:
        """Take messages back, unless the network refuses, or the process dies."""
        await self._process.point("recall")
        refusal, arrives = self._mood() if self._run.case.moods else (None, True)
        await asyncio.sleep(self._rng.random())
        if arrives:
            for message_id in message_ids:
                self._run.messages.pop(message_id, None)
        await self._process.point("recalled")
        return refusal or Receipt(message_ids)

    async def send(self, parcel: Parcel) -> Receipt | Refusal:
        await self._process.point("send")
        refusal, arrives = self._mood() if self._run.case.moods else (None, True)
        await asyncio.sleep(self._rng.random())
        if self._process.dead and self._rng.random() < 0.5:
            raise Crash  # the request died with its process
        message_id = next(self._run.numbers)
        if arrives:
            self._run.messages[message_id] = (parcel.address % MOVED, parcel.letter.text)
        await asyncio.sleep(self._rng.choice((0.05, 0.2, 30.0)) if self._run.case.moods else 0.1)
        await self._process.point("answer")
        if refusal and refusal.reason is Reason.UNANSWERED:
            self._run.report.silent += 1
        if refusal and refusal.reason is Reason.MIGRATED:
            return self._moved(parcel.address)
        return refusal or Receipt((message_id,))

    def _moved(self, address: int) -> Refusal:
        """Once to a new address, or to one that somebody else of ours has."""
        if address > MOVED:
            return Refusal(Reason.CONTENT)
        others = self._run.case.audience
        elsewhere = address % others + 1 if self._rng.random() < 0.3 else address + MOVED
        return Refusal(Reason.MIGRATED, migrated_to=elsewhere)

    def _mood(self) -> tuple[Refusal | None, bool]:  # noqa: PLR0911 - a row of dice
        """What it will say, and whether the copy arrives all the same."""
        dice = self._rng.random()
        if dice < 0.8:
            return None, True
        if dice < 0.84:
            return Refusal(Reason.UNANSWERED), dice < 0.82
        if dice < 0.93:
            reasons = (Reason.BLOCKED, Reason.SERVER, Reason.UNREACHED, Reason.CONTENT, Reason.SERVER, Reason.UNREACHED)
            return Refusal(self._rng.choice(reasons)), False
        if dice < 0.95:
            return Refusal(Reason.FLOOD, retry_after=self._rng.choice((1, 60, 10_000))), False
        if dice < 0.952:
            return Refusal(Reason.TOKEN), False
        if dice < 0.96:
            return Refusal(Reason.MIGRATED), False
        return None, True


class Run:
    """Workers at work until every broadcast has ended."""

    def __init__(self, case: Case, ledger: type[Broadcasts] = Broadcasts) -> None:
        self.case, self.rng, self.report = case, Random(case.seed + 1), Report()  # noqa: S311 - as above
        self.messages: dict[int, tuple[int, str]] = {}
        """What is in the chats: to whom, and its text."""
        self.numbers = itertools.count(1)
        self._ledger = ledger
        self._loop = VirtualLoop()
        self._books = Books(case.size, case.canary, case.policy)
        self._lives = 0

    def go(self) -> Report:
        """Run it and look at what is left. Raises `Broken`."""
        self._furnish()
        in_no_time(self._loop, self._all())
        self._check()
        return self.report

    def _furnish(self) -> None:
        self._books.partners[1] = Partner(1, "p", Kind.SUPER, {Form.EN: "P"})
        for no in range(1, self.case.posts + 1):
            versions = {form: Version(form, f"{_mark(no)} in {form}") for form in FORMS}
            post = Post(no, 1, 1, PostKind.CAMPAIGN, PostState.SCHEDULED, BEGIN, versions)
            self._books.posts[no] = replace(post, approved_hash=post.hash())
            self._books.plans[no] = Plan(no, BEGIN.replace(tzinfo=None), "UTC", BEGIN + timedelta(seconds=1), 1)
        for no in range(1, self.case.audience + 1):
            self._books.people[no] = Recipient(
                no,
                no,
                FORMS if self._bilingual(no) else (Form.EN,),
                is_channel=self._bilingual(no),
                zone="UTC",
                quiet=Quiet(on=False),
                stopped=False,
                gone=False,
                follows=True,
                separately=self._bilingual(no),
            )
            if not self._bilingual(no) and no % 3:  # the others want everything
                (self._books.a_day if no % 3 == 1 else self._books.a_week)[no] = 1

    def _bilingual(self, no: int) -> bool:
        return self.case.bilingual and no % 2 == 0

    async def _all(self) -> None:
        await asyncio.gather(self._person(), *(self._line(no) for no in range(self.case.workers)))

    @property
    def _over(self) -> bool:
        books = self._books
        if self._loop.now() - BEGIN > LONGEST:
            return True
        if books.plans or not books.broadcasts:
            return False
        over = all(each.state is BroadcastState.FINISHED or self._stuck(each) for each in books.broadcasts.values())
        return over and not self._left_out()

    def _left_out(self) -> list[Broadcast]:
        """Sendings that are over, of which somebody is to be sent to later."""
        over = (each for each in self._books.broadcasts.values() if each.state is BroadcastState.FINISHED)
        return [each for each in over if self.case.later and self._books.left_out(each)]

    def _stuck(self, broadcast: Broadcast) -> bool:
        """All segments done, and those meant still without an outcome: it would never finish."""
        rows = self._books.rows(broadcast.id)
        return not any(row.is_open for row in rows) and len(self._books.of(broadcast.id)) != broadcast.meant

    async def _line(self, no: int) -> None:
        """One worker's place: whoever dies is followed by another."""
        while not self._over:
            process, stopping = self._born(no), asyncio.Event()
            desk = Desk(
                cast("Store", ModelStore(process, self._ledger)),  # all but what the clock asks
                Network(self, process),
                process.owner,
                process.now,
                process.sleep,
                stopping,
                Pacer(self._loop.time),
                in_doubt=self.case.batch,
            )
            timers = []
            if self.rng.random() < 0.3:
                timers.append(self._loop.call_later(self.rng.random() * 3, desk.room.make_way))
            if not process.fuse and self.rng.random() < 0.3 and self._lives < 200:
                timers.append(self._loop.call_later(self.rng.random() * 3, stopping.set))
            try:
                await self._life(desk)
            except Crash:
                self.report.crashes += 1
                self.report.places[process.died_at] += 1
                self.report.at_stake += process.at_stake
            for timer in timers:
                timer.cancel()
            self.report.stalls += process.stalls
            self.report.troubles += process.troubles
            await asyncio.sleep(self.rng.random())

    def _born(self, no: int) -> Process:
        self._lives += 1
        skew = timedelta(seconds=no * self.case.skew)
        process = Process(self._books, self.rng, f"worker {self._lives}", lambda: self._loop.now() + skew)
        if self.report.crashes < self.case.crashes:
            process.fuse, process.burns = self.rng.randint(1, self.case.fuse), self.rng.random() < 0.1
        if self._lives < 100:
            process.trouble = self.case.trouble
        if self.case.stalls and self._lives < 100 and self.rng.random() < 0.3:
            process.stall_after, process.stall_seconds = self.rng.randint(1, 200), self.rng.choice((5.0, 70.0, 300.0))
        return process

    async def _life(self, desk: Desk) -> None:
        idle = 1.0
        while not self._over and not desk.stopping.is_set():
            worked = False
            with contextlib.suppress(Trouble):
                await plan_due(desk.store, desk.now())
                while not desk.stopping.is_set() and await deliver(desk):
                    worked = True
            idle = 1.0 if worked else min(idle * 2, 600.0)
            await desk.sleep(idle)

    async def _person(self) -> None:
        """Pauses, cancels, halts; reads on and resumes; and the readers unfollow meanwhile."""
        deeds = self.case.deeds
        while not self._over:
            await asyncio.sleep(self.rng.random() * (5 if deeds else 300))
            async with self._books.turn:
                if deeds:
                    deeds -= 1
                    self._deed()
                else:
                    self._put_right()
                self._books.commit()

    def _deed(self) -> None:
        books = self._books
        for broadcast in list(books.broadcasts.values()):
            state = self.rng.choice((BroadcastState.PAUSED, BroadcastState.PAUSED, BroadcastState.CANCELLED))
            if broadcast.state is BroadcastState.SENDING:
                books.broadcasts[broadcast.id] = replace(broadcast, state=state)
        if self.rng.random() < 0.3:
            books.programme["halted"] = self._loop.now()
        for no in list(books.people):
            if self.rng.random() < 0.1:
                one = books.people[no]
                stops = self.rng.random() < 0.5
                books.people[no] = one._replace(stopped=True) if stops else one._replace(follows=False)

    def _put_right(self) -> None:
        books = self._books
        books.programme.pop("halted", None)
        for broadcast in list(books.broadcasts.values()):
            if broadcast.state is BroadcastState.PAUSED:
                books.broadcasts[broadcast.id] = replace(broadcast, state=BroadcastState.SENDING)
        for broadcast in self._left_out():
            books.send_later(broadcast, self._loop.now())

    def _check(self) -> None:
        books = self._books
        happened = [each.post_id for each in books.broadcasts.values() if each.errand is Errand.SEND]
        if sorted(happened) != sorted(books.posts):
            raise Broken(f"moment: {len(books.posts)} happened {len(happened)} times")
        if books.second:
            raise Broken(f"outcome: {books.second[0]}")
        for broadcast in books.broadcasts.values():
            self._check_one(broadcast)
        self._check_doubt()
        self._check_limits()

    def _check_one(self, broadcast: Broadcast) -> None:
        books, report = self._books, self.report
        outcomes, meant = books.of(broadcast.id), [one for row in books.rows(broadcast.id) for one in row.members]
        report.meant += len(meant)
        report.states += Counter(each.state.value for each in outcomes.values())
        lost = set(meant) - set(outcomes)
        if lost:
            raise Broken(f"lost: {len(lost)} of {len(meant)}")
        if len(meant) != len(set(meant)) or broadcast.meant != len(meant) or set(outcomes) != set(meant):
            raise Broken("sums: not each of those meant exactly once")
        if broadcast.state is not BroadcastState.FINISHED:
            raise Broken(f"end: it still stands at {broadcast.state}")
        self._check_copies(broadcast)

    def _check_copies(self, broadcast: Broadcast) -> None:
        """Of those sent to later the last word counts: what came before it was nothing."""
        since = {
            one
            for each in self._books.broadcasts.values()
            if each.origin_id == broadcast.id
            for one in self._books.of(each.id)
        }
        outcomes, report = self._books.of(broadcast.id), self.report
        there: dict[int, Counter[str]] = {}
        for one, text in self.messages.values():
            if _mark(broadcast.post_id) not in text:
                continue
            there.setdefault(one, Counter())[text] += 1
        for one, outcome in outcomes.items():
            if one in since:
                continue
            report.later += broadcast.errand is Errand.REST and outcome.state is DeliveryState.SENT
            texts = there.get(one, Counter[str]())
            copies, whole = max(texts.values(), default=0), len(FORMS) if self._bilingual(one) else 1
            if outcome.state is DeliveryState.SENT and len(texts) != whole:
                raise Broken(f"truth: {one} is called sent and got {len(texts)} of {whole}")
            report.halves += 0 < len(texts) < whole
            if copies and outcome.state not in {DeliveryState.SENT, DeliveryState.UNKNOWN}:
                raise Broken(f"truth: {one} is called {outcome.state} ({outcome.reason}) and got {copies}")
            if copies > 1 and broadcast.policy is Policy.CAREFUL:
                raise Broken(f"twice: {one} got {copies}")

    def _check_doubt(self) -> None:
        outcomes, report = self._books.outcomes, self.report
        doubts = Counter(outcome.reason for outcome in outcomes.values() if outcome.state is DeliveryState.UNKNOWN)
        report.doubts = doubts[Doubt.CRASH]
        events = report.crashes + report.stalls + report.troubles
        if not self.case.skew and doubts[Doubt.CRASH] > self.case.batch * events:
            raise Broken(f"doubt: {doubts[Doubt.CRASH]} after {events} events of {self.case.batch}")
        if doubts[Doubt.TIMEOUT] > report.silent:
            raise Broken(f"doubt: {doubts[Doubt.TIMEOUT]} timeouts of {report.silent}")
        if doubts[Doubt.FAULT] > report.troubles:
            raise Broken(f"doubt: {doubts[Doubt.FAULT]} faults of {report.troubles}")

    def _check_limits(self) -> None:
        books = self._books
        for limits, span in ((books.a_day, CAP_SPAN), (books.a_week, WEEK_SPAN)):
            for one, most in limits.items():
                had = sorted(
                    outcome.at
                    for (_, who), outcome in books.outcomes.items()
                    if who == one and outcome.state is DeliveryState.SENT
                )
                if any(later - first < span for first, later in zip(had, had[most:], strict=False)):
                    raise Broken(f"limit: {one} wants {most} and got them at {had}")


def _mark(post_id: int) -> str:
    """What every text of a post says, and no other does."""
    return f"post {post_id}"


@contextlib.contextmanager
def quiet_log() -> Iterator[None]:
    """Thousands of crashes would fill the log with their traces."""
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)
