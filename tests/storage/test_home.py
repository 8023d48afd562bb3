"""What a home screen counts, at one look."""

from dataclasses import replace
from datetime import timedelta

from bot.content import Campaign, Media, MediaKind
from bot.languages import Form
from bot.shares import Share, ShareState
from bot.store import AtHome
from storage import Database
from tests.storage.conftest import NOW, Cast

TODAY = NOW.date()


async def test_home_counts_whole_partners_campaigns_that_are_not_over_and_a_story_that_was_begun(
    store: Database, cast: Cast
) -> None:
    ana, partner = cast.ana.id, cast.post_office.id
    assert await store.at_home(ana, TODAY) == AtHome(0, 0, begun=False)
    async with store.write() as tx:
        for ends, ended in ((TODAY, None), (TODAY - timedelta(days=1), None), (TODAY, NOW)):
            fair = Campaign(0, partner, {Form.EN: "Fair"}, TODAY - timedelta(days=2), ends, ended_at=ended)
            added = await tx.campaigns.add(fair)
            await tx.follows.follow_campaign(ana, added, NOW)
        handed_in = Share(0, ana, ShareState.SUBMITTED, NOW, "The ferry")
        await tx.shares.add(handed_in)
        empty = await tx.shares.add(replace(handed_in, state=ShareState.DRAFT, text=""))
    assert await store.at_home(ana, TODAY) == AtHome(0, 1, begun=False)
    async with store.write() as tx:
        await tx.follows.follow(ana, partner, NOW)
        pictured = replace(empty, media=(Media(1, MediaKind.PHOTO, "bridge.jpg"),))
        assert await tx.shares.advance(pictured, ShareState.DRAFT)
    assert await store.at_home(ana, TODAY) == AtHome(1, 1, begun=True)
    async with store.write() as tx:
        assert await tx.shares.advance(replace(pictured, media=(), text="The bridge"), ShareState.DRAFT)
    assert (await store.at_home(ana, TODAY)).begun
