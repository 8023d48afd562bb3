"""What tests of the tables do again and again."""

from collections.abc import Sequence
from datetime import datetime

from bot.accounts import DEFAULT_RATE, SHARED_RATE
from bot.broadcast import Broadcast, Segment
from bot.content import PostState, Whom
from bot.delivery import DeliveryState, Outcome
from bot.languages import Because, Form
from bot.recurrence import Plan
from bot.store import Work
from storage import Database
from tests.ledger import claimed
from tests.storage.conftest import NOW, Cast, draft

WALL = datetime(2026, 11, 20, 12, 0)  # noqa: DTZ001 - a wall clock


async def planned(store: Database, cast: Cast, moment: datetime, state: PostState = PostState.SCHEDULED) -> Plan:
    async with store.write() as tx:
        post = await tx.posts.add(draft(cast, state))
        plan = Plan(post.id, WALL, "Asia/Macau", moment, cast.ana.id)
        await tx.plans.put(plan)
    return plan


def rate(url: str) -> float:
    """Several processes leave each other more room than one needs."""
    return SHARED_RATE if url.startswith("postgresql") else DEFAULT_RATE


async def started(tx: Work, cast: Cast) -> Broadcast:
    post = await tx.posts.add(draft(cast, PostState.SENDING))
    return await tx.broadcasts.start(Broadcast(0, post.id, NOW, "hash", NOW), Whom(cast.post_office.id))


async def a_segment(store: Database, owner: str = "one") -> Segment:
    segment = await claimed(store, owner, NOW)
    assert segment is not None
    return segment


def sent(members: Sequence[int]) -> list[Outcome]:
    return [Outcome(member, DeliveryState.SENT, NOW, None, Form.EN, Because.OWN, (member,)) for member in members]
