"""On SQLite, what grows with readers, copies and stories is found by a key, and never walked through."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from sqlalchemy import event

from bot.broadcast import Broadcast, Errand
from bot.content import PostState, Whom
from bot.delivery import DeliveryState
from bot.people import Reader
from bot.searching import Picked, Sought
from bot.store import Work
from storage import Database
from tests.storage.conftest import NOW, Cast, draft

LARGE = ("chat", "consent", "delivery", "follow", "press", "reader", "segment", "story_term")
HELD_ALONE = "ix_segment_held"
"""Holds only what somebody works at."""
AGAIN = Broadcast(0, 1, NOW, "", started_at=NOW, errand=Errand.AGAIN, origin_id=1)
ASKED: dict[str, Callable[[Work, Reader], Awaitable[object]]] = {
    "whom a post can be sent again": lambda tx, _: tx.broadcasts.choosable(1),
    "sending again": lambda tx, _: tx.broadcasts.start_errand(AGAIN, {DeliveryState.UNKNOWN}),
    "what came of a sending": lambda tx, _: tx.broadcasts.sums(1),
    "how far it is": lambda tx, _: tx.broadcasts.done(1),
    "what is leaving now": lambda tx, _: tx.broadcasts.leaving(),
    "where there are copies": lambda tx, _: tx.broadcasts.with_copies(1),
    "a report's crowds": lambda tx, _: tx.reports.crowds([1]),
    "who pressed": lambda tx, _: tx.reports.pressed(1),
    "what somebody received": lambda tx, reader: tx.posts.carried_to(reader.id),
    "which post somebody replies to": lambda tx, reader: tx.exchanges.post_of(reader.id, 1),
    "stories with some words": lambda tx, _: tx.stories.found(Sought("flower market"), 0, 5),
    "stories that come near": lambda tx, _: tx.stories.found(Sought("flower market"), 0, 5, near=True),
    "posts of a list with some words": lambda tx, _: tx.posts.page([1], {PostState.DRAFT}, 0, 8, Picked("flower")),
    "followers by place": lambda tx, _: tx.follows.places(Whom(1, frozenset(), everybody=False), NOW),
}


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
async def test_nothing_large_is_walked_through_for(
    store: Database, cast: Cast, asked: Callable[[Work, Reader], Awaitable[object]]
) -> None:
    async with store.write() as tx:
        post = await tx.posts.add(draft(cast))
        await tx.broadcasts.start(Broadcast(0, post.id, NOW, post.hash(), started_at=NOW), post.whom)
    said: dict[str, Any] = {}
    for engine in (store._engines.read, store._engines.write):
        event.listen(
            engine.sync_engine, "before_cursor_execute", lambda _c, _cu, text, told, *_: said.setdefault(text, told)
        )
    async with store.write() as tx:
        await asked(tx, cast.ana)
        keeper: Any = tx.posts
        plans = {
            text: [
                str(row.detail) for row in await keeper._tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", told or ())
            ]
            for text, told in list(said.items())
            if text.startswith(("SELECT", "INSERT", "UPDATE", "DELETE", "WITH"))
        }
    assert plans
    walked = {step: text for text, steps in plans.items() for step in steps if _walks(step)}
    assert not walked


def _walks(step: str) -> bool:
    what, _, rest = step.partition(" ")
    table = rest.split(" ")[0].rstrip("_0123456789")
    return what == "SCAN" and table in LARGE and HELD_ALONE not in step
