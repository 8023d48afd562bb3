"""Partners, communicators, invitations and channels are kept as they are."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.delivery import Reason
from bot.languages import Form
from bot.mistakes import Mistake, Why
from bot.partners import Channel, Invitation, Kind, Partner, hash_of
from storage import Database
from tests.storage.conftest import NOW, Cast, person


async def test_a_partner_comes_back_whole(store: Database, cast: Cast) -> None:
    changed = replace(cast.post_office, slug="post", kind=Kind.SUPER, about={Form.PT: "Correios"})
    async with store.write() as tx:
        await tx.partners.save(changed)
    async with store.read() as tx:
        assert await tx.partners.get(changed.id) == changed
        assert await tx.partners.by_slug("post") == changed
        assert await tx.partners.by_slug("china-post") is None


async def test_a_slug_belongs_to_one_partner(store: Database, cast: Cast) -> None:
    with pytest.raises(Mistake) as told:
        async with store.write() as tx:
            await tx.partners.add(replace(cast.post_office, id=0))
    assert told.value.why is Why.SLUG_TAKEN
    async with store.write() as tx:
        jd = await tx.partners.add(Partner(0, "jd", Kind.SUPER, {}))
    with pytest.raises(Mistake) as told:
        async with store.write() as tx:
            await tx.partners.save(replace(jd, slug="china-post"))
    assert told.value.why is Why.SLUG_TAKEN
    async with store.read() as tx:
        assert (await tx.partners.page(0, 9)).items == [cast.post_office, jd]


async def test_partners_are_paged_in_the_order_they_joined(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        more = [await tx.partners.add(Partner(0, f"p{no}", Kind.DREAMER, {})) for no in range(4)]
    async with store.read() as tx:
        page = await tx.partners.page(1, 2)
        assert (page.items, page.total) == (more[:2], 5)
        assert (await tx.partners.page(0, 1)).items == [cast.post_office]


async def test_joining_twice_is_joining_once(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        bo = await tx.readers.meet(person(9, "Bo"))
        assert await tx.partners.join(cast.post_office.id, bo.id, NOW - timedelta(days=1))
        assert await tx.partners.join(cast.post_office.id, cast.ana.id, NOW)
        assert not await tx.partners.join(cast.post_office.id, cast.ana.id, NOW)
        assert await tx.partners.members(cast.post_office.id) == [bo, cast.ana]
        assert await tx.partners.of_member(cast.ana.id) == [cast.post_office]
        await tx.partners.leave(cast.post_office.id, cast.ana.id)
        assert await tx.partners.of_member(cast.ana.id) == []


async def test_an_invitation_taken_by_two_at_once_is_taken_by_one(store: Database, other: Database, cast: Cast) -> None:
    invitation = Invitation(hash_of("secret"), cast.post_office.id, cast.ana.id, NOW + timedelta(days=7))
    async with store.write() as tx:
        await tx.partners.invite(invitation)

    async def take(database: Database, reader_id: int) -> bool:
        async with database.write() as tx:
            return await tx.partners.take(invitation.token_hash, reader_id, NOW)

    taken = await asyncio.gather(*(take(database, no) for database in (store, other) for no in (1, 2, 3)))
    assert sorted(taken) == [False] * 5 + [True]
    async with store.read() as tx:
        used = await tx.partners.invitation(invitation.token_hash)
        assert await tx.partners.invitation("nothing") is None
    assert used == replace(invitation, used_by=(1, 2, 3)[taken.index(True) % 3], used_at=NOW)


async def test_a_channel_belongs_to_one_partner(store: Database, cast: Cast) -> None:
    tea = Channel(0, -(10**12), cast.post_office.id, "茶", (Form.YUE, Form.EN))
    async with store.write() as tx:
        kept = await tx.channels.link(tea)
        jd = await tx.partners.add(Partner(0, "jd", Kind.SUPER, {}))
    with pytest.raises(Mistake) as told:
        async with store.write() as tx:
            await tx.channels.link(replace(tea, partner_id=jd.id))
    assert told.value.why is Why.CHANNEL_TAKEN
    async with store.read() as tx:
        assert await tx.channels.by_address(tea.address) == kept == replace(tea, id=kept.id)


async def test_two_partners_who_link_one_channel_at_once_get_it_once(
    store: Database, other: Database, cast: Cast
) -> None:
    async with store.write() as tx:
        jd = await tx.partners.add(Partner(0, "jd", Kind.SUPER, {}))

    async def link(database: Database, partner: Partner) -> bool:
        try:
            async with database.write() as tx:
                await tx.channels.link(Channel(0, -100, partner.id, "茶", (Form.YUE,)))
        except Mistake:
            return False
        return True

    assert sorted(await asyncio.gather(link(store, cast.post_office), link(other, jd))) == [False, True]


async def test_linking_again_brings_a_channel_up_to_date_and_back(store: Database, cast: Cast) -> None:
    tea = Channel(0, -100, cast.post_office.id, "tea", (Form.YUE,))
    async with store.write() as tx:
        kept = await tx.channels.link(tea)
        await tx.channels.save(replace(kept, lost_at=NOW))
        assert await tx.channels.get(kept.id) == replace(kept, lost_at=NOW)
        again = await tx.channels.link(replace(tea, title="Tea", forms=(Form.EN,)))
        assert await tx.channels.get(kept.id) == again == replace(kept, title="Tea", forms=(Form.EN,))


async def test_a_channel_that_is_gone_counts_as_lost(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        tea = await tx.channels.link(Channel(0, -100, cast.post_office.id, "tea", (Form.YUE,)))
        await tx.readers.gone(tea.id, Reason.KICKED, NOW)
        assert await tx.channels.of(cast.post_office.id) == [replace(tea, lost_at=NOW)]


async def test_an_unlinked_channel_is_free_for_another_partner_and_keeps_its_id(store: Database, cast: Cast) -> None:
    tea = Channel(0, -100, cast.post_office.id, "tea", (Form.YUE,))
    async with store.write() as tx:
        jd = await tx.partners.add(Partner(0, "jd", Kind.SUPER, {}))
        kept = await tx.channels.link(tea)
        await tx.channels.unlink(kept.id)
        assert await tx.channels.get(kept.id) is None
        assert (await tx.channels.link(replace(tea, partner_id=jd.id))).id == kept.id


async def test_what_partners_are_called_is_read_anew_only_when_one_is_called_otherwise(
    store: Database, cast: Cast
) -> None:
    post = cast.post_office
    called = await store.called()
    assert called.names == {post.id: ("中国邮政", "China Post")}
    async with store.write() as tx:
        await tx.partners.save(replace(post, about={Form.PT: "Correios"}))
    assert await store.called() is called
    async with store.write() as tx:
        await tx.partners.save(replace(post, names={Form.EN: "The “Post”, it's"}))
        jd = await tx.partners.add(Partner(0, "jd", Kind.SUPER, {}))
    assert (await store.called()).names == {post.id: ("The “Post”, it's",), jd.id: ()}
