"""Real processes amid a broadcast: readers block the bot, its partner leaves the programme, somebody corrects it."""

# ruff: noqa: T201, ASYNC110 - figures are for whoever reads; other processes end the waiting
import asyncio

import pytest
import sqlalchemy

from bot.actions.meet import meet
from bot.actions.retire import retire
from bot.broadcast import Broadcast, BroadcastState, Errand
from bot.delivery import DeliveryState, Skip
from bot.mistakes import Mistake, Why
from storage import Database
from storage.chats import chats
from storage.ledger import segments
from tests import cast
from tests.ledger import outcomes_of, recipients
from tests.processes.conftest import Town
from tests.proof.aiming import CORRECTED
from tests.proof.campaign import FIRST, PATIENCE, K, Siege, execute
from tests.proof.judging import judge, judge_errand
from tests.proof.sieges import TRIES, a_siege, begun

READERS, SLOW = 120, 30.0
"""So slowly that who is intended waits for a second, in which much can happen."""
SOME = 8
both = pytest.mark.parametrize(
    ("database_url", "commands"),
    [("sqlite", ("run",)), ("postgresql", ("run", "worker"))],
    indirect=["database_url"],
)


async def ahead(store: Database) -> tuple[list[int], list[int]]:
    """The addresses of those who are intended and have no outcome yet, and of those after them, in their order."""
    newest = segments.c.broadcast_id.desc()
    row = (await execute(store, sqlalchemy.select(segments).order_by(newest, segments.c.no))).first()
    here = sqlalchemy.select(chats.c.id, chats.c.address).where(chats.c.id.in_(row.members))
    known = {one.id: one.address for one in await execute(store, here)}
    addresses = [known[member] for member in row.members]
    return addresses[row.done : row.intent], addresses[row.intent :]


async def ended(store: Database, broadcast: Broadcast) -> dict[int, tuple[str, str | None]]:
    """Address -> state and reason."""
    async with store.read() as tx:
        outcomes = await outcomes_of(tx, broadcast.id)
        met = await recipients(tx, [each.recipient for each in outcomes], 1, broadcast.started_at)
    return {met[each.recipient].address: (each.state.value, each.reason) for each in outcomes}


@both
async def test_readers_who_block_the_bot_between_claim_and_send_are_named_and_got_nothing(
    town: Town, database_url: str, commands: tuple[str, ...]
) -> None:
    async with a_siege(town, database_url, READERS, rate=SLOW) as (siege, store):
        for command in commands:
            await siege.worker(command)
        for _ in range(TRIES):
            post_id = await begun(siege, store, "Blocked.")
            intended, later = await ahead(store)
            at_hand, to_come = ([each for each in some if each >= FIRST][-SOME:] for some in (intended, later))
            for address in (*at_hand, *to_come):
                await town.post("sandbox/block", user=address, key=f"{cast.BOT}:{address}")
            before = await siege.copies("Blocked.")  # on a busy machine some have theirs by then
            broadcast = await siege.over(store, post_id)
            verdict, outcomes = await judge(siege, store, broadcast, "Blocked."), await ended(store, broadcast)
            print(f"\n{verdict}", {address: outcomes[address] for address in (*at_hand, *to_come)})
            at_hand, to_come = ([each for each in some if not before[each - FIRST]] for some in (at_hand, to_come))
            assert (verdict.lost, verdict.twice, verdict.lies, verdict.doubt) == (0, 0, 0, 0), verdict
            assert {outcomes[address] for address in at_hand} <= {("refused", "blocked")}
            assert {outcomes[address] for address in to_come} <= {("refused", "blocked"), ("skipped", "gone")}
            assert verdict.known == verdict.meant == verdict.sent + len(at_hand) + len(to_come)
            copies = await siege.copies("Blocked.")
            assert not any(copies[address - FIRST] for address in (*at_hand, *to_come))
            if at_hand:
                return
    pytest.fail("whoever was to block the bot had a copy already")


@both
async def test_a_partner_that_is_removed_in_the_middle_of_a_broadcast_sends_nobody_else_a_copy(
    town: Town, database_url: str, commands: tuple[str, ...]
) -> None:
    async with a_siege(town, database_url, READERS, rate=SLOW) as (siege, store):
        for command in commands:
            await siege.worker(command)
        post_id = await begun(siege, store, "Removed.")
        admin = await meet(store, cast.ZHIYUAN, "梁志远", None, cast.real_now())
        async with store.read() as tx:
            partner = await tx.partners.by_slug("xpeng")
        assert partner is not None
        await retire(store, admin, partner.id, cast.real_now())
        before = sum(await siege.copies("Removed."))
        broadcast = await siege.over(store, post_id)
        verdict, outcomes = await judge(siege, store, broadcast, "Removed."), await ended(store, broadcast)
        after = sum(await siege.copies("Removed."))
    skipped = [reason for state, reason in outcomes.values() if state == DeliveryState.SKIPPED]
    print(f"\n{verdict}, copies then {before}, in the end {after}")
    assert (verdict.lost, verdict.twice, verdict.lies, verdict.doubt) == (0, 0, 0, 0), verdict
    assert verdict.known == verdict.meant == verdict.sent + len(skipped)
    # A stride that looked at the broadcast just before, and at its readers just after, finds that they follow no more.
    assert set(skipped) <= {Skip.CANCELLED, Skip.UNFOLLOWED}
    assert Skip.CANCELLED in skipped
    assert after - before <= K * len(commands)


@both
async def test_a_correction_of_what_is_still_being_sent_waits_and_then_reaches_every_copy(
    town: Town, database_url: str, commands: tuple[str, ...]
) -> None:
    async with a_siege(town, database_url, READERS) as (siege, store):
        for command in commands:
            await siege.worker(command)
        post_id = await begun(siege, store, "Corrected too early.")
        async with store.read() as tx:
            (broadcast,) = await tx.broadcasts.of_post(post_id)
        begun_at_last, refused = await as_soon_as_possible(siege, store, broadcast)
        async with asyncio.timeout(PATIENCE):
            while await siege.state(store, begun_at_last) is not BroadcastState.FINISHED:
                await asyncio.sleep(0.1)
        verdict, sent = await judge_errand(siege, store, begun_at_last), await judge(siege, store, broadcast, "early")
        texts = [await town.received(FIRST + no) for no in range(0, READERS, 10)]
    print(f"\nrefused {refused} times; {verdict}")
    assert refused
    assert verdict.meant == verdict.sent == sent.sent == sent.meant, verdict
    assert (verdict.lost, verdict.lies, verdict.doubt) == (0, 0, 0), verdict
    assert {sum(CORRECTED in text for text in each) for each in texts} == {1}
    assert not any("too early" in text for each in texts for text in each)


async def as_soon_as_possible(siege: Siege, store: Database, broadcast: Broadcast) -> tuple[Broadcast, int]:
    """An admin tries again and again; how often it was too early."""
    refused = 0
    async with asyncio.timeout(PATIENCE):
        while True:
            try:
                return await siege.begin(store, Errand.CORRECT, broadcast), refused
            except Mistake as no:
                assert no.why is Why.BROADCAST_RUNNING  # noqa: PT017 - any other is a fault
                refused += 1
            await siege.look(store)
            await asyncio.sleep(0.02)
