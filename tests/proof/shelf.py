"""Many approved posts at once, planned for any moment: what a year of writing would leave in the database."""

from collections.abc import Sequence
from datetime import datetime

from bot.actions.meet import meet
from bot.content import Post, PostKind, PostState, Version
from bot.languages import Form
from bot.recurrence import Plan, local
from storage import Database
from tests import cast


async def planned(store: Database, moments: Sequence[datetime], zone: str = "Asia/Shanghai") -> list[Post]:
    """One post of XPeng's for each moment, in that order."""
    author = await meet(store, cast.ZIQING, "周子晴", None, min(moments))
    async with store.write() as tx:
        partner = await tx.partners.by_slug("xpeng")
        assert partner is not None
        kept = []
        for no, moment in enumerate(moments):
            post = _post(partner.id, author.reader.id, f"No. {no}.", moment)
            kept.append(await tx.posts.add(post))
            wall = local(moment, zone).replace(tzinfo=None)
            await tx.plans.put(Plan(kept[-1].id, wall, zone, moment, author.reader.id))
    return kept


def _post(partner_id: int, author_id: int, words: str, at: datetime) -> Post:
    version = {Form.EN: Version(Form.EN, words)}
    bare = Post(0, partner_id, author_id, PostKind.CAMPAIGN, PostState.SCHEDULED, at, version, source=Form.EN)
    return Post(
        0,
        partner_id,
        author_id,
        PostKind.CAMPAIGN,
        PostState.SCHEDULED,
        at,
        version,
        source=Form.EN,
        approved_hash=bare.hash(),
    )


async def state_of(store: Database, post: Post) -> PostState:
    async with store.read() as tx:
        found = await tx.posts.get(post.id)
    assert found is not None
    return found.state


async def broadcasts_of(store: Database, post: Post) -> int:
    async with store.read() as tx:
        return len(await tx.broadcasts.of_post(post.id))
