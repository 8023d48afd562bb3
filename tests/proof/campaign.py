"""A city under fire: a sandbox process, worker processes on one database, and the means to end them badly."""

import asyncio
import contextlib
import re
import signal
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from random import Random
from typing import Any, cast

import sqlalchemy

from bot.accounts import DOUBT
from bot.actions.compose import open_draft, put_version
from bot.actions.control import pin, recall, unpin
from bot.actions.correct import correct
from bot.actions.meet import meet
from bot.actions.review import approve
from bot.actions.schedule import schedule
from bot.actions.submit import submit
from bot.broadcast import Broadcast, BroadcastState, Errand
from bot.content import MediaKind, Version
from bot.corrections import Picture, Replacement
from bot.languages import Form
from bot.notices import NoticeKind
from bot.partners import Channel
from bot.recurrence import local
from bot.ways import Way, WayKind
from storage import Database, StorageFault
from storage.chats import READER
from storage.ledger import segments
from storage.schema import metadata
from tests import cast as people
from tests.processes.conftest import Started, Town, says
from tests.processes.forked import forked
from tests.proof.aiming import CORRECTED, Aim, Stage, note_of, withdraw

K = DOUBT
"""Whom one process may leave in doubt."""
FIRST = 70_000
CHANNEL, CHANNELS = -1_003_000_000_000, 100
"""The first of so many channels, which are linked for pins alone."""
RATE = 150.0
"""A second: faster than Telegram allows, so that a test need not wait; slow enough to be hit in the middle."""
PATIENCE = 120.0
UNTAKEN = 2.5
"""Seconds for which an aim waits for somebody to enter its stage."""
RANGES = (100, 20_000)
"""How many people a process freezes at once: the crowd in several transactions, or all of it in one."""
BEGINNING = 24
"""Statements of the verb that begins a correction, or a few more."""
OTHER_PICTURE = people.SAMPLE / "pictures" / "flying-car.png"
LONG = " …" * 600
"""More than a caption holds: such a text stands below its picture, and a copy is two messages."""
DONE = {
    Errand.CORRECT: ("editMessageText", "not modified"),
    Errand.RECALL: ("deleteMessages", "not found"),
    Errand.PIN: ("pinChatMessage", "already pinned"),
    Errand.UNPIN: ("unpinChatMessage", "to unpin not found"),
}
"""By which call the network does an errand, and how it says that it is done already."""


class Kind(StrEnum):
    """What of a post is corrected."""

    TEXT = "text"
    BUTTONS = "buttons"
    PICTURE = "picture"


