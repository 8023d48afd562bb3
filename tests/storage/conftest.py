"""The store under test, on SQLite and on PostgreSQL, and the few people and partners that the tests begin with."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import select

from bot.broadcast import Broadcast
from bot.content import Post, PostKind, PostState, Version
from bot.languages import Form
from bot.partners import Kind, Partner
from bot.people import Reader
from bot.store import Store, Work
from storage import Database
from storage.ledger import segments

NOW = datetime(2026, 11, 20, 4, 0, 0, 123456, tzinfo=UTC)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """Of a database with all tables, and nobody in it."""
    found: str = request.getfixturevalue(f"{request.param}_tables")
    return found


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Of a database without any tables."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path}/kapok.db"
    found: str = request.getfixturevalue("postgres_url")
    return found


@pytest_asyncio.fixture
async def store(url: str) -> AsyncIterator[Database]:
    database = Database(url)
    await database.open()
    yield database
    await database.close()


@pytest_asyncio.fixture
async def other(store: Database, url: str) -> AsyncIterator[Database]:
    """A second process, as far as the database can tell."""
    assert store
    database = Database(url)
    await database.open()
    yield database
    await database.close()


@dataclass(frozen=True, slots=True)
class Cast:
    ana: Reader
    post_office: Partner


def person(address: int, name: str = "Ana", form: Form | None = Form.PT) -> Reader:
    return Reader(0, address, name, NOW, form)


def draft(cast: Cast, state: PostState = PostState.DRAFT, text: str = "Bom dia") -> Post:
    versions = {Form.PT: Version(Form.PT, text), Form.EN: Version(Form.EN, "Good morning")}
    return Post(0, cast.post_office.id, cast.ana.id, PostKind.STORY, state, NOW, versions, source=Form.PT)


async def crowd(tx: Work, partner_id: int, number: int, first: int = 1000) -> list[Reader]:
    """Followers of a partner."""
    readers = [await tx.readers.meet(person(first + no, f"R{no}", Form.EN)) for no in range(number)]
    for reader in readers:
        await tx.follows.follow(reader.id, partner_id, NOW)
    return readers


async def rows(tx: Work, statement: Any) -> list[Any]:
    """What a table holds that the port does not show."""
    keeper: Any = tx.readers
    return list(await keeper._all(statement))


async def members(tx: Work, begun: Broadcast) -> list[int]:
    """Whom it means, once all of it is frozen."""
    while await tx.broadcasts.freezing():
        assert await tx.broadcasts.freeze_on()
    kept = await tx.broadcasts.get(begun.id)
    frozen = select(segments.c.members).where(segments.c.broadcast_id == begun.id)
    found = sorted(one for row in await rows(tx, frozen) for one in row.members)
    assert kept is not None
    assert kept.meant == len(found)
    return found


@pytest_asyncio.fixture
async def cast(store: Database) -> Cast:
    return await a_cast(store)


async def a_cast(store: Store) -> Cast:
    names = {Form.ZH_HANS: "中国邮政", Form.EN: "China Post"}
    async with store.write() as tx:
        ana = await tx.readers.meet(person(2**52))
        return Cast(ana, await tx.partners.add(Partner(0, "china-post", Kind.STRATEGIC, names)))
