"""Posts, their versions and media, and campaigns are kept as they are."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import event

from bot.content import Campaign, MediaKind, Post, PostKind, PostState, Version
from bot.languages import Form
from bot.partners import Kind, Partner
from bot.searching import Sought
from storage import Database
from tests.storage.conftest import NOW, Cast, draft


async def add(store: Database, post: Post) -> Post:
    async with store.write() as tx:
        return await tx.posts.add(post)


async def test_a_post_comes_back_whole(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        media = [await tx.posts.new_media(MediaKind.PHOTO, "木棉.jpg"), await tx.posts.new_media(MediaKind.VIDEO)]
        names = {Form.EN: "Kapok"}
        campaign = Campaign(0, cast.post_office.id, names, date(2026, 3, 1), date(2026, 3, 31), "#木棉")
        campaign = await tx.campaigns.add(campaign)
        assert await tx.campaigns.get(campaign.id) == campaign
        post = await tx.posts.add(replace(draft(cast), media=(media[1], media[0]), campaign_id=campaign.id))
    async with store.read() as tx:
        assert await tx.posts.get(post.id) == post
        assert await tx.posts.get(post.id + 1) is None


async def test_saving_replaces_versions_and_the_order_of_media(store: Database, cast: Cast) -> None:
    post = await add(store, draft(cast))
    async with store.write() as tx:
        media = [await tx.posts.new_media(MediaKind.PHOTO) for _ in range(3)]
        texts = {Form.ZH_HANT: Version(Form.ZH_HANT, "早晨 <b>&amp;</b> 🌺", derived_from=Form.ZH_HANS)}
        await tx.posts.save(replace(post, media=tuple(media)))
        changed = replace(post, versions=texts, media=tuple(reversed(media)), comment="好", reviewer_id=5, sent_at=NOW)
        await tx.posts.save(changed)
    async with store.read() as tx:
        assert await tx.posts.get(post.id) == changed


async def test_of_two_who_advance_a_post_at_once_one_succeeds(store: Database, other: Database, cast: Cast) -> None:
    post = await add(store, draft(cast, PostState.SUBMITTED))

    async def review(database: Database, state: PostState) -> bool:
        async with database.write() as tx:
            return await tx.posts.advance(replace(post, state=state, comment=state.value), PostState.SUBMITTED)

    both = await asyncio.gather(review(store, PostState.APPROVED), review(other, PostState.RETURNED))
    assert sorted(both) == [False, True]
    async with store.read() as tx:
        kept = await tx.posts.get(post.id)
    assert kept is not None
    assert kept.state is (PostState.APPROVED if both[0] else PostState.RETURNED)
    assert kept.comment == kept.state.value


async def test_an_advance_that_comes_too_late_changes_no_version(store: Database, cast: Cast) -> None:
    post = await add(store, draft(cast, PostState.APPROVED))
    late = replace(post, state=PostState.SUBMITTED, versions={Form.EN: Version(Form.EN, "late")})
    async with store.write() as tx:
        assert not await tx.posts.advance(late, PostState.DRAFT)
        assert await tx.posts.get(post.id) == post


async def test_who_changes_the_state_alone_writes_neither_versions_nor_media(store: Database, cast: Cast) -> None:
    post = await add(store, draft(cast, PostState.SCHEDULED))
    said: list[str] = []
    engine = store._engines.write.sync_engine
    event.listen(engine, "before_cursor_execute", lambda *told: said.append(told[2]))
    async with store.write() as tx:
        kept = await tx.posts.get(post.id)
        assert kept is not None
        said.clear()
        assert await tx.posts.advance(replace(kept, state=PostState.SENDING), PostState.SCHEDULED)
        assert len(said) == 1
        texts = {Form.EN: Version(Form.EN, "changed")}
        await tx.posts.save(replace(kept, versions=texts))
        assert len(said) > 2
    async with store.read() as tx:
        changed = await tx.posts.get(post.id)
    assert changed is not None
    assert changed.versions == texts


async def test_posts_are_paged_newest_first_by_partner_and_state(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        jd = await tx.partners.add(Partner(0, "jd", Kind.SUPER, {}))
        mine = [await tx.posts.add(draft(cast, text=f"no {no}")) for no in range(5)]
        theirs = await tx.posts.add(replace(draft(cast), partner_id=jd.id))
        await tx.posts.add(draft(cast, PostState.DELETED))
    async with store.read() as tx:
        page = await tx.posts.page([cast.post_office.id], [PostState.DRAFT], 1, 2)
        assert (page.items, page.total) == ([mine[3], mine[2]], 5)
        last = await tx.posts.page([cast.post_office.id], [PostState.DRAFT], 4, 2)
        assert (last.items, last.total) == ([mine[0]], 5)
        beyond = await tx.posts.page([cast.post_office.id], [PostState.DRAFT], 6, 2)
        assert (beyond.items, beyond.total) == ([], 5)
        everyone = await tx.posts.page([], [PostState.DRAFT, PostState.RETURNED], 0, 1)
        assert (everyone.items, everyone.total) == ([theirs], 6)


async def test_stories_are_what_was_sent_newest_first(store: Database, cast: Cast) -> None:
    sent = draft(cast, PostState.SENT)
    async with store.write() as tx:
        late = await tx.posts.add(replace(sent, sent_at=NOW))
        early = await tx.posts.add(replace(sent, sent_at=NOW - timedelta(days=1), kind=PostKind.CAMPAIGN))
        await tx.posts.add(draft(cast))
    async with store.read() as tx:
        assert (await tx.stories.found(Sought(), 0, 10)).items == [late, early]
        only = await tx.stories.found(Sought(kind=PostKind.CAMPAIGN), 0, 10)
        assert (only.items, only.total) == ([early], 1)


async def test_the_network_s_names_of_media_are_kept_by_account(store: Database) -> None:
    async with store.write() as tx:
        first, second = [await tx.posts.new_media(MediaKind.PHOTO) for _ in range(2)]
        await tx.posts.keep_reference(first.id, 10**10, "old")
        await tx.posts.keep_reference(first.id, 10**10, "AgAC")
        await tx.posts.keep_reference(first.id, 2, "other")
        assert await tx.posts.references([first.id, second.id], 10**10) == {first.id: "AgAC"}
        assert await tx.posts.references([], 10**10) == {}


async def test_of_two_who_add_a_version_at_once_neither_undoes_the_other(
    store: Database, other: Database, cast: Cast
) -> None:
    post = await add(store, draft(cast))
    read = asyncio.Event()

    async def adds(database: Database, form: Form) -> None:
        async with database.write() as tx:
            standing = await tx.posts.get(post.id)
            assert standing is not None
            if form is Form.YUE:
                read.set()
                await asyncio.sleep(0.2)
            versions = {**standing.versions, form: Version(form, "早晨")}
            assert await tx.posts.advance(replace(standing, versions=versions), PostState.DRAFT)

    first = asyncio.create_task(adds(store, Form.YUE))
    await read.wait()
    await asyncio.gather(first, adds(other, Form.ZH_HANT))
    async with store.read() as tx:
        both = await tx.posts.get(post.id)
    assert both is not None
    assert both.versions.keys() == {*post.versions, Form.YUE, Form.ZH_HANT}