@dataclass
class Siege:
    """One database, its workers, and what was done to them."""

    town: Town
    url: str
    seed: int
    readers: int
    aimed: bool = False
    """Whether its workers can be told in which stage to die."""
    asked: frozenset[Stage] = frozenset()
    """Stages in each of which somebody has to be killed."""
    rate: float = RATE
    mistake: str = ""
    """One that its workers make (`mistakes`)."""
    rng: Random = field(init=False)
    workers: list[Started] = field(default_factory=list)
    dead: list[Started] = field(default_factory=list)
    """Whose places are empty yet."""
    listening: dict[int, asyncio.Task[None]] = field(default_factory=dict)
    """Who reads what a worker says, by the worker's number."""
    said: list[str] = field(default_factory=list)
    """Every line of every worker since it was ready."""
    kills: int = 0
    hits: int = 0
    """Kills of a process that held a segment."""
    struck: Counter[Stage] = field(default_factory=Counter)
    """Kills of a process that was in the stage aimed at; all others are as chance has it."""
    places: Counter[tuple[Stage, str]] = field(default_factory=Counter)
    stalls: int = 0
    correcting: Kind = Kind.TEXT
    corrections: int = 0

    def __post_init__(self) -> None:
        self.rng = Random(self.seed)  # noqa: S311 - no secret: it can be replayed

    async def worker(self, command: str = "worker", *, odd: Path | None = None, **more: str) -> Started:
        """A worker, or a `run`; an odd one when there is a folder whose files say how its world is (`odd_worker`)."""
        environment = self.town.environment(KAPOK_DATABASE_URL=self.url, **more)
        if odd:
            environment["ODD_WORLD"] = str(odd)
            process = await forked(self.town.folder, environment, "tests.proof.odd_worker")
        elif self.aimed:
            environment |= {"FREEZING_RANGE": str(self.rng.choice(RANGES)), "MISTAKE": self.mistake}
            process = await forked(self.town.folder, environment, "tests.proof.aimed", "worker")
        else:
            process = await forked(self.town.folder, environment, "bot", command)
        self.town.started.append(process)
        await says(process, "ready")
        self.listening[process.pid] = asyncio.create_task(_drain(process, self.said))
        self.workers.append(process)
        return process

    async def furnish(self, store: Database) -> None:
        """Hundreds of readers, on the network and in the database."""
        await self.town.post("control/users", **{"count": self.readers, "from": FIRST, "started": True})
        async with store.write() as tx:
            partner = await tx.partners.by_slug("xpeng")
            assert partner is not None
            now = people.real_now()
            first = await tx.readers.meet(people.reader(FIRST, now))
            await tx.follows.follow(first.id, partner.id, now)
            await _multiply(tx, first.id, self.readers)
            await _full_speed(tx, self.rate)

    async def link_channels(self, store: Database) -> None:
        """On the network, where the bot may pin, and in the database."""
        for no in range(CHANNELS):
            await self.town.post("control/chats", id=CHANNEL - no, type="channel", title="Fire", admins=[people.BOT])
        async with store.write() as tx:
            partner = await tx.partners.by_slug("xpeng")
            assert partner is not None
            for no in range(CHANNELS):
                await tx.channels.link(Channel(0, CHANNEL - no, partner.id, "Fire", (Form.EN,)))

    async def plan(self, store: Database, words: str, *, pictured: bool = False) -> int:
        """A post of one message, or of a picture with its text below, is due at once."""
        await execute(store, sqlalchemy.delete(metadata.tables["occurrence"]))  # a partner has so many posts a month
        async with self.town.http.delete(f"{self.town.url}/control/calls") as response:
            assert response.status == 200
        now = people.real_now()
        author = await meet(store, people.ZIQING, "周子晴", None, now)
        admin = await meet(store, people.ZHIYUAN, "梁志远", None, now)
        post = await open_draft(store, author, next(iter(author.partner_ids)), now)
        await put_version(store, author, post.id, Version(Form.EN, words + LONG * pictured))
        if pictured:
            await put_picture(store, post.id)
        post = await submit(store, author, post.id, now)
        post = await approve(store, admin, post.id, post.hash(), now)
        wall = local(now + timedelta(seconds=0.3), author.reader.zone).replace(tzinfo=None)
        await schedule(store, author, post.id, wall, now)
        return post.id

    async def kill(self, store: Database, *stages: Stage) -> None:
        """Kill -9 one of them: in one of these stages, those first in which nobody was yet, or as chance has it."""
        missed = [stage for stage in stages if not self.struck[stage]]
        stage = self.rng.choice(missed or [*stages, None, None])
        if stage:
            self.aim(stage)
        await self.fill(store)
        if stage:
            await self.fallen()
        else:
            await asyncio.sleep(self.rng.uniform(0.0, 0.5))
            await self._kill_by_chance(store)

    async def _kill_by_chance(self, store: Database) -> None:
        """At whatever it is doing."""
        victim = self.rng.choice(self.workers)
        if self.rng.random() < 0.7:  # most while they hold a segment, the others at whatever else they do
            victim = await self.holder(store) or victim
        await asyncio.sleep(self.rng.uniform(0.0, 0.3))
        await self.end(victim)

    async def end(self, victim: Started) -> None:
        """Kill -9 one of them now."""
        victim.kill()
        await self._fell(victim)

    def aim(self, stage: Stage) -> None:
        """At the first that enters this stage, somewhere in it."""
        Aim.at(stage, self.rng).put_down(self.town.folder)

    async def fallen(self, within: float = UNTAKEN) -> None:
        """Wait until the one that was aimed at has died; nobody enters every stage in time."""
        ends = {asyncio.ensure_future(each.wait()): each for each in self.workers}
        done, _ = await asyncio.wait(ends, timeout=within, return_when=asyncio.FIRST_COMPLETED)
        if not done and withdraw(self.town.folder):
            return
        if not done:  # somebody has taken it in the last moment
            done, _ = await asyncio.wait(ends, timeout=PATIENCE, return_when=asyncio.FIRST_COMPLETED)
        (victim,) = (ends[each] for each in done)
        note = note_of(self.town.folder, victim.pid)
        assert note, f"KAPOK_SEED={self.seed}: a worker ended by itself and said {self.said[-20:]}"
        self._noted(note)
        await self._fell(victim)

    async def fill(self, store: Database) -> None:
        """Others take the places of the dead, and a minute has passed."""
        while self.dead:
            self.hits += await self.leases_run_out(store, self.dead.pop()) > 0
            await self.rested(store)
            await self.worker()

    async def rested(self, store: Database) -> None:
        """What a minute of waiting would do: notices that could not be told are tried again."""
        await execute(store, sqlalchemy.update(metadata.tables["notice"]).values(rests_until=None))

    async def strike_verb(self, broadcast: Broadcast) -> None:
        """Kill -9 whoever begins a correction, somewhere in it: it has begun wholly, or not at all."""
        Aim.at(Stage.CORRECT, self.rng, BEGINNING).put_down(self.town.folder)
        environment = self.town.environment(KAPOK_DATABASE_URL=self.url)
        process = await forked(self.town.folder, environment, "tests.proof.aimed", "correct", str(broadcast.id))
        said, _ = await process.communicate()
        note = note_of(self.town.folder, process.pid)
        assert note, said.decode()
        self._noted((note[0], f"the verb: {note[1]}"))
        self.kills += 1

    def missed(self) -> frozenset[Stage]:
        """Stages in which nobody has been killed yet."""
        return self.asked - self.struck.keys()

    def table(self) -> str:
        """Kills by stage, and where in it."""
        chance = self.kills - self.struck.total()
        lines = [f"| as chance has it | {chance} | |"]
        for stage in Stage:
            where = ", ".join(f"{place} {n}" for (of, place), n in sorted(self.places.items()) if of is stage)
            lines.append(f"| {stage} | {self.struck[stage]} | {where} |")
        return "\n".join(lines)

    def _noted(self, note: tuple[Stage, str]) -> None:
        self.struck[note[0]] += 1
        self.places[note] += 1

    async def _fell(self, victim: Started) -> None:
        await victim.wait()
        self.workers.remove(victim)
        self.dead.append(victim)
        self.kills += 1

    async def stall(self, store: Database) -> None:
        """Stop one for longer than its leases, while another takes them over; then it goes on, not knowing."""
        sleeper = self.rng.choice(self.workers)
        if len(self.workers) == 1:
            await self.worker()
        self.stalls += 1
        while True:
            sleeper.send_signal(signal.SIGSTOP)
            try:
                async with asyncio.timeout(3):
                    await self.leases_run_out(store, sleeper)
                    break
            except (TimeoutError, StorageFault):  # it sleeps within a unit of work and holds the database
                sleeper.send_signal(signal.SIGCONT)
                await asyncio.sleep(0.05)
        await asyncio.sleep(self.rng.uniform(0.5, 1.5))
        sleeper.send_signal(signal.SIGCONT)

    async def stop(self) -> None:
        """SIGTERM for everybody."""
        for process in self.workers:
            process.send_signal(signal.SIGTERM)
        for process in self.workers:
            async with asyncio.timeout(PATIENCE):
                assert await process.wait() == 0
        self.workers.clear()

    async def holder(self, store: Database) -> Started | None:
        """One that holds a segment, as soon as there is one; none within a second and a half."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(1.5):
                while True:
                    if holding := await self.holding(store):
                        return self.rng.choice(holding)
                    await asyncio.sleep(0.02)
        return None

    async def holding(self, store: Database) -> list[Started]:
        """Those that hold a segment."""
        held_by = await self.owners(store)
        return [each for each in self.workers if any(f":{each.pid}" in owner for owner in held_by)]

    async def owners(self, store: Database) -> list[str]:
        """Who holds a segment, as the database says."""
        held = sqlalchemy.select(segments.c.owner).where(segments.c.owner.is_not(None)).distinct()
        return [row.owner for row in await execute(store, held)]

    async def leases_run_out(self, store: Database, holder: Started) -> int:
        """What a minute of waiting would do: the leases of one process run out; how many it held."""
        mine = segments.c.owner.like(f"%:{holder.pid}%")
        past = people.real_now() - timedelta(seconds=1)
        return int((await execute(store, sqlalchemy.update(segments).where(mine).values(lease_until=past))).rowcount)

    async def over(self, store: Database, post_id: int) -> Broadcast:
        """Wait until its broadcast is finished."""
        async with asyncio.timeout(PATIENCE):
            while True:
                await self.look(store)
                async with store.read() as tx:
                    started = await tx.broadcasts.of_post(post_id)
                if started and started[0].state is BroadcastState.FINISHED:
                    assert len(started) == 1, "one moment happened twice"
                    return started[0]
                await asyncio.sleep(0.2)

    async def look(self, store: Database) -> None:
        """Half a minute has passed since the canary was done."""
        broadcasts, now = metadata.tables["broadcast"], people.real_now()
        waits = broadcasts.c.wide_from > now
        await execute(store, sqlalchemy.update(broadcasts).where(waits).values(wide_from=now))

    async def begin(self, store: Database, errand: Errand, broadcast: Broadcast) -> Broadcast:
        """An admin corrects or recalls every copy, or pins those in channels, or no longer."""
        now = people.real_now()
        admin = await meet(store, people.ZHIYUAN, "梁志远", None, now)
        if begun := {Errand.RECALL: recall, Errand.PIN: pin, Errand.UNPIN: unpin}.get(errand):
            return await begun(store, admin, broadcast.id, now)
        return await correct(store, admin, broadcast.id, await self._what(store), now)

    async def _what(self, store: Database) -> Replacement:
        """What takes the place of something: as often as it is asked, something else."""
        self.corrections += 1
        if self.correcting is Kind.BUTTONS:
            address = f"https://example.com/{self.corrections}"
            return Replacement(ways=(Way(WayKind.LINK, address, {Form.EN: CORRECTED}),))
        if self.correcting is Kind.PICTURE:
            path = self.town.folder / f"{self.corrections}.png"
            path.write_bytes(OTHER_PICTURE.read_bytes())
            async with store.write() as tx:
                return Replacement(picture=Picture(0, await tx.posts.new_media(MediaKind.PHOTO, str(path))))
        return Replacement([Version(Form.EN, CORRECTED)])

    async def errand_about(self, store: Database, broadcast: Broadcast) -> Broadcast | None:
        """The latest of its corrections, if there is one."""
        async with store.read() as tx:
            all_of_it = await tx.broadcasts.of_post(broadcast.post_id)
        found = [each for each in all_of_it if each.errand is Errand.CORRECT and each.origin_id == broadcast.id]
        return max(found, key=lambda each: each.id, default=None)

    async def state(self, store: Database, broadcast: Broadcast) -> BroadcastState:
        async with store.read() as tx:
            found = await tx.broadcasts.get(broadcast.id)
        assert found is not None
        return found.state

    async def progress(self, store: Database, post_id: int) -> float:
        """The share of those meant who have an outcome."""
        await self.look(store)
        async with store.read() as tx:
            started = await tx.broadcasts.of_post(post_id)
            sums = await tx.broadcasts.sums(started[0].id) if started else None
        return sums.known / sums.meant if sums and sums.meant else 0.0

    async def told(self, store: Database, address: int, button: str) -> int:
        """How often somebody got a notice with this button, once none waits that is a message.

        What only changes others' messages may rest for minutes, when it was at work as something broke.
        """
        table = metadata.tables["notice"]
        waiting = sqlalchemy.select(table).where(table.c.kind != NoticeKind.SETTLED)
        end = asyncio.get_running_loop().time() + PATIENCE
        while wait := (await execute(store, waiting)).all():
            assert asyncio.get_running_loop().time() < end, f"{wait} wait; the workers said {self.said[-20:]}"
            await asyncio.sleep(0.1)
        mine = [call for call in await self._calls("sendMessage") if call["ok"] and int(call["chat_id"]) == address]
        return sum(bool(re.search(rf"{button}\b", str(call["params"].get("reply_markup")))) for call in mine)

    async def copies(self, words: str) -> list[int]:
        """What the network says that each of the crowd got of a post."""
        texts = [call for call in await self._calls("sendMessage") if words in str(call["params"].get("text", ""))]
        return self._each_got(texts)

    async def pictures(self) -> list[int]:
        """What the network says that each of the crowd got of pictures since a post was planned."""
        return self._each_got(await self._calls("sendPhoto"))

    def _each_got(self, calls: list[dict[str, Any]]) -> list[int]:
        got = Counter(int(call["chat_id"]) for call in calls if call["ok"])
        return [got[FIRST + no] for no in range(self.readers)]

    async def done(self, errand: Broadcast) -> set[int]:
        """Whose copy the network says that it has changed or deleted, or that it was so already."""
        method, already = DONE[errand.errand]
        method = "editMessageMedia" if errand.media_id else method
        return {int(call["chat_id"]) for call in await self._calls(method) if call["ok"] or already in str(call)}

    async def _calls(self, method: str) -> list[dict[str, Any]]:
        async with self.town.http.get(f"{self.town.url}/control/calls", params={"method": method}) as response:
            calls: list[dict[str, Any]] = (await response.json())["calls"]
        return calls


async def put_picture(store: Database, post_id: int) -> None:
    """A draft gets a real picture, which the first copy uploads."""
    async with store.write() as tx:
        post = await tx.posts.get(post_id)
        assert post is not None
        await tx.posts.save(replace(post, media=(await tx.posts.new_media(MediaKind.PHOTO, str(people.PICTURE)),)))


async def execute(store: Database, statement: Any) -> Any:
    """A statement of the test's own, beside the ports."""
    async with store.write() as tx:
        return await cast("Any", tx).posts._tx.execute(statement)


