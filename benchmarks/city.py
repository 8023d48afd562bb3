"""A city to measure in: any number of readers who follow one partner, and a post that goes out to them."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, time
from http import HTTPStatus
from typing import Any, cast

from sqlalchemy import insert, update

from bot.actions.deliver import LINES, deliver
from bot.actions.desk import Desk
from bot.actions.render import letter_for
from bot.broadcast import Broadcast, BroadcastState
from bot.content import Post, PostKind, PostState, Version
from bot.languages import Form
from bot.partners import Kind, Partner
from bot.transport import Letter
from bot.wire import Wire, as_json
from storage import Database
from storage.accounts import accounts
from storage.awaited import AsyncConnection
from storage.chats import READER, chats
from storage.follows import follows
from storage.people import readers

FIRST = 1_000_000
CHUNK = 20_000
FORMS = tuple(Form)
TEXT = "<b>Kapok</b>\nTomorrow at seven the garden by the river opens its gates; bring a lamp and somebody you like."


def now() -> datetime:
    return datetime.now(UTC)


def connection(tx: object) -> AsyncConnection:
    """The connection of a unit of work: a benchmark fills tables in bulk, beside the ports."""
    return cast("AsyncConnection", cast("Any", tx).posts._tx)  # noqa: SLF001 - see above


def letter() -> Letter:
    """What a reader gets of the post: the text, who sends it and how to stop, the row of languages."""
    post = Post(1, 5, FIRST, PostKind.CAMPAIGN, PostState.SENDING, now(), {form: Version(form, TEXT) for form in FORMS})
    whole = letter_for(post, Partner(5, "city", Kind.SUPER, {Form.EN: "Kapok"}), Form.EN)
    assert whole
    return whole


async def settle(store: Database, number: int) -> Post:
    """So many readers of all forms, who follow one partner; the post that it sends them."""
    async with store.write() as tx:
        partner = await tx.partners.add(Partner(0, f"city-{number}", Kind.SUPER, {Form.EN: "Kapok"}))
        first = FIRST * partner.id + 1
        for begin in range(first, first + number, CHUNK):
            await _people(connection(tx), partner.id, range(begin, min(begin + CHUNK, first + number)))
        versions = {form: Version(form, TEXT) for form in FORMS}
        post = Post(0, partner.id, first, PostKind.CAMPAIGN, PostState.SENDING, now(), versions)
        return await tx.posts.add(replace(post, approved_hash=post.hash()))


async def _people(tx: AsyncConnection, partner_id: int, ids: range) -> None:
    await tx.execute(insert(chats), [{"id": one, "address": one, "kind": READER} for one in ids])
    met = {"met_at": now(), "zone": "Asia/Shanghai", "quiet_begin": time(21, 30), "quiet_end": time(8, 30)}
    rows = [{"id": one, "name": "x", "form": FORMS[one % len(FORMS)], "quiet_on": False, **met} for one in ids]
    await tx.execute(insert(readers), rows)
    await tx.execute(insert(follows), [{"reader_id": one, "partner_id": partner_id, "at": now()} for one in ids])


async def move_in(wire: Wire, url: str, post: Post, number: int) -> None:
    """The same people in the sandbox, who have all talked to the bot."""
    told = as_json({"count": number, "from": post.author_id, "started": True})
    answer = await wire.post(f"{url}/control/users", told, seconds=120)
    assert answer.status == HTTPStatus.OK, answer


async def start(store: Database, post: Post, *, paid: bool = False) -> Broadcast:
    """A broadcast of this post, its audience frozen, without a canary."""
    async with store.write() as tx:
        moment = now()
        begun = await tx.broadcasts.start(
            Broadcast(0, post.id, moment, post.hash(), started_at=moment, paid=paid), post.whom
        )
        await tx.broadcasts.widen(begun.id, moment)
    while await _freeze_on(store):
        pass
    return begun


async def _freeze_on(store: Database) -> bool:
    """One more range of a large audience, as the clock does."""
    async with store.write() as tx:
        return await tx.broadcasts.freeze_on()


async def keep_to(store: Database, account: int, rate: float) -> None:
    """So many a second on the account's row."""
    async with store.write() as tx:
        await tx.accounts.reserve(account, 1, now())
        await connection(tx).execute(update(accounts).where(accounts.c.id == account).values(rate=rate))


async def over(desk: Desk, broadcast: Broadcast) -> None:
    """Work as the clock does, in as many lines and with its look at what is due, until a broadcast is finished."""

    async def line() -> None:
        while await deliver(desk):
            pass

    while (await desk.store.due(now())).moving:
        await asyncio.gather(*(line() for _ in range(LINES)))
        await asyncio.sleep(0.02)
    async with desk.store.read() as tx:
        found = await tx.broadcasts.get(broadcast.id)
    assert found
    assert found.state is BroadcastState.FINISHED, found