async def _multiply(tx: Any, first_id: int, count: int) -> None:
    """So many like the first one, all together: one after the other twelve thousand take a minute."""
    chats, readers, follows = (metadata.tables[name] for name in ("chat", "reader", "follow"))
    crowd = [{"address": FIRST + no, "kind": READER} for no in range(1, count)]
    if not crowd:
        return
    await tx.posts._tx.execute(sqlalchemy.insert(chats), crowd)
    others = chats.c.address.between(FIRST + 1, FIRST + count - 1)
    for table, key in ((readers, "id"), (follows, "reader_id")):
        columns = [chats.c.id if column.name == key else column for column in table.c]
        copies = sqlalchemy.select(*columns).join_from(chats, table, table.c[key] == first_id).where(others)
        await tx.posts._tx.execute(sqlalchemy.insert(table).from_select([each.name for each in table.c], copies))


async def _full_speed(tx: Any, rate: float) -> None:
    """The account's row at a rate that the tests can wait for."""
    await tx.accounts.reserve(people.BOT, 1, people.real_now())
    accounts = metadata.tables["account"]
    await tx.posts._tx.execute(sqlalchemy.update(accounts).values(rate=rate))


async def _drain(process: Started, said: list[str]) -> None:
    assert process.stdout is not None
    while line := await process.stdout.readline():
        said.append(line.decode(errors="replace"))
